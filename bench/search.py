"""Search over a large archive: time to build, size, and time of answers; beside FTS5 trigram, FTS5 on words, and LIKE.

    python -m bench.search [--articles 500000] [--peer-articles 20000] [--queries 300] [--folder DIR] [--json]

The articles are made by recombining sentences; the sentences are made of jieba's dictionary, each word as often as
it is in Chinese. Nothing but SQLite is measured against PostgreSQL's server unless `--postgres URL` names an empty
database; then the answers of both are compared as well.
"""

import argparse
import json
import random
import tempfile
from contextlib import closing
from itertools import islice
from pathlib import Path

from bench.search_parts.archive import fill, index_size, made_articles
from bench.search_parts.measure import measure, newest, percentiles, phrases_of, ranked, timed
from bench.search_parts.peers import PEERS
from storage import open_database
from storage.reading import by_ids, counts
from storage.search import optimise

KEPT = 4_000  # articles that phrases are drawn from


def ours(folder: Path, count: int, queries: int) -> dict[str, float]:
    """Our figures for an archive of so many articles: as it has grown, and after `optimise`."""
    made = list(islice(made_articles(count), KEPT))
    with closing(open_database(None, folder)) as db:
        figures = {} if counts(db)["articles"] else fill(db, made_articles(count))
        figures |= index_size(db) | measure(db, made, queries)
        optimise(db)
        later = index_size(db) | measure(db, made, queries)
    return figures | {f"optimised_{name}": value for name, value in later.items()}


def beside_peers(folder: Path, count: int, queries: int) -> list[dict[str, object]]:
    """The newest twenty articles by a phrase of two, four or eight characters: ours and each peer, on the same ones.

    Every peer's answer is read out of the same table of articles, as ours is.
    """
    made = list(made_articles(count))
    chance = random.Random(3)
    phrases = [phrase for length in (2, 4, 8) for phrase in phrases_of(made, length, queries // 3, chance)]
    rows: list[dict[str, object]] = []
    with closing(open_database(None, folder / "ours")) as db:
        seconds = timed(lambda: fill(db, iter(made)))[0] / 1e3
        truth = {phrase: newest(db, phrase) for phrase in phrases}
        times = [timed(lambda p=p: newest(db, p))[0] for p in phrases]
        rows.append(row("ours", seconds, sum(index_size(db).values()), times, 1.0))
        for peer in (make(folder) for make in PEERS):
            seconds = timed(lambda peer=peer: peer.fill(made))[0] / 1e3
            times = [timed(lambda p=p, peer=peer: by_ids(db, peer.newest(p)))[0] for p in phrases]
            right = sum(peer.newest(phrase) == truth[phrase] for phrase in phrases) / len(phrases)
            rows.append(row(peer.name, seconds, peer.megabytes(), times, right))
    return rows


def row(name: str, seconds: float, size: float, times: list[float], right: float) -> dict[str, object]:
    """One line of the comparison."""
    p50, p95 = percentiles(times)
    return {"name": name, "build_s": seconds, "mb": size, "p50_ms": p50, "p95_ms": p95, "right": right}


def same_answers(folder: Path, count: int, queries: int, url: str) -> dict[str, float]:
    """How many of the answers of SQLite and PostgreSQL differ, and how long PostgreSQL takes."""
    made = list(made_articles(count))
    chance = random.Random(4)
    with closing(open_database(None, folder / "same")) as one, closing(open_database(url, folder / "other")) as other:
        for db in (one, other):
            fill(db, iter(made))
        optimise(other)
        differ = 0
        for _ in range(queries):
            phrases = phrases_of(made, chance.choice((2, 4, 8)), chance.choice((1, 2)), chance)
            ask = chance.choice((newest, ranked))
            differ += ask(one, *phrases) != ask(other, *phrases)
        figures = {f"postgres_{name}": value for name, value in measure(other, made[:KEPT], 100).items()}
        return figures | {f"postgres_{k}": v for k, v in index_size(other).items()} | {"postgres_differs": differ}


def main() -> None:
    parser = argparse.ArgumentParser(description="Search over a large archive.")
    parser.add_argument("--articles", type=int, default=500_000)
    parser.add_argument("--peer-articles", type=int, default=20_000)
    parser.add_argument("--queries", type=int, default=300)
    parser.add_argument("--folder", type=Path, help="keep the large archive here, and use it again")
    parser.add_argument("--postgres", metavar="URL", help="an empty database to compare 1,000 answers with")
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as aside:
        figures: dict[str, object] = dict(ours(given.folder or Path(aside) / "large", given.articles, given.queries))
        peers = beside_peers(Path(aside), given.peer_articles, given.queries)
        if given.postgres:
            figures |= same_answers(Path(aside), given.peer_articles, 1_000, given.postgres)
    best = min(float(str(peer["p95_ms"])) for peer in peers[1:] if peer["right"] == 1.0)
    ratio = best / float(str(peers[0]["p95_ms"]))
    if given.json:
        print(json.dumps(figures | {"peers": peers, "ratio": ratio}, ensure_ascii=False))
        return
    for name, value in figures.items():
        print(f"{name:40} {value:12.2f}")
    for peer in peers:
        print("  ".join(f"{value:>12.2f}" if isinstance(value, float) else f"{value:14}" for value in peer.values()))
    print(f"ratio {ratio:.1f} (p95 of the best peer whose answers are all right over ours, newest first)")


if __name__ == "__main__":
    main()
