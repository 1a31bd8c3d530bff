"""Pages in the traditional script, seen in the simplified one: the patterns of furniture and notices know only that."""

import re
from collections.abc import Iterable
from dataclasses import replace
from itertools import islice

from ingest.extract.tree import Page
from ingest.fields.labels import simplified

_FREQUENT = re.compile("[這個們來時會國為說與對後開關發經過員報點無實業應當現]")
TELLING, LONG_LINES, LONG = 3, 3, 40  # such signs in the first so many lines of so many characters


def judged(page: Page, start: int = 0) -> Page:
    """The page itself, or where its text is in the traditional script, one to be judged by: its lines in the other."""
    if not _is_traditional(line.text for line in islice(page.lines, start, None)):
        return page
    return replace(page, lines=[replace(line, text=simplified(line.text)) for line in page.lines])


def _is_traditional(texts: Iterable[str]) -> bool:
    """Whether the first long lines hold signs that the simplified script does not have."""
    long = "".join(islice((text[:60] for text in texts if len(text) > LONG), LONG_LINES))
    return len(_FREQUENT.findall(long)) >= TELLING
