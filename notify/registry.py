"""Finds the channels by scanning `notify/channels/`, and opens a subscriber's address with the one that takes it."""

import importlib
import pkgutil
from collections.abc import Mapping
from functools import cache
from typing import cast

import notify.channels
from model.errors import DeliveryPermanentError
from model.messages import say
from notify.channel import Channel, ChannelModule, Reach
from notify.mask import quieten_libraries


@cache
def by_scheme() -> Mapping[str, ChannelModule]:
    """Each URL scheme that some channel takes, with that channel's module."""
    found: dict[str, ChannelModule] = {}
    for entry in sorted(pkgutil.iter_modules(notify.channels.__path__), key=lambda module: module.name):
        module = cast(ChannelModule, importlib.import_module(f"notify.channels.{entry.name}"))
        found |= dict.fromkeys(module.SCHEMES, module)
    return found


def open_channel(url: str, reach: Reach) -> Channel:
    """The channel behind an address, ready to send; raises DeliveryPermanentError where there is none. No I/O."""
    quieten_libraries()
    scheme = url.partition(":")[0].strip().lower()
    module = by_scheme().get(scheme)
    if module is None:
        raise DeliveryPermanentError(say("notify.error.scheme", scheme=scheme[:20]))
    return module.open_channel(url.strip(), reach)
