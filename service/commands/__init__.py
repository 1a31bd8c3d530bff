"""The commands of baoshao, one file each, found by scanning this folder."""
