"""One issue: what is missing of it is asked for, continuations are joined, and what is whole is handed on."""

import re
from dataclasses import dataclass, field, replace
from datetime import date

from ingest.address import canonical_url
from ingest.epaper.areas import estimate
from ingest.epaper.clips import Clips
from ingest.epaper.desk import Desk, Reader, Sheet
from ingest.epaper.joining import join_continuations, links_of, plain_number
from ingest.epaper.kinds import kind_of
from ingest.epaper.layout import Entry, PageLink
from ingest.epaper.memory import IssueRecord, PageRecord
from model.article import RawArticle
from model.errors import FetchError, ParseError
from model.messages import say
from model.source import Ref

_ADVERTISING = re.compile("广告")
_REASON = 80  # characters of an error in a problem


@dataclass
class Issue:
    """A turn over one issue; afterwards `record` says how far it is, and `refs` carries the articles to be stored."""

    desk: Desk
    reader: Reader
    record: IssueRecord
    clips: Clips
    final: bool = False  # nothing is waited for any longer
    fresh: list[RawArticle] = field(default_factory=list)
    owners: dict[str, list[RawArticle]] = field(default_factory=dict)

    def turn(self) -> list[Ref]:
        """Ask for what is missing; gives the refs of what is whole now. Raises FetchError where the index fails."""
        pages = self.reader.pages()
        if pages is None:
            return []
        for page in pages:
            self.record.pages.setdefault(page.no, PageRecord(page.name))
        for page in pages:
            if not self.record.pages[page.no].complete:
                self._page(page, self.record.pages[page.no])
        return self._whole()

    def _page(self, page: PageLink, record: PageRecord) -> None:
        """Read what is not read yet of one page; a page that fails is late, an article that fails is missing."""
        try:
            sheet = self.reader.sheet(page)
        except (FetchError, ParseError) as error:
            record.reason = _reason(error)
            return
        record.name = sheet.page.name or record.name
        record.reason = None
        read: list[RawArticle] = []
        missing: list[str] = []
        for entry in sheet.entries:
            key = canonical_url(entry.url)
            if key in self.record.done:
                continue
            try:
                read.append(self._placed(self.reader.article(entry), sheet, entry))
            except (FetchError, ParseError) as error:
                missing.append(entry.title or entry.url)
                record.reason = _reason(error)
        if canonical_url(page.url) not in self.record.done:
            read += [self._placed(raw, sheet, None) for raw in sheet.articles]
        empty = not sheet.entries and not sheet.articles and not _ADVERTISING.search(record.name or "")
        record.announced = None if empty and not self.final else len(sheet.entries) or len(sheet.articles)
        record.missing = missing
        self.fresh += self.clips.cut(sheet, read)

    def _placed(self, raw: RawArticle, sheet: Sheet, entry: Entry | None) -> RawArticle:
        """The article with its place in the paper, which the index knows better than the page."""
        day = self.record.day.isoformat()
        kind = kind_of(raw) if entry else raw.kind
        box = (entry.areas if entry else ()) or raw.page_box
        return replace(
            raw,
            kind=kind,
            issue_date=day,
            published=raw.published or day,
            page_no=sheet.page.no,
            page_name=sheet.page.name or raw.page_name,
            page_box=box,
            prominence=raw.prominence or (estimate(sheet.page.no, box, kind) if box else None),
        )

    def _whole(self) -> list[Ref]:
        """Join continuations; hold back what refers to a page that is not whole yet."""
        held = {id(raw) for raw in self.fresh if not self.final and self._waits(raw)}
        held |= {id(raw) for raw in self.fresh if any(id(o) in held for o in self.fresh if _same_file(o, raw))}
        ready = [raw for raw in self.fresh if id(raw) not in held]
        self.record.done |= {canonical_url(raw.url or "") for raw in ready}
        for page in self.record.pages.values():
            titles = [raw.title or "" for raw in self.fresh if id(raw) in held and self._page_of(raw) is page]
            page.missing += titles
            page.reason = page.reason or (say("epaper.waits") if titles else None)
        refs: dict[str, list[RawArticle]] = {}
        for raw in join_continuations(ready):
            refs.setdefault(raw.url or "", []).append(raw)
        return [Ref(url, raws[0].title, carried=tuple(raws)) for url, raws in refs.items()]

    def _page_of(self, raw: RawArticle) -> PageRecord | None:
        return self.record.pages.get(raw.page_no or "")

    def _waits(self, raw: RawArticle) -> bool:
        """Whether the article begins or goes on on a page that is not whole yet."""
        links = links_of(raw)
        for number in (links.begins_on, links.goes_on):
            if number is not None and not self._known(number).complete and plain_number(raw.page_no or "") != number:
                return True
        return False

    def _known(self, number: str) -> PageRecord:
        """The record of a page that an article refers to; one that the index does not know is late."""
        pages = self.record.pages
        found = next((page for no, page in pages.items() if plain_number(no) == number), None)
        if found is None:
            padded = number.zfill(2) if all(len(no) == 2 for no in pages) else number
            found = pages.setdefault(padded, PageRecord(reason=say("epaper.referred")))
        return found


def _same_file(one: RawArticle, other: RawArticle) -> bool:
    return one is not other and one.url == other.url


def _reason(error: Exception) -> str:
    status = getattr(error, "status", None)
    return f"HTTP {status}" if status else str(error)[:_REASON]


def make_reader(desk: Desk, record: IssueRecord) -> Reader:
    """The reader that the platform asks for."""
    if desk.platform.reader == "pdf":
        from ingest.epaper.pdf import PdfReader

        return PdfReader(desk, record.day, record.done)
    if desk.platform.reader == "zuzhirenshi":
        from ingest.epaper.zuzhirenshi import ZuzhirenshiReader

        return ZuzhirenshiReader(desk, record.day)
    from ingest.epaper.html import HtmlReader

    return HtmlReader(desk, record.day)


def issue_day(records: dict[date, IssueRecord], day: date) -> IssueRecord:
    """The record of a day, a new one where there is none."""
    return records.get(day) or IssueRecord(day)
