"""What the CSS selectors of a profile pick out of a page, as boxes."""

from collections.abc import Mapping
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
            if known:
                return known
        return []

    def filled(self, key: str) -> Box | None:
        """The first box for that key that holds any text, of all its selectors."""
        for selector in getattr(self.profile, key) if self.profile else ():
            for node in self.page.tree.css(selector):
                number = self._number(node.mem_id)
                if number is not None and self.page.text(self.page.boxes[number]):
                    return self.page.boxes[number]
        return None

    def text(self, key: str) -> str | None:
        """The text of that box."""
        box = self.filled(key)
        return self.page.text(box) if box else None

    def _number(self, identity: int) -> int | None:
        if not self._numbers:
            self._numbers = {box.node.mem_id: number for number, box in enumerate(self.page.boxes)}
        return self._numbers.get(identity)
