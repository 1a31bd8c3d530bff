"""The public schema read back."""

import re
from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from model.article import Article, Attachment, Author, Extraction, GovDocument, Image
from model.schema import public
from model.schema_read import from_public, topics_of
from model.watching import Evidence, Tag

FULL = Article(
    source_id="paper",
    url="http://paper.example/1.html",
    kind="notice",
    title="标题",
    paragraphs=("一", "二"),
    extraction=Extraction("rule", 0.9, {"title": "h1"}),
    identity="i",
    content_hash="c",
    fingerprint=(1, 2**64 - 1),
    kicker="肩题",
    subtitle="副题",
    original_title="原题",
    original_url="http://paper.example/0.html",
    authors=(Author("方敏", "记者", "本报"), Author("李雷")),
    credit="人民日报",
    editors=("韩梅",),
    section="要闻",
    edition="北京",
    issue_date=date(2026, 11, 22),
    page_no="A01",
    page_name="要闻",
    page_box=(((0.0, 0.5), (1.0, 0.5), (1.0, 1.0)),),
    published_at=datetime(2026, 11, 22, 8, tzinfo=timezone(timedelta(hours=8))),
    published_precision="minute",
    images=(Image("http://paper.example/1.jpg", "图", None),),
    attachments=(Attachment("http://paper.example/1.pdf", "附件"),),
    document=GovDocument("1", "国务院", "国发1号", date(2026, 11, 1)),
    language="zh",
    prominence=0.5,
    missing=("section",),
    id=7,
    story_id=3,
    first_seen_at=datetime(2026, 11, 22, tzinfo=UTC),
    revision=2,
)


def test_an_article_comes_back_from_its_public_form():
    assert from_public(public(FULL)) == FULL


def test_an_article_of_little_comes_back_too():
    bare = from_public({"title": "标题", "paragraphs": ["一"], "unknown": 1})
    assert (bare.title, bare.paragraphs, bare.kind, bare.source_id) == ("标题", ("一",), "article", "")
    assert from_public(public(bare)) == bare
    assert from_public({}).paragraphs == ()


@pytest.mark.parametrize(
    ("value", "told"),
    [
        ([], "must be an object"),
        ({"title": 1}, "title: must be a string, not 1"),
        ({"id": True}, "id: must be a whole number"),
        ({"paragraphs": "text"}, "paragraphs: must be a list"),
        ({"paragraphs": [1]}, "paragraphs: must be a list of strings"),
        ({"kind": "report"}, "kind: must be one of article"),
        ({"published_at": "yesterday"}, "published_at: "),
        ({"authors": ["方敏"]}, "authors: must be a list of objects"),
        ({"authors": [{"role": "记者"}]}, "authors: "),
        ({"authors": [{"name": 3}]}, "authors: name: must be a string"),
        ({"prominence": "high"}, "prominence: must be a number"),
        ({"prominence": True}, "prominence: must be a number"),
        ({"page_box": [[1, 2]]}, "page_box: must be a list of polygons"),
        ({"document": "x"}, "document: must be an object"),
        ({"fingerprint": ["xyz"]}, "fingerprint: "),
    ],
)
def test_a_mistake_names_the_key_and_what_it_must_be(value, told):
    with pytest.raises(ValueError, match=re.escape(told)):
        from_public(value)


def test_the_names_of_topics_are_read():
    tags = [Tag("党建", 2.0, (Evidence("title", 0, 2, "党建"),)), Tag("法治", 1.0)]
    assert topics_of(public(FULL, tags)) == ("党建", "法治")
    assert topics_of(public(FULL)) == ()
    assert topics_of({"topics": ["党建"]}) == ()
