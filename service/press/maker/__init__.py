"""Makes newspaper pages (PDF) together with the truth about what is on them, from a seed."""
