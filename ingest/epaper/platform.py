"""Platforms of digital newspapers as data (platforms.toml): where pages, articles, maps and files stand on a page."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from functools import cache
from pathlib import Path
from typing import Any

from ingest.extract.profile import SELECTORS
from model.errors import CatalogError

DEFAULT = "default"
READERS = ("html", "files", "pdf", "zuzhirenshi")


@dataclass(frozen=True, slots=True)
class Platform:
    """How a family of digital newspapers is built; CSS selectors are tried in order, the first that finds wins."""

    name: str
    reader: str = "html"  # html: layout pages; files: layout pages with no more than a file or picture of each page;
    # pdf: only page files, found by date and number; zuzhirenshi: a JSON API
    pages: tuple[str, ...] = ()  # links of the list of pages
    articles: tuple[str, ...] = ()  # links of the list of articles; the areas of the map count beside them
    article_path: str = ""  # what the address of an article matches (a regular expression)
    pdf: tuple[str, ...] = ()  # link of this page's PDF file
    picture: tuple[str, ...] = ()  # the page's picture
    shown: tuple[int, ...] = ()  # width and height in pixels that the map counts in, where the page does not say so
    skip: str = ""  # titles that are no articles (a regular expression, anywhere in the title)

    def skips(self, title: str) -> bool:
        """Whether an entry of this title is no article: 本版责编, 广告."""
        return bool(self.skip) and re.search(self.skip, title) is not None


@cache
def platforms() -> dict[str, Platform]:
    """The shipped platforms by name; each lays what is its own over the default."""
    table = tomllib.loads(Path(__file__).with_name("platforms.toml").read_text(encoding="utf-8"))
    base = laid_over(Platform(DEFAULT), table.pop(DEFAULT))
    return {DEFAULT: base} | {name: laid_over(replace(base, name=name), values) for name, values in table.items()}


def laid_over(base: Platform, values: Mapping[str, object]) -> Platform:
    """The platform with these values in place of its own; raises CatalogError for a key or value that it has not."""
    known = {one.name: one.type for one in fields(Platform) if one.name != "name"}
    changes: dict[str, Any] = {}
    for key, value in values.items():
        if key not in known:
            raise CatalogError(f"select: unknown key `{key}`; known keys: {', '.join(sorted([*known, *SELECTORS]))}")
        if isinstance(getattr(base, key), tuple):
            changes[key] = (value,) if isinstance(value, str) else tuple(value)  # type: ignore[arg-type]
        else:
            changes[key] = str(value)
    if changes.get("reader", base.reader) not in READERS:
        raise CatalogError(f"select: reader {changes['reader']!r} is unknown; known readers: {', '.join(READERS)}")
    try:
        for pattern in (changes.get("skip", ""), changes.get("article_path", "")):
            re.compile(pattern)
    except re.error as error:
        raise CatalogError(f"select: {pattern!r} is no regular expression: {error}") from None
    return replace(base, **changes)


def platform_of(profile: str | None, select: Mapping[str, object]) -> Platform:
    """The platform of a source: the one that its profile names (else the default), with the source's own `select`."""
    base = platforms().get(profile or DEFAULT, platforms()[DEFAULT])
    return laid_over(base, {key: value for key, value in select.items() if key not in SELECTORS})
