"""`baoshao run` and `baoshao demo` as processes: they show what they promise, and end when they are told."""

import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import pytest

COMMAND = str(Path(sys.executable).with_name("baoshao"))
LINE = re.compile(
    r"(\d+) sources, (\d+) articles \(all fields of (\d+) of \d+ web pages\), (\d+) tagged, (\d+) reprints, (\d+) alerts, (\d+)"
)


def start(stage: Any, *arguments: str, **environment: str) -> subprocess.Popen[str]:
    whole = os.environ | stage.environment() | {"BAOSHAO_BIND": "127.0.0.1:0", "BAOSHAO_LOG": "json"} | environment
    return subprocess.Popen([COMMAND, *arguments], env=whole, stderr=subprocess.PIPE, text=True)


def page_of(process: subprocess.Popen[str]) -> str:
    assert process.stderr is not None
    for line in process.stderr:
        if '"running"' in line:
            return str(json.loads(line)["page"])
    raise AssertionError("the service did not start")


def test_run_collects_serves_the_page_and_ends_within_ten_seconds_of_sigterm(stage: Any) -> None:
    process = start(stage, "run")
    page = page_of(process)
    deadline = time.monotonic() + 30
    while "云溪" not in urlopen(page, timeout=5).read().decode() and time.monotonic() < deadline:
        time.sleep(0.2)
    assert "云溪" in urlopen(page, timeout=5).read().decode()
    assert json.loads(urlopen(page + "healthz", timeout=5).read())["status"] == "ok"
    assert b"baoshao" in urlopen(page + "metrics", timeout=5).read()
    end(process)


def end(process: subprocess.Popen[str]) -> None:
    """SIGTERM, and the end within ten seconds, with nothing wrong."""
    process.send_signal(signal.SIGTERM)
    _, said = process.communicate(timeout=10)
    assert process.returncode == 0, said


@pytest.mark.slow
def test_sigterm_in_the_middle_of_a_slow_collection_ends_within_ten_seconds_and_loses_nothing(stage: Any) -> None:
    text = stage.sources.read_text("utf-8")
    stage.sources.write_text(text.replace("pace: 50/s", "pace: 1/s"), "utf-8")
    process = start(stage, "run")
    page_of(process)
    time.sleep(3)
    end(process)
    stage.sources.write_text(text, "utf-8")
    done = subprocess.run(
        [COMMAND, "collect", "--json"], env=os.environ | stage.environment(), capture_output=True, text=True
    )
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert sum(row["new"] for row in rows) >= 74 - 6


@pytest.mark.slow
def test_the_demo_shows_all_that_it_promises_within_a_minute() -> None:
    begin = time.monotonic()
    done = subprocess.run(
        [COMMAND, "demo", "--once", "--bind", "127.0.0.1:0"], capture_output=True, text=True, timeout=90
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert time.monotonic() - begin < 60
    sources, articles, whole, tagged, reprints, alerts, sent = map(int, LINE.findall(done.stdout)[-1])
    assert sources >= 3
    assert articles >= 60
    assert whole >= 60
    assert tagged >= 60
    assert reprints >= 1
    assert alerts >= 1
    assert sent >= 1
