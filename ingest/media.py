"""What a body is by its bytes, whatever it is called: the names and types that servers give are hints at best."""

import re

from model.errors import ParseError

_IMAGE = re.compile(rb"\x89PNG\r\n\x1a\n|\xff\xd8\xff|GIF8[79]a|BM.{4}\0\0\0\0|II\*\0|MM\0\*|RIFF.{4}WEBP", re.DOTALL)
_STRANGERS = (
    (b"PK\x03\x04", "a ZIP archive or an Office document"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office document"),
    (b"MZ", "a Windows program"),
    (b"\x7fELF", "a Linux program"),
    (b"Rar!", "a RAR archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"\x1f\x8b", "a gzip file"),
    (b"ID3", "a sound file"),
    (b"OggS", "a sound or video file"),
    (b"\x1aE\xdf\xa3", "a video file"),
    (b"SQLite format 3", "a SQLite database"),
)
_TEXT_BOMS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_HTML = re.compile(r"<(?:!doctype\s+html|html|head|body|title|meta|div|p|table|h1|a|br|span|script|frameset)\b", re.I)
_XML = re.compile(r"\s*(?:<\?xml\b|<(?:rss|feed|rdf:RDF|urlset|sitemapindex|opml)\b)")
_CONTROLS = bytes((*range(9), 11, *range(14, 27), *range(28, 32)))
_LOOK = 4096  # bytes or characters looked at


def binary_kind(body: bytes) -> str | None:
    """The media "pdf" or "image" by magic numbers, None for what may be text; raises ParseError naming any other."""
    head = body[:_LOOK]
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if _IMAGE.match(head):
        return "image"
    for magic, name in _STRANGERS:
        if head.startswith(magic) and (len(magic) > 2 or not _reads_as_text(head)):
            raise ParseError(f"these bytes are {name}, not a page: see what the address serves", kind="binary")
    if head[4:8] == b"ftyp":
        raise ParseError("these bytes are a video file, not a page: see what the address serves", kind="binary")
    if not head.startswith(_TEXT_BOMS) and not _reads_as_text(head):
        raise ParseError("these bytes are no text: see what the address serves", kind="binary")
    return None


def text_kind(text: str, content_type: str, url: str) -> str:
    """One of html, xml, json, text, by how the text begins; type and name decide only where it does not say."""
    head = text[:_LOOK]
    start = head.lstrip("\ufeff \t\r\n")
    if _XML.match(start) and not re.search(r"<!doctype\s+html|<html\b", head, re.IGNORECASE):
        return "xml"
    if start[:1] in ("{", "[") and ("json" in content_type or not _HTML.search(head)):
        return "json"
    if _HTML.search(head):
        return "html"
    if "html" in content_type or re.search(r"\.s?html?(?:[?#]|$)", url, re.IGNORECASE):
        return "html"
    return "xml" if start.startswith("<") and "xml" in content_type else "text"


def _reads_as_text(head: bytes) -> bool:
    """Whether few control bytes are in it; a NUL now and then is damage, many are a binary or UTF-16."""
    strange = len(head) - len(head.translate(None, _CONTROLS))
    return strange * 10 <= len(head) or looks_utf16(head) is not None


def looks_utf16(body: bytes) -> str | None:
    """UTF-16LE or UTF-16BE where every other byte of the beginning is often NUL (markup in UTF-16), else None."""
    head = body[:512]
    if len(head) < 4:
        return None
    for name, zeros, letters in (("UTF-16LE", head[1::2], head[0::2]), ("UTF-16BE", head[0::2], head[1::2])):
        if zeros.count(0) * 10 >= len(zeros) * 3 and letters.count(0) * 20 <= len(letters):
            return name
    return None
