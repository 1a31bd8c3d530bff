"""The kinds of source, one file each, found by scanning this folder; they do not import one another."""
