"""The two dailies of the sample press: what stands in which issue, and from which hour each part of it is there."""

import random
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from service.press.maker.furniture import Naming
from service.press.maker.look import Look, draw_look
from service.press.maker.page import Wants
from service.press.maker.sheet import Made, make_page
from service.press.maker.truth import Item

ZONE = ZoneInfo("Asia/Shanghai")
DAYS = "一二三四五六日"
TRIES = 40


@dataclass(frozen=True, slots=True)
class Daily:
    """A paper: its pages, the hour at which an issue comes out, and what of it comes later."""

    key: str
    name: str
    pages: tuple[str, ...]
    columns: int  # the seed of its looks
    out: time
    late_page: tuple[int, time]  # counted from 1
    missing: tuple[int, int, time] | None = None  # page, article (counted from 1) and the hour it can be read from


LANJIANG = Daily(
    "lanjiang", "岚江日报", ("要闻", "综合", "理论", "专题"), 8, time(5), (3, time(7)), missing=(2, 1, time(9))
)
BEIXI = Daily("beixi", "北溪新报", ("要闻", "民生", "副刊"), 28, time(6), (3, time(8)))
DAILIES = {daily.key: daily for daily in (LANJIANG, BEIXI)}


@dataclass(frozen=True, slots=True)
class IssuePage:
    """One page of an issue: its number as printed, its name, and the page with its truth."""

    number: str
    name: str
    made: Made

    @property
    def items(self) -> list[Item]:
        """What stands on it, in reading order."""
        return self.made.items


def is_out(daily: Daily, day: date, page: int, now: datetime) -> bool:
    """Whether a page (counted from 1) of that day's issue is there."""
    number, hour = daily.late_page
    return now >= datetime.combine(day, hour if page == number else daily.out, ZONE)


def is_readable(daily: Daily, day: date, page: int, article: int, now: datetime) -> bool:
    """Whether an article (counted from 1) of a page can be read: one is announced before it can."""
    if daily.missing is None or (page, article) != daily.missing[:2]:
        return is_out(daily, day, page, now)
    return now >= datetime.combine(day, daily.missing[2], ZONE)


def newest(daily: Daily, now: datetime) -> date:
    """The day of the newest issue."""
    today = now.astimezone(ZONE).date()
    return today if is_out(daily, today, 1, now) else today - timedelta(days=1)


@lru_cache(maxsize=16)
def issue(key: str, day: date) -> tuple[IssuePage, ...]:
    """The pages of an issue; the same day always gives the same issue."""
    daily = DAILIES[key]
    look = replace(draw_look(random.Random(daily.columns)), order="natural", separator="rule", per_char=False)
    last = len(daily.pages)
    front = _page(daily, look, day, 1, Wants(jump_to=str(last)))
    title = next(item.title for item in front.items if item.continued_on_page)
    assert title is not None
    inner = Wants(kinds=("notice", "photo", "report", "briefs"))
    middle = [_page(daily, look, day, number, inner) for number in range(2, last)]
    return (front, *middle, _page(daily, look, day, last, Wants(rest_of=("1", title))))


def _page(daily: Daily, look: Look, day: date, number: int, wants: Wants) -> IssuePage:
    """The first page by lot that holds what is wanted and prints every title as text."""
    weekday = DAYS[day.weekday()]
    naming = Naming(
        daily.name, f"{number:02d}", daily.pages[number - 1], f"{day.year}年{day.month}月{day.day}日　星期{weekday}"
    )
    for attempt in range(TRIES):
        seed = random.Random(f"{daily.key}/{day}/{number}/{attempt}").randrange(10**9)
        made = make_page(seed, look, naming, front=number == 1, wants=wants)
        if _suits(made.items, wants):
            break
    return IssuePage(naming.number, naming.name, made)


def _suits(items: list[Item], wants: Wants) -> bool:
    titles = [item.title for item in items if item.kind != "photo"]
    if not 3 <= len(items) <= 16 or None in titles or len(set(titles)) < len(titles):
        return False
    if wants.jump_to:
        lead = next(item for item in items if item.style != "ear")
        return lead.continued_on_page is not None and all(item.kind != "continuation" for item in items)
    if wants.rest_of:
        return items[0].continued_from_page is not None and sum(i.kind == "continuation" for i in items) == 1
    kinds = {item.kind for item in items}
    return {"notice", "photo"} <= kinds and "continuation" not in kinds and items[0].kind == "article"
