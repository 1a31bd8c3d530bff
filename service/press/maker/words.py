"""Made-up Chinese newspaper prose from the words and patterns of prose.toml: names, headlines, paragraphs."""

import random
import re
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

_PROSE = tomllib.loads(Path(__file__).with_name("prose.toml").read_text(encoding="utf-8"))
WORDS: dict[str, list[str]] = {key: text.split() for key, text in _PROSE["words"].items()}
PATTERNS: dict[str, list[str]] = _PROSE["sentences"]
_PLACE = re.compile(r"\{(?:(\d+)-(\d+)|(\w+))\}")


@dataclass
class Writer:
    """Writes from one random stream; no paragraph and no headline comes twice."""

    random: random.Random

    def __post_init__(self) -> None:
        self._used: set[str] = set()

    def pick(self, words: list[str] | str) -> str:
        """One of the words, or of a text's characters."""
        return self.random.choice(words)

    def word(self, list_name: str) -> str:
        """One of the words of a list of prose.toml."""
        return self.random.choice(WORDS[list_name])

    def number(self, low: int, high: int) -> int:
        """A whole number from low to high."""
        return self.random.randint(low, high)

    def name(self) -> str:
        """A person's name of two or three characters."""
        return self.word("surname") + "".join(self.random.sample(WORDS["given"], self.random.choice([1, 2, 2, 2])))

    def city(self) -> str:
        """A city."""
        return self.word("place") + "市"

    def fill(self, pattern: str) -> str:
        """A pattern with its places filled in."""

        def value(match: re.Match[str]) -> str:
            low, high, name = match.groups()
            if low:
                return str(self.number(int(low), int(high)))
            return self.name() if name == "name" else self.word(name)

        return _PLACE.sub(value, pattern)

    def sentence(self, kind: str = "report") -> str:
        """One sentence by a pattern of that kind."""
        return self.fill(self.random.choice(PATTERNS[kind]))

    def _unused(self, write: Callable[[], str]) -> str:
        for _ in range(40):
            text = write()
            if text not in self._used:
                break
        self._used.add(text)
        return text

    def headline(self) -> str:
        """A headline of 8 to 22 characters."""
        return self._unused(lambda: self.sentence("headline"))

    def short_headline(self) -> str:
        """A headline of 6 to 16 characters, as over a brief."""
        return self._unused(lambda: self.sentence("short_headline"))

    def heading(self) -> str:
        """A heading inside a body."""
        return self._unused(lambda: self.sentence("heading"))

    def paragraph(self, sentences: int | None = None, kind: str = "report") -> str:
        """A paragraph of a report or of another kind."""
        count = sentences or self.random.choice([1, 1, 2, 2, 3, 3, 4])
        return self._unused(lambda: "".join(self.sentence(kind) for _ in range(count)))

    def caption(self) -> str:
        """What stands under a photo, with its photographer."""
        mark = self.random.choice([f"{self.name()} 摄", f"本报记者 {self.name()} 摄", f"（{self.name()} 摄）"])
        return self.sentence("scene") + self.random.choice(["。", "，两旁的新楼已经亮灯。"]) + mark
