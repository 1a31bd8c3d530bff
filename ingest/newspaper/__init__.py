"""Newspaper pages to articles, and articles to clippings.

`read_pdf` reads a page PDF: glyphs → lines → blocks → titles → articles, in a helper process with limits. All entries
raise ParseError. Polygons are fractions 0-1 of the page, origin at the top left.
"""

from ingest.newspaper.facts import PageFacts
from ingest.newspaper.reading import read_pdf

__all__ = ["PageFacts", "read_pdf"]
