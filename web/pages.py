"""Templates and their words: autoescaped, strict about names, times as people say them."""

import hashlib
from datetime import datetime, timedelta, tzinfo
from pathlib import Path
from urllib.parse import quote, urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from model.article import Article
from model.messages import say

HERE = Path(__file__).parent
STATIC = HERE / "static"


def environment(zone: tzinfo) -> Environment:
    """The templates with their filters; times are told in `zone`."""
    made = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters.update(link=web_link, part=lambda value: quote(str(value), safe=""), field_name=field_name)
    made.globals.update(
        say=say,
        static={path.name: f"/static/{path.name}?{_mark(path)}" for path in STATIC.iterdir()},
        told=lambda moment, now: told(moment, now, zone),
        full=lambda moment: moment.astimezone(zone).strftime("%Y-%m-%d %H:%M:%S %z"),
        printed=lambda article: printed(article, zone),
        printed_told=lambda article, now: printed_told(article, now, zone),
        day=long_day,
    )
    return made


def told(moment: datetime, now: datetime, zone: tzinfo) -> str:
    """A moment as people say it: 今日 15:08, 昨日 15:08, 11-10 15:08, 2015-12-02."""
    local, today = moment.astimezone(zone), now.astimezone(zone).date()
    clock = f"{local:%H:%M}"
    if local.date() == today:
        return say("web.time.today", clock=clock)
    if local.date() == today - timedelta(days=1):
        return say("web.time.yesterday", clock=clock)
    return f"{local:%m-%d} {clock}" if local.year == today.year else f"{local:%Y-%m-%d}"


def long_day(moment: datetime) -> str:
    """The day as a newspaper's head has it: month, day, weekday."""
    weekday = say("web.time.weekdays")[moment.weekday()]
    return say("web.time.long_day", month=moment.month, day=moment.day, weekday=weekday)


def printed_told(article: Article, now: datetime, zone: tzinfo) -> str | None:
    """The printed day as people say it where it is today or yesterday, else as it is printed."""
    shown, today = printed(article, zone), now.astimezone(zone).date()
    days = {today.isoformat(): "web.time.this_day", (today - timedelta(days=1)).isoformat(): "web.time.last_day"}
    return say(days[shown]) if shown in days else shown


def printed(article: Article, zone: tzinfo) -> str | None:
    """When an article was published, as precisely as it is printed; None where it is not."""
    if article.published_at is None:
        return article.issue_date.isoformat() if article.issue_date else None
    forms = {"minute": "%Y-%m-%d %H:%M", "hour": "%Y-%m-%d %H:00"}
    return article.published_at.astimezone(zone).strftime(forms.get(article.published_precision or "", "%Y-%m-%d"))


def field_name(name: str) -> str:
    """A field's name for readers; one that the catalogue does not know stays as it is."""
    try:
        return say(f"web.field.{name}")
    except KeyError:
        return name


def web_link(url: str | None) -> str:
    """The address if a reader may be led there (http, https), else nothing."""
    try:
        return url if url and urlsplit(url).scheme in {"http", "https"} else ""
    except ValueError:
        return ""


def _mark(path: Path) -> str:
    """Changes with the file, so that browsers may keep it for ever."""
    return hashlib.sha256(path.read_bytes()).hexdigest()[:12]
