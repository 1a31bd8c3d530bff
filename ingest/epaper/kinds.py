"""What an article page of a paper is: an article, a notice or a photo."""

import re

from ingest.newspaper.words import CREDIT, NOTICE_TEXT, NOTICE_TITLE
from model.article import ArticleKind, RawArticle

LONGEST_TITLE = 24  # characters of a notice's title; a report on 招标 has a longer one
LONGEST_CAPTION = 220
_CALLS = re.compile("通知|通告|告知|须知")


def kind_of(raw: RawArticle) -> ArticleKind:
    """The kind by title and text: a report about an auction is no notice, a photo has little more than its caption."""
    title, text = raw.title or "", "".join(raw.paragraphs)
    short = len(title) <= LONGEST_TITLE
    if short and (NOTICE_TITLE.search(title) or _CALLS.search(title)) and (NOTICE_TEXT.search(text) or not text):
        return "notice"
    if len(text) <= LONGEST_CAPTION and raw.paragraphs and CREDIT.search(raw.paragraphs[-1]):
        return "photo"
    return raw.kind
