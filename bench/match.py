"""Boolean rules against articles of 2,000 characters: ours beside a loop of `in` and beside python's `re`.

    python bench/match.py [--articles 60] [--most 100000] [--json]

Texts are words of jieba's dictionary, each as often as it is in Chinese. Rules are of the shapes that subscribers
write: (a OR b) (c OR d) -e · a b · a (b OR c) -d · a OR b c, of words that are met as often as makes some 2.7 % of the
rules fire; the share is in the table. CPU time, medians. The line "every form" is 10,000 rules of all that the language
has (NEAR, sentences, fields, counts, words, regular expressions …), which the peers cannot say.
"""

import argparse
import json
import multiprocessing
import random
import re
import resource
import statistics
import sys
import time
from collections.abc import Callable
from importlib.util import find_spec
from itertools import accumulate
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from model.article import Article, Extraction
from topics.folding import fold
from topics.load import load
from topics.matcher import Matcher

LENGTH = 2_000
SIZES = (100, 1_000, 10_000, 100_000)
PEERS_UP_TO = 10_000
FORMS = (
    *("{a} {b}", "{a} OR {b} {c}", "({a} OR {b}) ({c} OR {d}) -{e}", '"{a}{b}" OR "{c}" {d}', "{a}*{b}", "title:{a}"),
    *("NEAR/12({a}, {b})", "({a} OR {b}) NEAR/30 {c}", "{a} ONEAR/20 {b}", "句({a}, {b})", "段({a}, {b} OR {c})"),
    *(
        "{a}>=2 {b}",
        "({a} OR {b})>=3",
        "{a} /第[一二三四五]{b}/",
        "title:({a} OR {b}) {c}",
        "body:({a} {b}) -title:{c}",
    ),
    *(
        "词:{a} {b}",
        "{a} {b} length>=500",
        "{a} {b} prominence>=0.5",
        "page:1 {a}",
        "{a} (NEAR/20({b}, {c}) OR title:{d})",
    ),
)
Groups = tuple[list[list[list[str]]], list[str]]  # ways of groups of words, and words that must not be met


class Maker:
    """Makes texts and rules, always the same for the same seed."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)
        spec = find_spec("jieba")
        assert spec is not None
        assert spec.origin is not None
        lines = (Path(spec.origin).parent / "dict.txt").read_text(encoding="utf-8").splitlines()
        pairs = [(word, int(count)) for word, count, *_ in map(str.split, lines)]
        self._words = [word for word, _ in pairs]
        self._weights = list(accumulate(count for _, count in pairs))
        rules = [(word, count) for word, count in pairs if 2 <= len(word) <= 5 and count > 20]
        self._rule_words = [word for word, _ in rules]
        self._rule_weights = list(accumulate(count ** (2 / 3) for _, count in rules))

    def article(self) -> Article:
        """An article of LENGTH characters."""
        text = ""
        while len(text) < LENGTH:
            words = self._random.choices(self._words, cum_weights=self._weights, k=self._random.randint(8, 25))
            text += "".join(words) + self._random.choice("，，，。。！")
        text = text[:LENGTH]
        paragraphs = tuple(text[at : at + 200] for at in range(20, LENGTH, 200))
        return Article("bench", "http://bench.test/", "article", text[:20], paragraphs, Extraction("bench"))

    def rule(self) -> tuple[str, Groups]:
        """A rule as text, and as words for the peers."""
        a, b, c, d, e = self._five()
        return self._random.choice(
            [
                (f"({a} OR {b}) ({c} OR {d}) -{e}", ([[[a, b], [c, d]]], [e])),
                (f"{a} {b}", ([[[a], [b]]], [])),
                (f"{a} ({b} OR {c}) -{d}", ([[[a], [b, c]]], [d])),
                (f"{a} OR {b} {c}", ([[[a]], [[b], [c]]], [])),
            ]
        )

    def any_rule(self) -> str:
        """A rule of any form."""
        return self._random.choice(FORMS).format(**dict(zip("abcde", self._five(), strict=True)))

    def _five(self) -> list[str]:
        return self._random.choices(self._rule_words, cum_weights=self._rule_weights, k=5)


def with_in(rules: list[Groups]) -> Callable[[str], int]:
    """Each rule tried by `in`."""

    def match(text: str) -> int:
        return sum(
            any(all(any(word in text for word in group) for group in way) for way in ways)
            and not any(word in text for word in lacking)
            for ways, lacking in rules
        )

    return match


def with_re(rules: list[Groups]) -> Callable[[str], int]:
    """Each group of words tried as one regular expression."""

    def compiled(words: list[str]) -> re.Pattern[str]:
        return re.compile("|".join(map(re.escape, words)))

    made = [
        ([[compiled(group) for group in way] for way in ways], compiled(lacking) if lacking else None)
        for ways, lacking in rules
    ]

    def match(text: str) -> int:
        return sum(
            any(all(group.search(text) for group in way) for way in ways) and not (lacking and lacking.search(text))
            for ways, lacking in made
        )

    return match


def measured(match: Callable[[object], object], inputs: list[object]) -> float:
    """Milliseconds of CPU time an input, median."""
    match(inputs[0])
    times = []
    for each in inputs:
        started = time.process_time()
        match(each)
        times.append(time.process_time() - started)
    return statistics.median(times) * 1e3


def loading(count: int) -> dict[str, float]:
    """Seconds to read and build so many rules, and the megabytes that they take; run in a process of its own."""
    maker = Maker(1)
    texts = {number: maker.rule()[0] for number in range(count)}
    before = resident()
    started = time.process_time()
    rules, _ = load(texts)
    parsed = time.process_time()
    matcher = Matcher.of(rules)
    built = time.process_time()
    matcher.match(maker.article())
    return {
        "parse_s": parsed - started,
        "build_s": built - parsed,
        "load_s": built - started,
        "mb": resident() - before,
    }


def resident() -> float:
    """Megabytes of this process."""
    statm = Path("/proc/self/statm")
    if statm.exists():
        return int(statm.read_text().split()[1]) * resource.getpagesize() / 2**20
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20


def row(count: int, articles: list[Article]) -> dict[str, float]:
    """The figures for so many rules."""
    maker = Maker(count)
    made = [maker.rule() for _ in range(count)]
    rules, _ = load({number: text for number, (text, _) in enumerate(made)})
    matcher = Matcher.of(rules)
    fired = sum(len(matcher.match(article)) for article in articles) / len(articles)
    figures = {"rules": count, "ours_ms": measured(matcher.match, articles), "firing_percent": 100 * fired / count}
    if count <= PEERS_UP_TO:
        texts = [fold(f"{article.title}\n{article.body}") for article in articles[: max(6, 6_000 // count)]]
        groups = [group for _, group in made]
        for name, peer in (("in", with_in(groups)), ("re", with_re(groups))):
            figures[f"{name}_ms"] = measured(peer, texts)
    return figures


def every_form(count: int, articles: list[Article]) -> dict[str, float]:
    """The figures for so many rules of all forms."""
    maker = Maker(count)
    rules, _ = load({number: maker.any_rule() for number in range(count)})
    matcher = Matcher.of(rules)
    fired = sum(len(matcher.match(article)) for article in articles) / len(articles)
    return {"every_form_ms": measured(matcher.match, articles), "every_form_firing_percent": 100 * fired / count}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=60)
    parser.add_argument("--most", type=int, default=SIZES[-1])
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    maker = Maker(0)
    articles = [maker.article() for _ in range(options.articles)]
    sizes = [size for size in SIZES if size <= options.most]
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        loaded = pool.apply(loading, (sizes[-1],))
    rows = [row(size, articles) for size in sizes]
    others = {"fold_ms": measured(lambda article: fold(article.body), articles)}
    others |= every_form(min(PEERS_UP_TO, options.most), articles)
    show = report_json if options.json else report
    show(rows, loaded, others)


def report(rows: list[dict[str, float]], loaded: dict[str, float], others: dict[str, float]) -> None:
    """A table for people."""
    print(f"{'rules':>8} {'firing %':>9} {'ours ms':>9} {'in ms':>9} {'re ms':>9} {'× in':>7}")
    for one in rows:
        ratio = f"{one['in_ms'] / one['ours_ms']:7.1f}" if "in_ms" in one else ""
        peers = f"{one.get('in_ms', float('nan')):9.2f} {one.get('re_ms', float('nan')):9.2f}"
        print(f"{one['rules']:8} {one['firing_percent']:9.2f} {one['ours_ms']:9.3f} {peers} {ratio}")
    last = rows[-1]["rules"]
    print(f"load {last} rules: {loaded['load_s']:.2f} s (reading {loaded['parse_s']:.2f}), {loaded['mb']:.0f} MB")
    print(f"{'form':>8} {others['every_form_firing_percent']:9.2f} {others['every_form_ms']:9.3f} every form of rule")
    print(f"fold an article: {others['fold_ms']:.3f} ms")


def report_json(rows: list[dict[str, float]], loaded: dict[str, float], others: dict[str, float]) -> None:
    """One object: the figures by name, and the ratio at the largest number that the peers were tried on."""
    figures = {f"{name}_{int(one['rules'])}": value for one in rows for name, value in one.items() if name != "rules"}
    compared = [one for one in rows if "in_ms" in one][-1]
    ratio = min(compared["in_ms"], compared["re_ms"]) / compared["ours_ms"]
    growth = next((one["ours_ms"] / rows[0]["ours_ms"] for one in rows if one["rules"] == PEERS_UP_TO), None)
    print(json.dumps({**figures, **loaded, **others, "growth_100_to_10000": growth, "ratio": ratio}))


if __name__ == "__main__":
    main()
