"""Digital newspapers: what an issue announces is read page by page, and what is missing is asked for again."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from ingest.epaper.calendar import WEEK, Calendar, Suspension, Weekday, clock
from ingest.epaper.clips import Clips
from ingest.epaper.desk import TURN, Desk
from ingest.epaper.issue import Issue, make_reader
from ingest.epaper.memory import ONLY, IssueRecord, issues, remember
from ingest.epaper.platform import platform_of
from ingest.kind import Harvest
from ingest.reading import PageKind
from ingest.registry import GIVEN
from model.errors import FetchError, ParseError
from model.messages import say
from model.source import Fetch, FetchState, Ref, Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Epaper(PageKind):
    """A daily or weekly paper: `url` is a template with the day ({yyyy} {mm} {dd}), or the paper's entry page.

    `weekdays` and `suspended` are its calendar (days, or pairs of the first and last day). An issue is asked for from
    `opens`, then every `again` minutes until `until`; what is missing then is reported and given up. `back` is how many
    days are caught up after a pause; `pages` is the most an issue may have; `clippings: false` spares the page files.
    """

    weekdays: list[Weekday] = field(default_factory=lambda: list(WEEK))
    suspended: list[Suspension] = field(default_factory=list)
    opens: str | int = "00:00"
    until: str | int = "14:00"
    again: int = 10
    back: int = 7
    pages: int = 64
    clippings: bool = True
    seconds: float = field(default=TURN, metadata={GIVEN: True})

    def look(self, source: Source, state: FetchState, fetch: Fetch, now: datetime) -> Harvest:
        """The articles of all open issues that became whole since the last look; what is missing is told."""
        records = issues(state.cursor)
        desk = Desk(
            source, platform_of(source.profile, source.select), self.profiles, fetch, now, self.pages, self.seconds
        )
        clips = Clips(desk, self.clippings)
        turn = _Turn(records)
        for day, final in self._days(source, state, records, now):
            record = records.get(day) or IssueRecord(day)
            turn.make(Issue(desk, make_reader(desk, record), record, clips, final))
            if record.pages and not state.cursor:
                break  # the first run begins with the newest issue
        turn.check()
        return Harvest(
            tuple(turn.refs),
            replace(state, cursor=remember(state.cursor, records.values())),
            tuple(desk.snapshots),
            unchanged=not turn.refs,
            problems=(*turn.problems, *clips.problems),
            pictures=tuple(clips.pictures.values()),
        )

    def calendar(self, source: Source) -> Calendar:
        """When this paper comes out; raises CatalogError for a time of day that is none."""
        return Calendar(
            self.weekdays, self.suspended, clock(self.opens, "opens"), clock(self.until, "until"), source.zone
        )

    def _days(
        self, source: Source, state: FetchState, records: Mapping[date, IssueRecord], now: datetime
    ) -> Iterator[tuple[date, bool]]:
        """The days whose issues are to be asked for now, and whether it is for the last time."""
        if only := state.cursor.get(ONLY):
            yield date.fromisoformat(str(only)), True
            return
        calendar = self.calendar(source)
        today = calendar.today(now)
        days = [day for day in calendar.days(today - timedelta(days=self.back), today) if calendar.open(day, now)]
        first = min(records, default=None)
        for day in days if first else reversed(days):
            record = records.get(day)
            if (first is None or day >= first) and (record is None or self._ripe(record, now)):
                yield day, calendar.closed(day, now)

    def _ripe(self, record: IssueRecord, now: datetime) -> bool:
        """Whether an open issue is to be asked for again: one that seems whole is looked at less often."""
        wait = timedelta(minutes=self.again * (3 if record.complete else 1))
        return not record.closed and (record.asked_at is None or now - record.asked_at >= wait)


@dataclass
class _Turn:
    """What one look brings, issue by issue; an issue that fails does not hide the others."""

    records: dict[date, IssueRecord]
    refs: list[Ref] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    made: int = 0
    error: FetchError | ParseError | None = None

    def make(self, issue: Issue) -> None:
        """Ask for what is missing of one issue."""
        record = issue.record
        try:
            self.refs += issue.turn()
        except (FetchError, ParseError) as error:
            self.error = error
            self.problems.append(say("epaper.failed", day=record.day, reason=str(error)))
            return
        self.made += 1
        record.asked_at = None if issue.unfinished else issue.desk.now
        record.closed = issue.final and not issue.unfinished
        self.records[record.day] = record
        if record.pages:
            self.problems += () if issue.unfinished else record.problems()
        elif issue.final:
            self.problems.append(say("epaper.absent", day=record.day))

    def check(self) -> None:
        """Raise what went wrong where nothing went right."""
        if self.error and not self.made:
            raise self.error


KIND = Epaper
