"""Lists that stand in a page's script: rows for a script to print, and records of data."""

import json
import re
from collections.abc import Iterator
from html import escape, unescape
from itertools import islice

_RECORD = re.compile(r"<record>\s*<!\[CDATA\[")
_RECORD_END = "]]>"
LONGEST_RECORD = 4000  # characters
_STORE = re.compile(r"<(textarea|script[^>]{0,80}type=[\"']?text/template[^>]{0,80})(?:\s[^>]{0,300})?>", re.I)
_STORE_END = re.compile(r"</(?:textarea|script)", re.I)
_TEMPLATE = re.compile(r"\{\{|<%|\$\{|\{%|href=[\"']?\{")
_SCRIPT = re.compile(r"<script[^>]{0,300}>", re.I)
_DATA = re.compile(r"(?:^|[=(,:]|JSON\.parse\()\s*(?=[{\[]\s*[\"{\[])")
_URLS = (
    "url",
    "link",
    "href",
    "linkurl",
    "weburl",
    "pageurl",
    "docurl",
    "docpuburl",
    "puburl",
    "articleurl",
    "newsurl",
)
_TITLES = ("title", "doctitle", "headline", "newstitle", "articletitle", "name")
_DATES = (
    "date",
    "time",
    "ctime",
    "pubtime",
    "pubdate",
    "publishtime",
    "publishdate",
    "publish_time",
    "publishedat",
    "published_at",
    "published",
    "createtime",
    "showtime",
)
FEW, TRIES = 3, 12  # rows that make a list, places of a script where data may begin


def unpacked(html: str) -> str:
    """The page with the rows of its list that stand in a script as XML records, or in a hidden box of text."""
    rows = "".join([*_records(html), *_stored(html)])
    return f"{html}<div>{rows}</div>" if rows else html


def _records(html: str) -> Iterator[str]:
    if "<record>" not in html:
        return
    for match in _RECORD.finditer(html):
        end = html.find(_RECORD_END, match.end(), match.end() + LONGEST_RECORD)
        if end > 0:
            row = html[match.end() : end]
            yield f"<table>{row}</table>" if row.lstrip().lower().startswith("<tr") else row


def _stored(html: str) -> Iterator[str]:
    """What boxes of text hold, where it is rows of links and no template for them."""
    if "<textarea" not in html and "text/template" not in html:
        return
    done = 0
    for match in _STORE.finditer(html):
        if match.start() < done:
            continue
        end = _STORE_END.search(html, match.end())
        if end is None:
            return
        done, held = end.end(), html[match.end() : end.start()]
        held = unescape(held) if "&lt;a " in held else held
        if held.count("<a ") >= FEW and not _TEMPLATE.search(held):
            yield held


def data_rows(html: str) -> str:
    """The list that the data in a page's scripts make, as rows of HTML: objects with a title and an address."""
    for match in _SCRIPT.finditer(html):
        end = html.find("</script", match.end())
        if end < 0:
            break
        for value in _values(html[match.end() : end]):
            rows = [row for one in _objects(value) if (row := _row(one))]
            if len(rows) >= FEW:
                return "".join(rows)
    return ""


def _values(script: str) -> Iterator[object]:
    """The JSON values that begin in a script, the outermost only."""
    decoder, done = json.JSONDecoder(), 0
    for match in islice(_DATA.finditer(script), TRIES):
        if match.end() < done:
            continue
        try:
            value, done = decoder.raw_decode(script, match.end())
        except (ValueError, RecursionError):
            continue
        yield value


def _objects(value: object) -> Iterator[dict[str, object]]:
    """All objects inside a value, without recursion, in the order written."""
    waiting = [value]
    while waiting:
        one = waiting.pop()
        if isinstance(one, dict):
            yield one
            waiting += reversed(one.values())
        elif isinstance(one, list):
            waiting += reversed(one)


def _row(one: dict[str, object]) -> str:
    """The row of HTML that an object with a title and an address stands for."""
    named = {key.lower(): value for key, value in one.items()}
    url = next((v for key in _URLS if isinstance(v := named.get(key), str) and "/" in v and len(v) < 500), "")
    title = next((v for key in _TITLES if isinstance(v := named.get(key), str) and v), "")
    if not url or not title:
        return ""
    date = next((v for key in _DATES if isinstance(v := named.get(key), str)), "")
    words = escape(re.sub(r"<[^>]*>", "", title))
    return f'<li><a href="{escape(url)}">{words}</a><span>{escape(date[:30])}</span></li>'
