"""Pages made to hurt: an article or a ParseError that says what was wrong, soon, and in linear time."""

import contextlib
import time
from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ingest.extract.article import extract
from ingest.extract.guard import checked
from ingest.extract.lists.links import find_links
from ingest.extract.pages import next_page
from model.errors import ParseError
from model.source import Document

PROSE = "清河镇把服务窗口搬到村口，群众办事更方便，一年累计办理一万二千件。"
TEXT = f"<p>{PROSE}</p>" * 3
REFUSED: dict[str, Callable[[int], str]] = {
    "nests": lambda n: "<div>" * n + PROSE,
    "nests ": lambda n: "<table><tr><td>" * n + PROSE,
    "leaves fonts open": lambda n: "".join(f"<font color={i}><p>x" for i in range(n)),
    "leaves fonts open ": lambda n: "".join(f"<p><FONT color={i}>x</p>" for i in range(n // 5)),
    "leaves fonts open  ": lambda n: "".join(f"<p><FoNt color={i}>x</p>" for i in range(n // 5)),
    " leaves fonts open": lambda n: "".join(f"<font color={i}><p>x" for i in range(n // 10)) + "</x>" * n,
    "tags, more than": lambda n: "<i></i>" * 30 * n,
    "characters, more than": lambda n: "<p>" + "中" * 700 * n,
}
READ: dict[str, Callable[[int], str]] = {
    "many paragraphs": lambda n: f"<p>{PROSE}</p>" * n,
    "many breaks": lambda n: f"<div>{(PROSE + '<br>') * n}</div>",
    "one long line": lambda n: f"<p>{PROSE * n}</p>",
    "many links": lambda n: (
        "".join(f"<li><a href=/n1/2024/0510/c1-{i}.html>{PROSE}</a> 2024-05-10</li>" for i in range(n)) + TEXT
    ),
    "many headings": lambda n: f"<title>{PROSE}</title>" + f"<h1>{PROSE}</h1>" * n + TEXT,
    "many pictures": lambda n: "".join(f"<img src=/{i}.jpg><p>{PROSE}</p>" for i in range(n)),
    "many rows": lambda n: f"<table>{'<tr><td>甲</td><td>乙</td></tr>' * n}</table>" + TEXT,
    "many boxes called share": lambda n: f"<div class=share>{PROSE}</div>" * n + TEXT,
    "many statements": lambda n: (
        "<meta property=og:title content=清河镇><!--enpproperty <title>清河镇</title>" * n + TEXT
    ),
    "furniture in furniture": lambda n: "<div class=comment>" * (n // 5) + f"<p>{PROSE * n}</p>",
    "arrows deep down": lambda n: "<div>" * (n // 5) + "<a href=/x>&gt;</a>" * (n // 5) + TEXT,
    "entities": lambda n: "<p>" + "&amp;&#x4e2d;&CounterClockwiseContourIntegral;" * n + "</p>" + TEXT,
    "brackets and dates": lambda n: "<p>" + "（记者2024年05月" * n + "</p>" + TEXT,
    "style sheets": lambda n: "<style>p{}</style>" * n + "<style media='" * n + "</style>" * n + "'>" + TEXT,
    "spaces": lambda n: "<p>2026" + " " * 20 * n + "x</p>" + TEXT,
}


def spent(html: str) -> float:
    document = Document("http://hostile.example/a/1.html", "html", html, "utf-8", 0, b"", NOW)
    started = time.process_time()
    for read in (extract, find_links, next_page):
        attempt(read, document)
    return time.process_time() - started


def attempt(read: Callable[[Document], object], document: Document) -> None:
    with contextlib.suppress(ParseError):
        read(document)


NOW = datetime(2026, 11, 22, tzinfo=UTC)


@pytest.mark.parametrize("words", REFUSED)
def test_what_no_article_has_is_refused_at_once(words: str) -> None:
    html = REFUSED[words](10_000)
    started = time.process_time()
    with pytest.raises(ParseError, match=words.strip()):
        checked(html.encode(), "http://hostile.example/")
    assert time.process_time() - started < 1


@pytest.mark.slow
@pytest.mark.parametrize("name", READ)
def test_twice_the_page_takes_about_twice_the_time(name: str) -> None:
    make = READ[name]
    size = 5_000
    # Square growth gives 4. Pair by pair, the best counts: a busy machine makes some pairs worse, none makes 4 look like 2.
    pairs = [(spent(make(size)), spent(make(2 * size))) for _ in range(6)]
    assert min(two / (one + 0.02) for one, two in pairs) < 3, f"{name}: {pairs}"


@pytest.mark.parametrize("form", ["a{i}='v'", "a{i}", "a{i}=v"])
def test_a_million_attributes_are_left_out_and_the_text_is_read(form: str) -> None:
    html = f"<title>村口的窗口</title><div {' '.join(form.format(i=i) for i in range(1_000_000))}>{TEXT}</div>"
    started = time.process_time()
    raw = extract(Document("", "html", html, "utf-8", 0, b"", NOW))
    assert raw.paragraphs == (PROSE,) * 3
    assert time.process_time() - started < 5


def test_a_picture_inside_the_page_does_not_make_it_too_large() -> None:
    html = f"<title>村口的窗口</title>{TEXT}<img src='data:image/png;base64,{'A' * 7_000_000}'>{TEXT}"
    assert len(extract(Document("", "html", html, "utf-8", 0, b"", NOW)).paragraphs) == 6


def test_a_list_of_many_options_is_no_trouble() -> None:
    html = f"<title>村口的窗口</title><select>{'<option>某县' * 60_000}</select>{TEXT}"
    assert spent(html) < 3


TAGS = [
    "div",
    "p",
    "br",
    "a href=x",
    "h1",
    "table",
    "tr",
    "td",
    "script",
    "style",
    "title",
    "b",
    "li",
    "img src=a",
    "!--",
    "form",
]
piece = st.one_of(
    st.sampled_from([f"<{tag}>" for tag in TAGS] + [f"</{tag.split()[0]}>" for tag in TAGS]),
    st.sampled_from(
        [
            PROSE,
            "来源：",
            "2024年05月10日06:58",
            "（记者",
            "责编：",
            "作者：",
            "《某报》（2024年05月10日 02 版）",
            "下一页",
            "&amp;",
            "\x00",
        ]
    ),
    st.text(max_size=30),
)


@settings(suppress_health_check=[HealthCheck.too_slow], max_examples=150, deadline=None)
@given(st.lists(piece, max_size=60))
def test_no_page_escapes_but_as_an_article_or_a_parse_error(pieces: list[str]) -> None:
    document = Document("http://hostile.example/a/1.html", "html", "".join(pieces), "utf-8", 0, b"", NOW)
    for read in (extract, find_links, next_page):
        attempt(read, document)
