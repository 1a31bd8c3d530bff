"""Which topics an article is about: hits of their terms, weighed by place, held against the article's length.

A term counts `title_weight` times in the title, `lead_weight` times in kicker, subtitle and the first 200 characters,
once elsewhere, and at most `CAP` in all, so that variety says more than repetition. A term within a longer term of
the same topic counts only as the longer one. The sum, divided by what an article of that length must bring, is the
score. A topic is given where its rule has a hit in the title or two elsewhere, its score reaches its threshold, and it
is not far behind the best.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from model.article import Article
from model.watching import Evidence, Tag, Topic
from topics.matcher import Matcher
from topics.scan import LEAD, Counts, Scan
from topics.vocabulary import PLAIN, Scale, Vocabulary

CAP = 12.0
BASE, TYPICAL, GROWTH = 4.0, 400, 0.5
"""An article of up to 400 characters must bring 4 points for a score of 1, one of n characters 4 √(n / 400)."""
SHARE = 0.2
"""A topic whose score, by its threshold, is under this share of the best one's is met in passing only."""
MOST_EVIDENCE = 10
Found = Mapping[int, Sequence[Sequence[Evidence]]]
"""By place of the topic: the evidence of each alternative of its rule that only the matcher can tell."""


class Tagger:
    """All topics made ready; `tag` is pure and may be called by several threads."""

    def __init__(self, topics: Iterable[Topic]) -> None:
        self.topics = {topic.name: topic for topic in topics}
        self._vocabulary = Vocabulary(tuple(self.topics.values()))
        self._most_title = max((topic.title_weight for topic in self.topics.values()), default=0.0)
        self._most_lead = max((topic.lead_weight for topic in self.topics.values()), default=0.0)
        scales = self._vocabulary.scales
        self._needs = [scale.topic.threshold for scale in scales]
        rules = {(s.place, number): further.rule for s in scales for number, further in enumerate(s.further)}
        self._matcher = Matcher.of(rules)

    def tag(self, article: Article) -> tuple[Tag, ...]:
        """The topics of the article, best first, each with its score and evidence; parents follow their children."""
        scan = Scan(article, self._vocabulary)
        tags = sorted(self._tags(article, scan), key=self._by_threshold, reverse=True)
        least = SHARE * self._by_threshold(tags[0]) if tags else 0.0
        return tuple(self._with_parents([tag for tag in tags if self._by_threshold(tag) >= least]))

    def _by_threshold(self, tag: Tag) -> float:
        return tag.score / self.topics[tag.topic].threshold

    def _tags(self, article: Article, scan: Scan) -> Iterator[Tag]:
        counts = scan.counts
        further = self._further(article, scan)
        must = BASE * max(1.0, scan.length / TYPICAL) ** GROWTH
        places = self._likely(counts, must) | further.keys()
        scales = [self._vocabulary.scales[place] for place in places]
        scored = ((scale, self._score(scale, counts, further, must)) for scale in scales)
        likely = [(scale, score) for scale, score in scored if score is not None]
        fewer = scan.keep({number for scale, _ in likely for number in scale.weights.keys() & counts.all.keys()})
        for scale, first in likely:
            same = scale.weights.keys().isdisjoint(fewer)
            score = first if same else self._score(scale, scan.counts, further, must)
            evidence = _evidence(scan, scale, further.get(scale.place, ())) if score is not None else ()
            if score is not None and _is_more_than_a_mention(evidence):
                yield Tag(scale.topic.name, score, evidence)

    def _score(self, scale: Scale, counts: Counts, further: Found, must: float) -> float | None:
        """The score where it reaches the topic's threshold and nothing rules the topic out, else None."""
        if not scale.forbidden.isdisjoint(counts.all):
            return None
        score = points(scale, counts, further.get(scale.place, ())) / must
        return score if score >= scale.topic.threshold else None

    def _likely(self, counts: Counts, must: float) -> set[int]:
        """The places of the topics that may have the points, by a cheap count that is never too low."""
        values: dict[int, float] = dict(counts.all)
        for number, count in counts.title.items():
            values[number] += count * self._most_title
        for number, count in counts.lead.items():
            values[number] += count * self._most_lead
        sums = [0.0] * len(self._needs)
        users = self._vocabulary.users
        for number, value in values.items():
            for place, weight in users[number]:
                sums[place] += weight * value
        return {place for place, need in enumerate(self._needs) if sums[place] >= need * must}

    def _further(self, article: Article, scan: Scan) -> dict[int, list[tuple[Evidence, ...]]]:
        """What the matcher finds, asked only where the terms that an alternative needs are there."""
        met = scan.counts.all.keys()
        found: dict[int, list[tuple[Evidence, ...]]] = {}
        if any(further.needs <= met for scale in self._vocabulary.scales for further in scale.further):
            for hit in self._matcher.match(article):
                evidence = tuple(spot for spot in hit.evidence if not _signed(spot, scan.text))
                found.setdefault(hit.key[0], []).append(evidence)
        return found

    def _with_parents(self, tags: Sequence[Tag]) -> Iterator[Tag]:
        given = {tag.topic for tag in tags}
        for tag in tags:
            yield tag
            parent = self.topics[tag.topic].parent
            while parent is not None:
                if parent not in given:
                    given.add(parent)
                    yield Tag(parent, tag.score, tag.evidence)
                parent = self.topics[parent].parent


def points(scale: Scale, counts: Counts, further: Iterable[Sequence[Evidence]] = ()) -> float:
    """The topic's points; 0 where only weak terms were met."""
    topic, values, total, holds = scale.topic, dict[int, float](), 0.0, False
    every, title, lead, weights, within = counts.all, counts.title, counts.lead, scale.weights, scale.within
    title_more, lead_more = topic.title_weight - 1, topic.lead_weight - 1
    # Numbers run from long terms to short ones: a longer term is known when one within it is met.
    for number in sorted(every.keys() & weights.keys()):
        value: float = every[number]
        if number in title:
            value += title[number] * title_more
        if number in lead:
            value += lead[number] * lead_more
        if number in within:
            for longer, times in within[number]:
                if longer in values:
                    value -= times * values[longer]
            value = max(value, 0.0)
        values[number] = value
        weight = weights[number]
        total += weight * (value if value < CAP else CAP)
        holds = holds or (weight >= PLAIN and value > 0)
    for spots in further:
        # An alternative of several terms shows at least two spots for one hit.
        value = sum(_place_weight(spot, topic) for spot in spots) / 2
        total += PLAIN * min(value, CAP)
        holds = holds or value > 0
    return total if holds else 0.0


def _is_more_than_a_mention(evidence: Sequence[Evidence]) -> bool:
    return len(evidence) > 1 or any(spot.field == "title" for spot in evidence)


def _place_weight(spot: Evidence, topic: Topic) -> float:
    if spot.field == "title":
        return topic.title_weight
    return topic.lead_weight if spot.field != "body" or spot.end <= LEAD else 1.0


def _signed(spot: Evidence, text: str) -> bool:
    """Whether the spot stands in a signature, which the text has blanked."""
    return spot.field == "body" and text[spot.start] == "\n"


def _evidence(scan: Scan, scale: Scale, further: Iterable[Sequence[Evidence]]) -> tuple[Evidence, ...]:
    found = list(scan.evidence(scale.weights, MOST_EVIDENCE))
    found.extend(spot for spots in further for spot in spots if spot not in found)
    return tuple(found[:MOST_EVIDENCE])
