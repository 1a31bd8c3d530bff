"""Newspaper pages to articles, and articles to clippings.

`read_pdf` reads a page PDF (glyphs → lines → blocks → titles → articles), `cut` the areas that a site's own map gives,
`read_image` a picture of a page (OCR), all in helper processes with limits; `read_text` reads a text dump of a page.
All raise ParseError. Polygons are fractions 0-1 of the page, origin at the top left.
"""

from ingest.newspaper.dump import looks_like_newspaper, read_text
from ingest.newspaper.facts import PageFacts
from ingest.newspaper.reading import cut, read_image, read_pdf

__all__ = ["PageFacts", "cut", "looks_like_newspaper", "read_image", "read_pdf", "read_text"]
