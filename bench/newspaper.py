"""Newspaper pages as articles: ours beside the reading order of pdfminer.six, pdfplumber and pypdf, on the same pages.

    python bench/newspaper.py [--seeds 20] [--pages FOLDER] [--json]

Pages come from our own maker, or from a folder of NAME.pdf with NAME.json (their truth). An article of ours is right
when its text is at least 98 % that of the truth and its title is the same. The peers give one text a page and know no
articles; they are told every title, and their text is cut there: a piece that is at least 98 % the text of the truth
is right, and a title that stands on a line of its own. CPU time of one core, the helper process included.
"""

import argparse
import io
import json
import re
import resource
import sys
import time
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

SIMILAR = 0.98
NOW = datetime(2026, 11, 20, tzinfo=UTC)


@dataclass
class Page:
    """A page with its truth."""

    pdf: bytes
    truth: dict[str, Any]


@dataclass
class Tally:
    """What one reader got right, and the seconds of CPU that it took."""

    name: str
    pages: int = 0
    items: int = 0
    articles: int = 0
    titles: int = 0
    seconds: float = 0.0
    absent: str | None = None
    figures: dict[str, float] = field(default_factory=dict)

    def sum_up(self) -> None:
        """Fill in the figures."""
        self.figures = {
            "articles": round(self.articles / max(1, self.items), 4),
            "titles": round(self.titles / max(1, self.items), 4),
            "pages_per_second": round(self.pages / max(1e-9, self.seconds), 1),
        }


def squeeze(text: str | None) -> str:
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text or ""))


def items_of(truth: dict[str, Any]) -> Iterator[tuple[str, set[str]]]:
    for item in truth["items"]:
        body = squeeze("".join(item["body"]))
        if body and item["kind"] != "photo":
            yield body, {squeeze(item["title"]), squeeze(item.get("inferred_title") or item["title"])}


def cpu() -> float:
    return time.process_time()


def helper_cpu() -> float:
    """Seconds of CPU that our helper process has used."""
    from ingest.newspaper.reading import PDF

    stat = Path(f"/proc/{PDF.pid()}/stat").read_text().rpartition(")")[2].split()
    return (int(stat[11]) + int(stat[12])) / 100


def ours(pages: list[Page]) -> Tally:
    from rapidfuzz.distance import Indel

    from ingest.newspaper import read_pdf
    from model.errors import ParseError

    tally = Tally("baoshao")
    read_pdf(pages[0].pdf, url=None, now=NOW)
    for page in pages:
        before = cpu() + helper_cpu()
        try:
            articles = read_pdf(page.pdf, url=None, now=NOW)
        except ParseError:
            articles = []
        tally.seconds += cpu() + helper_cpu() - before
        tally.pages += 1
        bodies = [squeeze("".join(article.paragraphs)) for article in articles]
        for body, titles in items_of(page.truth):
            tally.items += 1
            scores = [Indel.normalized_similarity(body, found) for found in bodies]
            best = max(range(len(scores)), key=scores.__getitem__, default=None)
            if best is not None:
                same = squeeze(articles[best].title) in titles
                tally.titles += same
                tally.articles += same and scores[best] >= SIMILAR
    return tally


def peer(name: str, load: Callable[[], Callable[[bytes], str]], pages: list[Page]) -> Tally:
    from rapidfuzz.distance import Indel

    tally = Tally(name)
    try:
        read = load()
    except ImportError as error:
        tally.absent = str(error)
        return tally
    for page in pages:
        before = cpu()
        try:
            text = read(page.pdf)
        except Exception as error:  # a peer may stumble over a page: that page counts for nothing  # noqa: BLE001
            sys.stderr.write(f"{name}: {error!r}\n")
            text = ""
        tally.seconds += cpu() - before
        tally.pages += 1
        lines, items = {squeeze(line) for line in text.splitlines()}, list(items_of(page.truth))
        pieces = cut_at(squeeze(text), [title for _, titles in items for title in titles if title])
        for body, titles in items:
            tally.items += 1
            tally.titles += bool(titles & (lines | {""}))
            tally.articles += any(Indel.normalized_similarity(body, piece) >= SIMILAR for piece in pieces)
    return tally


def cut_at(text: str, titles: list[str]) -> list[str]:
    """The pieces of a text between the titles that stand in it."""
    found = re.split("|".join(re.escape(title) for title in sorted(titles, key=len, reverse=True)) or "$^", text)
    return [piece for piece in found if piece]


def load_pdfminer() -> Callable[[bytes], str]:
    from pdfminer.high_level import extract_text

    return lambda data: str(extract_text(io.BytesIO(data)))


def load_pdfplumber() -> Callable[[bytes], str]:
    import pdfplumber

    def read(data: bytes) -> str:
        with pdfplumber.open(io.BytesIO(data)) as document:
            return "\n".join(page.extract_text() or "" for page in document.pages)

    return read


def load_pypdf() -> Callable[[bytes], str]:
    import pypdf

    return lambda data: "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(data)).pages)


PEERS = (("pdfminer.six", load_pdfminer), ("pdfplumber", load_pdfplumber), ("pypdf", load_pypdf))


def collect(seeds: int, folder: Path | None) -> list[Page]:
    if folder is not None:
        paths = sorted(folder.glob("*.pdf"))
        return [Page(path.read_bytes(), json.loads(path.with_suffix(".json").read_text("utf-8"))) for path in paths]
    from service.press.maker.sheet import make

    return [Page(made.pdf, dict(made.truth)) for made in map(make, range(1, seeds + 1))]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seeds", type=int, default=20, help="how many pages our maker makes")
    parser.add_argument("--pages", type=Path, help="a folder of pages with their truth")
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    pages = collect(arguments.seeds, arguments.pages)
    if not pages:
        parser.error("there are no pages")
    tallies = [ours(pages), *(peer(name, load, pages) for name, load in PEERS)]
    for tally in tallies:
        tally.sum_up()
    print(json.dumps(report(tallies), ensure_ascii=False) if arguments.json else table(tallies))


def report(tallies: list[Tally]) -> dict[str, Any]:
    """Figures by name; `ratio` is our share of right articles over the best peer's, `speed_ratio` that of pages/s."""
    mine, *others = tallies
    present = [tally for tally in others if tally.absent is None]
    best = max((tally.figures["articles"] for tally in present), default=0.0)
    fastest = max((tally.figures["pages_per_second"] for tally in present), default=0.0)
    return {
        **{tally.name: tally.figures if tally.absent is None else {"absent": tally.absent} for tally in tallies},
        "pages": mine.pages,
        "items": mine.items,
        "peak_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
        "ratio": round(mine.figures["articles"] / max(best, 1 / max(1, mine.items)), 2) if present else None,
        "speed_ratio": round(mine.figures["pages_per_second"] / fastest, 2) if fastest else None,
    }


def table(tallies: list[Tally]) -> str:
    rows = [f"{'reader':14s} {'articles right':>14s} {'titles right':>13s} {'pages/s':>8s}"]
    for tally in tallies:
        if tally.absent is not None:
            rows.append(f"{tally.name:14s} absent: {tally.absent}")
            continue
        figures = tally.figures
        rows.append(
            f"{tally.name:14s} {figures['articles']:14.3f} {figures['titles']:13.3f} {figures['pages_per_second']:8.1f}"
        )
    return "\n".join(rows)


if __name__ == "__main__":
    main()
