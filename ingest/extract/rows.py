"""The lines around a text as rows: a label and the value that stands alone under or beside it are one row."""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from ingest.extract.tree import Page
from ingest.fields.labels import both_scripts

_LABEL = re.compile(
    both_scripts(
        r"[【\[(（]?(?:文章|信息|稿件|新闻|发布|发表|发稿|更新)?(?:来[\s\u3000]*源|稿[\s\u3000]*源|作[\s\u3000]*者|记[\s\u3000]*者|"
        r"责[\s\u3000]*编|责任编辑|编[\s\u3000]*辑|时[\s\u3000]*间|日[\s\u3000]*期)[】\])）]?[\s\u3000]*[:：]?"
    )
)
_NO_VALUE = re.compile(r"[:：。！？]|^(?:浏览|阅读|点击|访问|字号|字体|分享|打印|评论)")
LONGEST_LABEL, LONGEST_VALUE = 8, 30


class Row(NamedTuple):
    """A line, or a label with the next line as its value; its pieces are `first` up to `end`."""

    text: str
    first: int
    end: int
    number: int
    label: str = ""  # with a colon, where the line before it held nothing else

    def parted(self, page: Page) -> str:
        """The text with a tab between its pieces."""
        return self.label + page.parted(self.first, self.end)


def rows_of(page: Page, numbers: Iterable[int]) -> list[Row]:
    """The lines of those numbers that the page has, labels joined with what follows them."""
    lines = [(page.lines[i], i) for i in numbers if 0 <= i < len(page.lines)]
    rows: list[Row] = []
    label = ""
    for line, number in lines:
        text = line.text
        if label and len(text) <= LONGEST_VALUE and not _is_label(text) and not _no_value(label, text):
            rows[-1] = Row(label + text, line.first, line.end, number, label)
            label = ""
            continue
        rows.append(Row(text, line.first, line.end, number))
        label = text.strip("【】[]()（） \u3000").rstrip(":： \u3000") + "：" if _is_label(text) else ""
    return rows


def _is_label(text: str) -> bool:
    return len(text) <= LONGEST_LABEL and _LABEL.fullmatch(text) is not None


def _no_value(label: str, text: str) -> bool:
    """Whether a line cannot be the value of a label: another label with its value, a sentence, a button."""
    return _NO_VALUE.search(text) is not None and not label.endswith(("间：", "間：", "期："))


def runs(rows: Sequence[Row]) -> Iterable[str]:
    """Short neighbouring rows together: a day and its clock may stand apart."""
    for place in range(len(rows) - 1):
        near = rows[place : place + 3]
        if all(len(row.text) < 24 for row in near):
            yield " ".join(row.text for row in near)
