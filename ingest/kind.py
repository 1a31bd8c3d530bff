"""What a kind of source is: two verbs, look and read.

A kind is a frozen dataclass in `ingest/kinds/NAME.py` named in that module's `KIND`; its fields are the options that
an entry of sources.yaml may give, with their defaults and types, and its docstring is their documentation.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from model.article import Picture, RawArticle
from model.source import Fetch, FetchState, Ref, Snapshot, Source

AGAIN = "again"
"""Key of the cursor under which `gather` remembers refs that could not be read this time; kinds leave it alone."""


@dataclass(frozen=True, slots=True)
class Harvest:
    """What a look at a source found: refs in the order printed, and the state to store once all of them are."""

    refs: tuple[Ref, ...]
    state: FetchState
    snapshots: tuple[Snapshot, ...] = ()
    unchanged: bool = False  # nothing new since last time (304, the same bytes)
    problems: tuple[str, ...] = ()  # what went wrong without spoiling the rest, in words for an operator
    pictures: tuple[Picture, ...] = ()  # pages and clippings that the carried articles name


@dataclass(frozen=True, slots=True)
class Reading:
    """What reading one ref gave: usually one article, several for a newspaper page, and the bytes they came from."""

    articles: tuple[RawArticle, ...]
    snapshots: tuple[Snapshot, ...] = ()
    replacements: int = 0  # U+FFFD that decoding had to put in


class Kind(Protocol):
    """The two verbs of a kind of source; both raise FetchError or ParseError."""

    def look(self, source: Source, state: FetchState, fetch: Fetch, now: datetime) -> Harvest:
        """What is there now."""
        ...

    def read(self, source: Source, ref: Ref, fetch: Fetch, now: datetime) -> Reading:
        """The articles behind one ref."""
        ...
