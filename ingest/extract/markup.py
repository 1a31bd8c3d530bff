"""A page as the parser takes it: UTF-8 without signs that nobody sees; and a quick look for words in it."""

import re
from functools import lru_cache

from ahocorasick_rs import BytesAhoCorasick

from ingest.extract.guard import checked

INVISIBLE = "\u200b\ufeff\u00ad"  # joiners stay: emoji are made with them
_STYLE = re.compile(rb"<style(?:\s[^>'\"]*(?:\"[^\"]*\"[^>'\"]*|'[^']*'[^>'\"]*)*)?>", re.I)


def markup_of(html: bytes, url: str = "") -> bytes:
    """The bytes to parse, of a page in UTF-8; raises ParseError where they would cost more than a page is worth."""
    markup = checked(without_styles(html), url)
    for sign in INVISIBLE:
        if holds(markup, sign):
            markup = markup.replace(sign.encode(), b"")
    return markup


def without_styles(markup: bytes) -> bytes:
    """The markup with its style sheets emptied, a third of many pages; one that holds a `<` is left as it is."""
    kept: list[bytes] = []
    done = 0
    for _, end, _ in _finder("</style").find_matches_as_indexes(markup):
        sheet = _STYLE.match(markup, markup.rfind(b"<", done, end), end)
        if sheet:
            kept.append(markup[done : sheet.end()])
            done = end
    return b"".join([*kept, markup[done:]]) if kept else markup


def holds(markup: bytes, words: str) -> bool:
    """Whether the words stand anywhere in the markup, scripts and comments too.

    `in` takes longer over one page than reading it does over ten of them: a dozen words are looked for in each.
    """
    return count(markup, words) > 0


def count(markup: bytes, words: str) -> int:
    """How often the words stand in the markup."""
    return len(_finder(words).find_matches_as_indexes(markup))


@lru_cache(256)
def _finder(words: str) -> BytesAhoCorasick:
    return BytesAhoCorasick([words.encode()])
