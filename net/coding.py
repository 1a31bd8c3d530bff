"""Content codings (gzip, deflate) undone within limits; brotli and zstd are never asked for and so refused."""

import zlib
from collections.abc import Iterable, Iterator

from model.errors import FetchPermanentError, FetchTemporaryError
from net.limits import Limits

ACCEPTED = "gzip, deflate"
_GZIP = b"\x1f\x8b"
_STEP = 64 * 1024  # bytes decoded at a time


class Meter:
    """Counts bytes on the wire and decoded, and refuses what outgrows the limits."""

    def __init__(self, limits: Limits, body: int) -> None:
        self._limits, self._body = limits, body
        self.wire = 0
        self.decoded = 0

    def wired(self, chunks: Iterable[bytes]) -> Iterator[bytes]:
        """The chunks as they come, counted."""
        for chunk in chunks:
            self.wire += len(chunk)
            yield chunk

    def counted(self, chunks: Iterable[bytes]) -> Iterator[bytes]:
        """The decoded chunks; raises FetchPermanentError (too_large) past the size or the ratio allowed."""
        for chunk in chunks:
            self.decoded += len(chunk)
            if self.decoded > self._body:
                raise too_large(self._body)
            if self.decoded > self._limits.ratio_from and self.decoded > self.wire * self._limits.ratio:
                raise FetchPermanentError(
                    f"the answer grows more than {self._limits.ratio} times when unpacked: a bomb, left alone",
                    kind="too_large",
                )
            yield chunk


def too_large(allowed: int) -> FetchPermanentError:
    """The error for an answer above `allowed` bytes."""
    size = f"{allowed >> 20} MiB" if allowed >= 1 << 20 else f"{allowed >> 10} KiB"
    return FetchPermanentError(f"the answer is larger than {size}: it was not read to its end", kind="too_large")


def undo(encodings: str | None, chunks: Iterable[bytes], limits: Limits) -> Iterable[bytes]:
    """The chunks with each layer of Content-Encoding taken off, last first."""
    layers = [layer.strip().lower() for layer in (encodings or "").split(",") if layer.strip()]
    layers = [layer for layer in layers if layer != "identity"]
    if len(layers) > limits.encodings:
        raise FetchTemporaryError(f"the answer is packed {len(layers)} times: not unpacked", kind="bad_response")
    for layer in reversed(layers):
        if layer not in {"gzip", "x-gzip", "deflate"}:
            raise FetchTemporaryError(
                f"the answer is coded as {layer!r}, which was not asked for: not read", kind="bad_response"
            )
        chunks = inflate(chunks)
    return chunks


def inflate(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Gzip (members one after another), zlib or raw deflate undone; bytes that are none of them pass as they are.

    Raises FetchTemporaryError: `incomplete` where the stream breaks off, `bad_response` where it is damaged.
    """
    stream: zlib._Decompress | None = None
    started = plain = False
    held = b""
    for given in chunks:
        chunk, held = held + given, b""
        while chunk and not plain:
            if stream is None and len(chunk) < 2:
                chunk, held = b"", chunk  # too short to tell what it is
            elif stream is None and started and not chunk.startswith(_GZIP):
                return  # junk after the last member
            elif stream is None:
                plain, started = not started and _is_plain(chunk), True
                stream = _opened(chunk)
            else:
                yield _decompress(stream, chunk)
                chunk = stream.unused_data if stream.eof else stream.unconsumed_tail
                stream = None if stream.eof else stream
        if plain:
            yield chunk
    if not started:
        yield held
    elif stream is not None and not plain:
        yield from _rest(stream)


def _rest(stream: "zlib._Decompress") -> Iterator[bytes]:
    yield stream.flush()
    if not stream.eof:
        raise FetchTemporaryError("the packed answer breaks off: kept nothing of it", kind="incomplete")


def _decompress(stream: "zlib._Decompress", chunk: bytes) -> bytes:
    try:
        return stream.decompress(chunk, _STEP)
    except zlib.error as error:
        raise FetchTemporaryError(f"the packed answer is damaged ({error})", kind="bad_response") from error


def _opened(chunk: bytes) -> "zlib._Decompress":
    return zlib.decompressobj(31 if chunk.startswith(_GZIP) else 15 if _is_zlib(chunk) else -15)


def _is_zlib(chunk: bytes) -> bool:
    return len(chunk) > 1 and chunk[0] & 15 == 8 and (chunk[0] << 8 | chunk[1]) % 31 == 0


def _is_plain(chunk: bytes) -> bool:
    """Text that says it is packed and is not: markup begins so, raw deflate nearly never does."""
    return chunk.lstrip()[:1] in (b"<", b"{", b"[") or chunk.startswith(b"\xef\xbb\xbf")
