"""Cutting a long text into pieces that a service takes: at article boundaries, then sentences, never in a character."""

import json
import re
from collections.abc import Callable, Iterable, Iterator

from model.messages import say

Measure = Callable[[str], int]
_BLOCK = "\n\n"
_SENTENCE = re.compile(r"[^。！？；!?;\n]*(?:[。！？；!?;\n]+[”’」』）)]*|$)")
_WIDEST = "（999/999）\n"


def utf8(text: str) -> int:
    """Bytes in UTF-8."""
    return len(text.encode())


def escaped(text: str) -> int:
    """Bytes inside a JSON string that escapes all but ASCII, as Apprise writes it (6 for a Chinese character)."""
    return len(json.dumps(text)) - 2


def split(text: str, limit: int, measure: Measure = utf8) -> tuple[str, ...]:
    """The text in pieces of at most `limit` by `measure`, each numbered （1/3） where there are several."""
    if measure(text) <= limit:
        return (text,)
    room = max(limit - measure(_WIDEST), 1)
    pieces = list(_pack(text.split(_BLOCK), _BLOCK, room, measure))
    return tuple(
        f"{say('notify.text.piece', number=number, count=len(pieces))}\n{piece}"
        for number, piece in enumerate(pieces, start=1)
    )


def _pack(parts: Iterable[str], joint: str, room: int, measure: Measure) -> Iterator[str]:
    """Fill pieces with whole parts; a part that is too long by itself is cut at its sentences."""
    held = ""
    for part in parts:
        longer = held + joint + part if held else part
        if measure(longer) <= room:
            held = longer
            continue
        if held:
            yield held
        held = part
        if measure(part) > room:
            *full, held = _smaller(part, room, measure)
            yield from full
    if held:
        yield held


def _smaller(part: str, room: int, measure: Measure) -> Iterable[str]:
    sentences = [found for found in _SENTENCE.findall(part) if found]
    if len(sentences) > 1:
        return list(_pack(sentences, "", room, measure))
    return list(_pack_characters(part, room, measure))


def _pack_characters(part: str, room: int, measure: Measure) -> Iterator[str]:
    held = ""
    for character in part:
        if held and measure(held + character) > room:
            yield held
            held = ""
        held += character
    yield held
