"""What commands print: a table for people, or with --json one object a line; and the options that they share."""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Annotated, Any
from zoneinfo import ZoneInfo

import typer
from rich.console import Console
from rich.table import Table

SHANGHAI = ZoneInfo("Asia/Shanghai")

Json = Annotated[bool, typer.Option("--json", help="Print one JSON object a line instead of a table.")]
At = Annotated[
    datetime | None,
    typer.Option(
        "--at",
        formats=["%Y-%m-%dT%H:%M:%S%z", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M", "%Y-%m-%d"],
        help="Clock of this turn, such as 2026-11-22T07:30 (Shanghai time where no zone is given).",
    ),
]


def moment(at: datetime | None) -> datetime:
    """The clock of a turn, zone-aware: as given, else now."""
    if at is None:
        return datetime.now(SHANGHAI)
    return at if at.tzinfo else at.replace(tzinfo=SHANGHAI)


def print_json(values: Iterable[Mapping[str, Any]]) -> None:
    """One JSON object a line, in UTF-8, as they come."""
    for value in values:
        typer.echo(json.dumps(value, ensure_ascii=False, default=_plain))


def print_table(title: str, columns: Sequence[str], rows: Iterable[Sequence[object]], empty: str) -> None:
    """A table for people, or one line that says what to do where there is nothing."""
    listed = [[_shown(cell) for cell in row] for row in rows]
    if not listed:
        typer.echo(empty)
        return
    table = Table(title=title, title_justify="left", header_style="bold")
    for column in columns:
        table.add_column(column, overflow="fold")
    for row in listed:
        table.add_row(*row)
    Console().print(table, markup=False)


def _shown(cell: object) -> str:
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return cell.astimezone(SHANGHAI).strftime("%Y-%m-%d %H:%M")
    return str(cell).replace("[", r"\[")


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, datetime) else str(value)
