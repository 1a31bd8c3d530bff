"""baoshao search: a rule asked of the whole archive."""

from typing import Annotated, Any

import typer

from model.excerpt import excerpt
from model.schema import public, public_evidence
from service.commands.match import RuleText, read_rule
from service.house import open_house
from service.output import At, Json, moment, print_json, print_table
from service.search import Asked
from storage.search import Found, facets


def register(app: typer.Typer) -> None:
    """Add the commands of this file."""
    app.command()(search)


def search(
    rule: RuleText,
    best: Annotated[bool, typer.Option("--best", help="Best first instead of newest first.")] = False,
    limit: Annotated[int, typer.Option("--limit", min=1, max=1000, help="Articles a page.")] = 20,
    cursor: Annotated[int | None, typer.Option("--cursor", help="Where the page before ended.")] = None,
    show_facets: Annotated[bool, typer.Option("--facets", help="Count by source, topic, section, page, day.")] = False,
    at: At = None,
    as_json: Json = False,
) -> None:
    """Ask the archive by a rule; since:7d and until:2026-11-21 bound the dates.

    Example: baoshao search '知识产权 NEAR/12(干部, 选拔) since:30d' --facets
    """
    read = read_rule(rule, as_json, search=True)
    asked = Asked.of(open_house(), read, moment(at))
    hits = asked.page("best" if best else "newest", cursor, limit)
    counted = facets(asked.survey()) if show_facets else {}
    if as_json:
        print_json(_public(found) for found in hits.found)
        if hits.cursor is not None or show_facets:
            print_json([{"cursor": hits.cursor, "facets": counted or None}])
        return
    rows = [(f.article.published_at, f.article.title, excerpt(f.article, f.evidence)) for f in hits.found]
    print_table("Found", ["published", "title", "text"], rows, "Nothing found.")
    for name, values in counted.items():
        print_table(name, [name, "articles"], values[:10], f"{name}: none")
    if hits.cursor is not None:
        typer.echo(f"more: --cursor {hits.cursor}")


def _public(found: Found) -> dict[str, Any]:
    return {**public(found.article, found.tags), "evidence": [public_evidence(evidence) for evidence in found.evidence]}
