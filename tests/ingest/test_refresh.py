from datetime import UTC, datetime

import pytest

from ingest.reading import refresh_target
from model.source import Document


def target(html: str) -> str | None:
    return refresh_target(Document("http://a.example/x/", "html", html, "utf-8", 0, b"", datetime.now(UTC)))


@pytest.mark.parametrize(
    "html",
    [
        '<META HTTP-EQUIV=REFRESH CONTENT="0; URL=html/2026-10/02/node_2.htm">',
        "<meta http-equiv='refresh' content='0;url=html/2026-10/02/node_2.htm'>",
    ],
)
def test_an_index_that_sends_readers_on_at_once_is_followed(html: str) -> None:
    assert target(html) == "http://a.example/x/html/2026-10/02/node_2.htm"


@pytest.mark.parametrize(
    "html",
    [
        '<!--[if lte IE 8]><meta http-equiv="refresh" content="0; url=/upgrade.htm"><![endif]-->',
        '<noscript><meta http-equiv="refresh" content="0; url=/noscript.htm"></noscript>',
        '<meta http-equiv="refresh" content="300">',
        '<meta http-equiv="refresh" content="300; url=/again.htm">',
        "<p>nothing</p>",
    ],
)
def test_what_is_meant_for_other_browsers_or_later_is_not_followed(html: str) -> None:
    assert target(html) is None
