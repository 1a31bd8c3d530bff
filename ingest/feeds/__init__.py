"""Feeds in all their forms (RSS, Atom, RDF, JSON Feed) as entries of one shape."""
