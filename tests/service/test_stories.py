import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from service.press.newsroom import Newsroom
from service.press.server import Press


def lines(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


def test_reprints_in_a_file_are_one_story_with_their_original(baoshao: Callable[..., Any], tmp_path: Path) -> None:
    with Press() as press:
        room: Newsroom = press.room
        items = [
            room.item("people", 10),
            room.item("people", 11),
            room.item("paper", room.item("people", 10).reprint_of or 0),
        ]
    rows = [
        {"url": f"http://a.example/{n}", "source_id": f"s{n}", "title": item.title, "paragraphs": list(item.paragraphs)}
        for n, item in enumerate(items)
    ]
    file = tmp_path / "articles.jsonl"
    file.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), "utf-8")
    found = lines(baoshao("stories", "--file", file, "--json").out)
    assert [[article["source_id"] for article in story["articles"]] for story in found] == [["s0", "s2"], ["s1"]]
    assert [story["size"] for story in found] == [2, 1]
    assert items[0].title in baoshao("stories", "--file", file).out.replace("\n", "")


def test_an_empty_archive_has_no_stories(baoshao: Callable[..., Any]) -> None:
    assert "No text" in baoshao("stories").out
