"""What government pages print around a text: the fields of a document, and files to take along."""

import re
from collections.abc import Mapping
from urllib.parse import urljoin, urlsplit

from ingest.extract.tree import Page
from model.article import Attachment

FILES = re.compile(r"\.(?:pdf|docx?|xlsx?|pptx?|wps|et|ofd|rtf|zip|rar|7z|txt|csv)$", re.I)
_FILE_LIKE = re.compile(FILES.pattern.rstrip("$"), re.I)
BELOW = 14  # lines behind the text in which files are still its own
_LABELS = {
    "索引号": "索引号",
    "发文机关": "发文机关",
    "发布机构": "发文机关",
    "制发机关": "发文机关",
    "发文单位": "发文机关",
    "发文字号": "发文字号",
    "文号": "发文字号",
    "成文日期": "成文日期",
    "成文时间": "成文日期",
    "生成日期": "成文日期",
}
_OTHER_LABELS = (
    "主题分类",
    "主题词",
    "公文种类",
    "发布日期",
    "发文日期",
    "标题",
    "名称",
    "有效性",
    "体裁分类",
    "组配分类",
    "信息分类",
    "公开日期",
)
_GAP = r"[\s\u3000\xa0]*"
_FIELD = re.compile(
    rf"^[\[【]?(?P<label>{'|'.join(_GAP.join(label) for label in (*_LABELS, *_OTHER_LABELS))}){_GAP}(?:[:：\]】]|"
    rf"$){_GAP}(?P<value>.*)$"
)


def read_document_fields(page: Page, end: int) -> tuple[Mapping[str, str], frozenset[int]]:
    """The fields printed above line `end`, by label, with their lines; empty where fewer than two stand there."""
    found: dict[str, str] = {}
    taken: set[int] = set()
    labels = 0
    for number in range(min(end, len(page.lines))):
        line = page.lines[number]
        match = _FIELD.match(line.text) if len(line.text) < 120 else None
        if match is None:
            continue
        labels += 1
        taken.add(number)
        value = match["value"]
        if not value and number + 1 < len(page.lines) and not _FIELD.match(page.lines[number + 1].text):
            value = page.lines[number + 1].text
            taken.add(number + 1)
        label = _LABELS.get("".join(match["label"].split()))
        if label and value and len(value) <= 100:
            found.setdefault(label, value)
    return (found, frozenset(taken)) if labels >= 2 and found else ({}, frozenset())


def find_attachments(page: Page, first: int, last: int, base: str) -> tuple[Attachment, ...]:
    """The files linked from line `first` to a few lines behind `last`, each address once."""
    found: dict[str, Attachment] = {}
    for box in page.between(first, last + BELOW):
        if box.tag != "a":
            continue
        href = (box.attrs.get("href") or "").strip()
        if not _FILE_LIKE.search(href):
            continue
        try:
            url = urljoin(base, href)
            path = urlsplit(url).path
        except ValueError:
            continue
        if FILES.search(path):
            name = page.text(box) or (box.attrs.get("title") or "").strip() or path.rpartition("/")[2]
            found.setdefault(url, Attachment(url, name))
    return tuple(found.values())
