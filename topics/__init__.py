"""One rule language; which topics an article carries and which watches it hits. Pure."""
