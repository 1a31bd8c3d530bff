"""Puts the rooms together: one open database, one session, the catalogues, and what is made from them."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from pydantic import SecretStr

from ingest.fetch import Fetcher
from model.source import Source
from net.guard import Guard
from net.session import Session, user_agent
from service.catalog.sources import Catalog, load_sources
from service.catalog.topics import load_topics
from service.settings import Settings, load_settings
from service.version import installed_version
from service.watching import Watching
from storage.clippings import Clippings
from storage.database import Database
from storage.opening import open_database
from storage.snapshots import Archive
from topics.tagging import Tagger


@dataclass
class House:
    """All rooms, opened when they are first needed; `close` gives everything back."""

    settings: Settings

    @cached_property
    def db(self) -> Database:
        """The database; raises StorageError."""
        return open_database(_plain(self.settings.database_url), self.settings.data)

    @cached_property
    def archive(self) -> Archive:
        """The archive of snapshots below the data folder."""
        return Archive(self.db)

    @cached_property
    def clippings(self) -> Clippings:
        """The pictures of newspaper pages and of articles cut from them, below the data folder."""
        return Clippings(self.settings.data)

    @cached_property
    def catalog(self) -> Catalog:
        """sources.yaml as it stands; raises CatalogError."""
        return load_sources(self.settings.sources_file)

    @property
    def secret(self) -> str | None:
        """The key for what is encrypted at rest, where the operator gave one."""
        return _plain(self.settings.secret)

    @property
    def sources(self) -> Mapping[str, Source]:
        """The sources by id."""
        return self.catalog.sources

    def source_name(self, source_id: str) -> str | None:
        """The printed name of a source; None for one that is no longer in sources.yaml."""
        source = self.sources.get(source_id)
        return source.name if source else None

    @cached_property
    def tagger(self) -> Tagger:
        """The topics of topics.yaml, ready to tag; raises CatalogError."""
        return Tagger(load_topics(self.settings.topics_file))

    @cached_property
    def guard(self) -> Guard:
        """The one guard against private addresses."""
        return Guard(self.settings.allowed)

    @cached_property
    def session(self) -> Session:
        """The shared session, the only way out."""
        name = self.settings.user_agent or user_agent(installed_version(), self.settings.contact or "")
        return Session(proxy=_plain(self.settings.proxy), user_agent=name, guard=self.guard)

    @cached_property
    def fetcher(self) -> Fetcher:
        """Fetching with robots, pace and Retry-After; one for all sources, so that hosts are shared."""
        return Fetcher(self.session)

    @cached_property
    def watching(self) -> Watching:
        """The stored watches, ready to match; reloads itself when they change."""
        return Watching(self.db)

    def check(self) -> None:
        """Read every catalogue now, so that a mistake is told before anything is done. Raises CatalogError."""
        _ = self.catalog, self.tagger

    def close(self) -> None:
        """Give back what was opened."""
        for name in ("fetcher", "session", "db"):
            opened = self.__dict__.pop(name, None)
            if opened is not None:
                opened.close()


_opened: list[House] = []


def open_house(**given: object) -> House:
    """The house with the settings in force; nothing is opened yet. Raises CatalogError."""
    house = House(load_settings(**given))
    _opened.append(house)
    return house


def close_houses() -> None:
    """Close every house that this process opened: the end of a command."""
    while _opened:
        _opened.pop().close()


def _plain(secret: SecretStr | None) -> str | None:
    return secret.get_secret_value() if secret is not None else None
