"""Who publishes what and when in the sample press: the same number and start always give the same item."""

import math
import random
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import yaml

DATA = Path(__file__).parent / "data" / "themes.yaml"
SENTENCES_A_PARAGRAPH = 2
NUMBERS = {"n": (12, 96), "m": (102, 998), "p": (6, 89), "h": (2, 9)}
_SLOT = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class Item:
    """One published item with everything that its page prints: the truth that extraction is measured against."""

    number: int
    theme: str
    section: str
    title: str
    kicker: str | None
    subtitle: str | None
    authors: tuple[str, ...]
    editor: str
    credit: str
    published_at: datetime
    paragraphs: tuple[str, ...]
    reprint_of: int | None = None  # number of the paper's item
    original_title: str | None = None


@dataclass(frozen=True, slots=True)
class Publication:
    """A made-up publication: how many items it holds at the start, and how often a new one comes."""

    key: str
    name: str
    stock: int
    every: timedelta  # between items of the stock
    live: timedelta  # between new ones once the press has started
    themes: tuple[str, ...]
    reprints_every: int | None = None  # each so many-th item is a reprint of the paper's


PUBLICATIONS = (
    Publication(
        "people",
        "云溪网",
        30,
        timedelta(minutes=20),
        timedelta(seconds=20),
        ("机关党建", "国企党建", "知识产权", "干部工作"),
        5,
    ),
    Publication(
        "gov",
        "云溪市人民政府",
        24,
        timedelta(minutes=45),
        timedelta(seconds=45),
        ("营商环境", "法治", "就业", "科技创新"),
    ),
    Publication(
        "paper",
        "云溪日报",
        20,
        timedelta(minutes=30),
        timedelta(seconds=30),
        ("乡村振兴", "知识产权", "国企党建", "营商环境"),
    ),
)


@cache
def _themes() -> Mapping[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load(DATA.read_text(encoding="utf-8"))
    return loaded


def _fill(template: str, chance: random.Random) -> str:
    """A template with each slot filled by a word or number of its own; a name that stands twice stays the same."""
    words, used = _themes()["words"], dict[str, str]()

    def slot(match: re.Match[str]) -> str:
        name = match[1]
        if name not in used:
            used[name] = str(chance.randint(*NUMBERS[name])) if name in NUMBERS else chance.choice(words[name])
        return used[name]

    return _SLOT.sub(slot, template)


def _byline(chance: random.Random, names: Sequence[str]) -> tuple[str, ...]:
    return tuple(chance.sample(list(names), chance.choice((1, 1, 2))))


@dataclass(frozen=True, slots=True)
class Newsroom:
    """The press of one start: which items are out at a given moment."""

    start: datetime  # zone-aware
    publications: tuple[Publication, ...] = PUBLICATIONS

    def publication(self, key: str) -> Publication:
        """The publication of that key; KeyError where there is none."""
        for publication in self.publications:
            if publication.key == key:
                return publication
        raise KeyError(key)

    def newest(self, key: str, now: datetime) -> int:
        """The number of the newest item that is out; the stock is 1 … stock."""
        publication = self.publication(key)
        return publication.stock + max(0, int((now - self.start) / publication.live))

    def published_at(self, key: str, number: int) -> datetime:
        """When an item came out, to the minute as pages print it."""
        publication = self.publication(key)
        over = number - publication.stock
        moment = self.start + (over * publication.live if over > 0 else over * publication.every)
        return moment.replace(second=0, microsecond=0)

    def items(self, key: str, now: datetime) -> list[Item]:
        """All items that are out, newest first."""
        return [self.item(key, number) for number in range(self.newest(key, now), 0, -1)]

    def item(self, key: str, number: int) -> Item:
        """One item; a reprint carries the text of the paper's newest item at that time, word for word."""
        publication = self.publication(key)
        if publication.reprints_every and number % publication.reprints_every == 0:
            return self._reprint(publication, number)
        return self._written(publication, number)

    def _written(self, publication: Publication, number: int) -> Item:
        chance = random.Random(f"{publication.key}/{number}")
        texts = _themes()
        theme = next(t for t in texts["themes"] if t["name"] == publication.themes[number % len(publication.themes)])
        authors = _byline(chance, texts["people"])
        kicker, subtitle = chance.choice(theme["kickers"]), chance.choice(theme["subtitles"])
        return Item(
            number=number,
            theme=theme["name"],
            section=theme["section"],
            title=_fill(chance.choice(theme["titles"]), chance),
            kicker=_fill(kicker, chance) if kicker else None,
            subtitle=_fill(subtitle, chance) if subtitle else None,
            authors=authors,
            editor=chance.choice(texts["editors"]),
            credit=publication.name,
            published_at=self.published_at(publication.key, number),
            paragraphs=self._paragraphs(theme, authors, publication, chance),
        )

    def _paragraphs(
        self, theme: Mapping[str, Any], authors: Sequence[str], publication: Publication, chance: random.Random
    ) -> tuple[str, ...]:
        own = chance.sample(theme["sentences"], 6)
        common = chance.sample(_themes()["common"], 2)
        sentences = [_fill(template, chance) for template in [*own[:5], common[0], own[5], common[1]]]
        opening = f"本报讯（记者{'、'.join(authors)}）" if publication.key == "paper" else ""
        sentences[0] = opening + sentences[0]
        step = SENTENCES_A_PARAGRAPH
        return tuple("".join(sentences[at : at + step]) for at in range(0, len(sentences), step))

    def _reprint(self, publication: Publication, number: int) -> Item:
        moment = self.published_at(publication.key, number)
        paper = self.publication("paper")
        over = (moment - self.start) / (paper.live if moment > self.start else paper.every)
        origin = self._written(paper, max(1, paper.stock + math.floor(over)))
        chance = random.Random(f"{publication.key}/reprint/{number}")
        return Item(
            number=number,
            theme=origin.theme,
            section=origin.section,
            title=f"{chance.choice(('关注', '观察', '一线'))}｜{origin.title}",
            kicker=None,
            subtitle=None,
            authors=origin.authors,
            editor=chance.choice(_themes()["editors"]),
            credit=paper.name,
            published_at=moment,
            paragraphs=origin.paragraphs,
            reprint_of=origin.number,
            original_title=origin.title,
        )
