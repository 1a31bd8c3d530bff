"""Kind `api`: sites whose lists, and maybe articles, are JSON."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, Literal
from urllib.parse import quote
from zoneinfo import ZoneInfo

from ingest.address import join
from ingest.decode import decode
from ingest.feeds.entry import paragraphs, plain, sound
from ingest.kind import Harvest, Reading
from ingest.reading import PageKind, read_page, whole
from model.article import Extraction, RawArticle
from model.errors import FetchTemporaryError, ParseError
from model.source import Document, Fetch, FetchState, NotModified, Ref, Request, Snapshot, Source

Field = Literal["title", "kicker", "subtitle", "published", "text", "byline", "credit", "editors", "section"]
_HOLE = re.compile(r"\{([\w.]+)\}")
_ROW = "row"  # hint of a ref: the fields that the list has of it


@dataclass(frozen=True, slots=True)
class Api(PageKind):
    """A list in JSON: `items` is the path to its rows (`data.list`; empty where the answer is the list).

    `link` makes a row's address from its fields (`{url}`, `https://a.example/page/{id}`); `fields` says which of its
    fields are ours. Without a `text` among them the page behind the link is read; with `detail` the article is asked
    for as JSON at that address, and stands there below the path `within`. With `body` the list is asked for by POST;
    `{page}` in address or body counts up to `pages`, `{yyyy}`, `{mm}` and `{dd}` are today's.
    """

    link: str = "{url}"
    items: str = ""
    fields: Mapping[Field, str] = field(default_factory=dict)
    detail: str = ""
    within: str = ""
    body: Mapping[str, object] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)
    pages: int = 1

    def look(self, source: Source, state: FetchState, fetch: Fetch, now: datetime) -> Harvest:
        """The rows as refs, in the order given, until a page brings no new one."""
        refs: dict[str, Ref] = {}
        snapshots: list[Snapshot] = []
        for url in source.urls:
            for page in range(1, max(self.pages, 1) + 1):
                answer = _whole(fetch, self._request(url, page, now.astimezone(ZoneInfo(source.zone))))
                snapshots.append(answer)
                before = len(refs)
                for ref in self._refs(answer, source):
                    refs.setdefault(ref.url, ref)
                if len(refs) == before:
                    break
        return Harvest(tuple(refs.values()), replace(state, validators={}), tuple(snapshots))

    def read(self, source: Source, ref: Ref, fetch: Fetch, now: datetime) -> Reading:
        """The article that the row carries, that the site gives as JSON, or that its page prints."""
        if ref.carried:
            return Reading(ref.carried)
        if not self.detail:
            return read_page(source, ref, fetch, now, self.profiles)
        row = ref.hints[_ROW]
        assert isinstance(row, Mapping)
        answer = whole(fetch, _filled(self.detail, row), tuple(self.headers.items()))
        document = decode(answer)
        found = _below(_parsed(document), self.within)
        if not isinstance(found, dict):
            raise ParseError(f"{document.url} has no object at {self.within!r}: see `within`", kind="not_json")
        raw = self._article({**row, **found}, ref.url, answer, source)
        return Reading((raw,), (answer,), document.replacements)

    def _request(self, url: str, page: int, now: datetime) -> Request:
        values = {"page": page, "yyyy": f"{now:%Y}", "mm": f"{now:%m}", "dd": f"{now:%d}"}
        headers = tuple(self.headers.items())
        if not self.body:
            return Request(_filled(url, values), headers=headers)
        body = json.dumps(_filled_in(self.body, values), ensure_ascii=False).encode()
        return Request(_filled(url, values), "POST", (("Content-Type", "application/json"), *headers), body)

    def _refs(self, answer: Snapshot, source: Source) -> Iterator[Ref]:
        document = decode(answer)
        rows = _below(_parsed(document), self.items)
        if not isinstance(rows, list):
            raise ParseError(f"{document.url} has no list at {self.items!r}: see `items`", kind="not_json")
        for row in rows:
            url = join(document.url, _filled(self.link, row)) if isinstance(row, dict) else None
            if url is None:
                continue
            title, published = (plain(_text(row, self.fields.get(name, ""))) for name in ("title", "published"))
            if "text" in self.fields and not self.detail:
                yield Ref(url, title, published, carried=(self._article(row, url, answer, source),))
            else:
                plain_row = {key: value for key, value in row.items() if isinstance(value, str | int | float)}
                yield Ref(url, title, published, hints={_ROW: plain_row} if self.detail else {})

    def _article(self, row: Mapping[str, Any], url: str, answer: Snapshot, source: Source) -> RawArticle:
        values: dict[str, Any] = {str(name): plain(_text(row, path)) for name, path in self.fields.items()}
        values.pop("text", None)
        byline = values.pop("byline", None)
        values["bylines"] = (f"作者：{byline}",) if byline else ()
        return RawArticle(
            url=url,
            extraction=Extraction("api", 1.0, dict.fromkeys(self.fields, "api")),
            paragraphs=paragraphs(_text(row, self.fields.get("text", ""))),
            zone=source.zone,
            snapshot_id=answer.id,
            **values,
        )


def _whole(fetch: Fetch, request: Request) -> Snapshot:
    answer = fetch(request)
    if isinstance(answer, NotModified):
        raise FetchTemporaryError(f"{request.url} says that nothing changed, though nobody asked", kind="bad_response")
    return answer


def _parsed(document: Document) -> Any:
    """The JSON of a page, its bad numbers as text; raises ParseError."""
    try:
        return json.loads(document.text, parse_int=_number)
    except (ValueError, RecursionError) as error:
        raise ParseError(f"{document.url} is no JSON that can be read: {str(error)[:80]}", kind="not_json") from error


def _number(digits: str) -> int | str:
    return int(digits) if len(digits) < 20 else digits


def _below(value: Any, path: str) -> Any:
    """What stands at a path of names and numbers (`data.list.0`); None where nothing does."""
    for part in path.split(".") if path else ():
        if isinstance(value, list) and part.isdigit() and int(part) < len(value):
            value = value[int(part)]
        else:
            value = value.get(part) if isinstance(value, dict) else None
    return value


def _text(row: Mapping[str, Any], path: str) -> str:
    """The text or number at a path of a row; "" where there is neither."""
    found = _below(row, path) if path else None
    return sound(str(found)) if isinstance(found, str | int | float) and not isinstance(found, bool) else ""


def _filled(template: str, row: Mapping[str, Any]) -> str:
    """The template with its {names} from a row: one that is nothing but a name as it stands, others escaped."""
    alone = _HOLE.fullmatch(template)
    if alone:
        return _text(row, alone[1])
    return _HOLE.sub(lambda hole: quote(_text(row, hole[1]), safe=""), template)


def _filled_in(value: Any, values: Mapping[str, Any]) -> Any:
    """A body with its {names} filled in, however deep; what is nothing but `{page}` becomes the number."""
    if isinstance(value, dict):
        return {key: _filled_in(one, values) for key, one in value.items()}
    if isinstance(value, list):
        return [_filled_in(one, values) for one in value]
    if not isinstance(value, str):
        return value
    return values["page"] if value == "{page}" else _HOLE.sub(lambda hole: _text(values, hole[1]), value)


KIND = Api
