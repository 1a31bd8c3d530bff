"""Reading sources.yaml, topics.yaml and watch files; every mistake is named with file, line and key."""
