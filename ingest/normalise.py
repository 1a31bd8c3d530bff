"""From printed strings to values: RawArticle to Article, with the names of the fields that are missing."""

from dataclasses import replace
from datetime import date, datetime

from ingest.extract.tree import squeeze_spaces
from ingest.fields.authors import read_authors
from ingest.fields.credit import read_credit
from ingest.fields.dates import find_day, read_moment
from ingest.fields.editors import read_editors
from ingest.fields.pages import PageReference, read_page_reference
from model.article import Article, Author, GovDocument, RawArticle

EXPECTED = ("title", "published_at", "paragraphs")
"""Every article has these: they are missing where nothing was found."""

_DOCUMENT = {"索引号": "index_no", "发文机关": "issuer", "发文字号": "number"}


def normalise(raw: RawArticle, *, source_id: str, now: datetime) -> Article:
    """The article of a raw one, without its identity; `now` is when it was fetched, for times such as 3小时前.

    `missing` names what every article has and this one lacks, and each field whose printed string could not be read.
    """
    moment = read_moment(raw.published, raw.zone, now) if raw.published else None
    reference = read_page_reference(raw.page_reference) if raw.page_reference else PageReference()
    article = Article(
        source_id=source_id,
        url=raw.url or "",
        kind=raw.kind,
        title=_line(raw.title),
        paragraphs=tuple(line for text in raw.paragraphs if (line := squeeze_spaces(text))),
        extraction=raw.extraction,
        kicker=_line(raw.kicker),
        subtitle=_line(raw.subtitle),
        original_title=_line(raw.original_title),
        original_url=raw.original_url,
        authors=_authors(raw),
        credit=read_credit(raw.credit) if raw.credit else None,
        editors=read_editors(raw.editors) if raw.editors else (),
        section=_line(raw.section),
        edition=_line(raw.edition),
        issue_date=find_day(raw.issue_date) if raw.issue_date else reference.issue_date,
        page_no=_line(raw.page_no) or reference.page_no,
        page_name=_line(raw.page_name),
        page_box=raw.page_box,
        published_at=moment.value if moment else None,
        published_precision=moment.precision if moment else None,
        images=raw.images,
        attachments=raw.attachments,
        document=_document(raw),
        language=raw.language,
        prominence=raw.prominence,
        clipping=raw.clipping,
        page_picture=raw.page_picture,
        snapshot_id=raw.snapshot_id,
    )
    return replace(article, missing=_missing(raw, article))


def _line(text: str | None) -> str | None:
    return squeeze_spaces(text) or None if text else None


def _authors(raw: RawArticle) -> tuple[Author, ...]:
    """Those that the source has apart, then those of the bylines, each name once."""
    found = {author.name: author for author in read_authors(raw.bylines)}
    found.update({author.name: author for author in raw.authors})
    order = dict.fromkeys([*(author.name for author in raw.authors), *found])
    return tuple(found[name] for name in order)


def _document(raw: RawArticle) -> GovDocument | None:
    """The fields of a government document, where any of them is printed."""
    values: dict[str, str] = {}
    written_on: date | None = None
    for label, value in raw.document.items():
        if label in _DOCUMENT:
            values[_DOCUMENT[label]] = squeeze_spaces(value)
        elif label == "成文日期":
            written_on = find_day(value)
    return GovDocument(**values, written_on=written_on) if values or written_on else None


def _missing(raw: RawArticle, article: Article) -> tuple[str, ...]:
    names = [name for name in EXPECTED if not getattr(article, name)]
    printed = {
        "credit": raw.credit,
        "editors": raw.editors,
        "authors": raw.bylines,
        "issue_date": raw.issue_date or raw.page_reference,
    }
    return (*names, *(name for name, text in printed.items() if text and not getattr(article, name)))
