"""The one article schema, and the raw strings that it is made from."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

ArticleKind = Literal["article", "notice", "photo", "continuation"]
Precision = Literal["minute", "hour", "day"]
Polygon = tuple[tuple[float, float], ...]
"""Corners (x, y) as fractions 0–1 of the page's width and height, origin at the top left."""


@dataclass(frozen=True, slots=True)
class Author:
    """One person as printed: role is 记者, 通讯员, 作者 or 摄影 where it is printed, else None."""

    name: str
    role: str | None = None
    affiliation: str | None = None


@dataclass(frozen=True, slots=True)
class Image:
    """A picture of an article, with what is printed beside it."""

    url: str | None
    caption: str | None = None
    credit: str | None = None


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that we made (a page, a clipping): PNG bytes under a name made from their content."""

    name: str
    body: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that the page offers (附件)."""

    url: str
    name: str


@dataclass(frozen=True, slots=True)
class GovDocument:
    """The fields that a government document prints above its text."""

    index_no: str | None = None  # 索引号
    issuer: str | None = None  # 发文机关
    number: str | None = None  # 发文字号
    written_on: date | None = None  # 成文日期


@dataclass(frozen=True, slots=True)
class Extraction:
    """How an article was read: the method, how sure it is (0–1), and where each field came from."""

    method: str
    confidence: float = 1.0
    fields: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RawArticle:
    """An article as one parser read it: strings exactly as printed, labels (来源：) and all; None means not printed."""

    url: str | None
    extraction: Extraction
    kind: ArticleKind = "article"
    title: str | None = None
    kicker: str | None = None
    subtitle: str | None = None
    original_title: str | None = None
    original_url: str | None = None
    bylines: tuple[str, ...] = ()
    authors: tuple[Author, ...] = ()  # only where the source itself has them apart (an API)
    credit: str | None = None
    editors: str | None = None
    section: str | None = None
    edition: str | None = None
    issue_date: str | None = None
    page_no: str | None = None
    page_name: str | None = None
    page_box: tuple[Polygon, ...] = ()
    page_reference: str | None = None  # 《人民日报》（2024年05月10日 02 版）
    continued_from: str | None = None  # 上接1版: where a newspaper's text began, for those who join its parts
    continued_on: str | None = None  # 下转2版
    published: str | None = None
    paragraphs: tuple[str, ...] = ()
    images: tuple[Image, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    document: Mapping[str, str] = field(default_factory=dict)  # 索引号 and its like, by printed label
    language: str | None = None
    prominence: float | None = None
    clipping: str | None = None  # the Picture of its area on the page
    page_picture: str | None = None  # the Picture of the whole page
    zone: str = "Asia/Shanghai"
    snapshot_id: str | None = None


@dataclass(frozen=True, slots=True)
class Article:
    """One article, whatever it came from. None means "not printed"; `missing` names what should have been there."""

    source_id: str
    url: str
    kind: ArticleKind
    title: str | None
    paragraphs: tuple[str, ...]
    extraction: Extraction
    identity: str = ""
    content_hash: str = ""
    fingerprint: tuple[int, ...] = ()  # xxh3_64 of each sentence, in order
    kicker: str | None = None
    subtitle: str | None = None
    original_title: str | None = None
    original_url: str | None = None
    authors: tuple[Author, ...] = ()
    credit: str | None = None
    editors: tuple[str, ...] = ()
    section: str | None = None
    edition: str | None = None
    issue_date: date | None = None
    page_no: str | None = None
    page_name: str | None = None
    page_box: tuple[Polygon, ...] = ()
    published_at: datetime | None = None
    published_precision: Precision | None = None
    images: tuple[Image, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    document: GovDocument | None = None
    language: str | None = None
    prominence: float | None = None
    clipping: str | None = None  # name of the Picture of its area on the page (剪报)
    page_picture: str | None = None  # name of the Picture of the whole page
    missing: tuple[str, ...] = ()
    snapshot_id: str | None = None
    # Given by storage:
    id: int | None = None
    story_id: int | None = None
    first_seen_at: datetime | None = None
    revision: int = 1

    @property
    def body(self) -> str:
        """The paragraphs joined by line breaks: what offsets of the field "body" point into."""
        return "\n".join(self.paragraphs)
