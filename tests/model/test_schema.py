import json
from datetime import UTC, date, datetime
from pathlib import Path

import jsonschema

from model.article import Article, Attachment, Author, Extraction, GovDocument, Image
from model.schema import public
from model.watching import Evidence, Tag

SCHEMA = json.loads((Path(__file__).resolve().parents[2] / "docs" / "schema.json").read_text("utf-8"))
BARE = Article("s", "http://a.example/1", "article", None, (), Extraction("generic"))
FULL = Article(
    source_id="s",
    url="http://a.example/1",
    kind="continuation",
    title="题",
    paragraphs=("一", "二"),
    extraction=Extraction("geometry", 0.9, {"title": "h1"}),
    fingerprint=(1, 2**64 - 1),
    authors=(Author("方敏", "记者", "本报"),),
    editors=("杜若",),
    issue_date=date(2026, 11, 22),
    page_box=(((0.0, 0.0), (1.0, 0.0), (1.0, 0.5)),),
    published_at=datetime(2026, 11, 22, 1, 2, tzinfo=UTC),
    published_precision="minute",
    images=(Image("http://a.example/1.png", "图说", "白露"),),
    attachments=(Attachment("http://a.example/1.doc", "附件"),),
    document=GovDocument("1", "市政府", "云政〔2026〕1号", date(2026, 11, 1)),
    prominence=0.7,
    first_seen_at=datetime(2026, 11, 22, 2, tzinfo=UTC),
)


def check(value: object) -> None:
    jsonschema.validate(value, SCHEMA, cls=jsonschema.Draft202012Validator)


def test_a_bare_article_has_every_key_of_the_public_schema() -> None:
    value = public(BARE)
    check(value)
    assert list(value.values()).count(None) > 15
    assert value.keys() == SCHEMA["properties"].keys()


def test_a_full_article_survives_json_and_fits_the_schema() -> None:
    tags = [Tag("党建", 2.5, (Evidence("title", 0, 1, "题"),))]
    value = json.loads(json.dumps(public(FULL, tags, ["党建"])))
    check(value)
    assert value["fingerprint"] == ["0000000000000001", "ffffffffffffffff"]
    assert value["published_at"] == "2026-11-22T01:02:00+00:00"
    assert value["document"]["written_on"] == "2026-11-01"
    assert value["topics"][0]["evidence"] == [{"field": "title", "start": 0, "end": 1, "text": "题"}]
