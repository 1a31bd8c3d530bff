"""A rule held against articles that a person names: those of a file, one by one, with the reason for each."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from model.article import Article
from model.errors import CatalogError
from model.schema import public_evidence
from model.schema_read import from_public, topics_of
from service.cycle import tags_of
from service.house import House
from topics import words
from topics.matcher import Matcher
from topics.rule import Exact, In, Rule
from topics.shape import walk
from topics.text import View
from topics.whynot import why_not


def try_file(house: House, rule: Rule, file: Path, explain_misses: bool) -> Iterator[dict[str, Any]]:
    """For each article of the file: {"id", "matched", "evidence", "explanation"}, and "failed" where that is asked.

    A line is an article of the public schema, or what `extract` prints. Raises CatalogError that names the line.
    """
    matcher = Matcher.of({"rule": rule})
    asked = {node.field for node in walk(rule.root) if isinstance(node, Exact | In)}
    for value, article in read_articles(file):
        topics = topics_of(value)
        if "topic" in asked and value.get("topics") is None:
            topics = tuple(tag.topic for tag in tags_of(house, article))
        name = house.source_name(article.source_id) if "source" in asked else None
        hit = next(iter(matcher.match(article, topics, name)), None)
        row: dict[str, Any] = {
            "id": value.get("id"),
            "matched": hit is not None,
            "evidence": [public_evidence(evidence) for evidence in hit.evidence] if hit else [],
            "explanation": hit.explanation if hit else "",
        }
        if explain_misses:
            failures = [] if hit else why_not(rule, View(article, words.cut, topics, name))
            row["failed"] = [{"part": failure.part, "reason": failure.reason} for failure in failures]
        yield row


def read_articles(file: Path) -> Iterator[tuple[Mapping[str, Any], Article]]:
    """The articles of a file of JSON lines, each as it is written and as it is understood."""
    try:
        with file.open(encoding="utf-8") as lines:
            for number, line in enumerate(lines, 1):
                if line.strip():
                    yield from _line(line, f"{file}:{number}")
    except (OSError, UnicodeDecodeError) as error:
        raise CatalogError(f"{file}: cannot be read: {error}; it must hold JSON lines in UTF-8") from error


def _line(line: str, place: str) -> Iterator[tuple[Mapping[str, Any], Article]]:
    try:
        value = json.loads(line)
        values = value["articles"] or [] if isinstance(value, dict) and "articles" in value else [value]
        for each in values:
            # An id may be anything that tells articles apart; ours are numbers.
            yield each, from_public({**each, "id": None} if isinstance(each, dict) else each)
    except (ValueError, TypeError, RecursionError) as error:
        raise CatalogError(f"{place}: no article of the public schema: {error}") from error
