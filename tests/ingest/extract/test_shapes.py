"""Pages built in many ways, none of them known to a profile: each field must be read by what all pages share."""

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import yaml

from ingest.extract.article import extract
from ingest.normalise import normalise
from model.article import Article
from model.source import Document

NOW = datetime(2024, 5, 12, 12, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
TABLE = yaml.safe_load((Path(__file__).parent / "shapes.yaml").read_text("utf-8"))
ELSEWHERE = ("热门排行", "三部门联合印发通知规范停车收费", "违法和不良信息举报电话")


def read(shape: dict) -> Article:
    page = shape["page"]
    for name, text in TABLE["texts"].items():
        page = page.replace("{" + name + "}", text)
    around = TABLE["around"]
    html = (
        f"<!DOCTYPE html><html><head><meta charset=utf-8>{shape['head']}</head>"
        f"<body>{around['above']}\n{page}\n{around['below']}</body></html>"
    )
    raw = extract(Document(shape["url"], "html", html, "utf-8", 0, html.encode(), NOW), now=NOW)
    return normalise(raw, source_id="made-up", now=NOW)


@pytest.mark.parametrize("shape", TABLE["shapes"], ids=lambda shape: shape["name"])
def test_a_page_of_another_build_gives_every_field(shape: dict) -> None:
    found, expected = read(shape), shape["expected"]
    assert found.title == expected["title"]
    assert published(found) == expected["published_at"]
    assert found.credit == expected.get("credit")
    assert [author.name for author in found.authors] == expected.get("authors", [])
    assert list(found.editors) == expected.get("editors", [])


@pytest.mark.parametrize("shape", TABLE["shapes"], ids=lambda shape: shape["name"])
def test_a_page_of_another_build_gives_its_text_and_nothing_else(shape: dict) -> None:
    expected = shape["expected"]
    text = "".join("".join(read(shape).paragraphs).split())
    assert "".join(expected["first"].split()) in text[:80]
    assert "".join(expected["last"].split()) in text[-80:]
    assert [words for words in (*ELSEWHERE, *expected.get("absent", ())) if "".join(words.split()) in text] == []


def published(article: Article) -> str:
    """The time as the table writes it: with a clock only where one is printed."""
    assert article.published_at is not None
    return article.published_at.strftime("%Y-%m-%d %H:%M" if article.published_precision == "minute" else "%Y-%m-%d")
