"""Settings, schedule, one turn of the cycle, command line, health; the only room that knows all others."""
