"""baoshao topics: which topics there are, how right they are on labelled articles, and how common words are."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

import typer

from model.errors import CatalogError, StorageError
from service.catalog.marked import load_yaml
from service.house import House, open_house
from service.output import Json, print_json, print_table
from storage.reading import newest
from topics import idf
from topics.labelled import Labelled, Report, Tally, measure, read_labelled

PAGE = 200
SHIPPED = Path(__file__).resolve().parents[2] / "tests" / "topics" / "labelled.yaml"


def register(app: typer.Typer) -> None:
    """Add the commands of this file."""
    topics = typer.Typer(help="Topics, and how right they are.", no_args_is_help=True)
    topics.command("list")(list_topics)
    topics.command("test")(try_topics)
    topics.command("learn")(learn)
    app.add_typer(topics, name="topics")


def list_topics(as_json: Json = False) -> None:
    """The topics of topics.yaml with parent, threshold and number of terms.

    Example: baoshao topics list
    """
    rows: list[dict[str, Any]] = [
        {
            "name": topic.name,
            "parent": topic.parent,
            "threshold": topic.threshold,
            "strong": len(topic.strong),
            "weak": len(topic.weak),
            "exclude": len(topic.exclude),
            "rule": topic.rule,
        }
        for topic in open_house().tagger.topics.values()
    ]
    if as_json:
        print_json(rows)
        return
    columns = ["name", "parent", "threshold", "strong", "weak", "exclude"]
    print_table("Topics", columns, [[row[c] for c in columns] for row in rows], "No topics: write some in topics.yaml.")


def try_topics(
    file: Annotated[
        Path | None,
        typer.Argument(help="Labelled articles, .yaml or .jsonl; by default the project's own set.", dir_okay=False),
    ] = None,
    as_json: Json = False,
) -> None:
    """Tag labelled articles and print precision and recall, of all topics and of each, and what went wrong.

    Example: baoshao topics test my-labels.yaml
    """
    path = file or SHIPPED
    if file is None and not path.exists():
        raise CatalogError("the project's labelled set is only in its source; name a FILE of labelled articles")
    try:
        report = measure(open_house().tagger, list(read_set(path)))
    except ValueError as error:
        raise CatalogError(f"{path}: {error}") from error
    if as_json:
        print_json([_as_json(report)])
        return
    _print(report)


def learn(as_json: Json = False) -> None:
    """Count the words of the stored articles, so that keywords are what is rare in this archive; keeps data/idf.txt.

    Example: baoshao topics learn
    """
    house = open_house()
    table = idf.start().learned(_bodies(house))
    path = house.settings.data / idf.LEARNED
    fresh = path.with_suffix(".new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        fresh.write_text(table.dump(), encoding="utf-8")
        fresh.replace(path)
    except OSError as error:
        raise StorageError(f"{path} cannot be written: {error.strerror}; check the data folder") from error
    row = {"articles": table.documents - idf.start().documents, "words": len(table.counts), "file": str(path)}
    if as_json:
        print_json([row])
    else:
        typer.echo(f"{row['articles']} articles counted, {row['words']} words kept in {path}")


def _bodies(house: House) -> Iterator[str]:
    before: int | None = None
    while True:
        page = newest(house.db, before=before, limit=PAGE)
        yield from (article.body for article in page.articles)
        before = page.before
        if before is None:
            return


def read_set(path: Path) -> Iterator[Labelled]:
    """The labelled articles of a .yaml or .jsonl file; raises ValueError or CatalogError that says what is wrong."""
    for number, entry in enumerate(_entries(path), start=1):
        if not isinstance(entry, dict):
            raise ValueError(f"entry {number} must have title, text and main")
        try:
            yield read_labelled(entry)
        except ValueError as error:
            raise ValueError(f"entry {number}: {error}") from error


def _entries(path: Path) -> list[object]:
    if path.suffix == ".jsonl":
        try:
            lines = path.read_text(encoding="utf-8").splitlines()
        except OSError as error:
            raise ValueError(f"cannot be read: {error.strerror}; check the path and its permissions") from error
        return [_json(number, line) for number, line in enumerate(lines, start=1) if line.strip()]
    entries = load_yaml(path).value
    if not isinstance(entries, list):
        raise ValueError("must hold a list of articles with title, text, main, also and not")
    return entries


def _json(number: int, line: str) -> object:
    try:
        return json.loads(line)
    except json.JSONDecodeError as error:
        raise ValueError(f"line {number} is no JSON: {error.msg} at character {error.colno}") from error


def _as_json(report: Report) -> dict[str, Any]:
    return {
        "articles": report.articles,
        **_rates(report.total),
        "traps": report.trap_rate,
        "topics": {name: _rates(tally) for name, tally in sorted(report.topics.items())},
        "misses": [{"title": m.title, "missing": list(m.missing), "wrong": list(m.wrong)} for m in report.misses],
    }


def _rates(tally: Tally) -> dict[str, Any]:
    return {"precision": tally.precision, "recall": tally.recall, "given": tally.given, "labelled": tally.main}


def _print(report: Report) -> None:
    total = report.total
    typer.echo(
        f"{report.articles} articles: precision {_percent(total.precision)} of {total.given} tags, "
        f"recall {_percent(total.recall)} of {total.main}, traps {_percent(report.trap_rate)} of {report.traps}"
    )
    rows = [
        (name, _percent(tally.precision), tally.given, _percent(tally.recall), tally.main)
        for name, tally in sorted(report.topics.items(), key=lambda item: (-item[1].main, item[0]))
    ]
    print_table("By topic", ["topic", "precision", "given", "recall", "labelled"], rows, "No tags.")
    misses = [(miss.title, " ".join(miss.missing), " ".join(miss.wrong)) for miss in report.misses]
    print_table("Not as labelled", ["title", "missing", "wrong"], misses, "Every article is tagged as labelled.")


def _percent(rate: float | None) -> str:
    return "–" if rate is None else f"{100 * rate:.1f} %"
