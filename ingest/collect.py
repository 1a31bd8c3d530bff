"""One run over a source: look, leave out what is known, read, normalise, identify; one broken page stops no other."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from ingest.address import canonical_url
from ingest.extract.profile import Profile
from ingest.identity import identify_all
from ingest.kind import AGAIN, Harvest, Kind, Reading
from ingest.normalise import normalise
from ingest.registry import make
from model.article import Article, Picture
from model.errors import FetchError, FetchTemporaryError, ParseError
from model.source import Fetch, FetchState, Ref, Snapshot, Source

_TRIES = 8
MOST = 500
"""New refs read in one run; the rest is met in the next."""

Unseen = Callable[[Sequence[Ref]], Iterable[Ref]]


@dataclass(frozen=True, slots=True)
class Read:
    """What one ref gave: its articles, ready to be tagged and stored, and the bytes that they came from."""

    ref: Ref
    articles: tuple[Article, ...]
    snapshots: tuple[Snapshot, ...] = ()
    replacements: int = 0  # U+FFFD that decoding had to put in


@dataclass(frozen=True, slots=True)
class Failed:
    """A ref that gave nothing; `again` says that it is kept and met in the next run."""

    ref: Ref
    error: Exception
    again: bool


@dataclass(frozen=True, slots=True)
class Finished:
    """The end of a run: the state to store with the last of it, and what the look brought."""

    state: FetchState
    snapshots: tuple[Snapshot, ...] = ()
    problems: tuple[str, ...] = ()
    unchanged: bool = False
    found: int = 0  # refs that the source shows
    new: int = 0  # of them, those that were read
    pictures: tuple[Picture, ...] = ()  # to be kept before the state is stored


def gather(
    source: Source,
    state: FetchState,
    fetch: Fetch,
    now: datetime,
    unseen: Unseen,
    *,
    profiles: Mapping[str, Profile] | None = None,
    most: int = MOST,
) -> Iterator[Read | Failed | Finished]:
    """Yield a Read or a Failed for each new ref, one at a time, and at last one Finished.

    `unseen` is given refs and gives back, in order, those that were not dealt with in an earlier run. Raises
    FetchError, ParseError or CatalogError where the source itself cannot be looked at. Until Finished is stored
    nothing has happened: the ETag and the cursor stand only there, so that a run that breaks off is made again.
    """
    kind = make(source, profiles)
    harvest = kind.look(source, state, fetch, now)
    again = _again(state)
    refs = list(unseen(_distinct([*(ref for ref, _ in again.values()), *harvest.refs])))
    left: list[tuple[Ref, int]] = []
    good = 0
    for ref in refs[:most]:
        result = _attempt(kind, source, ref, fetch, now, again.get(ref.url, (ref, 0))[1])
        if isinstance(result, Read):
            good += 1
        elif result.again:
            left.append((ref, again.get(ref.url, (ref, 0))[1] + 1))
        yield result
    yield _finished(state, harvest, refs, left, good, now, most)


def _attempt(kind: Kind, source: Source, ref: Ref, fetch: Fetch, now: datetime, tried: int) -> Read | Failed:
    try:
        reading = kind.read(source, ref, fetch, now)
        articles = _articles(reading, source, now)
    except (FetchError, ParseError) as error:
        return Failed(ref, error, isinstance(error, FetchTemporaryError) and tried + 1 < _TRIES)
    except Exception as error:  # noqa: BLE001  one page that nobody foresaw must not hide the others
        return Failed(ref, error, tried + 1 < _TRIES)
    return Read(ref, articles, reading.snapshots, reading.replacements)


def _articles(reading: Reading, source: Source, now: datetime) -> tuple[Article, ...]:
    return tuple(identify_all([normalise(raw, source_id=source.id, now=now) for raw in reading.articles]))


def _finished(
    state: FetchState,
    harvest: Harvest,
    refs: list[Ref],
    left: list[tuple[Ref, int]],
    good: int,
    now: datetime,
    most: int,
) -> Finished:
    ended = harvest.state
    problems = harvest.problems
    if len(refs) > most:  # what was left out must be met again, so the list must not say "unchanged"
        ended = replace(ended, validators=state.validators, cursor=state.cursor)
        problems = (*problems, f"{len(refs)} new items at once; the first {most} were read, the others come next time")
    cursor = {key: value for key, value in ended.cursor.items() if key != AGAIN}
    if left:
        cursor[AGAIN] = [_kept(ref, tries) for ref, tries in left]
    failed = bool(refs) and good == 0
    ended = replace(
        ended,
        cursor=cursor,
        last_run_at=now,
        last_success_at=ended.last_success_at if failed else now,
        failures=state.failures + 1 if failed else 0,
        last_error=f"none of {len(refs[:most])} new pages could be read" if failed else None,
    )
    return Finished(
        ended,
        harvest.snapshots,
        problems,
        harvest.unchanged,
        len(harvest.refs),
        min(len(refs), most),
        harvest.pictures,
    )


def _distinct(refs: Iterable[Ref]) -> list[Ref]:
    """The refs without those whose address, however spelt, was there before; those that carry articles all count."""
    found: dict[str, Ref] = {}
    for number, ref in enumerate(refs):
        found.setdefault(f"{number}" if ref.carried else canonical_url(ref.url), ref)
    return list(found.values())


def _kept(ref: Ref, tries: int) -> dict[str, object]:
    return {"url": ref.url, "title": ref.title, "published": ref.published, "hints": dict(ref.hints), "tries": tries}


def _again(state: FetchState) -> dict[str, tuple[Ref, int]]:
    """The refs that earlier runs could not read, by address, and how often they were tried."""
    kept = state.cursor.get(AGAIN) or []
    assert isinstance(kept, list)
    return {
        one["url"]: (Ref(one["url"], one["title"], one["published"], hints=one["hints"]), int(one["tries"]))
        for one in kept
    }
