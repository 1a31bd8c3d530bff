"""What the CSS selectors of a profile pick out of a page, as boxes."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from ingest.extract.profile import Profile, with_select
from ingest.extract.tree import Box, Page


@dataclass(slots=True)
class Picks:
    """The boxes that a profile's selectors name, looked up when asked for."""

    page: Page
    profile: Profile | None
    _numbers: dict[int, int] = field(default_factory=dict)

    @classmethod
    def of(cls, page: Page, profile: Profile | None, select: Mapping[str, object] | None = None) -> "Picks":
        """The picks of a profile with a source's own `select:` before it."""
        return cls(page, with_select(profile, select or {}))

    def boxes(self, key: str) -> list[int]:
        """The boxes that the first selector of that key with any names, in page order."""
        for selector in getattr(self.profile, key) if self.profile else ():
            found = [self._number(node.mem_id) for node in self.page.tree.css(selector)]
            known = [number for number in found if number is not None]
            if any(self.page.boxes[number].end > self.page.boxes[number].first for number in known):
                return known
        return []

    def filled(self, key: str) -> Box | None:
        """The first box for that key that holds any text, of all its selectors in turn."""
        return next((box for box in self._all(key) if self.page.text(box)), None)

    def fullest(self, key: str) -> int | None:
        """Of the boxes that the first fitting selector names, the one with most text: templates repeat their names."""
        found = [number for number in self.boxes(key) if self.page.text(self.page.boxes[number])]
        return max(found, key=lambda number: len(self.page.text(self.page.boxes[number])), default=None)

    def texts(self, key: str) -> Iterator[str]:
        """The texts of all boxes for that key, selector by selector, with a tab between their parts."""
        return (text for box in self._all(key) if (text := self.page.parted(box.first, box.end)))

    def _all(self, key: str) -> Iterator[Box]:
        for selector in getattr(self.profile, key) if self.profile else ():
            for node in self.page.tree.css(selector):
                number = self._number(node.mem_id)
                if number is not None:
                    yield self.page.boxes[number]

    def _number(self, identity: int) -> int | None:
        if not self._numbers:
            self._numbers = {box.node.mem_id: number for number, box in enumerate(self.page.boxes)}
        return self._numbers.get(identity)
