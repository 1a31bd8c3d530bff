"""From the web to articles: fetch, decode, parse, normalise, identify. Never touches the database."""
