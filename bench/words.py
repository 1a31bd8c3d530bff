"""Words and tags: characters a second of cutting, tagging and keywords, beside jieba; start time and memory.

    python -m bench.words [--rounds 20] [--json]

The texts are the project's labelled articles, each repeated to some 2,000 characters. Process CPU time, the best of the
rounds. Tagging includes the cuts that it needs; "all" is cutting, tagging and keywords one after another.
"""

import argparse
import importlib
import json
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from model.article import Article
from service.catalog.topics import load_topics
from service.commands.topics import SHIPPED, read_set
from topics.dictionary import cut_words
from topics.keywords import keywords
from topics.tagging import Tagger

LENGTH = 2_000
PEERS = ("jieba", "jieba_next")
TOPICS = Path(__file__).resolve().parents[1] / "topics.yaml"


def articles() -> list[Article]:
    """Each labelled article, its paragraphs repeated until it is as long as a newspaper article."""
    return [_long(one.article) for one in read_set(SHIPPED)]


def _long(article: Article) -> Article:
    times = -(-LENGTH // (len(article.body) + 1))
    return replace(article, paragraphs=article.paragraphs * times)


def rate(work: Callable[[Article], object], texts: Sequence[Article], rounds: int) -> float:
    """Million characters a second."""
    size = sum(len(text.body) for text in texts)
    best = min(_seconds(work, texts) for _ in range(rounds))
    return round(size / best / 1e6, 2)


def _seconds(work: Callable[[Article], object], texts: Sequence[Article]) -> float:
    begun = time.process_time()
    for text in texts:
        work(text)
    return time.process_time() - begun


def ours(texts: Sequence[Article], rounds: int) -> dict[str, float]:
    """Our rates."""
    tagger = Tagger(load_topics(TOPICS))
    works: dict[str, Callable[[Article], object]] = {
        "cut": lambda text: cut_words(text.body),
        "tag": tagger.tag,
        "cut_and_tag": lambda text: (cut_words(text.body), tagger.tag(text)),
        "keywords": keywords,
        "all": lambda text: (cut_words(text.body), tagger.tag(text), keywords(text)),
    }
    for work in works.values():
        work(texts[0])
    return {name: rate(work, texts, rounds) for name, work in works.items()}


def peers(texts: Sequence[Article]) -> dict[str, float]:
    """Rates of cutting by the peers that are installed."""
    found: dict[str, float] = {}
    for name in PEERS:
        try:
            module = importlib.import_module(name)
        except ImportError:
            print(f"{name}: not installed", file=sys.stderr)
            continue
        module.lcut("预热")
        found[name] = rate(lambda text, cut=module.lcut: cut(text.body), texts, 2)
    return found


def memory(code: str) -> float:
    """Megabytes that a fresh process has taken at most after running that code (Linux)."""
    script = f"{code}; print(next(line.split()[1] for line in open('/proc/self/status') if line.startswith('VmHWM')))"
    return round(int(subprocess.check_output([sys.executable, "-W", "ignore", "-c", script], text=True)) / 1024, 1)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    texts = articles()
    figures: dict[str, object] = {"characters": sum(len(text.body) for text in texts)}
    figures |= {f"{name}_mchars_s": value for name, value in ours(texts, args.rounds).items()}
    rates = peers(texts)
    figures |= {f"peer_{name}_cut_mchars_s": value for name, value in rates.items()}
    figures["python_mb"] = memory("pass")
    figures["tagger_mb"] = memory(
        "from pathlib import Path; from service.catalog.topics import load_topics; from topics.tagging import Tagger; "
        f"from topics.labelled import read_labelled; tagger = Tagger(load_topics(Path({str(TOPICS)!r}))); "
        "tagger.tag(read_labelled({'title': '专利', 'text': '专利与商标'}).article)"
    )
    figures["words_mb"] = memory("from topics.words import cut; cut('知识产权强国')")
    figures["peer_jieba_mb"] = memory("import jieba; jieba.setLogLevel(60); jieba.lcut('知识产权强国')")
    cut = figures["cut_mchars_s"]
    figures["ratio"] = round(float(str(cut)) / max(rates.values()), 1) if rates else None
    if args.json:
        print(json.dumps(figures, ensure_ascii=False))
        return
    for name, value in figures.items():
        print(f"{name:28s} {value}")


if __name__ == "__main__":
    main()
