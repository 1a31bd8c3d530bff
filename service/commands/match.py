"""baoshao match: try a rule on the articles of a file, or on the past."""

import json
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from model.errors import RuleError
from model.schema import public_evidence
from service.backtest import BUSY, Backtest, backtest
from service.commands.lists import since_time
from service.house import open_house
from service.output import Json, moment, print_json, print_table
from service.trial import try_file
from topics.parser import parse
from topics.printer import canonical
from topics.rule import Rule

USAGE = 2
RuleText = Annotated[str, typer.Argument(help="A rule, such as '知识产权 NEAR/12(干部, 选拔) -广告'.")]


def register(app: typer.Typer) -> None:
    """Add the commands of this file."""
    app.command()(match)


def match(
    rule: RuleText,
    file: Annotated[Path | None, typer.Option("--file", help="JSON lines: articles, or what extract prints.")] = None,
    since: Annotated[str, typer.Option("--since", help="How far back to try it: 30d, 12h, or a time.")] = "30d",
    why_not: Annotated[
        bool, typer.Option("--why-not", help="Say of each miss which part failed, and how near.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Try a rule: on the articles of a file, or on the stored ones as if it had been watched.

    Example: baoshao match '知识产权强国 党建' --file articles.jsonl --why-not
    """
    read = read_rule(rule, as_json)
    house = open_house()
    if file is None:
        if why_not:
            raise typer.BadParameter("needs --file: it goes through the misses one by one", param_hint="--why-not")
        start = since_time(since) or moment(None)
        _print_backtest(read, start, backtest(house, read, start, moment(None)), as_json)
        return
    rows = try_file(house, read, file, why_not)
    if as_json:
        print_json(rows)
        return
    print_table("Articles", ["id", "matched", "why"], [_told(row) for row in rows], f"{file} holds no article.")


def read_rule(text: str, as_json: bool, *, search: bool = False) -> Rule:
    """The rule, or an end with exit code 2 that says on standard error where it goes wrong and what helps."""
    try:
        return parse(text, search=search)
    except RuleError as error:
        if as_json:
            told = {"error": str(error), "position": error.position, "hint": error.hint}
            typer.echo(json.dumps(told, ensure_ascii=False), err=True)
        else:
            typer.echo(f"{text[: error.position]}⟦{text[error.position :]}\n{error}\n{error.hint}", err=True)
        raise typer.Exit(USAGE) from error


def _told(row: dict[str, Any]) -> tuple[object, ...]:
    failed = "; ".join(f"{each['part']}: {each['reason']}" for each in row.get("failed", ()))
    return row["id"], "✓" if row["matched"] else "–", row["explanation"] or failed


def _print_backtest(rule: Rule, since: datetime, found: Backtest, as_json: bool) -> None:
    if as_json:
        print_json([_public(rule, since, found)])
        return
    more = "" if found.whole else " or more"
    typer.echo(f"{canonical(rule)}\n{found.articles}{more} articles, {found.stories} stories since {since:%Y-%m-%d}")
    rows = [(day.isoformat(), *counts) for day, counts in sorted(found.days.items(), reverse=True)]
    print_table("A day", ["day", "articles", "stories"], rows, "Nothing would have been raised.")
    if found.newest:
        newest = [(one.article.published_at, one.article.title, one.explanation) for one in found.newest]
        print_table("Newest", ["published", "title", "why"], newest, "")
    if found.overlaps:
        shared = [(watch.id, watch.name, count) for watch, count in found.overlaps]
        print_table("Watched already", ["watch", "name", "articles"], shared, "")
    for warning in _warnings(found):
        typer.echo(f"warning: {warning}")


def _warnings(found: Backtest) -> list[str]:
    busy = f"up to {found.busiest} alerts a day: more than {BUSY} nobody reads; narrow the rule" if found.busy else ""
    slow = "no word that must stand in the text: it is tried on every article, one by one" if found.slow else ""
    return [warning for warning in (busy, slow) if warning]


def _public(rule: Rule, since: datetime, found: Backtest) -> dict[str, Any]:
    return {
        "rule": canonical(rule),
        "since": since,
        "articles": found.articles,
        "stories": found.stories,
        "whole": found.whole,
        "days": [
            {"day": day.isoformat(), "articles": articles, "stories": stories}
            for day, (articles, stories) in sorted(found.days.items(), reverse=True)
        ],
        "newest": [
            {
                "id": one.article.id,
                "title": one.article.title,
                "source_id": one.article.source_id,
                "url": one.article.url,
                "published_at": one.article.published_at,
                "evidence": [public_evidence(evidence) for evidence in one.evidence],
                "explanation": one.explanation,
            }
            for one in found.newest
        ],
        "watches": [{"id": watch.id, "name": watch.name, "articles": count} for watch, count in found.overlaps],
        "warnings": _warnings(found),
    }
