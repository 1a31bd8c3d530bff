"""A PostgreSQL of the tests' own: started once a run, one fresh database for each test that asks."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import psycopg


def binaries() -> Path | None:
    """The folder of PostgreSQL's programs, the newest that is installed, or None."""
    found = shutil.which("initdb")
    folders = [Path(found).resolve().parent] if found else []
    folders += sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda p: int(p.parent.name), reverse=True)
    return next((folder for folder in folders if (folder / "postgres").exists() and (folder / "pg_ctl").exists()), None)


@contextmanager
def server() -> Iterator[str]:
    """Run a server on a socket in a folder of its own; gives the address without a database's name."""
    folder = binaries()
    assert folder, "no PostgreSQL here"
    home = Path(tempfile.mkdtemp(prefix="baoshao-pg-"))
    who: dict[str, object] = {"cwd": home}
    if os.geteuid() == 0:  # PostgreSQL refuses to run as root
        owner = pwd.getpwnam("postgres")
        os.chown(home, owner.pw_uid, owner.pw_gid)
        who |= {"user": owner.pw_uid, "group": owner.pw_gid, "extra_groups": []}
    home.chmod(0o755)

    def run(*command: str) -> None:
        done = subprocess.run(
            command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL, check=False, **who
        )
        assert done.returncode == 0, done.stdout.decode()

    data = str(home / "data")
    run(str(folder / "initdb"), "-D", data, "-U", "baoshao", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync")
    options = f"-c listen_addresses='' -c unix_socket_directories='{home}' -c fsync=off -c max_connections=60"
    run(str(folder / "pg_ctl"), "-D", data, "-o", options, "-l", str(home / "log"), "-w", "start")
    try:
        yield f"postgresql://baoshao@/{{name}}?host={home}"
    finally:
        run(str(folder / "pg_ctl"), "-D", data, "-m", "immediate", "-w", "stop")
        shutil.rmtree(home, ignore_errors=True)


def new_database(address: str) -> str:
    """The URL of a fresh, empty database on that server."""
    name = f"t{uuid4().hex}"
    with psycopg.connect(address.format(name="postgres"), autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    return address.format(name=name)
