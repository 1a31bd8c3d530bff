"""Kind `folder`: files that someone drops."""

import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Literal

from ingest.dropped import read_file
from ingest.extract.profile import Profile
from ingest.kind import AGAIN, Harvest, Reading
from ingest.registry import GIVEN
from model.errors import FetchPermanentError, FetchTemporaryError, ParseError
from model.source import Fetch, FetchState, Ref, Snapshot, Source

_OFFERED = "offered"  # key of the cursor: names that an earlier run has dealt with, to be moved now
_UNFINISHED = (".part", ".tmp", ".crdownload", "~")
_LARGEST = 200 * 1024 * 1024  # bytes of a file that is read


@dataclass(frozen=True, slots=True)
class Folder:
    """The .html, .txt, .pdf and .jsonl files of a folder (`url:` is its path), each once for each content.

    With `after: keep` they stay; with `after: move` the next run moves those that were stored to `done/` beside them,
    and a file that cannot be read goes to `unread/` at once. Hidden files, links and `.part` files are left alone.
    """

    after: Literal["keep", "move"] = "keep"
    profiles: Mapping[str, Profile] = field(default_factory=dict, metadata={GIVEN: True})

    def look(self, source: Source, state: FetchState, fetch: Fetch, now: datetime) -> Harvest:  # noqa: ARG002
        """The files that are there, by name."""
        refs: list[Ref] = []
        for place in map(Path, source.urls):
            if not place.is_dir():
                raise FetchPermanentError(
                    f"the folder {place} of source {source.id} is not there: make it, or correct its `url:`",
                    url=str(place),
                    kind="not_found",
                )
            if self.after == "move":
                _move_offered(place, state)
            refs += [_ref(path) for path in _files(place)]
        offered = [ref.hints["name"] for ref in refs] if self.after == "move" else []
        ended = replace(state, cursor={**state.cursor, _OFFERED: offered} if offered else {})
        return Harvest(tuple(refs), ended, unchanged=not refs)

    def read(self, source: Source, ref: Ref, fetch: Fetch, now: datetime) -> Reading:  # noqa: ARG002
        """The articles of one file, with their times in the source's zone."""
        path = Path(str(ref.hints["path"]))
        data = _content(path)
        snapshot = Snapshot(f"urn:uuid:{uuid.uuid4()}", path.as_uri(), path.as_uri(), 200, (), data, now)
        profile = self.profiles.get(source.profile) if source.profile else None
        try:
            raws = read_file(path.name, data, profiles=tuple(self.profiles.values()), now=now, profile=profile)
        except ParseError:
            if self.after == "move":
                _move(path, "unread")
            raise
        articles = (
            replace(raw, url=raw.url or path.as_uri(), zone=source.zone, snapshot_id=snapshot.id) for raw in raws
        )
        return Reading(tuple(articles), (snapshot,))


def _files(place: Path) -> Iterator[Path]:
    for path in sorted(place.resolve().iterdir()):
        hidden = path.name.startswith(".") or path.name.endswith(_UNFINISHED)
        if not hidden and not path.is_symlink() and path.is_file():
            yield path


def _ref(path: Path) -> Ref:
    """A ref whose address changes with the file, so that a file is read again when it was written again."""
    stat = path.stat()
    address = f"{path.as_uri()}?written={stat.st_mtime_ns}&size={stat.st_size}"
    return Ref(address, hints={"path": str(path), "name": path.name})


def _content(path: Path) -> bytes:
    try:
        size = path.stat().st_size
        if size > _LARGEST:
            raise ParseError(f"{path} has {size} bytes, more than {_LARGEST}: not read", kind="too_large")
        return path.read_bytes()
    except OSError as error:
        raise FetchTemporaryError(f"{path} cannot be read ({error.strerror}): see its permissions") from error


def _move_offered(place: Path, state: FetchState) -> None:
    offered, again = state.cursor.get(_OFFERED), state.cursor.get(AGAIN)
    waiting = {one["hints"].get("name") for one in again} if isinstance(again, list) else set()
    for name in offered if isinstance(offered, list) else []:
        path = place / str(name)
        if name not in waiting and path.is_file():
            _move(path, "done")


def _move(path: Path, folder: str) -> None:
    """Into a folder beside it, under another name where that one is taken."""
    target = path.parent / folder
    target.mkdir(exist_ok=True)
    free = target / path.name
    number = 1
    while free.exists():
        number += 1
        free = target / f"{path.stem}-{number}{path.suffix}"
    path.rename(free)


KIND = Folder
