"""The helper process: it may end, and the service goes on."""

import io
import os
import threading
import zlib
from datetime import UTC, datetime
from importlib.util import find_spec
from pathlib import Path

import pytest

from ingest.newspaper import read_pdf
from ingest.newspaper.child import answer
from ingest.newspaper.loop import answered
from ingest.newspaper.reading import PDF
from ingest.newspaper.wire import receive, send
from ingest.newspaper.worker import Worker
from model.errors import ParseError
from service.press.maker.sheet import make

NOW = datetime(2026, 11, 20, 8, tzinfo=UTC)


def pdf(page=b"", content=None, pages=1, mediabox=b"0 0 300 400", filters=b""):
    """A PDF written by hand: one page object, referred to `pages` times."""
    kids = b"3 0 R " * pages
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [" + kids + b"] /Count " + str(pages).encode() + b" >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [" + mediabox + b"] " + page + b" >>",
    ]
    if content is not None:
        head = b"<< /Length " + str(len(content)).encode() + b" " + filters + b">>\nstream\n"
        objects.append(head + content + b"\nendstream")
    out, places = io.BytesIO(b""), []
    out.write(b"%PDF-1.7\n")
    for number, body in enumerate(objects, 1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n" % number + body + b"\nendobj\n")
    start = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    out.write(b"".join(b"%010d 00000 n \n" % place for place in places))
    out.write(b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start))
    return out.getvalue()


def resident():
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")


def test_bytes_that_are_no_pdf_are_refused():
    with pytest.raises(ParseError, match="no PDF, or it is damaged"):
        read_pdf(b"<html>log in first</html>", url=None, now=NOW)


def test_too_many_pages_are_refused():
    with pytest.raises(ParseError, match=r"120 pages"):
        read_pdf(pdf(pages=120), url=None, now=NOW)


def test_a_page_larger_than_any_paper_is_refused():
    with pytest.raises(ParseError, match="no newspaper page is so large"):
        read_pdf(pdf(mediabox=b"0 0 90000 90000"), url=None, now=NOW)


def test_a_page_without_text_is_told_as_such():
    has_ocr = find_spec("rapidocr") is not None
    said = "no article on its 1 page" if has_ocr else r"no text layer; needs OCR: install baoshao\[ocr\]"
    with pytest.raises(ParseError, match=said):
        read_pdf(pdf(), url="http://paper.example/1.pdf", now=NOW)


def test_a_bomb_ends_its_reader_and_not_the_service():
    squeezer = zlib.compressobj(9)
    once = b"".join(squeezer.compress(bytes(2**24)) for _ in range(160)) + squeezer.flush()
    data = pdf(b"/Contents 4 0 R", zlib.compress(once, 9), filters=b"/Filter [/FlateDecode /FlateDecode] ")
    before = resident()
    with pytest.raises(ParseError, match="was stopped"):
        read_pdf(data, url=None, now=NOW)
    assert resident() - before < 64 * 1024**2
    made = make(12)
    assert read_pdf(made.pdf, url=None, now=NOW)


def test_a_reader_that_hangs_is_stopped():
    worker = Worker("ingest.newspaper.child", patience=0.5)
    process = worker._running()
    os.kill(process.pid, 19)  # SIGSTOP: it will never answer
    with pytest.raises(ParseError, match="was stopped"):
        worker.ask({"command": "read"}, [b"x"])
    worker.close()
    worker.close()


def test_a_reader_that_was_killed_is_replaced():
    process = PDF._running()
    process.kill()
    process.wait()
    assert read_pdf(make(12).pdf, url=None, now=NOW)
    assert PDF._running().pid != process.pid


def test_a_forked_process_starts_its_own_reader():
    read_pdf(make(12).pdf, url=None, now=NOW)
    mine = PDF._running().pid
    readable, writable = os.pipe()
    child = os.fork()
    if child == 0:
        os.write(writable, str(PDF._running().pid).encode())
        PDF.close()
        os._exit(0)
    os.waitpid(child, 0)
    assert int(os.read(readable, 32)) != mine
    assert PDF._running().pid == mine
    assert read_pdf(make(12).pdf, url=None, now=NOW)


def test_errors_travel_as_text_and_memory_errors_too():
    head = {"command": "read", "url": None, "year": 2026, "facts": {}}
    assert "no PDF" in answered(answer, head, [b"x"])[0]["error"]

    def greedy(head, blobs):
        raise MemoryError

    reply, blobs = answered(greedy, head, [])
    assert (reply["kind"], blobs) == ("too_large", [])
    assert "more memory than any newspaper page" in reply["error"]


def test_messages_arrive_whole_or_not_at_all():
    stream = io.BytesIO()
    send(stream, {"题": 1}, [b"abc", b""])
    sent = stream.getvalue()
    assert receive(io.BytesIO(sent)) == ({"题": 1}, [b"abc", b""])
    for cut in (0, 3, 9, len(sent) - 9):
        with pytest.raises(EOFError):
            receive(io.BytesIO(sent[:cut]))
    with pytest.raises(EOFError, match="announced"):
        receive(io.BytesIO(b"\xff" * 8))


def test_a_closed_reader_leaves_no_process_behind():
    worker = Worker("ingest.newspaper.child", patience=5)
    process = worker._running()
    threading.Thread(target=worker.close).start()
    assert process.wait(10) is not None
