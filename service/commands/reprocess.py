"""baoshao reprocess: today's extraction over the pages that were stored."""

import sys
from collections import Counter
from typing import Annotated, Any

import typer
from rich.progress import track

from service.house import open_house
from service.output import At, Json, moment, print_json, print_table
from service.reprocess import Reread, reread
from storage.reading import counts


def register(app: typer.Typer) -> None:
    """Add the commands of this file."""
    app.command()(reprocess)


def reprocess(
    source: Annotated[str | None, typer.Option("--source", help="Only articles of this source.")] = None,
    dry: Annotated[bool, typer.Option("--dry-run", help="Say what would change, and store nothing.")] = False,
    at: At = None,
    as_json: Json = False,
) -> None:
    """Read stored pages again; where the text differs now, the article gets a new revision.

    Example: baoshao reprocess --source people-dangjian --dry-run
    """
    house = open_house()
    rereads = reread(house, source, moment(at), dry)
    if sys.stderr.isatty() and not as_json:
        rereads = iter(track(rereads, "reprocess", total=counts(house.db).get("articles"), transient=True))
    results = list(rereads)
    if as_json:
        print_json(map(_row, results))
        return
    told = [_row(result) for result in results if result.outcome != "same"]
    rows = [(row["id"], row["title"], "、".join(row["fields"]), row["outcome"]) for row in told]
    print_table("Read differently", ["id", "title", "fields", "outcome"], rows, "Every page reads as before.")
    tally = Counter(result.outcome for result in results)
    typer.echo(f"{len(results)} read again: {tally['changed']} changed, {tally['same']} as before")


def _row(result: Reread) -> dict[str, Any]:
    return {
        "id": result.article.id,
        "url": result.article.url,
        "title": result.article.title,
        "fields": list(result.fields),
        "outcome": result.outcome,
    }
