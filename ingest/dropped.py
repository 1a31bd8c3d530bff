"""A file as articles, by what its bytes are: for the `folder` kind and for `baoshao extract`."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from ingest.decode import decode
from ingest.extract.article import extract
from ingest.extract.profile import Profile
from ingest.jsonlines import read_json_lines
from ingest.newspaper import looks_like_newspaper, read_image, read_pdf, read_text
from ingest.textpage import is_text_page, read_plain_text, read_text_page
from model.article import RawArticle
from model.errors import ParseError
from model.source import Document, Snapshot


def read_file(
    name: str,
    data: bytes,
    *,
    url: str | None = None,
    profiles: Sequence[Profile] = (),
    now: datetime | None = None,
    profile: Profile | None = None,
) -> list[RawArticle]:
    """The articles of one file: an HTML page, a page PDF or picture, a text, or JSON lines of the public schema.

    `name` tells .jsonl from other text; all else is read off the bytes. Raises ParseError that names the file.
    """
    moment = now or datetime.now(UTC)
    try:
        document = decode(Snapshot("", url or "", url or "", 200, _told(name), data, moment))
        return _READERS.get(_form(document, name), _refuse)(document, url, moment, profiles, profile)
    except ParseError as error:
        raise ParseError(f"{name}: {str(error).removeprefix(': ')}", kind=error.kind) from error


_Reader = Callable[[Document, str | None, datetime, Sequence[Profile], Profile | None], list[RawArticle]]


def _told(name: str) -> tuple[tuple[str, str], ...]:
    """What the name says, as a server would: it decides only where the bytes do not."""
    ending = name.rpartition(".")[2].lower()
    kind = {"html": "text/html", "htm": "text/html", "txt": "text/plain", "json": "application/json"}.get(ending)
    return (("content-type", kind),) if kind else ()


def _form(document: Document, name: str) -> str:
    if name.lower().endswith((".jsonl", ".ndjson")) and document.media in ("json", "text"):
        return "lines"
    if name.lower().endswith(".txt") and document.media != "pdf":
        return "text" if not document.text.lstrip().startswith("<") else document.media
    return document.media


def _html(
    document: Document, url: str | None, now: datetime, profiles: Sequence[Profile], profile: Profile | None
) -> list[RawArticle]:
    return [replace(extract(document, profile=profile, profiles=profiles, now=now), url=url)]


def _pdf(document: Document, url: str | None, now: datetime, *_: object) -> list[RawArticle]:
    return read_pdf(document.body, url=url, now=now)


def _image(document: Document, url: str | None, now: datetime, *_: object) -> list[RawArticle]:
    return read_image(document.body, url=url, now=now)


def _text(document: Document, url: str | None, now: datetime, *_: object) -> list[RawArticle]:
    if is_text_page(document.text):
        return [read_text_page(document.text, url=url)]
    if looks_like_newspaper(document.text):
        return read_text(document.text, url=url, now=now)
    return [read_plain_text(document.text, url=url)]


def _json_lines(document: Document, url: str | None, *_: object) -> list[RawArticle]:
    return read_json_lines(document.text, url=url)


def _refuse(document: Document, *_: object) -> list[RawArticle]:
    raise ParseError(f"a file of {document.media} is nothing that articles can be read from", kind="not_html")


_READERS: Mapping[str, _Reader] = {
    "html": _html,
    "xml": _html,
    "pdf": _pdf,
    "image": _image,
    "text": _text,
    "lines": _json_lines,
}
