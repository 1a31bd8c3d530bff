"""Articles from Chinese pages: our extraction beside trafilatura, gne, newspaper4k and readability-lxml.

    python bench/extraction.py [FOLDER] [--rounds 5] [--no-profiles] [--json]

FOLDER holds gold.jsonl (one object a page: id, kind, url, title, title_alt, published, authors, source, source_alt,
editor, first_sentence, last_sentence, noise_strings, body_text) and pages/ID.html. Without it, the recorded pages of
tests/sources are read, which say little of quality. Every reader is given the same decoded text; one scorer judges all
of them; speed is pages a second of CPU time on one core, the median of the rounds, readers in turn.
"""

import argparse
import gc
import json
import logging
import re
import statistics
import sys
import time
import unicodedata
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from ingest.decode import decode
from ingest.extract.article import extract
from ingest.normalise import normalise
from model.source import Document, Snapshot
from service.catalog.sources import load_sources
from service.recording import load

ROOT = Path(__file__).resolve().parents[1]
NOW = datetime(2026, 11, 22, tzinfo=UTC)
SHANGHAI = timezone(timedelta(hours=8))
LOWER_IS_BETTER = ("author invented",)
_SPACE = re.compile(r"[\s\u00a0\u3000\u200b\ufeff]+")


@dataclass
class Found:
    """What a reader says of a page; a field that it does not know stays empty."""

    title: str = ""
    published: str = ""
    authors: Sequence[str] = ()
    credit: str = ""
    editors: Sequence[str] = ()
    text: str = ""


Reader = Callable[[Document], Found]


def ours(profiles: Sequence[Any]) -> Reader:
    def read(document: Document) -> Found:
        article = normalise(extract(document, profiles=profiles, now=NOW), source_id="bench", now=NOW)
        return Found(
            article.title or "",
            article.published_at.isoformat() if article.published_at else "",
            [author.name for author in article.authors],
            article.credit or "",
            article.editors,
            "".join(article.paragraphs),
        )

    return read


def trafilatura() -> Reader:
    import trafilatura as peer

    def read(document: Document) -> Found:
        found = peer.bare_extraction(document.text, url=document.url or None, with_metadata=True)
        found = found.as_dict() if hasattr(found, "as_dict") else found or {}
        authors = re.split(r"[;；、]\s*", found.get("author") or "")
        return Found(found.get("title") or "", found.get("date") or "", authors, "", (), found.get("text") or "")

    return read


def gne() -> Reader:
    from gne import GeneralNewsExtractor

    peer = GeneralNewsExtractor()

    def read(document: Document) -> Found:
        found = peer.extract(document.text)
        return Found(found["title"], found["publish_time"], [found["author"]], "", (), found["content"])

    return read


def newspaper4k() -> Reader:
    here = Path(__file__).resolve().parent  # it has a newspaper.py of its own
    sys.path[:] = [entry for entry in sys.path if Path(entry or ".").resolve() != here]
    import newspaper

    def read(document: Document) -> Found:
        page = newspaper.Article(document.url or "http://page.example/a.html", language="zh", fetch_images=False)
        page.download(input_html=document.text)
        page.parse()
        published = page.publish_date.isoformat() if page.publish_date else ""
        return Found(page.title or "", published, page.authors, "", (), page.text or "")

    return read


def readability() -> Reader:
    import lxml.html
    from readability import Document as Peer

    def read(document: Document) -> Found:
        page = Peer(document.text)
        text = lxml.html.fromstring(page.summary()).text_content()
        return Found(page.short_title() or "", text=text)

    return read


PEERS = {"trafilatura": trafilatura, "gne": gne, "newspaper4k": newspaper4k, "readability-lxml": readability}


def pages(folder: Path | None) -> list[tuple[Document, dict[str, Any]]]:
    """The decoded pages with their truth."""
    if folder is None:
        return [(one.document(), _truth(one.expected)) for one in map(load, _recorded())]
    found = []
    for gold in map(json.loads, (folder / "gold.jsonl").read_text(encoding="utf-8").splitlines()):
        if gold["kind"] in ("article", "epaper_article"):
            body = (folder / "pages" / f"{gold['id']}.html").read_bytes()
            url = gold.get("url") or ""
            found.append((decode(Snapshot(gold["id"], url, url, 200, (), body, NOW)), gold))
    return found


def _recorded() -> list[Path]:
    return sorted(path.parent for path in (ROOT / "tests" / "sources").glob("*/page.html"))


def _truth(expected: Any) -> dict[str, Any]:
    text = expected["paragraphs"]
    return {
        "title": expected["title"],
        "published": expected.get("published_at"),
        "authors": [author["name"] for author in expected.get("authors") or []],
        "source": expected.get("credit"),
        "editor": "、".join(expected.get("editors") or []),
        "first_sentence": text[0][:40],
        "last_sentence": text[-1][-40:],
        "noise_strings": [],
        "body_text": "".join(text),
    }


def score(found: Found, gold: dict[str, Any]) -> dict[str, float]:
    """Figure → 1 or 0 (body F1: a fraction); a figure is absent where the page has no such label."""
    result: dict[str, float] = {}
    titles = [squeeze(title) for title in [gold["title"], *(gold.get("title_alt") or [])]]
    result["title exact"] = squeeze(found.title) in titles
    if gold.get("published"):
        (day, minute), (gold_day, gold_minute) = when(found.published), when(gold["published"])
        result["date (day)"] = day == gold_day
        if gold_minute:
            result["date (minute)"] = (day, minute) == (gold_day, gold_minute)
    people = {squeeze(name) for name in found.authors} - {""}
    if gold["authors"]:
        result["authors exact"] = people == {squeeze(name) for name in gold["authors"]}
    else:
        result["author invented"] = bool(people)
    if gold.get("source"):
        right = [squeeze(credit) for credit in [gold["source"], *(gold.get("source_alt") or [])]]
        result["credit exact"] = squeeze(found.credit) in right
    if gold.get("editor"):
        printed = {squeeze(name) for name in re.split("[、,，;； ]+", gold["editor"]) if name}
        result["editor exact"] = printed == {squeeze(name) for name in found.editors}
    text = squeeze(found.text)
    ends = squeeze(gold["first_sentence"]) in text and squeeze(gold["last_sentence"]) in text
    result["all three"] = ends and bool(text) and not any(squeeze(noise) in text for noise in gold["noise_strings"])
    if gold.get("body_text"):
        result["body F1"] = bigram_f1(text, squeeze(gold["body_text"]))
    return {name: float(value) for name, value in result.items()}


def squeeze(text: str | None) -> str:
    """The text in NFKC without white space: what two readings must share."""
    return _SPACE.sub("", unicodedata.normalize("NFKC", text or ""))


def when(text: str) -> tuple[str | None, str | None]:
    """Day and minute in Shanghai of a printed or ISO time; minute is None where only a day is known."""
    match = re.search(r"(\d{4})[-年/.](\d{1,2})[-月/.](\d{1,2})日?(?:[T ]*(\d{1,2}):(\d\d))?", text or "")
    if not match:
        return None, None
    day = f"{match[1]}-{int(match[2]):02d}-{int(match[3]):02d}"
    if not match[4]:
        return day, None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return day, f"{int(match[4]):02d}:{match[5]}"
    moment = moment.astimezone(SHANGHAI) if moment.tzinfo else moment
    return moment.strftime("%Y-%m-%d"), moment.strftime("%H:%M")


def bigram_f1(found: str, gold: str) -> float:
    """F1 over character bigrams."""
    a, b = (Counter(text[i : i + 2] for i in range(len(text) - 1)) for text in (found, gold))
    shared = sum((a & b).values())
    return 2 * shared / max(1, sum(a.values()) + sum(b.values()))


def quality(read: Reader, corpus: Sequence[tuple[Document, dict[str, Any]]]) -> dict[str, float]:
    """Each figure in percent, the mean over the pages that have its label; a page that fails counts as empty."""
    totals: dict[str, list[float]] = {}
    for document, gold in corpus:
        for figure, value in score(attempt(read, document), gold).items():
            totals.setdefault(figure, []).append(value)
    return {figure: round(100 * sum(values) / len(values), 1) for figure, values in totals.items()}


def attempt(read: Reader, document: Document) -> Found:
    try:
        return read(document)
    except Exception:  # noqa: BLE001 - whatever a reader raises, it has found nothing
        return Found()


def speeds(readers: dict[str, Reader], documents: Sequence[Document], rounds: int) -> dict[str, float]:
    """Pages a second of CPU time, median over the rounds; all readers take turns, so that they share the weather."""
    spent: dict[str, list[float]] = {name: [] for name in readers}
    for _ in range(rounds):
        for name, read in readers.items():
            gc.collect()  # nobody pays for the garbage of the reader before
            started = time.process_time()
            for document in documents:
                attempt(read, document)
            spent[name].append(time.process_time() - started)
    return {name: round(len(documents) / statistics.median(times), 1) for name, times in spent.items()}


def available() -> dict[str, Reader]:
    """The peers that are installed; the others are named on standard error."""
    found: dict[str, Reader] = {}
    for name, make in PEERS.items():
        try:
            found[name] = make()
        except ImportError as error:
            print(f"{name} is absent ({error}): see bench/requirements.txt", file=sys.stderr)
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--no-profiles", action="store_true", help="read without any site's profile")
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    logging.disable(logging.CRITICAL)
    corpus = pages(args.folder)
    profiles = () if args.no_profiles else tuple(load_sources(ROOT / "sources.yaml").profiles.values())
    readers = {"baoshao": ours(profiles), **available()}
    figures = {name: quality(read, corpus) for name, read in readers.items()}
    for name, speed in speeds(readers, [document for document, _ in corpus], args.rounds).items():
        figures[name]["pages/s"] = speed
    peers = [each["pages/s"] for name, each in figures.items() if name != "baoshao" and each["body F1"] > 0]
    ratio = round(figures["baoshao"]["pages/s"] / max(peers), 2) if peers else None
    if args.json:
        print(json.dumps({"pages": len(corpus), "readers": figures, "ratio": ratio}, ensure_ascii=False))
        return
    lower = ", ".join(LOWER_IS_BETTER)
    print(f"{len(corpus)} pages; pages/s of one core, median of {args.rounds}; {lower}: lower is better")
    print(f"{'':18s}" + "".join(f"{name:>18s}" for name in readers))
    for figure in [*dict.fromkeys(f for each in figures.values() for f in each)]:
        print(f"{figure:18s}" + "".join(f"{figures[name].get(figure, 0):18.1f}" for name in readers))
    print(f"ratio (pages/s, ours over the fastest peer): {ratio}")


if __name__ == "__main__":
    main()
