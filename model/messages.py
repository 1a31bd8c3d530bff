"""The one message catalogue: every sentence that a reader or subscriber sees, in Chinese by default.

Texts live in `model/catalogue/LANGUAGE/ROOM.toml`, one file a room, so that `say("notify.more", count=3)` reads
the key `more` of notify.toml. A key that is missing is an error at once: no reader ever sees a key.
"""

import tomllib
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent / "catalogue"


@cache
def _room(language: str, room: str) -> dict[str, object]:
    return tomllib.loads((FOLDER / language / f"{room}.toml").read_text(encoding="utf-8"))


def say(key: str, /, language: str = "zh", **values: object) -> str:
    """The sentence named `room.key` (keys may be nested with further dots), with {values} filled in.

    Raises KeyError where the catalogue has no such sentence.
    """
    room, *path = key.split(".")
    found: object = _room(language, room)
    for part in path:
        if not isinstance(found, dict) or part not in found:
            raise KeyError(f"message catalogue {language}/{room}.toml has no {key!r}")
        found = found[part]
    return str(found).format(**values)
