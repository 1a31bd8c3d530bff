"""How good the topics are: tags held against labelled articles.

A labelled article says what it is about (`main`), what a tagger may add (`also`), and what is tempting but wrong
(`not`). Precision is the share of given tags that are in main or also, recall the share of main tags that were given,
traps the share of tempting ones that were given.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from model.article import Article, Extraction
from topics.tagging import Tagger


@dataclass(frozen=True, slots=True)
class Labelled:
    """One article with its right topics."""

    article: Article
    main: frozenset[str]
    also: frozenset[str]
    traps: frozenset[str]


@dataclass(slots=True)
class Tally:
    """What was labelled and what was given, of one topic or of all together."""

    main: int = 0
    found: int = 0
    given: int = 0
    right: int = 0

    @property
    def precision(self) -> float | None:
        """The share of given tags that were right; None where none was given."""
        return self.right / self.given if self.given else None

    @property
    def recall(self) -> float | None:
        """The share of labelled tags that were given; None where none was labelled."""
        return self.found / self.main if self.main else None


@dataclass(slots=True)
class Report:
    """The tallies of a labelled set, and each article that was not tagged as labelled."""

    articles: int = 0
    total: Tally = field(default_factory=Tally)
    topics: dict[str, Tally] = field(default_factory=dict)
    traps: int = 0
    trapped: int = 0
    misses: list["Miss"] = field(default_factory=list)

    @property
    def trap_rate(self) -> float | None:
        """The share of tempting topics that were given; None where none was named."""
        return self.trapped / self.traps if self.traps else None


@dataclass(frozen=True, slots=True)
class Miss:
    """An article with topics that were missing or wrong."""

    title: str
    missing: tuple[str, ...]
    wrong: tuple[str, ...]


def read_labelled(entry: Mapping[str, object]) -> Labelled:
    """A labelled article from its keys title, text (a paragraph a line), section, main, also, not.

    Raises ValueError where a key is unknown or a value is of the wrong sort.
    """
    surplus = entry.keys() - {"title", "text", "section", "main", "also", "not", "hard", "id"}
    if surplus:
        raise ValueError(
            f"unknown keys: {', '.join(sorted(surplus))}; known: title, text, section, main, also, not, hard"
        )
    title, text, section = entry.get("title"), entry.get("text", ""), entry.get("section")
    if not isinstance(title, str) or not isinstance(text, str):
        raise ValueError("`title` and `text` must be text")
    article = Article(
        source_id="labelled",
        url="",
        kind="article",
        title=title,
        paragraphs=tuple(line.strip() for line in text.splitlines() if line.strip()),
        extraction=Extraction("labelled"),
        section=section if isinstance(section, str) else None,
    )
    return Labelled(article, _names(entry, "main"), _names(entry, "also"), _names(entry, "not"))


def _names(entry: Mapping[str, object], key: str) -> frozenset[str]:
    names = entry.get(key) or []
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        raise ValueError(f"`{key}` must be a list of topics")
    return frozenset(names)


def measure(tagger: Tagger, labelled: Iterable[Labelled]) -> Report:
    """Tag the articles and count what is right; raises ValueError for a label that is no topic."""
    report = Report()
    for one in labelled:
        unknown = (one.main | one.also | one.traps) - tagger.topics.keys()
        if unknown:
            raise ValueError(f"{one.article.title}: no topics of ours: {', '.join(sorted(unknown))}")
        given = frozenset(tag.topic for tag in tagger.tag(one.article))
        report.articles += 1
        report.traps += len(one.traps)
        report.trapped += len(one.traps & given)
        for topic in one.main | given:
            for tally in (report.total, report.topics.setdefault(topic, Tally())):
                _count(tally, topic, one, given)
        report.misses.extend(_missed(one, given))
    return report


def _count(tally: Tally, topic: str, one: Labelled, given: frozenset[str]) -> None:
    tally.main += topic in one.main
    tally.found += topic in one.main & given
    tally.given += topic in given
    tally.right += topic in given & (one.main | one.also)


def _missed(one: Labelled, given: frozenset[str]) -> Iterator[Miss]:
    missing, wrong = one.main - given, given - one.main - one.also
    if missing or wrong:
        yield Miss(one.article.title or "", tuple(sorted(missing)), tuple(sorted(wrong)))
