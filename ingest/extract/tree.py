"""A page as nested boxes over lines of text: what every extractor here reads, made in one walk without recursion.

A box is an element; its text is a run of pieces (text nodes), so that "inside", "before" and "after" are comparisons
of numbers. A line is what a reader sees between two breaks (the edge of a block, or <br>).
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from selectolax.lexbor import LexborHTMLParser, LexborNode

from model.errors import ParseError

LARGEST = 24_000_000
"""Characters above which a page is refused: no article is that long, and every step must stay in memory."""

SKIPPED = frozenset(
    "script style noscript iframe template svg math select option textarea object embed head title meta link "
    "audio canvas datalist input".split()
)
INLINE = frozenset(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i img ins kbd label mark nobr o:p q rp rt ruby s samp "
    "small span strike strong sub sup time tt u var wbr st1 button".split()
)
_INVISIBLE = re.compile("[\u200b\u200c\u200d\u2060\ufeff\u00ad]")
_NOT_SHOWN = re.compile(r"display\s*:\s*none", re.I)


@dataclass(slots=True)
class Box:
    """An element: where it stands in the tree, and the pieces and lines inside it."""

    node: LexborNode
    tag: str
    parent: int
    key: str  # its id and classes in lower case: what a site calls it
    first: int  # piece
    line: int
    hidden: bool
    end: int = 0
    line_end: int = 0

    @property
    def attrs(self) -> Mapping[str, str | None]:
        """Its attributes as the source has them."""
        return self.node.attributes


@dataclass(slots=True)
class Line:
    """What a reader sees between two breaks."""

    text: str
    box: int  # the block that it stands in
    first: int  # piece
    end: int
    linked: int  # characters inside links
    hidden: bool


@dataclass(slots=True)
class Page:
    """The boxes, pieces and lines of a page, in the order of the source."""

    tree: LexborHTMLParser
    boxes: list[Box] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)
    homes: list[int] = field(default_factory=list)  # the box of each piece
    lines: list[Line] = field(default_factory=list)
    marks: dict[str, int] = field(default_factory=dict)  # comments that mark a place, and the line that follows

    def ancestors(self, box: int) -> Iterator[Box]:
        """The box and all that it stands in, inside out."""
        while box >= 0:
            found = self.boxes[box]
            yield found
            box = found.parent

    def text(self, box: Box) -> str:
        """The text of a box on one line."""
        return squeeze_spaces("".join(self.pieces[box.first : box.end]))

    def parts(self, line: Line) -> list[str]:
        """The text nodes of a line that are not empty, in order."""
        return [part for piece in self.pieces[line.first : line.end] if (part := squeeze_spaces(piece))]


def squeeze_spaces(text: str) -> str:
    """The text with each run of white space as one space."""
    return " ".join(text.split())


def parse(html: str, url: str = "") -> Page:
    """The page of some HTML; raises ParseError where it is too large or holds nothing."""
    if len(html) > LARGEST:
        raise ParseError(f"{url or 'the page'} has {len(html)} characters, more than {LARGEST}: it is no article")
    tree = LexborHTMLParser(_INVISIBLE.sub("", html))
    if tree.body is None:
        raise ParseError(f"{url or 'the page'} holds no HTML body")
    return _Walk(tree).run(tree.body)


class _Walk:
    """One walk over the tree, with its own stack: a page may nest deeper than Python may call."""

    def __init__(self, tree: LexborHTMLParser) -> None:
        self.page = Page(tree)
        self.open: list[int] = []  # the boxes that we are inside of
        self.blocks: list[int] = []
        self.start = 0  # the first piece of the line being read
        self.linked = 0
        self.links = 0  # how many links we are inside of

    def run(self, body: LexborNode) -> Page:
        node: LexborNode | None = body
        while node is not None:
            child = self.visit(node)
            if child is not None:
                node = child
                continue
            while node is not None and node.next is None:
                node = node.parent if self.open else None
                if node is not None:
                    self.leave()
                    if not self.open:
                        return self.page
            node = node.next if node is not None else None
        return self.page

    def visit(self, node: LexborNode) -> LexborNode | None:
        """Take a node in; gives its first child where there is something to go down to."""
        tag = node.tag
        if tag == "-text":
            self.take(node.text_content or "", tag)
            return None
        if tag == "-comment":
            self.mark(node)
            return None
        if tag is None or tag in SKIPPED:
            return None
        if tag == "br":
            self.flush()
            return None
        child = node.child
        self.enter(node, tag)
        if child is None:
            self.leave()
        return child

    def take(self, text: str, _tag: str) -> None:
        page = self.page
        if len(page.pieces) == self.start and text.isspace():
            return
        page.pieces.append(text)
        page.homes.append(self.open[-1])
        if self.links:
            self.linked += len(text.strip())

    def mark(self, node: LexborNode) -> None:
        words = (node.comment_content or "").strip().lower()
        if words.endswith("enpcontent") and len(words) < 20:
            self.flush()
            self.page.marks.setdefault(words, len(self.page.lines))

    def enter(self, node: LexborNode, tag: str) -> None:
        attrs = node.attributes
        if tag not in INLINE:
            self.flush()
        hidden = bool(self.open) and self.page.boxes[self.open[-1]].hidden
        if attrs:
            key = f"{attrs.get('id') or ''} {attrs.get('class') or ''}".lower()
            hidden = hidden or "hidden" in attrs or bool(_NOT_SHOWN.search(attrs.get("style") or ""))
        else:
            key = " "
        page = self.page
        parent = self.open[-1] if self.open else -1
        index = len(page.boxes)
        page.boxes.append(Box(node, tag, parent, key, len(page.pieces), len(page.lines), hidden))
        self.open.append(index)
        if tag not in INLINE:
            self.blocks.append(index)
        if tag == "a":
            self.links += 1

    def leave(self) -> None:
        index = self.open.pop()
        box = self.page.boxes[index]
        if box.tag == "a":
            self.links -= 1
        if box.tag not in INLINE:
            self.flush()
            self.blocks.pop()
        box.end = len(self.page.pieces)
        box.line_end = len(self.page.lines)

    def flush(self) -> None:
        """End the line being read."""
        page, first = self.page, self.start
        end = len(page.pieces)
        if end > first:
            text = squeeze_spaces("".join(page.pieces[first:end]))
            if text:
                hidden = page.boxes[page.homes[first]].hidden
                page.lines.append(Line(text, self.blocks[-1], first, end, self.linked, hidden))
        self.start = end
        self.linked = 0
