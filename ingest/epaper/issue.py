"""One issue: what is missing of it is asked for, continuations are joined, and what is whole is handed on."""

import re
from dataclasses import dataclass, field, replace

from ingest.address import canonical_url
from ingest.epaper.areas import estimate
from ingest.epaper.clips import Clips
from ingest.epaper.desk import Desk, Reader, Sheet
from ingest.epaper.files import read_file
from ingest.epaper.html import HtmlReader
from ingest.epaper.joining import join_continuations, links_of, plain_number
from ingest.epaper.kinds import kind_of
from ingest.epaper.layout import Entry, PageLink
from ingest.epaper.memory import IssueRecord, PageRecord
from ingest.epaper.pdf import FileReader
from ingest.epaper.zuzhirenshi import ZuzhirenshiReader
from ingest.newspaper import PageFacts, cut
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
    fresh: list[tuple[RawArticle, PageRecord]] = field(default_factory=list)
    met: set[str] = field(default_factory=set)  # entries tried in this turn
    unfinished: bool = False  # the turn's time was over before all was asked for

    def turn(self) -> list[Ref]:
        """Ask for what is missing; gives the refs of what is whole now. Raises FetchError where the index fails."""
        pages = self.reader.pages()
        if pages is None:
            return []
        for page in pages:
            self.record.pages.setdefault(page.no, PageRecord(page.name))
        for page in pages:
            if not self.record.pages[page.no].complete and not self._stops():
                self._page(page, self.record.pages[page.no])
        return self._whole()

    def _stops(self) -> bool:
        """Whether to leave the rest for the next turn; something is read in each, however slow the pace."""
        self.unfinished = self.unfinished or (bool(self.fresh or self.met) and self.desk.spent())
        return self.unfinished

    def _page(self, page: PageLink, record: PageRecord) -> None:
        """Read what is not read yet of one page; a page that fails is late, an article that fails is missing."""
        try:
            sheet = self._sheet(page, record)
        except (FetchError, ParseError) as error:
            record.reason = _reason(error)
            return
        record.name = sheet.page.name or record.name
        record.reason = None
        read, failed, left = self._entries(sheet, record)
        if canonical_url(page.url) not in self.record.done:
            read += [self._placed(raw, sheet, None) for raw in sheet.articles]
        record.announced = (
            None if left or (_is_empty(sheet, record) and not self.final) else len(sheet.entries) or len(sheet.articles)
        )
        record.missing = [entry.title or entry.url for entry in failed]
        self.fresh += [(raw, record) for raw in self.clips.cut(sheet, read)]

    def _sheet(self, page: PageLink, record: PageRecord) -> Sheet:
        """The page; at the last hour one that announces nothing is read from its file, or its picture."""
        sheet = self.reader.sheet(page)
        file = sheet.pdf or sheet.picture
        if self.final and file and _is_empty(sheet, record):
            return read_file(self.desk, sheet.page, self.record.day, file)
        return sheet

    def _entries(self, sheet: Sheet, record: PageRecord) -> tuple[list[RawArticle], list[Entry], int]:
        """The articles of entries not read before, the entries that cannot be read, and how many are left."""
        read: list[RawArticle] = []
        failed: list[Entry] = []
        if sheet.read is None:
            return read, failed, 0
        wanted = [entry for entry in sheet.entries if canonical_url(entry.url) not in self.record.done | self.met]
        for number, entry in enumerate(wanted):
            if self._stops():
                return read, failed, len(wanted) - number
            self.met.add(canonical_url(entry.url))
            try:
                read.append(self._placed(sheet.read(entry), sheet, entry))
            except (FetchError, ParseError) as error:
                failed.append(entry)
                record.reason = _reason(error)
        rescued = self._from_pdf(sheet, failed) if self.final and failed else {}
        read += [self._placed(raw, sheet, entry) for entry, raw in rescued.items()]
        return read, [entry for entry in failed if entry not in rescued], 0

    def _from_pdf(self, sheet: Sheet, entries: list[Entry]) -> dict[Entry, RawArticle]:
        """What the page's PDF prints in the areas of articles that cannot be had otherwise."""
        placed = [entry for entry in entries if entry.areas]
        if not placed or not sheet.pdf:
            return {}
        facts = PageFacts(sheet.page.no, sheet.page.name, self.record.day.isoformat())
        try:
            file = self.desk.file(sheet.pdf, keep=True)
            found = cut(file.body, [entry.areas for entry in placed], url=sheet.pdf, now=self.desk.now, facts=facts)
        except (FetchError, ParseError):
            return {}
        return {
            entry: replace(raw, url=entry.url, title=entry.title or raw.title, snapshot_id=file.id)
            for entry, raw in zip(placed, found, strict=True)
            if raw is not None
        }

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
            page_no=sheet.page.no if entry else raw.page_no or sheet.page.no,
            page_name=sheet.page.name or raw.page_name,
            page_box=box,
            prominence=raw.prominence or (estimate(sheet.page.no, box, kind) if box else None),
        )

    def _whole(self) -> list[Ref]:
        """Join continuations; hold back what refers to a page that is not whole yet."""
        waiting = [] if self.final else [(raw, page) for raw, page in self.fresh if self._waits(raw, page)]
        files = {raw.url for raw, _ in waiting}
        held = [(raw, page) for raw, page in self.fresh if raw.url in files]
        ready = [raw for raw, _ in self.fresh if raw.url not in files]
        self.record.done |= {canonical_url(raw.url or "") for raw in ready}
        for raw, page in held:
            page.missing.append(raw.title or "")
            page.reason = page.reason or say("epaper.waits")
        refs: dict[str, list[RawArticle]] = {}
        for raw in join_continuations(ready):
            refs.setdefault(raw.url or "", []).append(raw)
        return [Ref(url, raws[0].title, carried=tuple(raws)) for url, raws in refs.items()]

    def _waits(self, raw: RawArticle, page: PageRecord) -> bool:
        """Whether the article begins or goes on on a page that is not whole yet, and its other part is not here."""
        links = links_of(raw)
        for number in (links.begins_on, links.goes_on):
            if number is not None and not self._has_part(raw, number):
                other = self._known(number)
                if other is not page and not other.complete:
                    return True
        return False

    def _has_part(self, raw: RawArticle, number: str) -> bool:
        """Whether an article of that page refers to the page of this one."""
        mine = plain_number(raw.page_no or "")
        others = [other for other, _ in self.fresh if plain_number(other.page_no or "") == number]
        return any(mine in (links_of(other).begins_on, links_of(other).goes_on) for other in others)

    def _known(self, number: str) -> PageRecord:
        """The record of a page that an article refers to; one that the index does not know is late."""
        pages = self.record.pages
        found = next((page for no, page in pages.items() if plain_number(no) == number), None)
        if found is None:
            padded = number.zfill(2) if all(len(no) == 2 for no in pages) else number
            found = pages.setdefault(padded, PageRecord(reason=say("epaper.referred")))
        return found


def _is_empty(sheet: Sheet, record: PageRecord) -> bool:
    """Whether a page announces nothing, and is not all advertising either."""
    return not sheet.entries and not sheet.articles and not _ADVERTISING.search(sheet.page.name or record.name or "")


def _reason(error: FetchError | ParseError) -> str:
    if error.kind == "needs_ocr":
        return say("epaper.needs_ocr")
    status = getattr(error, "status", None)
    return f"HTTP {status}" if status else str(error)[:_REASON]


def make_reader(desk: Desk, record: IssueRecord) -> Reader:
    """The reader that the platform asks for."""
    if desk.platform.reader == "pdf":
        return FileReader(desk, record.day, record.done)
    if desk.platform.reader == "zuzhirenshi":
        return ZuzhirenshiReader(desk, record.day)
    return HtmlReader(desk, record.day)
