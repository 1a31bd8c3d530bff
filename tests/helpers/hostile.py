"""The misbehaving web of the shared folder, where it is there."""

import importlib.util
import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any


@contextmanager
def hostile_web(shared: Path) -> Iterator[Any]:
    spec = importlib.util.spec_from_file_location("hostile_server", shared / "hostile" / "hostile_server.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["hostile_server"] = module
    spec.loader.exec_module(module)
    with warnings.catch_warnings():  # the kit leaves the closing of its files to the collector
        warnings.simplefilter("ignore", ResourceWarning)
        kit = module.HostileKit()
        kit.__enter__()
    kit.module = module
    try:
        yield kit
    finally:
        kit.__exit__(None, None, None)


def kit_host(kit: Any) -> str:
    return str(kit.url("/")).removeprefix("http://").rstrip("/")
