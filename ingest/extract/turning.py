"""Next pages whose address only a script knows: pagers that a script writes, and functions that turn the page.

No script is run. What is read are calls with plain numbers and names, and the one line of a function that says where
it goes; the forms are those that Chinese publishing systems write into their templates.
"""

import re
from functools import lru_cache
from itertools import islice
from urllib.parse import parse_qs, urlsplit

# createPageHTML(pages, current, "index", "html"): counted from 0, or from 1 where the name of a box stands first
_CREATED = re.compile(r"reatePage\w*\(([^()]{5,200})\)")
_SIZED = re.compile(  # Pager({size: pages, current: 0, prefix: "index", suffix: "html"})
    r"size\s*:\s*(?P<pages>\d{1,5})\s*,\s*current\s*:\s*(?P<here>\d{1,5})\s*,"
    r"\s*prefix\s*:\s*['\"](?P<name>[\w./-]+)['\"]\s*,\s*suffix\s*:\s*['\"](?P<type>\w+)['\"]"
)
_CURRENT, _COUNTED = re.compile(r"\bcurrentPage\s*=\s*(\d{1,5})\b"), re.compile(r"\bcountPage\s*=\s*(\d{1,5})\b")
_PLUS, _MARK = r"\s{0,9}\+\s{0,9}", r"\\?[\"']{1,3}"
_VARIABLES_NAME = re.compile(  # href=\"index"+"_" + nextPage + "."+"html
    rf"href={_MARK}(?:{_PLUS})?[\"']?(?P<name>[\w/-]+?)[\"']?(?:{_PLUS})?[\"']?_[\"']{_PLUS}nextPage{_PLUS}"
    rf"[\"']\.[\"']?(?:{_PLUS})?[\"']?(?P<type>\w+)"
)
_LOCATION = r"location(?:\.href)?(?:\s*=|\.(?:assign|replace)\()\s*"
_PART = r"[^'\"\s]{0,300}"
_NUMBER = r"\(?(?:\w+\.)?(?:curr\w*|cur|page\w*|num|pn|n|p|index|getCurrent\(\))\)?"


def _going(number: str) -> re.Pattern[str]:
    """A line that goes to "head" + number + "tail"."""
    head, tail = rf"['\"](?P<head>{_PART})['\"]", rf"['\"](?P<tail>{_PART})['\"]"
    return re.compile(rf"{_LOCATION}{head}\s*\+\s*{number}\s*(?:\+\s*{tail})?\s*[;)}}\n]")


_RENDERED, _TO_NUMBER = _going(_NUMBER), _going(r"(?P<number>\w+)")
_FUNCTION = re.compile(r"function\s*(\w*)\s*\(\s*(\w+)\s*\)\s*\{")
_NAME_BEFORE = re.compile(r"(\w+)\s*[=:]\s*$")
_PAGER = re.compile(r"(?:page|pager|paging|pagination|Page|Pager)(?:\.render)?\s*\(\s*(?:['\"][^'\"]*['\"]\s*,\s*)?\{")
_HERE = re.compile(
    r"\b(?:curr|current|currentPage|currPage|pageNo|pageIndex|pageNum|curPage|page)\s*:\s*['\"]?(\d{1,5})\b"
)
_PAGES = re.compile(r"\b(?:pages|pageCount|totalPages?|totalPage|pageTotal|countPage)\s*:\s*['\"]?(\d{1,5})\b")
_COUNT = re.compile(r"\b(?:count|total|totalCount|totalSize)\s*:\s*['\"]?(\d{1,7})\b")
_SIZE = re.compile(r"\b(?:limit|pageSize|size|per_?page)\s*:\s*['\"]?(\d{1,4})\b")
_CALL = re.compile(r"^(?:javascript:)?\s*(?:return\s+)?(\w+)\(\s*['\"]?(\d{1,12})['\"]?\s*\)", re.I)
MOST_CALLS = 4
LONGEST = 1200  # characters of a pager's options or of a function


def turned_by_script(html: str, base: str) -> str | None:
    """The next page, relative, that a script of the page writes a link to; None on the last or without a script."""
    found = _created(html)
    found = _counted(html) if found is None else found
    found = _rendered(html, base) if found is None else found
    return found or None


def called(html: str, call: str) -> str | None:
    """Where a call such as `gotoPage(6)` leads by the function that the page defines: list_6.html."""
    match = _CALL.match(call)
    to = _functions(html).get(match[1]) if match else None
    return f"{to[0]}{match[2]}{to[1]}" if match and to else None


@lru_cache(1)
def _functions(html: str) -> dict[str, tuple[str, str]]:
    """The page's functions of a number that go to an address with that number in it: its head and its tail."""
    found: dict[str, tuple[str, str]] = {}
    for match in _FUNCTION.finditer(html):
        goes = _TO_NUMBER.search(html[match.end() : match.end() + LONGEST].partition("function ")[0])
        if goes is None or goes["number"] != match[2]:
            continue
        before = _NAME_BEFORE.search(html[max(0, match.start() - 60) : match.start()])
        found.setdefault(match[1] or (before[1] if before else ""), (goes["head"], goes["tail"] or ""))
    return found


def _created(html: str) -> str | None:
    """The page after this one of a createPageHTML call, or of a pager with a size; "" on the last."""
    if match := _SIZED.search(html):
        return _turned(match["name"], int(match["here"]), int(match["pages"]), match["type"])
    for call in islice(_CREATED.finditer(html), MOST_CALLS):
        values = [_value(argument.strip(), html) for argument in call[1].split(",")]
        boxed = len(values) > 4 and not values[0].isdecimal()
        pages, here, name, extension = [*values[boxed : boxed + 4], "", "", "", ""][:4]
        if pages.isdecimal() and here.isdecimal() and name and extension.strip(".").isalnum():
            return _turned(name, int(here), int(pages) + boxed, extension.strip("."))
    return None


def _turned(name: str, here: int, pages: int, extension: str) -> str:
    """The page after one that is counted from 0."""
    return "" if here + 1 >= pages else f"{name}_{here + 1}.{extension}"


def _value(argument: str, html: str) -> str:
    """What an argument of a call says: a number, a text in quotes, or what the page gives a variable; else ""."""
    if argument.isdecimal() or argument[:1] in ("'", '"'):
        return argument.strip("'\"")
    name = re.fullmatch(r"[A-Za-z_]\w{0,40}", argument)
    given = re.search(rf"\b{name[0]}\s*=\s*['\"]?([\w./-]+)['\"]?\s*[;,\n]", html) if name else None
    return given[1] if given else ""


def _counted(html: str) -> str | None:
    """The page after this one of a template that counts with `currentPage`, `countPage`, `nextPage`; "" on the last."""
    if "countPage" not in html:
        return None
    here, pages, name = _number(_CURRENT, html), _number(_COUNTED, html), _VARIABLES_NAME.search(html)
    return None if here is None or pages is None or name is None else _turned(name["name"], here, pages, name["type"])


def _rendered(html: str, base: str) -> str | None:
    """The page after this one of a pager made of options with a function that goes to another page; "" on the last."""
    for goes in _RENDERED.finditer(html):
        start = max((m.end() for m in _PAGER.finditer(html, max(0, goes.start() - LONGEST), goes.start())), default=0)
        if not start:
            continue
        options = html[start : goes.end() + LONGEST // 4].partition("</script")[0]
        here, pages = _number(_HERE, options) or _asked(base, goes["head"]), _number(_PAGES, options)
        if pages is None and (count := _number(_COUNT, options)) and (size := _number(_SIZE, options)):
            pages = -(-count // size)
        return "" if pages is not None and here >= pages else f"{goes['head']}{here + 1}{goes['tail'] or ''}"
    return None


def _number(pattern: re.Pattern[str], text: str) -> int | None:
    match = pattern.search(text)
    return int(match[1]) if match else None


def _asked(base: str, head: str) -> int:
    """The number of this page in its own address, by the parameter that the address of the next ends with; else 1."""
    name = re.search(r"[?&](\w+)=$", head)
    values = parse_qs(urlsplit(base).query).get(name[1], []) if name else []
    return int(values[0]) if values and values[0].isdecimal() and len(values[0]) < 6 else 1
