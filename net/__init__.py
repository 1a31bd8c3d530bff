"""The only way out: guarded connector, session, limits. Knows nothing of articles."""
