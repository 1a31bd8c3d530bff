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


@cache
def by_scheme() -> Mapping[str, ChannelModule]:
    """Each URL scheme that some channel takes, with that channel's module."""
    found: dict[str, ChannelModule] = {}
    for entry in sorted(pkgutil.iter_modules(notify.channels.__path__), key=lambda module: module.name):
        module = cast(ChannelModule, importlib.import_module(f"notify.channels.{entry.name}"))
        for scheme in module.SCHEMES:
            if scheme in found:
                raise RuntimeError(f"two channels take {scheme}:// ({entry.name} and another): give it to one of them")
            found[scheme] = module
    return found


def open_channel(url: str, reach: Reach) -> Channel:
    """The channel behind an address, ready to send; raises DeliveryPermanentError where there is none. No I/O."""
    scheme = url.partition(":")[0].strip().lower()
    module = by_scheme().get(scheme)
    if module is None:
        raise DeliveryPermanentError(say("notify.error.scheme", scheme=scheme[:20]))
    return module.open_channel(url.strip(), reach)
