"""Which encoding bytes are in: strict UTF-8 first, then what is declared if it fits, then what reads as Chinese."""

import re

from ingest.encoding.codecs import LOST, decode_as
from ingest.media import looks_utf16

_BOMS = ((b"\xef\xbb\xbf", "UTF-8"), (b"\xff\xfe", "UTF-16LE"), (b"\xfe\xff", "UTF-16BE"))
_SEVEN_BIT = frozenset({"ISO-2022-JP", "replacement"})  # ASCII bytes to the eye, so that UTF-8 would always fit them
_WEAK = frozenset({"windows-1252", "x-user-defined"})  # servers' defaults, under which any bytes "fit"
_SAMPLE = 32_768  # bytes that the guess looks at
# The commonest characters of running text, simplified and traditional: noise decoded in a wrong encoding has few.
_COMMON = re.compile(
    "[的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经"
    "這個國來們時為於對會發動過說產種後學經與家第新日月本報記者]"
)
_HAN = re.compile("[\u4e00-\u9fff]")
_WIDE = re.compile("[\u0800-\ufffc\U00010000-\U0010ffff]")  # what UTF-8 writes in three bytes and more, but U+FFFD
_ASCII = bytes(range(0x80))
_MANY = 3.0  # errors, in per cent of the bytes outside ASCII, above which an encoding does not fit


def choose(body: bytes, declared: list[str]) -> str:
    """The WHATWG name of the encoding; `declared` are names in the order in which they count (header, page)."""
    for mark, name in _BOMS:
        if body.startswith(mark):
            return name
    wide = looks_utf16(body)
    if wide is not None:
        return wide
    if declared and declared[0] in _SEVEN_BIT:
        return declared[0]
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError:
        return _legacy(body, declared)
    return _ambiguous(body, text, declared)


def _ambiguous(body: bytes, text: str, declared: list[str]) -> str:
    """UTF-8 that is valid, unless it is a few words of GBK that happen to be (the classic is 联通)."""
    double = next((name for name in declared if name in ("GBK", "gb18030", "Big5")), None)
    if double is None or text.isascii() or _WIDE.search(text):
        return "UTF-8"
    other = decode_as(double, body)
    return double if LOST not in other and _HAN.search(other) else "UTF-8"


def _legacy(body: bytes, declared: list[str]) -> str:
    sample = _sample(body)
    strong = [name for name in declared if name not in _WEAK]
    if _utf8_damaged(sample, "UTF-8" in declared):
        return "UTF-8"
    for name in strong:
        if name not in _SEVEN_BIT and name != "UTF-8" and _errors(sample, decode_as(name, sample)) <= _MANY:
            return name
    guess, sense = _guess(sample)
    if sense > 0:
        return guess
    return (strong or declared or ["UTF-8"])[0]


def _sample(body: bytes) -> bytes:
    """A piece that holds text: from the first byte outside ASCII on, to the last space or tag of the piece, if any."""
    first = re.search(rb"[\x80-\xff]", body)
    start = first.start() if first else 0
    piece = body[start : start + _SAMPLE]
    end = max(piece.rfind(b" "), piece.rfind(b"<"), piece.rfind(b"\n")) if len(body) > start + _SAMPLE else -1
    return piece[:end] if end > 0 else piece


def _utf8_damaged(sample: bytes, said_so: bool) -> bool:
    """Whether it is UTF-8 with a few bad bytes: then most sequences outside ASCII are right."""
    text = sample.decode("utf-8", "replace")
    good = len(_WIDE.findall(text))
    return good > text.count(LOST) * (1 if said_so else 10)


def _errors(sample: bytes, text: str) -> float:
    return 100 * text.count(LOST) / max(len(sample.translate(None, _ASCII)), 1)


def _guess(sample: bytes) -> tuple[str, float]:
    """The likelier of the two Chinese encodings, and how Chinese it reads (0: not at all)."""
    found = []
    for name in ("GBK", "Big5"):
        text = decode_as(name, sample)
        han, common = len(_HAN.findall(text)), len(_COMMON.findall(text))
        fits = _errors(sample, text) <= 5 * _MANY
        found.append((common / max(han, 1) if fits and han else 0.0, name))
    sense, name = max(found, key=lambda pair: pair[0])
    return name, sense
