"""baoshao extract: the articles of files, without a database; the contract that everything is measured by."""

import sys
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.progress import track

from ingest.dropped import read_file
from ingest.identity import identify_all
from ingest.normalise import normalise
from model.article import Article
from model.errors import BaoshaoError
from model.schema import public
from service.house import House, open_house
from service.output import At, Json, moment, print_json, print_table
from topics import idf
from topics.keywords import keywords, names

MOST_NAMES = 8


def register(app: typer.Typer) -> None:
    """Add the commands of this file."""
    app.command()(extract)


def extract(
    files: Annotated[list[Path], typer.Argument(help=".html, .txt, .pdf, .jsonl, or a page picture.")],
    url: Annotated[str | None, typer.Option("--url", help="The address that the file came from.")] = None,
    tag: Annotated[bool, typer.Option("--tag", help="Add topics and keywords.")] = False,
    no_profiles: Annotated[bool, typer.Option("--no-profiles", help="Read pages without any site's profile.")] = False,
    at: At = None,
    as_json: Json = False,
) -> None:
    """Read files as articles; with --json one line a file: {"file", "articles", "error"}.

    Example: baoshao extract page.html --url http://paper.example/1.html --json
    """
    house = open_house()
    profiles = () if no_profiles else tuple(house.catalog.profiles.values())
    read = (_read(house, path, url, profiles, tag, moment(at)) for path in files)
    if as_json:
        print_json(_shown((row for row, _ in read), len(files)))
        return
    known = list(read)
    listed = [
        (
            row["file"],
            a["title"],
            a["published_at"],
            a["credit"],
            "、".join(p["name"] for p in a["authors"]),
            ", ".join(a["missing"]),
        )
        for row, _ in known
        for a in row["articles"] or [_failed(row["error"])]
    ]
    print_table("Articles", ["file", "title", "published", "credit", "authors", "missing"], listed, "No articles.")
    if tag:
        told = [
            _told(made, article)
            for row, articles in known
            for made, article in zip(row["articles"], articles, strict=True)
        ]
        print_table("Tags", ["title", "topics", "keywords", "organisations", "places"], told, "No articles.")


def _told(row: dict[str, Any], article: Article) -> tuple[str, ...]:
    """What tagging says of an article, and the names of our lists that stand in it."""
    named = names(article)
    topics = [topic["name"] for topic in row["topics"]]
    lists = (topics, row["keywords"], named.organisations[:MOST_NAMES], named.places[:MOST_NAMES])
    return (row["title"] or "", *("、".join(each) for each in lists))


def _shown(rows: Iterator[dict[str, Any]], count: int) -> Iterator[dict[str, Any]]:
    """The rows as they come, with a bar where a person waits for many of them."""
    if count > 1 and sys.stderr.isatty() and not sys.stdout.isatty():
        yield from track(rows, "extract", total=count, transient=True)
    else:
        yield from rows


def _failed(error: str) -> dict[str, Any]:
    return {"title": f"({error})", "published_at": None, "credit": None, "authors": [], "missing": []}


def _read(
    house: House, path: Path, url: str | None, profiles: Sequence[Any], tag: bool, now: datetime
) -> tuple[dict[str, Any], list[Article]]:
    row: dict[str, Any] = {"file": str(path), "articles": [], "error": None}
    articles: list[Article] = []
    try:
        data = path.read_bytes()
        raws = read_file(path.name, data, url=url, profiles=profiles, now=now)
        articles = identify_all([normalise(raw, source_id=path.name, now=now) for raw in raws])
        row["articles"] = [_public(house, article, tag) for article in articles]
    except OSError as error:
        row["error"] = f"{path} cannot be read: {error.strerror}; check the path and its permissions"
    except BaoshaoError as error:
        row["error"] = str(error)
    return row, articles


def _public(house: House, article: Article, tag: bool) -> dict[str, Any]:
    if not tag:
        return public(article)
    common = idf.table(house.settings.data / idf.LEARNED)
    return public(article, house.tagger.tag(article), keywords(article, table=common))
