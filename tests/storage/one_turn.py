"""One turn over storage alone, run as a process of its own that a test kills: `one_turn.py URL FOLDER`."""

import sys
from datetime import UTC, datetime
from pathlib import Path

import xxhash

from model.article import Article, Extraction
from model.source import FetchState, Ref, Snapshot
from model.watching import ChannelAddress, Evidence, Match, Subscriber, Watch
from storage import articles, deliveries, open_database, outbox, people, reading
from storage.snapshots import Archive
from storage.values import Attempt, Batch, Entry, Run
from topics.story import decide

NOW = datetime(2026, 11, 21, 8, 30, tzinfo=UTC)
IDS = [f"00000000-0000-4000-8000-{number:012}" for number in range(1, 4)]
URLS = [f"http://press.test/{number}.html" for number in range(1, 4)]


def page(number: int) -> Snapshot:
    body = f"第{number}页的正文。".encode("gb18030") * 200
    return Snapshot(IDS[number], URLS[number], URLS[number], 200, (), body, NOW)


def entry(number: int) -> Entry:
    text = f"第{number}篇"
    sentences = tuple(xxhash.xxh3_64_intdigest(f"{text}{each}".encode()) for each in range(4))
    return Entry(
        Article(
            "paper",
            URLS[number],
            "article",
            text,
            (text,),
            Extraction("test"),
            identity=URLS[number],
            content_hash=text,
            fingerprint=sentences,
            snapshot_id=IDS[number],
        )
    )


def main(url: str, folder: str) -> None:
    db = open_database(url, folder)
    people.save_subscribers(db, [Subscriber("an", "安", (ChannelAddress("file", "file:///sent"),))])
    people.save_watches(db, [Watch("w", "an", "篇", "篇")])
    todo = [URLS.index(ref.url) for ref in reading.unseen(db, "paper", [Ref(url) for url in URLS])]
    refs = Archive(db).write([page(number) for number in todo], NOW)
    batch = Batch(
        "paper", tuple(entry(number) for number in todo), refs, state=FetchState("paper"), run=Run("paper", NOW, NOW)
    )
    articles.store(db, batch, NOW, decide)
    read = reading.unmatched(db)
    outbox.enqueue(
        db, read, [Match("w", each.id, (Evidence("title", 2, 3, "篇"),), "标题含“篇”") for each in read], NOW
    )
    deliveries.form(db, NOW)
    later = db.now()  # leases run out by the clock on the wall
    for delivery in deliveries.lease(db, "turn", later, seconds=0.001):
        with (Path(folder) / "sent").open("a") as sent:
            sent.write("".join(f"{alert_id}\n" for alert_id in delivery.alert_ids))
        deliveries.finish(db, delivery.id, "turn", Attempt("sent", later, 200))
    db.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
