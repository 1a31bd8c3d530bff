"""The image, built and run for real: podman, or docker where its engine answers."""

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
BASE = "docker.io/library/python:3.11-slim-bookworm"
LOCKED = [
    "--read-only",
    "--tmpfs",
    "/tmp",
    "--cap-drop",
    "all",
    "--security-opt",
    "no-new-privileges",
    "--memory",
    "512m",
]
MOST_ABOVE_BASE = 350_000_000

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("container")]


@pytest.fixture(scope="module")
def engine(shared: Path) -> Iterator[list[str]]:
    if not shutil.which("podman") or not shutil.which("debootstrap"):
        pytest.skip("podman and debootstrap are not installed here: `apt-get install podman buildah runc debootstrap`")
    if os.geteuid() != 0:
        pytest.skip("building the base image needs root")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CONTAINERS_CONF", str(shared / "container" / "containers.conf"))
        subprocess.run(["bash", str(shared / "container" / "mkbase.sh")], check=True, capture_output=True)
        yield ["podman"]


@pytest.fixture(scope="module")
def image(engine: list[str], shared: Path) -> str:
    mounts = ["-v", "/etc/ssl/certs:/etc/ssl/certs:ro", "-v", f"{shared}/container/pip-build.conf:/etc/pip.conf:ro"]
    how = ["--format", "docker", "--isolation", "chroot", "--network", "host", *mounts]
    command = [*engine, "build", *how, "-f", "docker/Dockerfile", "-t", "baoshao-test", "."]
    built = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert built.returncode == 0, built.stdout[-3000:] + built.stderr[-3000:]
    return "baoshao-test"


def run(
    engine: list[str], image: str, *arguments: str, options: tuple[str, ...] = ()
) -> subprocess.CompletedProcess[str]:
    command = [*engine, "run", "--rm", "--network", "host", *LOCKED, *options, image, *arguments]
    return subprocess.run(command, capture_output=True, text=True, timeout=180)


def size(engine: list[str], name: str) -> int:
    told = subprocess.run([*engine, "image", "inspect", name], capture_output=True, text=True, check=True).stdout
    return int(json.loads(told)[0]["Size"])


def test_the_image_is_less_than_350_mb_above_its_base(engine: list[str], image: str) -> None:
    assert size(engine, image) - size(engine, BASE) < MOST_ABOVE_BASE


def test_the_image_runs_as_nobody_special_and_cannot_write_outside_its_volume(engine: list[str], image: str) -> None:
    script = "import os; print(os.getuid()); open('/data/x', 'w'); open('/opt/x', 'w')"
    command = [*engine, "run", "--rm", "--network", "none", *LOCKED, "--entrypoint", "python", image, "-c", script]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.stdout.strip() == "10001"
    assert "Read-only file system: '/opt/x'" in done.stderr


def test_the_image_has_a_health_check(engine: list[str], image: str) -> None:
    told = subprocess.run([*engine, "image", "inspect", image], capture_output=True, text=True, check=True).stdout
    assert "healthz" in json.dumps(json.loads(told)[0]["Healthcheck"])


def test_the_demo_runs_in_the_image(engine: list[str], image: str) -> None:
    done = run(engine, image, "demo", "--once", "--within", "60", "--bind", "127.0.0.1:0")
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
    assert "Everything was shown" in done.stdout
