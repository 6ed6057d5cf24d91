"""Connections to publishers' sites: to public addresses alone, and what is to be said where one comes to nothing."""

import ipaddress
import socket
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool


class NotFetched(Exception):
    """Why something could not be fetched and what a steward can do."""


class Refused(NotFetched):
    """The publisher does not hand the file to a program."""


class Absent(NotFetched):
    """There is nothing at the address."""


class Unreachable(NotFetched):
    """The publisher's site does not answer."""


def is_public(address: str) -> bool:
    """Whether an IP address belongs to the public internet, and not to the site's own machines or network."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    mapped = ip.ipv4_mapped if isinstance(ip, ipaddress.IPv6Address) else None
    return (mapped or ip).is_global and not ip.is_multicast


@dataclass(frozen=True)
class Validators:
    """What tells one state of a file at its publisher's from another; empty where the site does not say."""

    etag: str = ""
    modified: str = ""
    size: int | None = None

    @classmethod
    def of(cls, headers: Mapping[str, str]) -> "Validators":
        length = headers.get("Content-Length", "")
        encoded = headers.get("Content-Encoding", "identity") not in {"", "identity"}
        size = int(length) if length.isdecimal() and not encoded else None
        return cls(headers.get("ETag", "")[:200], headers.get("Last-Modified", "")[:60], size)

    @property
    def strong(self) -> str:
        """What a range of the very same file can be asked for by, or ''."""
        return self.etag if self.etag.startswith('"') else self.modified

    def differs(self, earlier: "Validators") -> bool:
        """Whether the file changed between both. An ETag alone is not trusted where size and date say that it did not: machines
        that share the work of a site may each have their own."""
        if None not in (self.size, earlier.size) and self.size != earlier.size:
            return True
        if self.modified and earlier.modified:
            return self.modified != earlier.modified
        return bool(self.etag and earlier.etag) and self.etag.removeprefix("W/") != earlier.etag.removeprefix("W/")


def checked_pools(may_connect: Callable[[str], bool]) -> dict[str, type[HTTPConnectionPool]]:
    """Pools whose connections are looked at before anything is sent: a name may lead to any address, and to another each time."""

    def checked(connection: socket.socket, host: str) -> socket.socket:
        peer = connection.getpeername()[0]
        if may_connect(peer):
            return connection
        connection.close()
        raise NotFetched(
            f"{host} leads to {peer}, an address inside a private network, so nothing was asked of it. Ask an administrator "
            "whether the network's name server answers rightly."
        )

    class Plain(HTTPConnection):
        def _new_conn(self) -> socket.socket:
            return checked(super()._new_conn(), self.host)

    class Secure(HTTPSConnection):
        def _new_conn(self) -> socket.socket:
            return checked(super()._new_conn(), self.host)

    class PlainPool(HTTPConnectionPool):
        ConnectionCls = Plain

    class SecurePool(HTTPSConnectionPool):
        ConnectionCls = Secure

    return {"http": PlainPool, "https": SecurePool}
