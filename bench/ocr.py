"""Newspaper pages of which only a picture is there: what OCR and the geometry make of them, beside OCR's own order.

    python bench/ocr.py [--seeds 12] [--pages FOLDER] [--form jpeg|pdf|both] [--json]

Needs the extra `ocr`. Each page is drawn at 144 dots an inch and given as JPEG and as a PDF file that holds only the
picture. Figures for each form: the share of the characters of titles and texts that were read (as often as they are
printed), the share of items whose text is at least 95 % that of the truth with a title at most one character off,
seconds of one core and of the clock a page, and the helper's greatest memory. The peer is the engine's own answer,
line after line, cut at the titles that it is told.
"""

import argparse
import io
import json
import sys
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench.newspaper import NOW, Page, collect, cut_at, items_of, squeeze

DOTS = 144
SIMILAR = 0.95
QUALITY = 90  # of JPEG


@dataclass
class Tally:
    """What was read of the pages in one form."""

    name: str
    pages: int = 0
    characters: int = 0
    read: int = 0
    items: int = 0
    right: int = 0
    cpu: list[float] = field(default_factory=list)
    clock: list[float] = field(default_factory=list)
    peak_mb: int = 0
    misses: list[str] = field(default_factory=list)

    def figures(self) -> dict[str, float]:
        """Rates, seconds a page, and memory."""
        return {
            "characters": round(self.read / max(1, self.characters), 4),
            "items": round(self.right / max(1, self.items), 4),
            "cpu_seconds": round(sum(self.cpu) / max(1, self.pages), 1),
            "worst_cpu_seconds": round(max(self.cpu, default=0.0), 1),
            "clock_seconds": round(sum(self.clock) / max(1, self.pages), 1),
            "peak_mb": self.peak_mb,
        }


def draw(pdf: bytes) -> Any:
    """The first page as a picture."""
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    try:
        return document[0].render(scale=DOTS / 72).to_pil().convert("RGB")
    finally:
        document.close()


def as_jpeg(picture: Any) -> bytes:
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=QUALITY)
    return out.getvalue()


def as_pdf(picture: Any) -> bytes:
    out = io.BytesIO()
    picture.save(out, "PDF", resolution=DOTS, quality=QUALITY)
    return out.getvalue()


def read_jpeg(data: bytes) -> Any:
    from ingest.newspaper import read_image

    return read_image(data, url=None, now=NOW)


def read_pdf(data: bytes) -> Any:
    from ingest.newspaper import read_pdf

    return read_pdf(data, url=None, now=NOW)


FORMS: dict[str, tuple[Callable[[Any], bytes], Callable[[bytes], Any]]] = {
    "jpeg": (as_jpeg, read_jpeg),
    "pdf": (as_pdf, read_pdf),
}


def helpers() -> tuple[float, int]:
    """Seconds of CPU that both helper processes have used, and the greatest memory of the one for OCR in MiB."""
    from ingest.newspaper.reading import OCR, PDF

    spent = 0.0
    for worker in (PDF, OCR):
        stat = Path(f"/proc/{worker.pid()}/stat").read_text().rpartition(")")[2].split()
        spent += (int(stat[11]) + int(stat[12])) / 100
    status = Path(f"/proc/{OCR.pid()}/status").read_text()
    return spent, int(status.partition("VmHWM:")[2].split()[0]) // 1024


def ours(form: str, pages: list[Page]) -> Tally:
    from model.errors import ParseError

    tally = Tally(form)
    make, read = FORMS[form]
    for page in pages:
        data = make(draw(page.pdf))
        before, start = helpers()[0], time.perf_counter()
        try:
            articles = read(data)
        except ParseError as error:
            sys.stderr.write(f"{form}: {error}\n")
            articles = []
        tally.clock.append(time.perf_counter() - start)
        after, tally.peak_mb = helpers()
        tally.cpu.append(after - before)
        count(tally, page, [(squeeze(one.title), squeeze("".join(one.paragraphs)), printed(one)) for one in articles])
    return tally


def printed(article: Any) -> str:
    """All that was read for an article."""
    lines = [article.kicker, article.title, article.subtitle, article.section, *article.bylines, *article.paragraphs]
    return squeeze("".join(line or "" for line in [*lines, *(image.caption for image in article.images)]))


def count(tally: Tally, page: Page, found: list[tuple[str, str, str]]) -> None:
    from rapidfuzz.distance import Indel, Levenshtein

    tally.pages += 1
    seen = Counter("".join(everything for _, _, everything in found))
    wanted = Counter("".join(body + max(titles, key=len) for body, titles in items_of(page.truth)))
    tally.characters += wanted.total()
    tally.read += (wanted & seen).total()
    for body, titles in items_of(page.truth):
        tally.items += 1
        scores = [Indel.normalized_similarity(body, text) for _, text, _ in found]
        best = max(range(len(scores)), key=scores.__getitem__, default=None)
        if best is None:
            continue
        off = min(Levenshtein.distance(title, found[best][0]) for title in titles)
        if scores[best] >= SIMILAR and off <= 1:
            tally.right += 1
        else:
            tally.misses.append(f"page {tally.pages}: {max(titles, key=len)} | {found[best][0]} | {scores[best]:.3f}")


def engine(pages: list[Page]) -> Tally:
    """The engine alone, as it comes, on the same pictures."""
    import numpy
    from rapidocr import RapidOCR

    tally = Tally("rapidocr")
    threads = {f"EngineConfig.onnxruntime.{way}_op_num_threads": 1 for way in ("intra", "inter")}
    reader = RapidOCR(params={"Global.log_level": "critical", **threads})
    for page in pages:
        picture, before, start = numpy.asarray(draw(page.pdf)), time.process_time(), time.perf_counter()
        text = squeeze("".join(reader(picture).txts or ()))
        tally.cpu.append(time.process_time() - before)
        tally.clock.append(time.perf_counter() - start)
        titles = sorted({title for _, names in items_of(page.truth) for title in names if title}, key=len)
        pieces = cut_at(text, titles)
        bodies = [(body, max(names, key=len)) for body, names in items_of(page.truth)]
        count(tally, page, [(_title(piece, bodies), piece, piece) for piece in pieces])
    return tally


def _title(piece: str, bodies: list[tuple[str, str]]) -> str:
    """The title that a piece is given: that of the text it is nearest to."""
    from rapidfuzz.distance import Indel

    return max(bodies, key=lambda pair: Indel.normalized_similarity(pair[0], piece), default=("", ""))[1]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seeds", type=int, default=12, help="how many pages our maker makes")
    parser.add_argument("--pages", type=Path, help="a folder of pages with their truth")
    parser.add_argument("--form", choices=["jpeg", "pdf", "both"], default="both")
    parser.add_argument("--misses", action="store_true", help="list the items that are not right")
    parser.add_argument("--no-peer", action="store_true", help="leave the engine alone out: it takes as long again")
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    pages = collect(arguments.seeds, arguments.pages)[: arguments.seeds]
    forms = list(FORMS) if arguments.form == "both" else [arguments.form]
    tallies = [ours(form, pages) for form in forms]
    peer = None if arguments.no_peer else engine(pages)
    if arguments.misses:
        sys.stderr.write("".join(f"{tally.name}: {miss}\n" for tally in tallies for miss in tally.misses))
    if arguments.json:
        print(json.dumps(report(tallies, peer), ensure_ascii=False))
    else:
        print(table([*tallies, peer] if peer else tallies))


def report(tallies: list[Tally], peer: Tally | None) -> dict[str, Any]:
    """Figures by name; `ratio` is our share of right items over the peer's, at least one item of it."""
    every = [*tallies, peer] if peer else tallies
    right = max(peer.right, 1) / max(1, peer.items) if peer else None
    worst = min(tally.figures()["items"] for tally in tallies)
    return {
        **{tally.name: tally.figures() for tally in every},
        "pages": tallies[0].pages,
        "items": tallies[0].items,
        "ratio": round(worst / right, 2) if right else None,
    }


def table(tallies: list[Tally]) -> str:
    rows = [
        f"{'form':10s} {'characters':>10s} {'items right':>11s} {'CPU s':>6s} {'worst':>6s} {'clock s':>7s} {'MiB':>6s}"
    ]
    for tally in tallies:
        f = tally.figures()
        rows.append(
            f"{tally.name:10s} {f['characters']:10.4f} {f['items']:11.3f} {f['cpu_seconds']:6.1f} "
            f"{f['worst_cpu_seconds']:6.1f} {f['clock_seconds']:7.1f} {f['peak_mb']:6d}"
        )
    return "\n".join(rows)


if __name__ == "__main__":
    main()
