"""Items of a page to raw articles: kind, title, kicker, subtitle, bylines, captions, place and confidence."""

from ingest.extract.bylines import find_bylines
from ingest.newspaper.blocks import Block
from ingest.newspaper.facts import PageFacts
from ingest.newspaper.furniture import Head
from ingest.newspaper.page import Item, Reading
from ingest.newspaper.paragraphs import paragraphs_of
from ingest.newspaper.places import polygons
from ingest.newspaper.prominence import prominence
from ingest.newspaper.spacing import spaced
from ingest.newspaper.titles import Title
from ingest.newspaper.words import (
    AFFILIATION,
    CONTINUED_FROM,
    CREDIT,
    DASHES,
    MARKS,
    NOTICE_TEXT,
    NOTICE_TITLE,
)
from model.article import ArticleKind, Extraction, Image, RawArticle

FEWEST = 12  # characters: less, without a title, is no article


def compose(
    reading: Reading, url: str | None, facts: PageFacts, year: int, method: str = "pdf-geometry"
) -> list[RawArticle]:
    """The articles of a page, in reading order."""
    articles = [_article(item, reading, url, facts, year, method) for item in reading.items]
    return [article for article in articles if article is not None]


def _article(
    item: Item, reading: Reading, url: str | None, facts: PageFacts, year: int, method: str
) -> RawArticle | None:
    paragraphs = paragraphs_of(item.columns, _headings(item))
    affiliation = None
    if paragraphs and AFFILIATION.match(paragraphs[-1]):
        affiliation = paragraphs.pop()
    title = item.title
    kicker, headline, subtitle = _title_lines(title)
    if not headline and sum(map(len, paragraphs)) < FEWEST:
        return None
    if not paragraphs and not item.captions:
        return None
    kind = _kind(item, headline, paragraphs)
    signed = title.bylines if title else []
    bylines = [spaced(line).lstrip(MARKS + " ") for block in signed for line in block.lines]
    bylines += [found for found in find_bylines(paragraphs) if found not in bylines]
    if affiliation:
        bylines.append(affiliation)
    places = polygons(item, reading.sheet)
    page_no = facts.page_no or reading.head.page_no
    date = facts.issue_date or _with_year(reading.head.issue_date, year)
    area = sum((b[2][0] - b[0][0]) * (b[2][1] - b[0][1]) for b in places)
    top = min((b[0][1] for b in places), default=1.0)
    return RawArticle(
        url=url,
        extraction=Extraction(method, _confidence(item, headline, reading.head)),
        kind=kind,
        title=headline,
        kicker=kicker,
        subtitle=subtitle,
        bylines=tuple(bylines),
        section=_section(title),
        edition=facts.edition,
        issue_date=date,
        published=date,
        page_no=page_no,
        page_name=facts.page_name or reading.head.page_name,
        page_box=places,
        paragraphs=tuple(paragraphs),
        images=tuple(_image(block) for block in item.captions),
        prominence=prominence(page_no, title.size / reading.base if title else 1.0, area, top, kind),
        document={"上接": title.continued} if title and title.continued else {},
    )


def _section(title: Title | None) -> str | None:
    """The label over a title, or the head of its rail."""
    if title is None:
        return None
    return next((spaced(block.lines[0]) for block in title.labels), None) or title.rail


def _headings(item: Item) -> dict[int, list[str]]:
    """The headings before each column, as printed."""
    return {
        index: ["".join(spaced(line) for line in title.lines) for title in titles]
        for index, titles in item.headings.items()
    }


def _title_lines(title: Title | None) -> tuple[str | None, str | None, str | None]:
    """Kicker, title and subtitle; lines of one are put together as printed."""
    if title is None:
        return None, None, None
    lines = title.lines
    main = [line for line in lines if line.size > 0.92 * title.size]
    first, last = lines.index(main[0]), lines.index(main[-1])
    inner = lines[first : last + 1]
    if all(line.text.startswith(DASHES) for line in main):  # the main lines are drawn, not set
        return None, None, "".join(spaced(line) for line in lines)
    kicker = "".join(spaced(line) for line in lines[:first])
    subtitle = "".join(spaced(line) for line in lines[last + 1 :])
    return kicker or None, "".join(spaced(line) for line in inner if line in main) or None, subtitle or None


def _kind(item: Item, headline: str | None, paragraphs: list[str]) -> ArticleKind:
    title = item.title
    if (title is not None and title.continued) or (paragraphs and CONTINUED_FROM.match(paragraphs[0])):
        return "continuation"
    if not item.columns:
        return "photo"
    text = "".join(paragraphs)
    if headline and len(headline) <= 20 and NOTICE_TITLE.search(headline):
        return "notice"
    if not headline and NOTICE_TEXT.search(text):
        return "notice"
    return "article"


def _image(block: Block) -> Image:
    text = "".join(spaced(line) for line in block.lines)
    credit = CREDIT.search(text)
    return Image(None, text, credit.group().strip("（）() 。") if credit else None)


def _confidence(item: Item, headline: str | None, head: Head) -> float:
    """How sure the reading is: less without a title, or where text begins or ends in mid-sentence."""
    value = 0.95 if head.page_no or head.issue_date else 0.9
    if headline is None:
        value -= 0.25
    if item.columns and item.columns[0].flush and len(item.columns[0].block.lines) > 1:
        value -= 0.15
    if item.columns and item.columns[-1].open:
        value -= 0.15
    return round(max(0.2, value), 2)


def _with_year(date: str | None, year: int) -> str | None:
    """A printed date, completed by the year of the fetch where a page prints only month and day."""
    return f"{year}年{date}" if date and "年" not in date else date
