"""Step 3, decode: bytes to text, trusting the bytes over what is declared of them; what is lost is counted."""

from dataclasses import replace

from ingest.encoding.choose import choose
from ingest.encoding.codecs import LOST, decode_as
from ingest.encoding.labels import encoding_of
from ingest.encoding.prescan import declared_in_page, declared_in_xml
from ingest.media import binary_kind, text_kind
from model.errors import FetchError, ParseError
from model.source import Document, Snapshot
from net.coding import Meter, inflate
from net.limits import Limits

_GZIP = b"\x1f\x8b"


def decode(snapshot: Snapshot) -> Document:
    """The snapshot as text, or as media pdf or image with none; raises ParseError that names what the bytes are.

    A body that is itself a gzip file (sitemap.xml.gz, or a server that forgot to say so) is unpacked within the limits.
    """
    body = unpacked(snapshot.body)
    content_type = (snapshot.header("content-type") or "").lower()
    try:
        media = binary_kind(body)
    except ParseError as error:
        raise ParseError(f"{snapshot.url}: {error}", kind=error.kind) from None
    document = Document(
        url=snapshot.url,
        media=media or "text",
        text="",
        encoding=None,
        replacements=0,
        body=body,
        fetched_at=snapshot.fetched_at,
        snapshot_id=snapshot.id,
    )
    return document if media else _as_text(document, content_type)


def unpacked(body: bytes) -> bytes:
    """The content of a gzip file, or the bytes themselves; raises ParseError where it is damaged or a bomb."""
    if not body.startswith(_GZIP):
        return body
    limits = Limits()
    meter = Meter(limits, limits.body)
    try:
        return b"".join(meter.counted(inflate(meter.wired([body]))))
    except FetchError as error:
        raise ParseError(f"a gzip file that cannot be read: {error}", kind=error.kind) from error


def _as_text(document: Document, content_type: str) -> Document:
    encoding, declared = text_encoding(document.body, content_type)
    decoded = decode_as(encoding, document.body)
    text = decoded.removeprefix("\ufeff")
    lost = _lost(text, document.body, encoding) if LOST in text else 0
    if lost * 4 > len(text):
        raise ParseError(f"{document.url}: the bytes are text in no encoding that we know", kind="undecodable")
    media = text_kind(text, content_type, document.url)
    text = text.replace("\0", "")
    return replace(
        document,
        media=media,
        text=text,
        encoding="gb18030" if encoding == "GBK" else encoding.lower(),
        replacements=lost,
        declared=declared if declared != encoding else None,
        decoded=text if encoding == "UTF-8" and not lost and text is decoded else None,
    )


def _lost(text: str, body: bytes, encoding: str) -> int:
    """U+FFFD that decoding put in; those that the page itself holds are none."""
    return text.count(LOST) - (body.count(LOST.encode()) if encoding == "UTF-8" else 0)


def text_encoding(body: bytes, content_type: str = "") -> tuple[str, str | None]:
    """The WHATWG name of the encoding that fits the bytes best, and the one declared (header, page, XML), if any."""
    _, _, label = content_type.partition("charset=")
    header = encoding_of(label.split(";")[0].strip().strip("\"'"))
    inside = declared_in_page(body) or declared_in_xml(body)
    return choose(body, [name for name in (header, inside) if name]), header or inside
