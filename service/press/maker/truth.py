"""What is on a page: the truth that is written beside the PDF file."""

from dataclasses import asdict, dataclass, field

from service.press.maker.ops import Op
from service.press.maker.pdf import Box

Corner = tuple[float, float]


@dataclass
class Item:
    """One article, notice, photo or continuation as printed; boxes in points from the top left of the sheet."""

    kind: str
    style: str
    title: str | None = None
    kicker: str | None = None
    subtitle: str | None = None
    section: str | None = None
    authors: list[str] = field(default_factory=list)
    author_affiliation: str | None = None
    body: list[str] = field(default_factory=list)
    captions: list[str] = field(default_factory=list)
    continued_from_page: str | None = None
    continued_on_page: str | None = None
    inferred_title: str | None = None  # where the title is drawn as outlines
    order: int = 0
    bbox: list[float] = field(default_factory=list)
    frames: list[list[float]] = field(default_factory=list)
    polygon: list[Corner] = field(default_factory=list)
    page_no: str | None = None
    body_size: float = 0.0

    def public(self) -> dict[str, object]:
        """The item as JSON-ready values; `inferred_title` only where there is one."""
        values = asdict(self)
        if self.inferred_title is None:
            del values["inferred_title"]
        return values


@dataclass
class Block:
    """An item with what draws it: its ground (panels, photos), its title and its text."""

    item: Item
    ground: list[Op] = field(default_factory=list)
    title: list[Op] = field(default_factory=list)
    text: list[Op] = field(default_factory=list)


@dataclass(frozen=True)
class Region:
    """A part of the page in whole columns: a rectangle, less one corner where it is L-shaped."""

    box: Box
    columns: int
    notch: Box | None = None

    @property
    def width(self) -> float:
        """In points."""
        return self.box[2] - self.box[0]

    @property
    def height(self) -> float:
        """In points."""
        return self.box[3] - self.box[1]

    def polygon(self) -> list[Corner]:
        """The corners, clockwise from the top left."""
        x0, y0, x1, y1 = self.box
        if self.notch is None:
            return [(x0, y0), (x1, y0), (x1, y1), (x0, y1)]
        left, top, right, bottom = self.notch
        if top <= y0:  # the top right corner is another's
            return [(x0, y0), (left, y0), (left, bottom), (x1, bottom), (x1, y1), (x0, y1)]
        if left <= x0:  # the bottom left
            return [(x0, y0), (x1, y0), (x1, y1), (right, y1), (right, top), (x0, top)]
        return [(x0, y0), (x1, y0), (x1, top), (left, top), (left, y1), (x0, y1)]
