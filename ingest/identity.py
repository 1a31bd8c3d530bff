"""Step 6, identify: which article it is, what it says, and what it shares with its reprints."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from xxhash import xxh3_64_hexdigest, xxh3_64_intdigest, xxh3_128_hexdigest

from ingest.address import canonical_url
from model.article import Article

_SHORTEST = 10  # squeezed characters below which a sentence says nothing of its own
_PIECE = 256
_END = re.compile(r"[。！？!?；;…\n]+")
_NOTHING = re.compile(r"[^\w]+|_+")
# What a reprint changes round the text: dateline, reporters' bracket, lines about the paper and its editors.
_DATELINE = re.compile(
    r"^[\s　]*(?:[【\[][^】\]]{1,20}[】\]]\s*)?(?:[\w·　 ]{2,24}?[讯电](?=[\s　（(:：])[\s　:：]*)?"
    r"(?:[（(][^（）()]{0,12}(?:记者|通讯员|作者|见习)[^（）()]{0,60}[）)])?"
)
_BRACKET = re.compile(
    r"[（(【\[][^（）()【】\[\]]{0,12}(?:记者|通讯员|责编|编辑|作者|来源)[^（）()【】\[\]]{0,60}[）)】\]]\s*$"
)
_LABEL = re.compile(
    r"^[\s　（(【\[]*(?:责任?编辑?|编辑|来源|原标题|原题|稿源|校对|审核|作者|文|图|本文来源)[：:／/].{0,60}$"
)


def url_identity(source_id: str, url: str) -> str:
    """The identity that the article at this address has in this source: known before it is read."""
    return _key("u", source_id, _place(url))


def identify(article: Article, *, shared: bool = False) -> Article:
    """The article with identity, content_hash and fingerprint.

    The identity is the address. Where several articles have one address (`shared`: a newspaper page) it is the address
    with issue, page and title; where there is none (a dropped file) it is the text.
    """
    return replace(
        article,
        identity=_identity(article, shared),
        content_hash=content_hash(article.title, article.paragraphs),
        fingerprint=fingerprint(article.paragraphs),
    )


def identify_all(articles: Sequence[Article]) -> list[Article]:
    """The articles of one reading, identified: those that share an address are told apart by issue, page and title."""
    places = [_place(article.url) for article in articles]
    return [identify(one, shared=places.count(place) > 1) for one, place in zip(articles, places, strict=True)]


def content_hash(title: str | None, paragraphs: Iterable[str]) -> str:
    """16 hex digits that change when a word of title or text does, and not with spaces, widths or punctuation."""
    return xxh3_64_hexdigest("\n".join(squeeze(text) for text in (title or "", *paragraphs)).encode())


def fingerprint(paragraphs: Iterable[str]) -> tuple[int, ...]:
    """xxh3_64 of each sentence of at least 10 squeezed characters, in order, without what reprints change."""
    return tuple(xxh3_64_intdigest(sentence.encode()) for sentence in _sentences(paragraphs))


def squeeze(text: str) -> str:
    """Letters, digits and characters only, of one width and case."""
    # Piece by piece, for a long run of combining marks is sorted in quadratic time.
    pieces = (text[start : start + _PIECE] for start in range(0, len(text), _PIECE))
    return _NOTHING.sub("", "".join(unicodedata.normalize("NFKC", piece) for piece in pieces)).lower()


def _sentences(paragraphs: Iterable[str]) -> Iterator[str]:
    for number, paragraph in enumerate(paragraphs):
        if _LABEL.match(paragraph):
            continue
        text = _BRACKET.sub("", paragraph)
        for sentence in _END.split(_DATELINE.sub("", text, count=1) if number < 2 else text):
            squeezed = squeeze(sentence)
            if len(squeezed) >= _SHORTEST:
                yield squeezed


def _identity(article: Article, shared: bool) -> str:
    place = _place(article.url)
    if not place:
        return _key("c", article.source_id, content_hash(article.title, article.paragraphs))
    if not shared:
        return _key("u", article.source_id, place)
    title = squeeze(article.title or "") or content_hash(None, article.paragraphs)
    return _key("t", article.source_id, place, str(article.issue_date), article.page_no or "", title)


def _place(url: str) -> str:
    """The canonical address without its scheme (a site may move to https); "" for what is no web address."""
    scheme, _, rest = canonical_url(url).partition("://")
    return rest if scheme in ("http", "https") else ""


def _key(kind: str, *parts: str) -> str:
    return f"{kind}-{xxh3_128_hexdigest(chr(0).join(parts).encode())}"
