"""Items of a page to raw articles: kind, title, kicker, subtitle, bylines, captions, place and confidence."""

from dataclasses import dataclass

from ingest.extract.bylines import find_bylines
from ingest.newspaper.blocks import Block
from ingest.newspaper.facts import NO_FACTS, PageFacts
from ingest.newspaper.page import Item, Reading
from ingest.newspaper.paragraphs import paragraphs_of
from ingest.newspaper.places import polygons
from ingest.newspaper.prominence import prominence
from ingest.newspaper.spacing import spaced
from ingest.newspaper.titles import Title
from ingest.newspaper.words import (
    AFFILIATION,
    CONTINUED_FROM,
    CONTINUED_ON,
    CREDIT,
    DASHES,
    MARKS,
    NOTICE_TEXT,
    NOTICE_TITLE,
    TELEPHONE,
)
from model.article import ArticleKind, Extraction, Image, Polygon, RawArticle

FEWEST = 12  # characters: less, without a title, is no article where others stand on the page


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a page came from; `year` completes dates that print none, `method` says how it was read."""

    url: str | None = None
    facts: PageFacts = NO_FACTS
    year: int = 0
    method: str = "pdf-geometry"


def compose(reading: Reading, origin: Origin) -> list[RawArticle]:
    """The articles of a page, in reading order."""
    articles = [_article(item, reading, origin) for item in reading.items]
    articles = [one for one in articles if not _advertises(one)]
    full = [one for one in articles if one.paragraphs and (one.title or sum(map(len, one.paragraphs)) >= FEWEST)]
    return full or [one for one in articles if one.paragraphs]


def _article(item: Item, reading: Reading, origin: Origin) -> RawArticle:
    paragraphs = paragraphs_of(item.columns, _headings(item)) if item.columns else _captions(item)
    goes_on = _take_reference(paragraphs)
    affiliation = paragraphs.pop() if paragraphs and AFFILIATION.match(paragraphs[-1]) else None
    title, facts = item.title, origin.facts
    kicker, headline, subtitle = _title_lines(title)
    kind = _kind(item, headline, paragraphs)
    places = polygons(item, reading.sheet)
    page_no = facts.page_no or reading.head.page_no
    date = facts.issue_date or _with_year(reading.head.issue_date, origin.year)
    return RawArticle(
        url=origin.url,
        extraction=Extraction(origin.method, _confidence(item, headline, reading, origin.method)),
        kind=kind,
        title=headline,
        kicker=kicker,
        subtitle=subtitle,
        bylines=_bylines(item, paragraphs, affiliation),
        section=_section(title),
        edition=facts.edition,
        issue_date=date,
        published=date,
        page_no=page_no,
        page_name=facts.page_name or reading.head.page_name,
        page_box=places,
        paragraphs=tuple(paragraphs),
        images=tuple(_image(block) for block in item.captions),
        prominence=_prominence(page_no, title.size / reading.base if title else 1.0, places, kind),
        continued_from=title.continued if title else None,
        continued_on=goes_on,
    )


def _advertises(article: RawArticle) -> bool:
    """Whether nothing but a telephone number stands under large words."""
    return len(article.paragraphs) == 1 and TELEPHONE.fullmatch(article.paragraphs[0]) is not None


def _take_reference(paragraphs: list[str]) -> str | None:
    """Take 下转N版 off the end of a text: it is no part of it."""
    match = CONTINUED_ON.search(paragraphs[-1]) if paragraphs else None
    if match is None:
        return None
    last = paragraphs.pop()[: match.start()].rstrip()
    if last:
        paragraphs.append(last)
    return match.group().strip()


def _captions(item: Item) -> list[str]:
    """The text of a photo that stands alone."""
    return ["".join(spaced(line) for line in block.lines) for block in item.captions]


def _bylines(item: Item, paragraphs: list[str], affiliation: str | None) -> tuple[str, ...]:
    signed = item.title.bylines if item.title else []
    lines = [spaced(line).lstrip(MARKS + " ") for block in signed for line in block.lines]
    found = [
        *lines,
        *find_bylines(paragraphs),
        *([affiliation] if affiliation else []),
    ]
    return tuple(dict.fromkeys(found))


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
    if all(line.text.startswith(DASHES) for line in main):  # the main lines are drawn, not set
        return None, None, "".join(spaced(line) for line in lines)
    kicker = "".join(spaced(line) for line in lines[:first])
    headline = "".join(spaced(line) for line in lines[first : last + 1] if line in main)
    subtitle = "".join(spaced(line) for line in lines[last + 1 :])
    return kicker or None, headline or None, subtitle or None


def _kind(item: Item, headline: str | None, paragraphs: list[str]) -> ArticleKind:
    title = item.title
    if (title is not None and title.continued) or (paragraphs and CONTINUED_FROM.match(paragraphs[0])):
        return "continuation"
    if not item.columns:
        return "photo"
    if headline and len(headline) <= 20 and NOTICE_TITLE.search(headline):
        return "notice"
    if not headline and NOTICE_TEXT.search("".join(paragraphs)):
        return "notice"
    return "article"


def _image(block: Block) -> Image:
    text = "".join(spaced(line) for line in block.lines)
    credit = CREDIT.search(text)
    return Image(None, text, credit.group().strip("（）() 。") if credit else None)


def _prominence(page_no: str | None, headline: float, places: tuple[Polygon, ...], kind: ArticleKind) -> float:
    """`headline` in body sizes; area and top edge come from the rectangles."""
    area = sum((corners[2][0] - corners[0][0]) * (corners[2][1] - corners[0][1]) for corners in places)
    return prominence(page_no, headline, area, min((corners[0][1] for corners in places), default=1.0), kind)


def _confidence(item: Item, headline: str | None, reading: Reading, method: str) -> float:
    """How sure the reading is: less without a title, or where text begins or ends in mid-sentence."""
    value = 0.95 if reading.head.page_no or reading.head.issue_date else 0.9
    if method == "ocr":
        value -= 0.2
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
