"""baoshao links: what a list page leads to, without a database; the contract that lists are measured by."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from ingest.decode import decode
from ingest.extract.lists.links import find_links
from model.errors import BaoshaoError
from model.source import Snapshot
from service.output import Json, print_json, print_table


def register(app: typer.Typer) -> None:
    """Add the commands of this file."""
    app.command()(links)


def links(
    files: Annotated[list[Path], typer.Argument(help="List pages, as they were saved.")],
    url: Annotated[str, typer.Option("--url", help="The address that the page came from.")] = "",
    as_json: Json = False,
) -> None:
    """The articles that a list page links, and its next page; JSON is {"file", "links", "next", "error"}.

    Example: baoshao links index.html --url http://dangjian.people.com.cn/GB/117092/index.html --json
    """
    rows = list(_rows(files, url))
    if as_json:
        shown = ({"file": r["file"], "links": [ref.url for ref in r["refs"]], **_rest(r)} for r in rows)
        print_json(shown)
        return
    listed = [(ref.published, ref.title, ref.url) for row in rows for ref in row["refs"]]
    listed += [(None, "(next page)", row["next"]) for row in rows if row["next"]]
    listed += [(None, "(error)", row["error"]) for row in rows if row["error"]]
    print_table("Links", ["date", "title", "link"], listed, "No article links: is this a list page?")


def _rest(row: dict[str, Any]) -> dict[str, Any]:
    return {"next": row["next"], "error": row["error"]}


def _rows(files: list[Path], url: str) -> Iterator[dict[str, Any]]:
    for path in files:
        row: dict[str, Any] = {"file": str(path), "refs": (), "next": None, "error": None}
        try:
            found = find_links(decode(Snapshot("", url, url, 200, (), path.read_bytes(), datetime.now(UTC))))
            row |= {"refs": found.refs, "next": found.next}
        except OSError as error:
            row["error"] = f"{path} cannot be read: {error.strerror}; check the path and its permissions"
        except BaoshaoError as error:
            row["error"] = str(error)
        yield row
