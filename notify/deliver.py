"""The loop from due alerts to sent messages: leased from the outbox, composed, sent, and noted with what was answered.

Channels are served side by side, the deliveries of one channel in their order; a dead channel keeps only its own
alerts waiting. At least once: what was sent and could not be noted is sent again, with the same key.
"""

import random
import time
import uuid
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import datetime, tzinfo
from functools import partial

from model.article import Picture
from model.crash import crash_point
from model.errors import DeliveryError
from model.messages import say
from model.watching import ChannelAddress, Delivery, Message, Watch
from notify import outcome
from notify.channel import Channel, Reach
from notify.compose import Told, compose, compose_notice
from notify.registry import open_channel
from storage import deliveries, outbox, people, reading
from storage.clippings import Clippings
from storage.database import Database
from storage.values import Attempt

LEASE = 120.0  # seconds
BATCH = 200  # deliveries leased at a time
CLIPPINGS = 5  # pictures of at most 300 KB that go with one message
WORKERS = 8  # channels served at the same time
Way = tuple[str, str]  # subscriber, channel


@dataclass(frozen=True, slots=True)
class _Turn:
    """What one turn works with; `chance` spreads the pauses."""

    db: Database
    reach: Reach
    now: datetime
    zone: tzinfo | None
    chance: Callable[[], float]
    owner: str = field(default_factory=lambda: str(uuid.uuid4()))
    addresses: dict[Way, ChannelAddress] = field(default_factory=dict)
    watches: dict[str, Watch] = field(default_factory=dict)


def deliver(
    db: Database,
    reach: Reach,
    now: datetime,
    *,
    secret: str | None = None,
    zone: tzinfo | None = None,
    chance: Callable[[], float] = random.random,
) -> list[Delivery]:
    """Send what is due at `now`; every delivery that was tried or put off, as it stands afterwards.

    `secret` is BAOSHAO_SECRET, `zone` the one that readers are told times in. What goes wrong with a message is noted
    on its delivery; raises StorageError only.
    """
    turn = _Turn(db, reach, now, zone, chance)
    deliveries.form(db, now)
    done: list[Delivery] = []
    while leased := deliveries.lease(db, turn.owner, now, LEASE, BATCH):
        until = time.monotonic() + LEASE - reach.timeout * 2
        if not turn.addresses:
            turn.addresses.update(_addresses(db, secret))
            turn.watches.update({watch.id: watch for watch in people.list_watches(db)})
        with ThreadPoolExecutor(WORKERS, thread_name_prefix="deliver") as pool:
            for ended in pool.map(partial(_serve, turn, until), _by_way(leased)):
                done += ended
    return done


def _addresses(db: Database, secret: str | None) -> Mapping[Way, ChannelAddress]:
    return {
        (person.id, address.name): address
        for person in people.list_subscribers(db, secret)
        if person.enabled
        for address in person.channels
    }


def _by_way(leased: Sequence[Delivery]) -> list[list[Delivery]]:
    queues: dict[Way, list[Delivery]] = {}
    for delivery in leased:
        queues.setdefault((delivery.subscriber_id, delivery.channel), []).append(delivery)
    return list(queues.values())


def _serve(turn: _Turn, until: float, queue: Sequence[Delivery]) -> list[Delivery]:
    """One channel's deliveries, one by one. After one that failed, the others wait until it is tried again."""
    done: list[Delivery] = []
    failed: Attempt | None = None
    for delivery in queue:
        if failed is not None:
            attempt = outcome.put_off(turn.now, failed.due_at or turn.now)
        elif done and time.monotonic() > until:  # the lease is nearly over
            attempt = outcome.put_off(turn.now, turn.now)
        else:
            attempt = _try(turn, delivery)
            failed = attempt if attempt.state == "later" else None
        done.append(deliveries.finish(turn.db, delivery.id, turn.owner, attempt))
    return done


def _try(turn: _Turn, delivery: Delivery) -> Attempt:
    """Compose and send one delivery, and say how that ended."""
    address = turn.addresses.get((delivery.subscriber_id, delivery.channel))
    if address is None:
        return Attempt("dead", turn.now, message=say("notify.error.gone", channel=delivery.channel))
    policy = outcome.Policy(delivery, address.url, turn.now, turn.chance)
    channel: Channel | None = None
    try:
        channel = open_channel(address.url, turn.reach)
        receipt = channel.send(_message(turn, delivery), turn.now)
        crash_point("deliver.sent")
        return policy.sent(receipt)
    except DeliveryError as error:
        return policy.failed(error, again=_may_repeat(turn.db, delivery, channel))
    except Exception as error:  # noqa: BLE001  # a fault of ours or of a library stops one delivery, not the others
        return policy.crashed(error)


def _message(turn: _Turn, delivery: Delivery) -> Message:
    if delivery.notice is not None:
        return compose_notice(delivery.id, delivery.notice)
    raised = outbox.alerts_by_ids(turn.db, delivery.alert_ids)
    ids = [alert.article_id for alert in raised]
    articles, tags = reading.by_ids(turn.db, ids), reading.tags_of(turn.db, ids)
    told = [
        Told(alert, articles[alert.article_id], _watch(turn, alert.watch_id, delivery), tags[alert.article_id])
        for alert in raised
    ]
    message = compose(delivery.id, told, zone=turn.zone)
    return replace(message, pictures=_clippings(turn.db, [one.article.clipping for one in told]))


def _clippings(db: Database, names: Iterable[str | None]) -> tuple[Picture, ...]:
    """The first few clippings of a message's articles; one that is gone is left out, for the alert matters more."""
    kept = Clippings(db.folder)
    wanted = [name for name in dict.fromkeys(names) if name is not None][:CLIPPINGS]
    return tuple(Picture(name, body) for name in wanted if (body := kept.get(name)) is not None)


def _watch(turn: _Turn, watch_id: str, delivery: Delivery) -> Watch:
    """The watch, or what is left of one that was removed after it had raised the alert."""
    return turn.watches.get(watch_id) or Watch(watch_id, delivery.subscriber_id, watch_id, "")


def _may_repeat(db: Database, delivery: Delivery, channel: Channel | None) -> bool:
    """Whether an answer that was lost may be asked for once more: the service knows our key, and it is the first."""
    if channel is None or not channel.repeatable:
        return False
    return all(attempt.code != outcome.LOST for attempt in deliveries.attempts_of(db, delivery.id))
