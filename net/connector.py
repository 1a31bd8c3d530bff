"""requests' adapter with our guard where sockets are opened, and our deadlines on them."""

import socket
from typing import Any

from requests.adapters import HTTPAdapter
from urllib3 import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.connection import HTTPConnection, HTTPSConnection

from net.deadline import watch
from net.guard import Guard

_Pools = dict[str, type[HTTPConnectionPool]]


class GuardedAdapter(HTTPAdapter):
    """Every connection of a session, plain or TLS, direct or through the operator's proxy, goes through the guard."""

    def __init__(self, guard: Guard, *, hosts: int = 128, connections: int = 8) -> None:
        self._pools = _guarded_pools(guard)
        super().__init__(pool_connections=hosts, pool_maxsize=connections)

    def init_poolmanager(self, *arguments: Any, **options: Any) -> None:
        """As requests does, with our kinds of connection."""
        super().init_poolmanager(*arguments, **options)
        self.poolmanager.pool_classes_by_scheme = self._pools

    def proxy_manager_for(self, proxy: str, **options: Any) -> Any:
        """As requests does, with our kinds of connection."""
        manager = super().proxy_manager_for(proxy, **options)
        manager.pool_classes_by_scheme = self._pools
        return manager


def _guarded_pools(guard: Guard) -> _Pools:
    class Plain(HTTPConnection):
        def _new_conn(self) -> socket.socket:
            return _open(guard, self)

    class Secure(HTTPSConnection):
        def _new_conn(self) -> socket.socket:
            return _open(guard, self)

        def request(self, *arguments: Any, **options: Any) -> None:
            if self.sock is not None:  # kept alive from an earlier exchange, with an older deadline
                watch(self.sock)
            super().request(*arguments, **options)

    class PlainPool(HTTPConnectionPool):
        ConnectionCls = Plain

        def _put_conn(self, conn: Any) -> None:
            """Keep no plain connection alive: whatever is still to come on it may be meant to look like an answer."""
            if conn is not None:
                conn.close()
            super()._put_conn(conn)

    class SecurePool(HTTPSConnectionPool):
        ConnectionCls = Secure

    return {"http": PlainPool, "https": SecurePool}


def _open(guard: Guard, connection: HTTPConnection) -> socket.socket:
    timeout = connection.timeout if isinstance(connection.timeout, int | float) else None
    opened = guard.connect(connection._dns_host, connection.port or 0, timeout, connection.socket_options or ())
    watch(opened)
    return opened
