"""baoshao discover: the draft of a sources.yaml entry from one list page, with articles to judge it by."""

from dataclasses import replace
from typing import Annotated

import typer
import yaml

from ingest.extract.discover import Draft, draft
from ingest.kind import Harvest
from ingest.reading import open_page
from model.errors import ParseError
from model.source import FetchState, Source
from service.house import House, open_house
from service.looking import Looked, read_some
from service.output import At, Json, moment, print_json, print_table


def register(app: typer.Typer) -> None:
    """Add the commands of this file."""
    app.command()(discover)


def discover(
    url: Annotated[str, typer.Argument(help="The address of a channel's list page.")],
    most: Annotated[int, typer.Option("--articles", min=0, help="How many articles are read to judge it by.")] = 5,
    at: At = None,
    as_json: Json = False,
) -> None:
    """Draft a sources.yaml entry from one list page, and show articles that it would give.

    Example: baoshao discover http://dangjian.people.com.cn/GB/117092/index.html
    """
    house, now = open_house(), moment(at)
    source = Source("discover", "discover", "listing", (url,))
    fetch = house.fetcher.for_source(source)
    document, _ = open_page(url, fetch)
    if document.media not in ("html", "xml"):
        raise ParseError(f"{url} is {document.media}, not a list page: use kind feed, api or folder", kind="not_html")
    drafted = draft(document, tuple(house.catalog.profiles.values()), now)
    harvest = Harvest(drafted.refs, FetchState(source.id))
    looked = list(read_some(house, replace(source, profile=drafted.profile), harvest, fetch, now, most))
    if as_json:
        print_json([_as_json(drafted, looked)])
    else:
        _print(house, drafted, looked)
    if not drafted.refs:
        raise typer.Exit(1)


def _as_json(drafted: Draft, looked: list[Looked]) -> dict[str, object]:
    return {
        "entry": drafted.entry(),
        "pattern": drafted.pattern,
        "next": drafted.next,
        "links": len(drafted.refs),
        "articles": [article for one in looked for article in one.articles],
        "errors": [one.error for one in looked if one.error],
    }


def _print(house: House, drafted: Draft, looked: list[Looked]) -> None:
    typer.echo(f"# {len(drafted.refs)} links such as {drafted.pattern}; next page: {drafted.next or 'none'}")
    typer.echo(
        f"# put this under `sources:` in {house.settings.sources_file}, then: baoshao check {drafted.id} --record"
    )
    typer.echo(yaml.safe_dump([drafted.entry()], allow_unicode=True, sort_keys=False, width=1000))
    rows = [row for one in looked for row in _rows(one)]
    print_table("Articles", ["title", "published", "credit", "authors", "missing"], rows, "No article was read.")


def _rows(one: Looked) -> list[tuple[object, ...]]:
    if one.error:
        return [(f"({one.error})", None, None, None, None)]
    return [
        (
            a["title"],
            a["published_at"],
            a["credit"],
            "、".join(p["name"] for p in a["authors"]),
            ", ".join(a["missing"]),
        )
        for a in one.articles
    ]
