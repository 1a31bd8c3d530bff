"""Plain text of a newspaper page (a .txt dump) to articles: best effort, for the page's geometry is lost.

Headlines stand before their text, after it, or far away; the dump says itself which. Confidence is low throughout.
"""

import itertools
import re
from collections import Counter
from dataclasses import replace
from datetime import datetime

from ingest.extract.bylines import find_bylines
from ingest.newspaper.dump_lines import TERMINAL, DumpLine, read_lines
from ingest.newspaper.dump_paragraphs import is_wrapped, unwrap
from ingest.newspaper.dump_parts import Headline, Pair, pair_parts, split_parts
from ingest.newspaper.facts import NO_FACTS, PageFacts
from ingest.newspaper.words import MARKS, NOTICE_TEXT, NOTICE_TITLE
from model.article import ArticleKind, Extraction, Image, RawArticle
from model.errors import ParseError

METHOD = "text-dump"
SHORTEST = 40  # characters of a dump that can hold an article
_SENTENCE = re.compile("[^。！？]{12,}[。！？]")


def read_text(
    text: str, *, url: str | None, now: datetime | None = None, facts: PageFacts = NO_FACTS
) -> list[RawArticle]:
    """The articles of a dump; raises ParseError where it holds no text. `now` is for symmetry: dumps print no age."""
    del now
    lines = read_lines(text)
    if sum(len(line.text) for line in lines) < SHORTEST:
        raise ParseError(f"text {url or ''}: its {len(text)} characters hold no article", kind="no_text")
    wrapped = is_wrapped(lines)
    gaps_tell = sum(line.gap for line in lines) < 0.6 * len(lines)
    pairs = pair_parts(split_parts(lines, wrapped, gaps_tell))
    return _doubted([_article(pair, wrapped, gaps_tell, url, facts) for pair in pairs])


def _article(pair: Pair, wrapped: bool, gaps_tell: bool, url: str | None, facts: PageFacts) -> RawArticle:
    headline = pair.headline or Headline(())
    kicker, title, subtitle = _title(headline.lines)
    groups = _groups(pair.stretch.lines)
    paragraphs = [text for lines, _ in groups for text in unwrap(lines, wrapped, gaps_tell)]
    credits = tuple(credit for _, credit in groups if credit)
    bylines = [text.lstrip(MARKS + " ") for text in headline.bylines]
    bylines += [found for found in find_bylines(paragraphs) if found not in bylines]
    bylines += [text for text in (pair.stretch.affiliation,) if text]
    photo = bool(credits) and len(credits) == len(groups)
    return RawArticle(
        url=url,
        extraction=Extraction(METHOD, pair.sure),
        kind="photo" if photo else _kind(title, headline.continued, paragraphs),
        title=title,
        kicker=kicker,
        subtitle=subtitle,
        bylines=tuple(bylines),
        section=headline.section,
        edition=facts.edition,
        issue_date=facts.issue_date,
        published=facts.issue_date,
        page_no=facts.page_no,
        page_name=facts.page_name,
        paragraphs=tuple(paragraphs),
        images=tuple(Image(None, None, credit.strip("（）() ")) for credit in credits),
        continued_from=headline.continued,
    )


def _groups(lines: tuple[DumpLine, ...]) -> list[tuple[list[DumpLine], str | None]]:
    """Running text up to each photographer's line, with that line."""
    groups: list[tuple[list[DumpLine], str | None]] = []
    current: list[DumpLine] = []
    for line in lines:
        if line.mark == "credit":
            groups.append((current, line.text))
            current = []
        else:
            current.append(line)
    return [*groups, (current, None)] if current else groups


def _title(lines: tuple[DumpLine, ...]) -> tuple[str | None, str | None, str | None]:
    """Kicker, title and subtitle: two lines of one length are one title that was broken."""
    texts = [line.text for line in lines]
    if len(texts) == 2:
        first, second = lines
        if not second.gap and max(first.width, second.width) <= 16 and abs(first.width - second.width) <= 2:
            return None, texts[0] + texts[1], None
        return (None, texts[0], texts[1]) if not second.gap else (texts[0], texts[1], None)
    if len(texts) > 2:
        return texts[0], texts[1], "".join(texts[2:])
    return None, texts[0] if texts else None, None


def _kind(title: str | None, continued: str | None, paragraphs: list[str]) -> ArticleKind:
    if continued:
        return "continuation"
    if title is None and NOTICE_TEXT.search("".join(paragraphs)[:400]):
        return "notice"
    return "notice" if title and len(title) <= 20 and NOTICE_TITLE.search(title) else "article"


def _doubted(articles: list[RawArticle]) -> list[RawArticle]:
    """Articles with less confidence where a sentence of one stands in another too, or the text breaks off."""
    seen = Counter(s for article in articles for s in set(_SENTENCE.findall("".join(article.paragraphs))))
    result = []
    for article in articles:
        text = "".join(article.paragraphs)
        notes = dict(article.extraction.fields)
        sure = article.extraction.confidence
        if any(seen[sentence] > 1 for sentence in set(_SENTENCE.findall(text))):
            notes["paragraphs"], sure = "a sentence stands in another article too", sure - 0.1
        if text and not TERMINAL.search(text):
            notes.setdefault("paragraphs", "the text breaks off")
            sure -= 0.1
        result.append(replace(article, extraction=replace(article.extraction, confidence=round(sure, 2), fields=notes)))
    return result


def looks_like_newspaper(text: str) -> bool:
    """Whether plain text is a dump of a newspaper page rather than of a web page."""
    lines = read_lines(text[:60_000])
    marks = Counter(line.mark for line in lines)
    printed = min(3, marks["byline"]) + 2 * marks["continued"] + marks["affiliation"] + min(2, marks["credit"])
    if is_wrapped(lines):
        printed += 3
    cut = sum(
        len(a.text) > 25 and not TERMINAL.search(a.text) and b.gap and a.mark == b.mark == "text"
        for a, b in itertools.pairwise(lines)
    )
    web = len(_WEB.findall(text[:60_000]))
    return printed + min(3, cut) >= 3 and printed + min(3, cut) > web


_WEB = re.compile(
    r"\d{1,2}:\d{2}|责任?编辑?[:：]|来源[:：]|分享|扫一扫|阅读[量数]|点击[:：]|首页|版权所有|Copyright|ICP备|www\.|登录|注册|评论|上一篇|下一篇|打印|字号"
)
