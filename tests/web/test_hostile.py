import json
import os
from pathlib import Path
from urllib.parse import quote

import pytest
from selectolax.lexbor import LexborHTMLParser

from notify.compose import Told, compose
from tests.notify.far_ends import told
from tests.web.hostile import hostile_article, poison

OURS = [
    "<script>window.__pwned=1</script>",
    "<img src=x onerror=window.__pwned=2>",
    '" onmouseover="window.__pwned=3" x="',
    "' autofocus onfocus=window.__pwned=4 x='",
    "javascript:window.__pwned=5",
    "data:text/html,<script>parent.__pwned=6</script>",
    "</title></style></script><svg onload=window.__pwned=7>",
    "{{ 7*7 }}${7*7}<%= 7*7 %>",
    "&lt;script&gt;window.__pwned=8&lt;/script&gt;",
    "{name}{0}%s%(x)s",
]
SHARED = Path(os.environ.get("BAOSHAO_SHARED") or Path(__file__).resolve().parents[2].parent / "shared")
THEIRS = SHARED / "hostile" / "xss_payloads.json"


def shape(text: str) -> list[tuple[str, tuple[str, ...]]]:
    """The elements of a page with the names of their attributes: what a text must not be able to change."""
    tree = LexborHTMLParser(text)
    return [(node.tag, tuple(sorted(node.attributes))) for node in tree.css("*")]


def links(text: str) -> list[str]:
    tree = LexborHTMLParser(text)
    return [node.attributes[name] or "" for name in ("href", "src", "action") for node in tree.css(f"[{name}]")]


def check(db, serve, payloads: list[str]) -> None:
    sources, ids = poison(db, payloads)
    site = serve(db, sources)
    paths = ["/", *(f"/articles/{number}" for number in ids)]
    paths += [f"/?{name}={quote(text, safe='')[:200]}" for text in payloads for name in ("topic", "source")]
    allowed = {
        "html",
        "head",
        "meta",
        "title",
        "link",
        "script",
        "body",
        "a",
        "header",
        "div",
        "span",
        "nav",
        "time",
        "main",
    }
    allowed |= {
        "section",
        "h1",
        "h2",
        "h3",
        "p",
        "article",
        "aside",
        "ol",
        "ul",
        "li",
        "mark",
        "b",
        "small",
        "footer",
        "dl",
        "dt",
        "dd",
        "details",
        "summary",
    }
    names = {
        "lang",
        "charset",
        "name",
        "content",
        "rel",
        "href",
        "type",
        "src",
        "defer",
        "class",
        "id",
        "aria-label",
        "aria-current",
        "datetime",
        "title",
    }
    for path in paths:
        text = site.get(path).text
        for tag, attributes in shape(text):
            assert tag in allowed, (path, tag)
            assert set(attributes) <= names, (path, tag, attributes)
        assert all(link.startswith(("/", "#", "https://a.example/")) for link in links(text)), path
        assert len(LexborHTMLParser(text).css("script")) == 1
    for got in (site.get("/healthz"), site.get("/api/articles?limit=200")):
        assert got.headers["content-type"] == "application/json"
        json.loads(got.body)
    mails(payloads)


def mails(payloads: list[str]) -> None:
    plain = told()
    wanted = None
    for text in payloads:
        one = Told(plain.alert, hostile_article(text), plain.watch, plain.tags)
        message = compose("key", [one])
        found = shape(message.html)
        wanted = wanted or found
        assert [each for each in found if each[0] not in ("a", "b")] == [
            each for each in wanted if each[0] not in ("a", "b")
        ]
        assert "\n" not in message.title
        assert all(link.startswith(("http://", "https://")) for link in links(message.html))


def test_no_text_becomes_markup_on_a_page_or_in_a_mail(db, serve):
    check(db, serve, OURS)


@pytest.mark.shared
@pytest.mark.skipif(not THEIRS.exists(), reason="the shared payloads are not here")
def test_no_known_payload_becomes_markup_on_a_page_or_in_a_mail(db, serve):
    check(db, serve, [each["payload"] for each in json.loads(THEIRS.read_text(encoding="utf-8"))])


def test_the_check_would_see_markup():
    assert shape(f"<p>{OURS[1]}</p>") != shape("<p>text</p>")
    assert links("<a href='javascript:1'>x</a>") == ["javascript:1"]
    assert ("p", ("class", "onmouseover", "x")) in shape(f'<p class="{OURS[2]}">')
