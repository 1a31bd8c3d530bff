"""Made-up articles, and times to store them at."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
import xxhash

from model.article import Article, Extraction

NOW = datetime(2026, 11, 21, 8, 30, tzinfo=UTC)


@pytest.fixture
def now() -> datetime:
    return NOW


@pytest.fixture
def article() -> Callable[..., Article]:
    """Makes an article out of its number; the sentences of its text are its fingerprint."""

    def make(number: int = 1, text: str | None = None, **fields: object) -> Article:
        text = (
            text or f"第{number}篇的第一句话。第{number}篇的第二句话。第{number}篇的第三句话。第{number}篇的第四句话。"
        )
        sentences = [each for each in text.split("。") if each]
        defaults = {
            "source_id": "paper",
            "url": f"http://press.test/{number}.html",
            "kind": "article",
            "title": f"第{number}篇",
            "paragraphs": (text,),
            "extraction": Extraction("test"),
            "identity": f"press.test/{number}",
            "content_hash": xxhash.xxh3_64_hexdigest(text.encode()),
            "fingerprint": tuple(xxhash.xxh3_64_intdigest(each.encode()) for each in sentences),
        }
        return Article(**defaults | fields)

    return make
