"""Printed text made fit for one line of ours."""

import re
import unicodedata

_UNFIT = {"Cc", "Cf", "Cs"}  # Unicode categories: controls, direction and hidden marks, lone surrogates
_SPACES = re.compile(r"\s+")


def one_line(text: str, *, strip: bool = True) -> str:
    """The text on one line, without control and direction marks: what may stand in a subject, a log, a list.

    With `strip` off, spaces at its ends stay.
    """
    joined = _SPACES.sub(" ", text)
    kept = "".join(c for c in joined if unicodedata.category(c) not in _UNFIT)
    return kept.strip() if strip else kept
