"""What the demo plays: its settings, its subscriber and watches, and what it counts for the terminal."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from model.article import Article
from service.house import House
from service.local_server import HOST
from service.press.newsroom import Item
from service.press.server import PORT, Press
from service.settings import shipped
from storage.deliveries import backlog
from storage.outbox import list_alerts
from storage.reading import newest, tags_of

ENOUGH_SOURCES, ENOUGH_ARTICLES = 3, 60

WEB = {"press-people": ("people", 40000000), "press-gov": ("gov", 7000000), "press-paper": ("paper", 50000)}
"""Sources of web pages: the key of their publication, and what their addresses add to an item's number."""
BESIDE = ("图为活动现场", "指标", "事项")
"""How paragraphs begin that pages print beside an item's text: captions and rows of a table."""

WATCHES = """\
subscribers:
  - id: desk
    name: 演示编辑部
    channels:
      - name: receiver
        url: {receiver}
      - name: file
        url: file:///alerts.jsonl
watches:
  - id: ip-strong
    subscriber: desk
    name: 知识产权强国
    rule: 知识产权 (强国 OR 转化 OR 保护)
  - id: party-in-firms
    subscriber: desk
    name: 国企党建
    rule: NEAR/12(企业, 党建) OR 国企党建
    channels: [receiver]
  - id: business-climate
    subscriber: desk
    name: 营商环境与审批
    rule: title:营商环境 OR (营商环境 审批)
    channels: [receiver]
"""


def write_files(folder: Path, press: Press, receiver_url: str) -> tuple[Path, Path]:
    """The sources (at the port that the press really has) and the watches of the demo, as files in a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    sources, watches = folder / "sources.yaml", folder / "watches.yaml"
    text = shipped("sources.yaml").read_text(encoding="utf-8")
    sources.write_text(text.replace(f"{HOST}:{PORT}", press.host), encoding="utf-8")
    watches.write_text(WATCHES.format(receiver=receiver_url), encoding="utf-8")
    return sources, watches


@dataclass(frozen=True, slots=True)
class Count:
    """What is there so far."""

    sources: int
    articles: int
    web: int  # articles of web pages, whose printed fields are known here
    whole: int  # of them, those with every field that their page prints
    tagged: int
    reprints: int  # articles whose text another one had first
    alerts: int
    sent: int

    @property
    def enough(self) -> bool:
        """Whether the demo has shown what it promises."""
        return (
            self.sources >= ENOUGH_SOURCES
            and self.articles >= ENOUGH_ARTICLES
            and self.reprints > 0
            and self.tagged > 0
            and self.sent > 0
        )


def count(house: House, press: Press) -> Count:
    """Count what is stored, and hold each article against what the press printed."""
    articles: list[Article] = []
    before = None
    while True:
        page = newest(house.db, before=before, limit=200)
        articles += page.articles
        before = page.before
        if before is None:
            break
    tags = tags_of(house.db, [article.id for article in articles if article.id is not None])
    return Count(
        sources=len({article.source_id for article in articles}),
        articles=len(articles),
        web=sum(article.source_id in WEB for article in articles),
        whole=sum(is_whole(article, printed(press, article)) for article in articles),
        tagged=sum(bool(found) for found in tags.values()),
        reprints=len(articles) - len({article.story_id for article in articles}),
        alerts=len(list_alerts(house.db, limit=10_000)),
        sent=backlog(house.db).get("sent", 0),
    )


def printed(press: Press, article: Article) -> Item | None:
    """What the press printed under an article's address; None where the address is none of its."""
    if article.source_id not in WEB:
        return None
    key, base = WEB[article.source_id]
    digits = article.url.rpartition(".")[0].rpartition("/")[2].rpartition("_")[2].rpartition("-")[2]
    return press.room.item(key, int(digits) - base)


def differences(article: Article, item: Item) -> Sequence[str]:
    """The names of fields that are not as the press printed them."""
    expected = {
        "title": item.title,
        "kicker": item.kicker,
        "subtitle": item.subtitle,
        "credit": item.credit,
        "editors": (item.editor,),
        "section": item.section,
        "original_title": item.original_title,
        "published_at": item.published_at,
        "published_precision": "minute",
    }
    wrong = [name for name, value in expected.items() if getattr(article, name) != value]
    if {author.name for author in article.authors} != set(item.authors):
        wrong.append("authors")
    body = tuple(p for p in article.paragraphs if not p.startswith(BESIDE))
    return wrong if body == item.paragraphs else [*wrong, "paragraphs"]


def is_whole(article: Article, item: Item | None) -> bool:
    """Whether an article has every field that its page prints, with the printed value."""
    return item is not None and not differences(article, item)
