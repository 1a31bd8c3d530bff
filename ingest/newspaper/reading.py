"""Page files to raw articles, through the helper processes."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from importlib.util import find_spec

from ingest.newspaper.facts import NO_FACTS, PageFacts
from ingest.newspaper.wire import unpack_article
from ingest.newspaper.worker import Worker
from model.article import Polygon, RawArticle
from model.errors import ParseError

PDF = Worker("ingest.newspaper.child", patience=120)
OCR = Worker("ingest.newspaper.ocr_child", patience=300)


def read_pdf(data: bytes, *, url: str | None, now: datetime, facts: PageFacts = NO_FACTS) -> list[RawArticle]:
    """The articles of a page PDF, or of all pages of an issue's PDF; raises ParseError where there are none.

    Pages without text that can be extracted go through OCR where the extra `ocr` is installed.
    """
    head: dict[str, object] = {"url": url, "year": now.year, "facts": asdict(facts)}
    reply, _ = PDF.ask({**head, "command": "read"}, [data])
    articles: list[RawArticle] = []
    for index, page in enumerate(reply["pages"]):
        if page["needs_ocr"] is None:
            articles += [unpack_article(packed) for packed in page["articles"]]
            continue
        _needs_ocr(f"PDF {url or ''} page {index + 1}: {page['needs_ocr']}")
        _, (picture,) = PDF.ask({"command": "picture", "page": index}, [data])
        articles += _recognised(picture, head)
    if not articles:
        raise ParseError(f"PDF {url or ''}: no article on its {len(reply['pages'])} page(s)", kind="no_text")
    return articles


def read_image(data: bytes, *, url: str | None, now: datetime, facts: PageFacts = NO_FACTS) -> list[RawArticle]:
    """The articles of a picture of a page, by OCR; raises ParseError where there are none or the extra is missing."""
    _needs_ocr(f"picture {url or ''}")
    articles = _recognised(data, {"url": url, "year": now.year, "facts": asdict(facts)})
    if not articles:
        raise ParseError(f"picture {url or ''}: no article on it", kind="no_text")
    return articles


def cut(
    data: bytes,
    areas: Sequence[Sequence[Polygon]],
    *,
    url: str | None,
    now: datetime,
    facts: PageFacts = NO_FACTS,
) -> list[RawArticle | None]:
    """The text inside each area (polygons as fractions of the first page), None where there is none.

    Raises ParseError where the file cannot be read.
    """
    head = {"command": "cut", "url": url, "year": now.year, "facts": asdict(facts), "areas": areas}
    reply, _ = PDF.ask(head, [data])
    return [unpack_article(packed) if packed else None for packed in reply["articles"]]


def _needs_ocr(what: str) -> None:
    if find_spec("rapidocr") is None or find_spec("onnxruntime") is None:
        raise ParseError(f"{what}; needs OCR: install baoshao[ocr]", kind="needs_ocr")


def _recognised(picture: bytes, head: dict[str, object]) -> list[RawArticle]:
    reply, _ = OCR.ask(head, [picture])
    return [unpack_article(packed) for packed in reply["articles"]]
