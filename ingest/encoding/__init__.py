"""Which encoding a page is in, and its text as browsers read it."""
