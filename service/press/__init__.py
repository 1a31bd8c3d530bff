"""The sample press: a small local web of made-up publications for the demo, the journeys and the benchmarks."""
