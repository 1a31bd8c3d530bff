"""The encoding that a page declares inside itself: the HTML standard's prescan, and the XML declaration."""

import re

from ingest.encoding.labels import encoding_of

_REACH = 32_768  # bytes looked at; the standard asks for 1024, real pages put scripts before the declaration
_NEXT = re.compile(rb"<(?:(!--)|(meta)(?=[\s/])|/?[a-z]|[!/?])", re.IGNORECASE)
_ATTRIBUTE = re.compile(
    rb"[\s/]*(?:(>)|([^\s/>=][^\s/>=]*|=[^\s/>=]*)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>]*)))?)", re.DOTALL
)
_CHARSET = re.compile(rb"charset\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s;\"']+))", re.IGNORECASE)
_XML = re.compile(rb"^\s*<\?xml[^>]*?encoding\s*=\s*[\"']([\w.:-]+)[\"']")


def declared_in_page(body: bytes) -> str | None:
    """The WHATWG name of the encoding in the page's first `meta` that gives one, or None.

    UTF-16 declared in bytes that could be read so far can only be UTF-8 (HTML standard, 13.2.3.2).
    """
    head = body[:_REACH]
    if b"charset" not in head and b"CHARSET" not in head and not re.search(rb"charset", head, re.IGNORECASE):
        return None
    at = 0
    while found := _NEXT.search(head, at):
        at = found.end()
        if found[1]:
            end = head.find(b"-->", found.start() + 2)
            at = len(head) if end < 0 else end + 3
        elif found[0][-1:].isalpha():
            attributes, at = _attributes(head, at if found[2] else _name_end(head, at))
            encoding = _of_meta(attributes) if found[2] else None
            if encoding is not None:
                return "UTF-8" if encoding.startswith("UTF-16") else encoding
        else:
            end = head.find(b">", at)
            at = len(head) if end < 0 else end + 1
    return None


def declared_in_xml(body: bytes) -> str | None:
    """The encoding of an XML declaration, or None."""
    found = _XML.match(body[:1024])
    encoding = encoding_of(found[1].decode("ascii")) if found else None
    return "UTF-8" if encoding and encoding.startswith("UTF-16") else encoding


def _name_end(head: bytes, at: int) -> int:
    while at < len(head) and head[at : at + 1] not in b" \t\n\f\r/>":
        at += 1
    return at


def _attributes(head: bytes, at: int) -> tuple[dict[bytes, bytes], int]:
    """The attributes of a tag from `at` on, the first of each name, and where it ends; none of one without an end."""
    found: dict[bytes, bytes] = {}
    while one := _ATTRIBUTE.match(head, at):
        at = one.end()
        if one[1]:
            return found, at
        found.setdefault(one[2].lower(), next((value for value in one.group(3, 4, 5) if value is not None), b""))
    return {}, len(head)


def _of_meta(attributes: dict[bytes, bytes]) -> str | None:
    if b"charset" in attributes:
        return encoding_of(attributes[b"charset"].decode("latin-1"))
    if attributes.get(b"http-equiv", b"").lower() != b"content-type":
        return None
    found = _CHARSET.search(attributes.get(b"content", b""))
    label = next((value for value in found.groups() if value is not None), b"") if found else b""
    return encoding_of(label.decode("latin-1"))
