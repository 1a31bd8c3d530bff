"""Whether two texts are one headline: as printed, as stated, and in the name of the page."""

import re

_MARKS = re.compile(r"[\W_]+")


def key_of(text: str) -> str:
    """What two readings of one headline share: no spaces, no punctuation, one case."""
    return (text if text.isalnum() else _MARKS.sub("", text)).lower()


def says(text: str, key: str) -> bool:
    """Whether a text is the headline of that key, whatever its spaces and punctuation."""
    return len(key) <= len(text) <= 2 * len(key) + 20 and key_of(text) == key
