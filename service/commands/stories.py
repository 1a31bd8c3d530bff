"""baoshao stories: the same text in several places, as one story."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated, Any

import typer

from ingest.identity import identify
from model.article import Article
from service.commands.lists import Limit
from service.house import House, open_house
from service.output import Json, print_json, print_table
from service.stories import group
from service.trial import read_articles
from storage.reading import largest_stories, of_story

File = Annotated[
    Path | None,
    typer.Option("--file", help="Articles as JSON lines, instead of those that are stored.", dir_okay=False),
]


def register(app: typer.Typer) -> None:
    """Add the commands of this file."""
    app.command()(stories)


def stories(file: File = None, limit: Limit = None, as_json: Json = False) -> None:
    """The stories with their articles, first seen first; of stored ones those with reprints, the largest first.

    Example: baoshao stories --file articles.jsonl --json
    """
    found = _of_file(file) if file else _stored(open_house(), limit or (1_000_000 if as_json else 30))
    if as_json:
        print_json(_story(number, articles) for number, articles in found)
        return
    rows = [
        (number, len(articles), each.source_id, each.published_at, each.title)
        for number, articles in found
        for each in articles
    ]
    empty = "No text was seen in two places yet."
    print_table("Stories", ["story", "articles", "source", "published", "title"], rows, empty)


def _of_file(file: Path) -> Iterator[tuple[int, Sequence[Article]]]:
    articles = (article if article.fingerprint else identify(article) for _, article in read_articles(file))
    yield from enumerate(group(articles), 1)


def _stored(house: House, most: int) -> Iterator[tuple[int, Sequence[Article]]]:
    for story in largest_stories(house.db, most):
        yield story.id, of_story(house.db, story.id)


def _story(number: int, articles: Sequence[Article]) -> dict[str, Any]:
    return {
        "id": number,
        "size": len(articles),
        "articles": [
            {
                "id": each.id,
                "source_id": each.source_id,
                "url": each.url,
                "title": each.title,
                "credit": each.credit,
                "published_at": each.published_at,
                "first_seen_at": each.first_seen_at,
            }
            for each in articles
        ],
    }
