"""Which addresses the fetcher may connect to: public ones, and those that a setting lets in.

Checked where the connection is made, so that no name that resolves anew, no redirect and no odd spelling slips by:
the resolver drops addresses that are refused, and the socket is made only for one that is allowed. Literal addresses
never reach a resolver; the host of each URL is checked before it is asked, and the socket catches what is left.
"""

import ipaddress
import re
import socket
from collections.abc import Iterable
from functools import lru_cache
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network

import aiohttp
from aiohttp.abc import AbstractResolver, ResolveResult
from yarl import URL

from bot.feeds.errors import PrivateAddressRefused

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network

# Beyond what ipaddress calls not global: its answer differs between versions of Python, and clouds answer for
# themselves on one public address.
_REFUSED = tuple(
    ipaddress.ip_network(network)
    for network in (
        "0.0.0.0/8",
        "100.64.0.0/10",
        "168.63.129.16/32",
        "192.0.0.0/24",
        "192.0.2.0/24",
        "192.88.99.0/24",
        "198.18.0.0/15",
        "240.0.0.0/4",
        "::/96",
        "64:ff9b:1::/48",
        "100::/64",
        "2001:2::/48",
        "2001:db8::/32",
        "3fff::/20",
        "5f00::/16",
        "fec0::/10",
    )
)
_ISATAP = frozenset({0x00005EFE, 0x02005EFE})  # before the IPv4 address in the last 32 bits
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
_NUMERIC = re.compile(r"(?:0x[0-9a-f]*|\d+)(?:\.(?:0x[0-9a-f]*|\d+))*\.?", re.IGNORECASE)


class PrivateAddress(OSError):
    """A connection was about to be made to an address that is refused."""


class Guard:
    """Decides for one set of allowed hosts: names, addresses and networks (CIDR)."""

    def __init__(self, allow_private: Iterable[str] = ()) -> None:
        self._names: set[str] = set()
        self._networks: list[Network] = []
        for allowed in allow_private:
            try:
                self._networks.append(ipaddress.ip_network(allowed.strip("[]"), strict=False))
            except ValueError:
                self._names.add(allowed.lower().rstrip("."))
        self._addresses_of_names: set[Address] = set()
        self._allows_host = lru_cache(maxsize=1_000)(self._judge_host)  # every poll asks for its host

    def check_url(self, url: URL) -> None:
        """Raises PrivateAddressRefused where the host is written as an address that is refused, in any spelling."""
        if not self._allows_host((url.raw_host or "").partition("%")[0]):
            raise PrivateAddressRefused(str(url))

    def _judge_host(self, host: str) -> bool:
        try:
            address = ipaddress.ip_address(host)
        except ValueError:
            # Octal, hexadecimal and short spellings that the system would take for an address, and people would not.
            return not _NUMERIC.fullmatch(host)
        return self.allows(address)

    def allows(self, address: Address) -> bool:
        """Whether this address may be connected to for itself, whatever name led to it."""
        address = getattr(address, "ipv4_mapped", None) or address
        if any(address in network for network in self._networks):
            return True
        return not any(_is_refused(each) for each in (address, *_embedded(address)))

    def allowed_of(self, host: str, addresses: Iterable[ResolveResult]) -> list[ResolveResult]:
        """Those of a name's addresses that may be connected to: all of them for a name that a setting lets in."""
        resolved = list(addresses)
        if host.lower().rstrip(".") in self._names:
            self._addresses_of_names.update(_parsed(each["host"]) for each in resolved)
            return resolved
        return [each for each in resolved if self.allows(_parsed(each["host"]))]

    def connector(self, *, limit: int) -> aiohttp.TCPConnector:
        """A connector that goes nowhere else."""
        # No cache of names: a name is checked in the same step that uses it.
        return aiohttp.TCPConnector(
            limit=limit, use_dns_cache=False, resolver=_GuardedResolver(self), socket_factory=self._socket
        )

    def _socket(self, addr_info: aiohttp.AddrInfoType) -> socket.socket:
        family, kind, protocol, _, address = addr_info
        target = _parsed(str(address[0]))
        # The socket is not told of the name: who got this far without one was checked by check_url.
        if not self.allows(target) and target not in self._addresses_of_names:
            raise PrivateAddress(f"{address[0]} is refused")
        return socket.socket(family=family, type=kind, proto=protocol)


class _GuardedResolver(AbstractResolver):
    def __init__(self, guard: Guard) -> None:
        self._guard = guard
        self._resolver = aiohttp.DefaultResolver()

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        resolved = await self._resolver.resolve(host, port, family)
        allowed = self._guard.allowed_of(host, resolved)
        if resolved and not allowed:
            raise PrivateAddress(f"{host} is refused")
        return allowed

    async def close(self) -> None:
        await self._resolver.close()


def _parsed(address: str) -> Address:
    return ipaddress.ip_address(address.partition("%")[0])


def _embedded(address: Address) -> tuple[IPv4Address, ...]:
    """The IPv4 addresses that a gateway would take out of an IPv6 address."""
    if isinstance(address, IPv4Address):
        return ()
    inner = [address.ipv4_mapped, address.sixtofour, *(address.teredo or ())]
    if address in _NAT64 or (int(address) >> 32) & 0xFFFFFFFF in _ISATAP:
        inner.append(IPv4Address(int(address) & 0xFFFFFFFF))
    return tuple(each for each in inner if each is not None)


def _is_refused(address: Address) -> bool:
    if isinstance(address, IPv6Address) and (address in _NAT64 or address.sixtofour or address.teredo):
        return False  # judged by what is embedded
    return (
        not address.is_global
        or address.is_multicast
        or address.is_reserved
        or any(address in network for network in _REFUSED)
    )
