"""中国组织人事报: issues, pages and articles by its JSON API."""

import json
from dataclasses import dataclass, replace
from datetime import date
from html import escape
from typing import Any
from urllib.parse import quote

from ingest.address import join
from ingest.epaper.areas import polygon_of
from ingest.epaper.desk import Desk, Sheet
from ingest.epaper.layout import Entry, PageLink, clean, page_label
from ingest.reading import read_document
from model.article import Polygon, RawArticle
from model.errors import ParseError
from model.source import Document, Request

_HEADERS = (
    ("Content-Type", "application/json"),
    ("X-Requested-With", "XMLHttpRequest"),
    ("Accept", "application/json"),
)


@dataclass
class ZuzhirenshiReader:
    """Asks the API below the source's address."""

    desk: Desk
    day: date
    issue: Any = None

    def pages(self) -> tuple[PageLink, ...] | None:
        """The pages of the issue released on that day."""
        stages = self._post("selectPastDianZiBao", {"years": f"{self.day:%Y}", "months": f"{self.day:%m}"})
        stage = next(
            (one for one in stages or () if str(one.get("releaseDate", ""))[:10] == self.day.isoformat()), None
        )
        if stage is None:
            return None
        shown = self._post("dianZiBaoHomePage", {"id": stage["id"]}) or {}
        self.issue = sorted(shown.get("dianzibaoShowList") or [], key=lambda page: int(page.get("sort") or 0))
        if not self.issue:
            return None
        return tuple(self._page(number, page) for number, page in enumerate(self.issue, 1))

    def _page(self, number: int, page: dict[str, Any]) -> PageLink:
        name = str(page.get("columnName") or "")
        no, label = page_label(name) or (f"{number:02d}", name or None)
        pdf = page.get("areapdfPath")
        base = self.desk.source.urls[0]
        return PageLink(f"{base.rstrip('/')}/newspaper/index#!/{number}", no, label, join(base, pdf) if pdf else None)

    def sheet(self, page: PageLink) -> Sheet:
        """A page with the articles of its areas; an article has as many areas as it stands in the list."""
        index = int(page.url.rpartition("/")[2]) - 1
        entries: dict[str, Entry] = {}
        skipped: set[str] = set()
        for area in self.issue[index].get("areaCoordinateList") or ():
            news, title = str(area.get("newsId") or ""), clean(str(area.get("newsName") or ""))
            if not news or self.desk.platform.skips(title):
                skipped.add(news)
                continue
            known = entries.get(news)
            places = (*(known.areas if known else ()), *_areas(area))
            entries[news] = Entry(self._public(news), title or None, tuple(dict.fromkeys(places)))
        return Sheet(page, tuple(entries.values()), self.article, page.pdf)

    def _public(self, news: str) -> str:
        return f"{self.desk.source.urls[0].rstrip('/')}/detailpage/{quote(news)}"

    def article(self, entry: Entry) -> RawArticle:
        """The article of an entry, its text as the API has it in HTML."""
        news = entry.url.rpartition("/")[2]
        document = self.desk.json(Request(self._api(f"selectNews?id={news}"), headers=self._headers()))
        data = _data(document)
        if not isinstance(data, dict) or not data.get("newContent"):
            raise ParseError(f"{document.url} holds no text (newContent)", kind="no_text")
        title = clean(str(data.get("showTitle") or data.get("newName") or entry.title or ""))
        page = replace(document, media="html", url=entry.url, text=_as_html(title, str(data["newContent"])))
        raw = read_document(page, self.desk.page_source, self.desk.profiles, self.desk.now)
        author = clean(str(data.get("author") or ""))
        return replace(
            raw,
            url=entry.url,
            title=title or raw.title,
            bylines=raw.bylines or ((author,) if author else ()),
            published=str(data.get("createTime") or "") or raw.published,
            section=clean(str(data.get("columnName") or "")) or raw.section,
            snapshot_id=document.snapshot_id,
            zone=self.desk.source.zone,
        )

    def _api(self, call: str) -> str:
        return f"{self.desk.source.urls[0].rstrip('/')}/api/welcome/{call}"

    def _headers(self) -> tuple[tuple[str, str], ...]:
        return (*_HEADERS, ("Referer", f"{self.desk.source.urls[0].rstrip('/')}/newspaper/index"))

    def _post(self, call: str, body: dict[str, object]) -> Any:
        request = Request(self._api(call), "POST", self._headers(), json.dumps(body).encode())
        return _data(self.desk.json(request))


def _data(document: Document) -> Any:
    """What an answer of the API holds; raises ParseError where it is no answer of the API."""
    try:
        answer = json.loads(document.text)
    except ValueError as error:
        raise ParseError(f"{document.url} answers with something else than JSON", kind="not_json") from error
    if not isinstance(answer, dict) or answer.get("code") not in (200, "200", 0, None):
        raise ParseError(f"{document.url} answers {str(answer)[:120]}", kind="refused")
    return answer.get("data")


def _areas(area: dict[str, Any]) -> tuple[Polygon, ...]:
    """The corners of an area in percent or as fractions, in whichever of its fields they stand."""
    for key in ("coords", "areaCoordinate", "coordinate", "points"):
        text = str(area.get(key) or "")
        if polygon := polygon_of(text, "poly", (1.0, 1.0)) or polygon_of(text, "poly", (100.0, 100.0)):
            return (polygon,)
    return ()


def _as_html(title: str, content: str) -> str:
    head = escape(title)
    return f"<html><head><title>{head}</title></head><body><h1>{head}</h1><div id=ozoom>{content}</div></body></html>"
