"""The helper process that reads pictures of pages: `python -m ingest.newspaper.ocr_child`, with the extra `ocr`.

It has 1.5 GiB of memory and 150 s of CPU a page, and reads one page at a time.
"""

import io
import resource
import sys
from typing import Any

from ingest.newspaper.compose import Origin, compose
from ingest.newspaper.facts import PageFacts
from ingest.newspaper.framing import framed
from ingest.newspaper.loop import Answer, serve
from ingest.newspaper.page import read_sheets
from ingest.newspaper.recognised import Read, runs_of, scale_of
from ingest.newspaper.shapes import Box, Sheet
from ingest.newspaper.wire import pack_article
from model.errors import ParseError

CPU_SECONDS = 150
MEMORY = 1536 * 1024**2
MOST_PIXELS = 60_000_000
LONGEST = 4200  # pixels of a picture's longer side that are kept
SEEN = 1600  # pixels of a page's height in which lines are looked for; they are read at full size
NARROWED = 0.8  # of their width: what lines are read at
LEAST_SURE = 0.5  # a line that the engine is less sure of is none
DARK = 140  # of 255: a rule is darker
EDGE = 4.0  # points within which two edges are one
PAPER = 246  # of 255: what is darker than this over a large area is a panel or a picture


def load(data: bytes) -> Any:
    """The picture as an array of grey values; raises ParseError."""
    import numpy
    from PIL import Image

    try:
        picture = Image.open(io.BytesIO(data))
        if picture.width * picture.height > MOST_PIXELS:
            raise ParseError(f"picture of {picture.width} x {picture.height} pixels: no newspaper page is so large")
        grey = picture.convert("L")
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise ParseError(f"{len(data)} bytes are no picture that can be read: {error}") from error
    if max(grey.size) > LONGEST:
        grey.thumbnail((LONGEST, LONGEST))
    return numpy.asarray(grey)


class Reader:
    """The OCR engine, loaded once."""

    def __init__(self) -> None:
        from rapidocr import RapidOCR

        self.engine = RapidOCR(
            params={
                "Global.log_level": "critical",
                "Global.max_side_len": LONGEST,
                "Global.use_cls": False,
                "Det.limit_type": "max",
                "Det.max_candidates": 4000,
                "Rec.rec_batch_num": 1,
                "EngineConfig.onnxruntime.intra_op_num_threads": 1,
                "EngineConfig.onnxruntime.inter_op_num_threads": 1,
            }
        )

    def lines(self, grey: Any) -> list[Read]:
        """The lines of a picture."""
        import numpy

        height, width = grey.shape
        detector = self.engine._load_det_model()
        detector.limit_side_len = max(SEEN, round(SEEN * width / height))
        image = numpy.stack([grey] * 3, axis=-1)
        boxes = self.engine(image, use_det=True, use_cls=False, use_rec=False).boxes
        return [read for corners in (() if boxes is None else boxes) if (read := self._line(image, corners))]

    def _line(self, image: Any, corners: Any) -> Read | None:
        """The line in a box of four corners, None where it cannot be made out."""
        result = self.engine(cropped(image, corners), use_det=False, use_cls=False, use_rec=True)
        text = result.txts[0].strip() if result.txts else ""
        if not text or result.scores[0] < LEAST_SURE:
            return None
        xs, ys = [float(x) for x, _ in corners], [float(y) for _, y in corners]
        return Read(text, min(xs), min(ys), max(xs), max(ys))


def cropped(image: Any, corners: Any) -> Any:
    """A line set straight, and lying where it stands upright; narrowed, for reading takes as long as lines are wide."""
    import cv2
    import numpy

    first, second, third, fourth = (numpy.array(corner, dtype="float32") for corner in corners)
    width = max(numpy.linalg.norm(first - second), numpy.linalg.norm(third - fourth))
    height = max(numpy.linalg.norm(first - fourth), numpy.linalg.norm(second - third))
    upright = height >= 1.5 * width
    wide = max(1, round(width if upright else width * NARROWED))
    high = max(1, round(height * NARROWED if upright else height))
    goal = numpy.array([[0, 0], [wide, 0], [wide, high], [0, high]], dtype="float32")
    matrix = cv2.getPerspectiveTransform(numpy.stack([first, second, third, fourth]), goal)
    line = cv2.warpPerspective(image, matrix, (wide, high), borderMode=cv2.BORDER_REPLICATE, flags=cv2.INTER_CUBIC)
    return numpy.rot90(line) if upright else line


def sheet_of(grey: Any, reads: list[Read]) -> Sheet:
    """A sheet of the lines read, and of the rules, panels and pictures that the picture shows."""
    scale = scale_of(reads)
    height, width = grey.shape
    sheet = Sheet(width * scale, height * scale, runs_of(reads, scale))
    em = max(8, round(10.0 / scale))
    sheet.across = [box for box in shapes(grey < DARK, 8 * em, 1, scale) if box.height <= 4]
    sheet.upright = [box for box in shapes(grey < DARK, 1, 8 * em, scale) if box.width <= 4]
    panels = shapes(grey < PAPER, 3 * em, 2 * em, scale)
    plates = shapes(grey < DARK, 2 * em, round(1.3 * em), scale)
    for box in panels + [plate for plate in plates if plate.height < 30]:
        sheet.boxes.append(Box(box.x0, box.y0, box.x1, box.y1, _ink(grey, box, scale)))
    whole = sheet.boxes + framed(sheet)
    sheet.boxes = [box for box in sheet.boxes if not any(part_of(box, other) for other in whole)]
    return sheet


def part_of(box: Box, other: Box) -> bool:
    """Whether a panel is only a strip of a larger one, from side to side: text that stands on it has cut it up."""
    sides = abs(box.x0 - other.x0) < EDGE and abs(box.x1 - other.x1) < EDGE
    return sides and other.height > box.height + EDGE and other.covers(box, EDGE)


def shapes(mask: Any, columns: int, rows: int, scale: float) -> list[Box]:
    """Boxes, in points, of all that stays dark under a brush of so many pixels."""
    import cv2

    brush = cv2.getStructuringElement(cv2.MORPH_RECT, (columns, rows))
    opened = cv2.morphologyEx(mask.astype("uint8"), cv2.MORPH_OPEN, brush)
    _, _, stats, _ = cv2.connectedComponentsWithStats(opened)
    return [
        Box(float(x) * scale, float(y) * scale, float(x + w) * scale, float(y + h) * scale, 1.0, True)
        for x, y, w, h, area in stats[1:]
        if area > 0.5 * w * h
    ]


def _ink(grey: Any, box: Box, scale: float) -> float:
    import numpy

    part = grey[int(box.y0 / scale) : int(box.y1 / scale), int(box.x0 / scale) : int(box.x1 / scale)]
    return float(1 - numpy.median(part) / 255) if part.size else 0.0


def read(reader: Reader, head: dict[str, Any], data: bytes) -> Answer:
    """The articles of a picture of a page; raises ParseError."""
    grey = load(data)
    reads = reader.lines(grey)
    origin = Origin(head["url"], PageFacts(**head["facts"]), head["year"], "ocr")
    sheets = read_sheets(sheet_of(grey, reads)) if reads else []
    return {"articles": [pack_article(one) for half in sheets for one in compose(half, origin)]}, []


def main() -> int:
    """Answer requests until standard input ends."""
    resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))
    reader = Reader()
    return serve(lambda head, blobs: read(reader, head, blobs[0]), cpu_seconds=CPU_SECONDS)


if __name__ == "__main__":
    sys.exit(main())
