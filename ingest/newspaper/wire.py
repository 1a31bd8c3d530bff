"""What goes between the main process and its helpers: a JSON head and blobs, each with its length before it."""

import json
import struct
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any, BinaryIO

from model.article import Author, Extraction, Image, Polygon, RawArticle

_LENGTH = struct.Struct(">Q")
LARGEST = 512 * 1024 * 1024  # bytes of one part


def send(stream: BinaryIO, head: Mapping[str, object], blobs: Sequence[bytes] = ()) -> None:
    """Write one message."""
    parts = [json.dumps({"head": head, "blobs": len(blobs)}, ensure_ascii=False).encode(), *blobs]
    for part in parts:
        stream.write(_LENGTH.pack(len(part)))
        stream.write(part)
    stream.flush()


def receive(stream: BinaryIO) -> tuple[dict[str, Any], list[bytes]]:
    """Read one message; raises EOFError where the other side is gone or speaks nonsense."""
    first = json.loads(_part(stream))
    return first["head"], [_part(stream) for _ in range(first["blobs"])]


def _part(stream: BinaryIO) -> bytes:
    prefix = stream.read(_LENGTH.size)
    if len(prefix) < _LENGTH.size:
        raise EOFError("the other side has gone")
    (length,) = _LENGTH.unpack(prefix)
    if length > LARGEST:
        raise EOFError(f"a part of {length} bytes was announced")
    data = stream.read(length)
    if len(data) < length:
        raise EOFError("the other side has gone in the middle of a message")
    return data


def pack_article(article: RawArticle) -> dict[str, Any]:
    """An article as JSON-ready values."""
    return asdict(article)


def unpack_article(packed: Mapping[str, Any]) -> RawArticle:
    """The article of what `pack_article` gave."""
    values = dict(packed)
    values["extraction"] = Extraction(**values["extraction"])
    values["authors"] = tuple(Author(**author) for author in values["authors"])
    values["images"] = tuple(Image(**image) for image in values["images"])
    values["page_box"] = tuple(polygon(corners) for corners in values["page_box"])
    for name in ("bylines", "paragraphs", "attachments"):
        values[name] = tuple(values[name])
    return RawArticle(**values)


def polygon(corners: Sequence[Sequence[float]]) -> Polygon:
    """A polygon of JSON's lists."""
    return tuple((float(x), float(y)) for x, y in corners)
