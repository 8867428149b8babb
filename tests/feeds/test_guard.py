"""Which addresses are refused, however they are written and whatever led to them."""

import ipaddress
import socket
from typing import Any

import aiohttp
import pytest
from aiohttp.abc import ResolveResult
from yarl import URL

from bot.feeds.errors import PrivateAddressRefused
from bot.feeds.fetch import Fetcher
from bot.feeds.guard import Guard, PrivateAddress


def resolved(*addresses: str) -> list[ResolveResult]:
    return [
        ResolveResult(hostname="x", host=address, port=80, family=socket.AF_INET, proto=0, flags=0)
        for address in addresses
    ]


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "127.8.9.1",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.100.100.200",
        "168.63.129.16",
        "192.0.0.192",
        "198.18.0.1",
        "224.0.0.1",
        "255.255.255.255",
        "0.0.0.0",
        "::",
        "::1",
        "::127.0.0.1",
        "::ffff:127.0.0.1",
        "::ffff:169.254.169.254",
        "::ffff:0:127.0.0.1",
        "::ffff:0:8.8.8.8",
        "2001:470::5efe:7f00:1",
        "2001:470::200:5efe:10.0.0.1",
        "64:ff9b::7f00:1",
        "64:ff9b::a9fe:a9fe",
        "64:ff9b:1::1",
        "2002:7f00:1::",
        "2001:0:7f00:1::1",
        "fe80::1",
        "fd00:ec2::254",
        "ff02::1",
        "2001:db8::1",
    ],
)
def test_addresses_of_no_public_host_are_refused(address: str) -> None:
    assert not Guard().allows(ipaddress.ip_address(address))
    host = f"[{address}]" if ":" in address else address
    with pytest.raises(PrivateAddressRefused):
        Guard().check_url(URL(f"http://{host}/feed"))


@pytest.mark.parametrize(
    "address", ["8.8.8.8", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808", "2002:808:808::1"]
)
def test_public_addresses_are_allowed(address: str) -> None:
    assert Guard().allows(ipaddress.ip_address(address))


@pytest.mark.parametrize(
    "host",
    [
        "2130706433",
        "0x7f000001",
        "017700000001",
        "127.1",
        "0177.0.0.1",
        "0x7f.0.0.1",
        "127.0.0.1.",
        "１２７.0.0.1",
        "①②⑦.⓪.⓪.①",
        "127。0。0。1",
        "127%2e0%2e0%2e1",
        "[::ffff:7f00:1]",
        "[0:0:0:0:0:ffff:127.0.0.1]",
        "[fe80::1%25lo]",
    ],
)
async def test_odd_spellings_of_an_address_are_refused(host: str) -> None:
    async with Fetcher() as fetcher:
        with pytest.raises(PrivateAddressRefused):
            await fetcher.fetch(f"http://{host}/feed")


def test_hosts_are_let_in_by_address_by_network_and_by_name() -> None:
    guard = Guard({"10.0.0.0/8", "::1", "feeds.internal"})
    assert guard.allows(ipaddress.ip_address("10.9.8.7"))
    assert guard.allows(ipaddress.ip_address("::ffff:10.9.8.7"))
    assert guard.allows(ipaddress.ip_address("::1"))
    assert not guard.allows(ipaddress.ip_address("192.168.0.1"))
    assert guard.allowed_of("Feeds.Internal", resolved("192.168.0.1")) == resolved("192.168.0.1")
    assert guard.allowed_of("evil.example", resolved("192.168.0.1", "8.8.8.8")) == resolved("8.8.8.8")


async def test_a_name_that_resolves_to_a_private_address_is_refused_when_it_is_connected_to(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    answers = iter([resolved("8.8.8.8"), resolved("127.0.0.1")])

    async def resolve(self: object, host: str, port: int = 0, family: int = 0) -> list[ResolveResult]:
        return next(answers)

    monkeypatch.setattr(aiohttp.DefaultResolver, "resolve", resolve)
    async with Guard().connector(limit=1) as connector:
        assert await connector._resolver.resolve("rebinding.example", 80)
        with pytest.raises(OSError, match="refused"):
            await connector._resolver.resolve("rebinding.example", 80)


async def test_a_redirect_to_a_name_that_has_come_to_stand_for_a_private_address_is_refused(
    site: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    addresses = {"feeds.internal": "127.0.0.1", "rebinding.example": "127.0.0.1"}

    async def resolve(self: object, host: str, port: int = 0, family: int = 0) -> list[ResolveResult]:
        return [each | {"port": port} for each in resolved(addresses[host])]  # type: ignore[misc]

    monkeypatch.setattr(aiohttp.DefaultResolver, "resolve", resolve)
    site.serve("/feed", status=302, Location=site.url("/", "rebinding.example"))
    async with Fetcher(allow_private={"feeds.internal"}) as fetcher:
        for _ in range(2):  # a connection that is kept open lets nobody else in
            with pytest.raises(PrivateAddressRefused):
                await fetcher.fetch(site.url("/feed", "feeds.internal"))
    assert [request.path for request in site.asked] == ["/feed"] * 2


async def test_no_socket_is_made_for_a_refused_address_that_no_resolver_saw() -> None:
    async with aiohttp.ClientSession(connector=Guard().connector(limit=1)) as session:
        with pytest.raises(aiohttp.ClientConnectorError) as raised:
            await session.get("http://127.0.0.1:9/")
    assert isinstance(raised.value.os_error, PrivateAddress)


async def test_names_of_this_machine_are_refused_unless_let_in() -> None:
    async with Fetcher() as fetcher:
        with pytest.raises(PrivateAddressRefused, match="private or local network"):
            await fetcher.fetch("http://localhost:9/feed")
