"""Asking for the same page again and again: only what changed, and all of it once a day.

Servers lie about ETags; so a page is asked for without conditions when its last whole answer is a day old.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from model.source import Fetch, FetchState, NotModified, Request, Snapshot, Validators

WHOLE = "whole"
"""Key of the cursor: when each address last answered with its whole page (ISO 8601), by address."""
_DAY = timedelta(days=1)
_LONGEST = 1024  # characters of a validator that is worth keeping


@dataclass(slots=True)
class Asking:
    """The pages of one look: what was asked, what came, and the state to store once all of it is."""

    state: FetchState
    fetch: Fetch
    now: datetime
    snapshots: list[Snapshot] = field(default_factory=list)
    unchanged: int = 0

    def ask(self, url: str) -> Snapshot | None:
        """The page, or None where it is as it was; raises FetchError."""
        answer = self.fetch(Request(url, validators=self._validators(url)))
        if isinstance(answer, NotModified):
            self.unchanged += 1
            return None
        self.snapshots.append(answer)
        return answer

    def ended(self) -> FetchState:
        """The state with the new validators; those of addresses that are asked no more are forgotten."""
        came = {snapshot.requested_url: snapshot for snapshot in self.snapshots}
        validators = {url: kept(snapshot.validators) for url, snapshot in came.items()}
        whole = dict.fromkeys(came, self.now.isoformat())
        if self.unchanged:
            validators = {**self.state.validators, **validators}
            whole = {**self._whole(), **whole}
        return replace(self.state, validators=validators, cursor={**self.state.cursor, WHOLE: whole})

    def _validators(self, url: str) -> Validators | None:
        known = self.state.validators.get(url)
        last = self._whole().get(url)
        if known is None or known == Validators() or last is None:
            return None
        return known if self.now - datetime.fromisoformat(last) < _DAY else None

    def _whole(self) -> Mapping[str, str]:
        found = self.state.cursor.get(WHOLE)
        return found if isinstance(found, Mapping) else {}


def kept(validators: Validators) -> Validators:
    """The validators as they may be stored and sent again: none that is too long."""
    etag, modified = validators.etag, validators.last_modified
    return Validators(
        etag if etag and len(etag) <= _LONGEST else None, modified if modified and len(modified) <= _LONGEST else None
    )
