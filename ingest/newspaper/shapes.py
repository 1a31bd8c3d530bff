"""What is drawn on a page: runs of glyphs, rules, boxes and pictures, in points from the top left corner."""

from dataclasses import dataclass, field


@dataclass(slots=True)
class Run:
    """Glyphs of one line in one font, without white space; `y` is the baseline.

    `drawn` numbers what drew them (a text object), `spaced` says that a space stands in the file before them.
    """

    text: str
    x0: float
    x1: float
    y: float
    size: float
    font: int
    drawn: int = 0
    spaced: bool = False

    @property
    def top(self) -> float:
        """The upper edge of the em box."""
        return self.y - 0.88 * self.size

    @property
    def bottom(self) -> float:
        """The lower edge of the em box."""
        return self.y + 0.12 * self.size


@dataclass(slots=True, frozen=True)
class Box:
    """A rectangle; `dark` is how much ink fills it (0 none or white, 1 black), `framed` whether its edge is drawn."""

    x0: float
    y0: float
    x1: float
    y1: float
    dark: float = 0.0
    framed: bool = False

    @property
    def width(self) -> float:
        """In points."""
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        """In points."""
        return self.y1 - self.y0

    def holds(self, x: float, y: float) -> bool:
        """Whether a point lies inside."""
        return self.x0 <= x <= self.x1 and self.y0 <= y <= self.y1

    def covers(self, other: "Box", slack: float = 1.0) -> bool:
        """Whether another box lies inside, give or take `slack` points."""
        return (
            self.x0 - slack <= other.x0
            and other.x1 <= self.x1 + slack
            and self.y0 - slack <= other.y0
            and other.y1 <= self.y1 + slack
        )


@dataclass(slots=True)
class Sheet:
    """One page as drawn: its size in points and its marks. `unmapped` is the share of glyphs without Unicode."""

    width: float
    height: float
    runs: list[Run] = field(default_factory=list)
    across: list[Box] = field(default_factory=list)  # horizontal rules
    upright: list[Box] = field(default_factory=list)  # vertical rules
    boxes: list[Box] = field(default_factory=list)
    pictures: list[Box] = field(default_factory=list)
    outlines: list[Box] = field(default_factory=list)  # filled shapes that are no rectangles: drawn letters, ornaments
    unmapped: float = 0.0
    left: float = 0.0  # where this page begins on the sheet, and how wide that is (0: as wide as the page)
    whole: float = 0.0
