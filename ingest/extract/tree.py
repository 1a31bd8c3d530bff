"""A page as nested boxes over lines of text: what every extractor here reads, made in one walk without recursion.

A box is an element; its text is a run of pieces (text nodes), so that "inside", "before" and "after" are comparisons
of numbers. A line is what a reader sees between two breaks (the edge of a block, or <br>).
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate
from operator import attrgetter

from selectolax.lexbor import LexborDocumentOptions, LexborHTMLParser, LexborNode

from ingest.extract.furniture import NOISE, named_aside, named_noise
from ingest.extract.markup import markup_of
from model.errors import ParseError

SKIPPED = frozenset(
    "script style noscript iframe template svg math select textarea object embed audio canvas datalist input meta link "
    "title head br -comment".split()
)
INLINE = frozenset(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i img ins kbd label mark nobr o:p q rp rt ruby s samp "
    "small span strike strong sub sup time tt u var wbr st1 button".split()
)
LIGHT = frozenset("img b strong i em u font tbody thead tr sup sub big small center".split())
"""Elements whose names say nothing: their attributes are read only where somebody asks."""

LISTS = frozenset("ul ol dl nav footer aside".split())
_LONGEST_KEY = 400  # characters
_TELLING = (  # each begins with plain characters, which `re` finds three times faster than a choice of patterns
    re.compile(r"[。，：:；！？>»《责编]"),
    re.compile(r"来源|记者|作者|附件|下载"),
    re.compile(r"\d\d\d\d"),
    re.compile(r"首\s*页\s*[/／]"),
)
_LABEL = re.compile(  # with what makes a label of a word: 编辑推荐 and 记者手记 stand in any list of headlines
    r"责编|责任编辑|編輯[\s:：|丨｜/／]|编辑[\s:：|丨｜/／]|来源[\s:：]|來源[\s:：]|作者[\s:：]|记者[\s:：]|記者[\s:：]|"
    r"发布(?:时间|日期|机构|者|人|于)?[\s:：]|時間[:：]|时间[:：]|日期[:：]|附件|原标题|原文(?:链接|地址)?[\s:：]|报社"
)
_CLOCK = re.compile(r"\d{4}[-年/.]\d{1,2}[-月/.]\d{1,2}日?\s*\d{1,2}[:：]\d\d")
_WITHIN = re.compile(r"\t([-－—–·])|([-－—–·])\t|([:：\[(（])\t")
_READINGS = 10  # of a page's characters: furniture inside furniture is read again for each, and may nest deep
_LITTLE = 1 / 25  # of a page's source: an element with no more characters holds little of its text
_first_line = attrgetter("line")
_A_NAME = 30  # characters of a box that holds who wrote or edited, and nothing else
_NOT_SHOWN = re.compile(r"display\s*:\s*none")
_QUIET = LexborDocumentOptions.WO_EVENTS  # with events, each option of a form is compared with those before it
_TEXT = LexborHTMLParser("<body>text").css("body")[0].first_child.tag_id  # type: ignore[union-attr]


@dataclass(slots=True, eq=False)
class Box:
    """An element: where it stands in the tree, and the pieces and lines inside it."""

    tag: str
    parent: int
    key: str  # its id and classes in lower case: what a site calls it ("" for a LIGHT one)
    node: LexborNode
    first: int  # piece
    line: int
    noise: bool  # whether its kind, or what it is called, says that it holds no text
    end: int = 0  # known when the element is
    line_end: int = 0

    @property
    def attrs(self) -> Mapping[str, str | None]:
        """Its attributes as the source has them."""
        return self.node.attributes


@dataclass(slots=True, eq=False)
class Line:
    """What a reader sees between two breaks."""

    text: str
    box: int  # the block that it stands in
    first: int  # piece
    end: int
    linked: int  # characters inside links


@dataclass(slots=True)
class Page:
    """The boxes, pieces and lines of a page, in the order of the source."""

    tree: LexborHTMLParser
    boxes: list[Box] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)
    homes: list[int] = field(default_factory=list)  # the box of each piece
    lines: list[Line] = field(default_factory=list)
    marks: dict[str, int] = field(default_factory=dict)  # comments that mark a place, and the line that follows
    offsets: list[int] = field(default_factory=list)  # characters before each piece

    def ancestors(self, box: int) -> Iterator[Box]:
        """The box and all that it stands in, inside out."""
        while box >= 0:
            found = self.boxes[box]
            yield found
            box = found.parent

    def between(self, first: int, last: int) -> list[Box]:
        """The boxes that begin on the lines from `first` to `last`."""
        start = bisect_left(self.boxes, first, key=_first_line)
        return self.boxes[start : bisect_right(self.boxes, last, start, key=_first_line)]

    def size(self, box: Box) -> int:
        """The characters inside a box, white space and all."""
        return self.offsets[box.end] - self.offsets[box.first]

    def text(self, box: Box) -> str:
        """The text of a box on one line."""
        return squeeze_spaces("".join(self.pieces[box.first : box.end]))

    def parted(self, first: int, end: int) -> str:
        """The pieces with a tab between them, but not within a name such as 人民网－人民日报 or behind a colon."""
        text = "\t".join(part for piece in self.pieces[first:end] if (part := squeeze_spaces(piece)))
        return _WITHIN.sub(r"\1\2\3", text) if "\t" in text else text


def squeeze_spaces(text: str) -> str:
    """The text with each run of white space as one space."""
    return " ".join(text.split())


def parse(html: str, url: str = "", hidden: bool = False) -> Page:
    """The whole page of some HTML, menus too; raises ParseError.

    What is not shown (`display: none`) is left out unless `hidden` asks for it, as the tabs of a list page.
    """
    return _Walk(read_tree(markup_of(html.encode("utf-8", "ignore"), url), url), 0, whole=True, hidden=hidden).page()


def read_tree(markup: bytes, url: str = "") -> LexborHTMLParser:
    """The element tree of a page; raises ParseError where it holds nothing."""
    tree = LexborHTMLParser(markup, options=_QUIET)
    if tree.body is None:
        raise ParseError(f"{url or 'the page'} holds no HTML body")
    return tree


def walk(tree: LexborHTMLParser, size: int) -> Page:
    """The boxes and lines of a tree whose source has that size: no scripts, no styles, and nothing that is not shown.

    Menus and other furniture are left out, too, where they tell nothing.
    """
    return _Walk(tree, size, whole=False, hidden=False).page()


class _Walk:
    """One walk over the tree, with its own stack: a page may nest deeper than Python may call.

    This loop is a third of an extraction, so it calls little.
    """

    def __init__(self, tree: LexborHTMLParser, size: int, whole: bool, hidden: bool) -> None:
        self.tree = tree
        self.little = size * _LITTLE
        self.patience = size * _READINGS
        self.whole = whole
        self.hidden = hidden
        self.boxes: list[Box] = []
        self.pieces: list[str] = []
        self.homes: list[int] = []
        self.lines: list[Line] = []
        self.marks: dict[str, int] = {}
        self.start = 0  # the first piece of the line being read
        self.linked = 0
        self.block = -1

    def page(self) -> Page:
        body = self.tree.body
        assert body is not None
        self.run(body)
        offsets = [0, *accumulate(map(len, self.pieces))]
        return Page(self.tree, self.boxes, self.pieces, self.homes, self.lines, self.marks, offsets)

    def run(self, body: LexborNode) -> None:
        pieces, homes, lines, boxes = self.pieces, self.homes, self.lines, self.boxes
        links, here, node, stack, blocks = 0, -1, body, list[Box](), list[int]()
        while True:
            if node.tag_id == _TEXT:
                text = node.text_content
                if text and (not text.isspace() or len(pieces) > self.start):
                    pieces.append(text)
                    homes.append(here)
                    self.linked += len(text.strip()) if links else 0
                following = node.next
            elif (tag := node.tag or "-comment") in SKIPPED and stack:
                self.pause(node, tag)
                following = node.next
            elif (box := self.enter(node, tag, here)) is None:
                following = node.next
            else:
                here = len(boxes) - 1
                if tag not in INLINE:
                    blocks.append(self.block)
                    self.block = here
                elif tag == "a":
                    links += 1
                stack.append(box)
                following = node.first_child
            while following is None:
                box = stack.pop()
                if self.block == here:
                    if len(pieces) > self.start:
                        self.flush()
                    self.block = blocks.pop()
                elif box.tag == "a":
                    links -= 1
                box.end, box.line_end, here = len(pieces), len(lines), box.parent
                box.line_end += box.line_end > box.line and len(pieces) > self.start  # the line that is being read
                if not stack:
                    return
                following = box.node.next
            node = following

    def enter(self, node: LexborNode, tag: str, parent: int) -> Box | None:
        """Open a box, unless nothing inside is wanted."""
        key = ""
        if tag not in LIGHT and (attrs := node.attributes):
            name, kind, style = attrs.get("id"), attrs.get("class"), attrs.get("style")
            if name:
                key = f"{name} {kind or ''}"[:_LONGEST_KEY].lower()
            elif kind:
                key = kind[:_LONGEST_KEY].lower()
            hidden = "hidden" in attrs or (style and "none" in (said := style.lower()) and _NOT_SHOWN.search(said))
            if hidden and not self.hidden and parent >= 0:
                return None
        noise = key != "" and named_noise(key)
        if not self.whole and (noise or tag in LISTS) and parent >= 0 and self.is_dull(node, key):
            return None
        if len(self.pieces) > self.start and tag not in INLINE:
            self.flush()
        box = Box(tag, parent, key, node, len(self.pieces), len(self.lines), noise or tag in NOISE)
        self.boxes.append(box)
        return box

    def is_dull(self, node: LexborNode, key: str) -> bool:
        """Whether an element that may be furniture tells nothing of an article.

        What is called a comment, a recommendation and the like, and holds little of the page, need only be without the
        labels that stand around an article; a menu or a row of buttons has no sentence, date, path or headline either.
        """
        if self.patience < 0:
            return False
        text = node.text_lexbor()
        self.patience -= len(text)
        if key and named_aside(key):
            if (not text.isascii() and _LABEL.search(text)) or (len(text) < 200 and _CLOCK.search(text)):
                return False
            return len(text) < self.little or 3 * len(text) < sum(map(len, self.pieces)) or len(text) < self.most
        if ("author" in key or "user" in key or "editor" in key) and len(text.strip()) <= _A_NAME:
            return False  # who stands beside the time
        for telling in _TELLING:
            if telling.search(text):
                return False
        return node.css_first("p,h1,h2") is None

    @cached_property
    def most(self) -> float:
        """A third of the characters of the page."""
        body = self.tree.body
        return len(body.text_lexbor()) / 3 if body is not None else 0.0

    def flush(self) -> None:
        """End the line being read, if any of it is read."""
        pieces, first = self.pieces, self.start
        end = len(pieces)
        if end > first:
            text = " ".join((pieces[first] if end - first == 1 else "".join(pieces[first:end])).split())
            if text:
                self.lines.append(Line(text, self.block, first, end, self.linked))
            self.start = end
            self.linked = 0

    def pause(self, node: LexborNode, tag: str) -> None:
        """A break, or a comment that marks a place."""
        if tag == "br":
            self.flush()
        elif tag == "-comment":
            words = node.comment_content or ""
            if len(words) < 24 and (mark := words.strip().lower()).endswith("enpcontent"):
                self.flush()
                self.marks.setdefault(mark, len(self.lines))
