"""Alerts of one subscriber and channel made into one message: titles, excerpts and links, never whole articles."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from jinja2 import FileSystemLoader, StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment

from model.article import Article
from model.excerpt import Piece, excerpt
from model.messages import say
from model.schema import public_evidence
from model.text import one_line
from model.watching import Alert, Evidence, Message, Tag, Watch

SCHEMA = "baoshao.alerts/1"
NOTICE_SCHEMA = "baoshao.notice/1"
FULL = 20  # articles told with excerpt and reason; the rest of a message by title and link
EXCERPT = 120  # characters
_TEMPLATES = Path(__file__).parent / "templates"


@dataclass(frozen=True, slots=True)
class Told:
    """One alert with all that is told about it."""

    alert: Alert
    article: Article
    watch: Watch
    tags: tuple[Tag, ...] = ()


@dataclass(frozen=True, slots=True)
class _Block:
    """One article of a message, with the reasons of all watches that it hits, as a template shows it."""

    title: str
    meta: str
    excerpt: tuple[Piece, ...]
    reasons: tuple[str, ...]
    topics: str
    link: str


def compose(key: str, told: Sequence[Told], *, zone: tzinfo | None = None) -> Message:
    """One message for all these alerts; `key` is the delivery's id, and times are told in `zone` (China's if None)."""
    zone = zone or ZoneInfo("Asia/Shanghai")
    groups = _by_article(told)
    blocks = [_block(group, zone) for group in groups]
    values = {"blocks": blocks[:FULL], "rest": blocks[FULL:], "key": key, "say": say}
    return Message(
        key=key,
        title=_title(groups, blocks),
        text=_environment(escape=False).get_template("alerts.txt").render(values).strip() + "\n",
        html=_environment(escape=True).get_template("alerts.html").render(values),
        data={"schema": SCHEMA, "delivery": key, "alerts": [_data(one) for one in told]},
    )


def compose_notice(key: str, notice: str) -> Message:
    """What the house itself tells a subscriber, as a message."""
    return Message(
        key=key,
        title=say("notify.title.notice"),
        text=f"{notice}\n\n{say('notify.text.notice_foot', key=key)}\n",
        data={"schema": NOTICE_SCHEMA, "delivery": key, "notice": notice},
    )


@cache
def _environment(*, escape: bool) -> ImmutableSandboxedEnvironment:
    return ImmutableSandboxedEnvironment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=escape,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _by_article(told: Sequence[Told]) -> list[list[Told]]:
    groups: dict[tuple[int, int], list[Told]] = {}
    for one in told:
        groups.setdefault((one.alert.article_id, one.alert.revision), []).append(one)
    return list(groups.values())


def _title(groups: Sequence[Sequence[Told]], blocks: Sequence[_Block]) -> str:
    names = list(dict.fromkeys(one_line(one.watch.name) for group in groups for one in group))
    watches = names[0] if len(names) == 1 else say("notify.title.watches", first=names[0], count=len(names))
    if len(blocks) == 1:
        return say("notify.title.one", watch=watches, title=blocks[0].title)
    return say("notify.title.many", watches=watches, count=len(blocks), title=blocks[0].title)


def _block(group: Sequence[Told], zone: tzinfo) -> _Block:
    article, revision = group[0].article, group[0].alert.revision
    title = one_line(article.title or "") or say("notify.text.untitled")
    if revision > 1:
        title += say("notify.text.correction", revision=revision)
    evidence: tuple[Evidence, ...] = sum((one.alert.evidence for one in group), ())
    return _Block(
        title=title,
        meta=" · ".join(_meta(article, zone)),
        excerpt=tuple(Piece(one_line(p.text, strip=False), p.marked) for p in excerpt(article, evidence, EXCERPT)),
        reasons=tuple(_reason(one, several=len(group) > 1) for one in group),
        topics="、".join(one_line(tag.topic) for tag in group[0].tags),
        link=web_link(article.url),
    )


def _reason(one: Told, *, several: bool) -> str:
    reason = one_line(one.alert.explanation)
    return say("notify.text.named", watch=one_line(one.watch.name), reason=reason) if several else reason


def _meta(article: Article, zone: tzinfo) -> list[str]:
    page = say("notify.text.page", page=article.page_no) if article.page_no else None
    named = [article.credit, page, article.page_name, printed_time(article, zone)]
    return [one_line(value) for value in named if value]


def printed_time(article: Article, zone: tzinfo) -> str | None:
    """The article's date as printed, to the minute only where minutes are; the paper's date where there is no other."""
    if article.published_at is None:
        return article.issue_date.isoformat() if article.issue_date else None
    form = {"minute": "%Y-%m-%d %H:%M", "hour": "%Y-%m-%d %H:00"}.get(article.published_precision or "", "%Y-%m-%d")
    return article.published_at.astimezone(zone).strftime(form)


def web_link(url: str) -> str:
    """The address if a reader may be led there (http, https), else nothing."""
    try:
        return url if urlsplit(url).scheme in {"http", "https"} else ""
    except ValueError:
        return ""


def _data(one: Told) -> dict[str, object]:
    article, alert = one.article, one.alert
    return {
        "id": alert.id,
        "watch": {"id": one.watch.id, "name": one.watch.name, "rule": one.watch.rule},
        "story_id": alert.story_id,
        "revision": alert.revision,
        "created_at": _moment(alert.created_at),
        "explanation": alert.explanation,
        "evidence": [public_evidence(evidence) for evidence in alert.evidence],
        "excerpt": "".join(piece.text for piece in excerpt(article, alert.evidence, EXCERPT)),
        "article": {
            "id": alert.article_id,
            "source_id": article.source_id,
            "url": article.url,
            "title": article.title,
            "credit": article.credit,
            "published_at": _moment(article.published_at),
            "published_precision": article.published_precision,
            "issue_date": article.issue_date.isoformat() if article.issue_date else None,
            "page_no": article.page_no,
            "clipping": article.clipping,
            "topics": [tag.topic for tag in one.tags],
        },
    }


def _moment(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None
