"""Kind `feed`: RSS, Atom, RDF and JSON Feed."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from urllib.parse import quote

from ingest.asking import Asking
from ingest.decode import decode
from ingest.feeds.entry import Entry, paragraphs
from ingest.feeds.json import read_json
from ingest.feeds.xml import read_xml
from ingest.kind import Harvest
from ingest.reading import PageKind
from model.article import Author, Extraction, RawArticle
from model.errors import ParseError
from model.source import Document, Fetch, FetchState, Ref, Snapshot, Source

_WHOLE = 300  # characters from which an entry's content counts as the article and not as a teaser


@dataclass(frozen=True, slots=True)
class Feed(PageKind):
    """A feed. `full_text` says where the text of an article is.

    `page`: behind the entry's link; `feed`: in the feed; `auto`: in the feed where an entry carries at least 300
    characters of content, else behind its link.
    """

    full_text: Literal["auto", "page", "feed"] = "auto"

    def look(self, source: Source, state: FetchState, fetch: Fetch, now: datetime) -> Harvest:
        """The entries, in the order printed; the good ones of a broken feed, with a word about it."""
        asking = Asking(state, fetch, now)
        refs: list[Ref] = []
        problems: list[str] = []
        for url in source.urls:
            answer = asking.ask(url)
            if answer is None:
                continue
            document = decode(answer)
            entries, problem = _entries(document)
            problems += [problem] if problem else []
            refs += [self._ref(entry, document, answer, source) for entry in entries]
        return Harvest(tuple(refs), asking.ended(), tuple(asking.snapshots), not asking.snapshots, tuple(problems))

    def _ref(self, entry: Entry, document: Document, answer: Snapshot, source: Source) -> Ref:
        url = entry.url or _own_address(document.url, entry)
        text = () if self.full_text == "page" and entry.url else paragraphs(entry.html)
        whole = sum(map(len, text)) >= _WHOLE
        if entry.url and (self.full_text == "page" or (self.full_text == "auto" and not whole)):
            return Ref(url, entry.title, entry.published)
        raw = RawArticle(
            url=url,
            extraction=Extraction("feed", 1.0 if whole else 0.6, {}),
            title=entry.title,
            authors=tuple(Author(name) for name in entry.authors),
            section=entry.section,
            published=entry.published,
            paragraphs=text or paragraphs(entry.summary),
            zone=source.zone,
            snapshot_id=answer.id,
        )
        return Ref(url, entry.title, entry.published, carried=(raw,))


def _entries(document: Document) -> tuple[list[Entry], str | None]:
    if document.media in ("pdf", "image"):
        raise ParseError(f"{document.url} is {document.media}, not a feed", kind="not_a_feed")
    return read_json(document) if document.text.lstrip()[:1] in ("{", "[") else read_xml(document)


def _own_address(feed: str, entry: Entry) -> str:
    """An address for an entry that has none: the feed's, with a fragment that tells entries apart."""
    return f"{feed.partition('#')[0]}#!{quote(entry.key or entry.title or '')}"


KIND = Feed
