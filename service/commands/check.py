"""baoshao check: try one source without storing anything, and record a page of it as a fixture."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from model.source import Source
from service.house import House, open_house
from service.looking import Looked, look, read_some, rows_of
from service.output import At, Json, moment, print_json, print_table
from service.recording import record


def register(app: typer.Typer) -> None:
    """Add the commands of this file."""
    app.command()(check)


def check(
    source: Annotated[str, typer.Argument(help="The id of a source in sources.yaml.")],
    most: Annotated[int, typer.Option("--articles", min=1, help="How many articles are read.")] = 1,
    record_page: Annotated[bool, typer.Option("--record", help="Write the first page as a fixture.")] = False,
    into: Annotated[Path, typer.Option("--into", help="The folder of fixtures.")] = Path("tests/sources"),
    at: At = None,
    as_json: Json = False,
) -> None:
    """Look at a source and read its first articles: every field, where it came from, and what is missing.

    Example: baoshao check people-dangjian --articles 3 --record
    """
    house, now = open_house(), moment(at)
    known = _source(house, source)
    harvest, fetch = look(house, known, now)
    looked = list(read_some(house, known, harvest, fetch, now, most))
    if as_json:
        print_json({"url": one.ref.url, "articles": list(one.articles), "error": one.error} for one in looked)
    else:
        typer.echo(f"{known.name}: {len(harvest.refs)} links; {len(looked)} read.")
        for problem in harvest.problems:
            typer.echo(f"  problem: {problem}")
        for one in looked:
            _print(one)
    if record_page:
        _record(known, looked, into)
    if not any(one.articles for one in looked):
        raise typer.Exit(1)


def _source(house: House, name: str) -> Source:
    if name not in house.sources:
        known = ", ".join(sorted(house.sources))
        raise typer.BadParameter(
            f"no source {name!r} in {house.settings.sources_file}; known: {known}", param_hint="SOURCE"
        )
    return house.sources[name]


def _print(one: Looked) -> None:
    if one.error:
        typer.echo(f"{one.ref.url}\n  {one.error}")
    for article in one.articles:
        method, sure = article["extraction"]["method"], article["extraction"]["confidence"]
        title = f"{article['url']} ({method}, {sure:.0%})"
        print_table(title, ["field", "value", "from"], list(rows_of(article)), "Nothing was read.")


def _record(source: Source, looked: Sequence[Looked], into: Path) -> None:
    pages = [(one.reading.snapshots[-1], one.articles[0]) for one in looked if one.articles and one.reading]
    if not pages:
        typer.echo("nothing was read, so nothing is recorded", err=True)
        return
    folder = record(into / source.id, *pages[0])
    typer.echo(f"recorded in {folder}: read {folder / 'expected.yaml'} against the page, and correct it", err=True)
