import json
from datetime import datetime
from pathlib import Path

import pytest

from ingest.dropped import read_file
from ingest.extract.profile import Profile
from ingest.identity import identify
from ingest.normalise import normalise
from model.errors import ParseError
from model.schema import public
from tests.helpers.newsroom import DUMP, PARAGRAPHS, article_page


def test_an_html_file_is_read_in_whatever_encoding(now: datetime) -> None:
    for charset in ("utf-8", "gb18030"):
        data = article_page("专题培训班在我市顺利开班", charset=charset).encode(charset)
        raw = read_file("a.html", data, url="http://a.cn/1.html", now=now)[0]
        assert (raw.title, raw.url) == ("专题培训班在我市顺利开班", "http://a.cn/1.html")
        assert raw.paragraphs == PARAGRAPHS
    assert read_file("a.html", data, now=now)[0].url is None
    assert read_file("noname", data, now=now)[0].title == "专题培训班在我市顺利开班"


def test_a_profile_may_be_given_for_an_html_file(now: datetime) -> None:
    page = article_page("专题培训班在我市顺利开班").replace(
        '<div class="info">', '<p class="kick">大标题之上的肩题</p><div class="info">'
    )
    raw = read_file("a.html", page.encode(), now=now, profile=Profile("own", title=("p.kick",)))[0]
    assert raw.title == "大标题之上的肩题"


def test_a_text_is_a_page_or_a_newspaper_page_or_nothing_but_an_article(now: datetime) -> None:
    assert read_file("a.txt", DUMP.encode("gb18030"), now=now)[0].credit is not None
    assert read_file("a.txt", "\n".join(("开班", *PARAGRAPHS)).encode(), now=now)[0].extraction.method == "text"
    rows = [line[start : start + 16] for line in PARAGRAPHS * 3 for start in range(0, len(line), 16)]
    page = "\n".join(["推动机关党建走深走实", "□ 王小明", *rows])
    assert read_file("a.txt", page.encode(), now=now)[0].extraction.method == "text-dump"


def test_lines_of_the_public_schema_come_back_as_they_went(now: datetime) -> None:
    given = identify(normalise(read_file("a.txt", DUMP.encode(), now=now)[0], source_id="x", now=now))
    line = json.dumps(public(given), ensure_ascii=False)
    raw = read_file("a.jsonl", f"{line}\n\n{line}\n".encode(), now=now)
    assert len(raw) == 2
    again = identify(normalise(raw[0], source_id="x", now=now))
    for name in ("title", "credit", "editors", "authors", "paragraphs", "published_at", "section", "content_hash"):
        assert getattr(again, name) == getattr(given, name), name


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("{", "line 1"),
        ("[]", "must be an object"),
        ("{}", "title or paragraphs"),
        ('{"title": 5}', "title must be a string"),
        ('{"title": "x", "paragraphs": "y"}', "list of strings"),
        ('{"title": "x", "authors": ["y"]}', "list of objects"),
        ('{"title": "x", "authors": [{}]}', "line 1"),
        ('{"title": "x", "kind": "poem"}', "kind must be one of"),
        ("[" * 100_000, "line 1"),
        (" ", "no line holds an article"),
    ],
)
def test_a_line_that_is_no_article_is_named(now: datetime, line: str, words: str) -> None:
    with pytest.raises(ParseError, match=words) as caught:
        read_file("a.jsonl", line.encode(), now=now)
    assert str(caught.value).startswith("a.jsonl: ")


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("a.html", b"PK\x03\x04" + b"\0" * 50, "ZIP"),
        ("a.json", b'{"a": 1}', "json"),
        ("a.pdf", b"%PDF-1.4 nothing", "a.pdf"),
        ("a.txt", b"", "empty"),
        ("a.png", b"\x89PNG\r\n\x1a\n broken", "a.png"),
    ],
)
def test_a_file_that_holds_no_article_is_named_with_what_it_is(
    now: datetime, name: str, data: bytes, words: str
) -> None:
    with pytest.raises(ParseError, match=words):
        read_file(name, data, now=now)


@pytest.mark.shared
def test_a_newspaper_page_gives_its_articles(shared: Path, now: datetime) -> None:
    pages = sorted((shared / "newspaper").rglob("*.pdf"))
    assert pages
    assert len(read_file(pages[0].name, pages[0].read_bytes(), now=now)) > 2
