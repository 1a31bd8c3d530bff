import json
import os
import re
import unicodedata
from datetime import UTC, datetime
from pathlib import Path

import pytest
from rapidfuzz.distance import Indel

from ingest.newspaper.shapes import Box, Run, Sheet

NOW = datetime(2026, 11, 20, 8, tzinfo=UTC)


def squeeze(text):
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text or ""))


class Figures:
    """What `score/pages.py` counts, for pages whose truth is known."""

    def __init__(self):
        self.items = self.right = self.exact = self.kinds = 0
        self.misses = []

    def add(self, truth, articles):
        bodies = [squeeze("".join(article.paragraphs)) for article in articles]
        for item in truth["items"]:
            gold = squeeze("".join(item["body"]))
            if item["kind"] == "photo" or not gold:
                continue
            self.items += 1
            best = max(range(len(bodies)), key=lambda i: Indel.normalized_similarity(gold, bodies[i]), default=None)
            if best is None:
                continue
            article = articles[best]
            accepted = {squeeze(item["title"]), squeeze(item.get("inferred_title") or item["title"])}
            right = Indel.normalized_similarity(gold, bodies[best]) >= 0.98 and squeeze(article.title) in accepted
            self.right += right
            self.kinds += article.kind == item["kind"]
            self.exact += [squeeze(p) for p in article.paragraphs] == [squeeze(p) for p in item["body"]]
            if not right:
                self.misses.append((item["style"], item["title"], article.title))


@pytest.fixture
def figures():
    return Figures()


@pytest.fixture(scope="session")
def shared():
    folder = Path(os.environ.get("BAOSHAO_SHARED", Path(__file__).resolve().parents[4] / "shared"))
    if not folder.is_dir():
        pytest.skip("the shared reference material is absent")
    return folder


def typed(text, x, y, size=10.0, font=0, step=None, drawn=0):
    """A run of text whose first glyph stands at x, its baseline at y."""
    step = size if step is None else step
    width = (len(text) - 1) * step + size
    return Run(text, x, x + width, y, size, font, drawn)


class PageOf:
    """A page put together line by line, as a typesetter would, in points."""

    def __init__(self, width=600.0, height=800.0, size=10.0, leading=14.0):
        self.sheet = Sheet(width, height)
        self.size, self.leading = size, leading

    def title(self, text, x, y, size=24.0, font=1):
        self.sheet.runs.append(typed(text, x, y, size, font))
        return self

    def column(self, paragraphs, x, y, chars=12, font=0, size=None, indent=2):
        """Lines of `chars` characters from y downwards; the text is broken without regard to punctuation."""
        size = size or self.size
        for text in paragraphs:
            lead, rest = text[: chars - indent], text[chars - indent :]
            self.sheet.runs.append(typed(lead, x + indent * size, y, size, font))
            y += self.leading
            while rest:
                self.sheet.runs.append(typed(rest[:chars], x, y, size, font))
                rest = rest[chars:]
                y += self.leading
        return y

    def lines(self, rows, x, y, font=0, size=None):
        size = size or self.size
        for text in rows:
            self.sheet.runs.append(typed(text, x, y, size, font))
            y += self.leading
        return y

    def rule(self, x0, y0, x1, y1):
        box = Box(x0, y0, x1 + (0.5 if x0 == x1 else 0), y1 + (0.5 if y0 == y1 else 0), 1.0, True)
        (self.sheet.across if y0 == y1 else self.sheet.upright).append(box)
        return self

    def box(self, x0, y0, x1, y1, dark=0.0, framed=True):
        self.sheet.boxes.append(Box(x0, y0, x1, y1, dark, framed))
        return self


@pytest.fixture
def page_of():
    return PageOf


@pytest.fixture(scope="session")
def truth_of():
    return lambda path: json.loads(Path(path).read_text(encoding="utf-8"))
