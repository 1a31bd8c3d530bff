"""The guard inside the connector: resolves a name once, checks every address, connects to just what was checked.

As it sits where sockets are opened, no spelling of an address, no redirect and no changing DNS answer gets past it.
"""

import socket
from collections.abc import Callable, Iterable, Sequence

from model.errors import FetchPermanentError, FetchTemporaryError
from net.addresses import Address, is_public, read_address

Resolve = Callable[..., Sequence[tuple[int, int, int, str, tuple[object, ...]]]]
_ATTEMPTS = 4  # addresses tried of a name that has many


class Guard:
    """Opens connections to public addresses, and to `allow` (each `host:port`, a name or an address), only."""

    def __init__(self, allow: Iterable[str] = (), *, resolve: Resolve = socket.getaddrinfo) -> None:
        self._allowed = {_split(entry) for entry in allow if entry.strip()}
        self._resolve = resolve

    def trusting(self, host: str, port: int) -> "Guard":
        """A guard that also lets us connect to the operator's own proxy."""
        guard = Guard(resolve=self._resolve)
        guard._allowed = {*self._allowed, (_plain(host), port)}
        return guard

    def addresses(self, host: str, port: int) -> list[tuple[int, tuple[object, ...]]]:
        """(family, socket address) of each address of the name, all of them checked.

        Raises FetchPermanentError (kind forbidden_address) if any of them is closed to us, and
        FetchTemporaryError (kind unreachable) if the name has none.
        """
        found = self._look_up(host, port)
        if (_plain(host), port) not in self._allowed:
            for _, where in found:
                self._check(host, port, read_address(str(where[0])))
        return found

    def connect(
        self, host: str, port: int, timeout: float | None, options: Iterable[tuple[int, int, int | bytes]] = ()
    ) -> socket.socket:
        """A connected socket to a checked address; `timeout` is in seconds for each attempt."""
        reason: OSError | None = None
        for family, where in self.addresses(host, port)[:_ATTEMPTS]:
            try:
                return _open(family, where, timeout, options)
            except OSError as error:
                reason = error
        raise FetchTemporaryError(
            f"{host}:{port} cannot be reached ({reason}): see whether the site is up and this machine is online",
            kind="unreachable",
        )

    def check_target(self, host: str, port: int) -> None:
        """Refuse a target that a proxy is to be asked for; a name that only the proxy can resolve passes."""
        try:
            self.addresses(host, port)
        except FetchTemporaryError:
            return

    def _look_up(self, host: str, port: int) -> list[tuple[int, tuple[object, ...]]]:
        try:
            found = self._resolve(host.strip("[]"), port, 0, socket.SOCK_STREAM)
        except (OSError, UnicodeError) as error:
            raise FetchTemporaryError(
                f"the name {host} cannot be resolved ({error}): see whether it is spelt right and DNS works here",
                kind="unreachable",
            ) from error
        return [(family, where) for family, _, _, _, where in found]

    def _check(self, host: str, port: int, address: Address) -> None:
        if is_public(address) or (str(address), port) in self._allowed:
            return
        raise FetchPermanentError(
            f"{host}:{port} is the private address {address}: nothing was sent. "
            f"If it is yours, add {host}:{port} to BAOSHAO_ALLOW_HOSTS",
            kind="forbidden_address",
        )


def _open(
    family: int, where: tuple[object, ...], timeout: float | None, options: Iterable[tuple[int, int, int | bytes]]
) -> socket.socket:
    opened = socket.socket(family, socket.SOCK_STREAM)
    try:
        for option in options:
            opened.setsockopt(*option)
        opened.settimeout(timeout)
        opened.connect(where)
    except BaseException:
        opened.close()
        raise
    return opened


def _split(entry: str) -> tuple[str, int]:
    host, colon, port = entry.strip().rpartition(":")
    if not colon or not host or not port.isascii() or not port.isdigit():
        raise ValueError(f"allowed host {entry!r}: write it as host:port")
    return _plain(host), int(port)


def _plain(host: str) -> str:
    name = host.strip("[]").rstrip(".").lower()
    try:
        return str(read_address(name))
    except ValueError:
        return name
