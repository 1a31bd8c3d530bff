"""How much and how long one exchange may take."""

from dataclasses import dataclass

KIB = 1024
MIB = 1024 * KIB


@dataclass(frozen=True, slots=True)
class Limits:
    """Sizes in bytes, times in seconds. A PDF (a newspaper page) may be larger and slower than a page of text."""

    body: int = 20 * MIB  # decoded
    pdf_body: int = 200 * MIB
    ratio: int = 100  # decoded bytes for each byte on the wire …
    ratio_from: int = MIB  # … once this many are decoded
    encodings: int = 2  # layers of Content-Encoding
    headers: int = 64 * KIB
    address: int = 8 * KIB
    redirects: int = 5
    connect: float = 10.0
    idle: float = 30.0  # between two reads
    total: float = 60.0  # from the first hop's start to the last byte
    pdf_total: float = 300.0
