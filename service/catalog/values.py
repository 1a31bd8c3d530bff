"""Small printed values of the catalogues: durations (`10m`) and paces (`1/s`)."""

import re
from datetime import timedelta

_UNITS = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days"}
_PACE = {"s": 1.0, "m": 60.0, "h": 3600.0}


def duration(text: object) -> timedelta:
    """`30s`, `10m`, `2h`, `1d` → timedelta; raises ValueError that says what is expected."""
    match = re.fullmatch(r"(\d+)\s*([smhd])", str(text).strip())
    if not match or int(match[1]) == 0:
        raise ValueError("must be a number with s, m, h or d, such as 10m")
    return timedelta(**{_UNITS[match[2]]: int(match[1])})


def pace(text: object) -> float:
    """`1/s`, `30/m`, `0.5/s` → requests a second; raises ValueError that says what is expected."""
    match = re.fullmatch(r"(\d+(?:\.\d+)?)\s*/\s*([smh])", str(text).strip())
    if not match or float(match[1]) == 0:
        raise ValueError("must be a number of requests a second, minute or hour, such as 1/s or 30/m")
    return float(match[1]) / _PACE[match[2]]
