"""The bench of search in its small form."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]


@pytest.mark.slow
def test_the_bench_tells_time_size_and_how_right_each_peer_is(tmp_path):
    command = [sys.executable, "-m", "bench.search", "--articles", "400", "--peer-articles", "300", "--queries", "20"]
    done = subprocess.run([*command, "--json"], cwd=ROOT, capture_output=True, text=True, check=True)
    told = json.loads(done.stdout.splitlines()[-1])
    assert told["articles"] == 400
    assert told["index_mb"] > 0 < told["packed_mb"]
    assert told["newest_2_p95_ms"] > 0 < told["ranked_two_terms_p95_ms"]
    right = {peer["name"]: peer["right"] for peer in told["peers"]}
    assert right["ours"] == right["LIKE"] == 1.0
    assert max(right["FTS5 trigram"], right["FTS5 jieba"]) < 1.0
    assert told["ratio"] > 0
