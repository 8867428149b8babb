"""Courtesy to hosts: one request at a time, a gap between two, and peace where one asks for it. No HTTP here."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from bot.feeds.errors import HostCools


@dataclass(slots=True)
class _Host:
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    waiting: int = 0
    free_at: float = 0
    cool_at: float = 0

    def is_rested(self, now: float) -> bool:
        return not self.waiting and max(self.free_at, self.cool_at) <= now


class HostTurns:
    """Whose turn it is at each host. ``gap`` is in seconds, from the end of one request to the start of the next.

    Kept in memory: after a restart a host that wants peace says so to one feed again.
    """

    def __init__(self, gap: float) -> None:
        self._gap = gap
        self._hosts: dict[str, _Host] = {}

    @asynccontextmanager
    async def turn(self, name: str) -> AsyncIterator[None]:
        """Waits until the host is free and rested, then holds it. Raises HostCools where it wants peace."""
        loop = asyncio.get_running_loop()
        self._forget_rested(loop.time())
        host = self._hosts.setdefault(name, _Host())
        host.waiting += 1
        try:
            async with host.lock:
                if (left := host.cool_at - loop.time()) > 0:
                    raise HostCools(name, left)
                if (rest := host.free_at - loop.time()) > 0:
                    await asyncio.sleep(rest)
                try:
                    yield
                finally:
                    host.free_at = loop.time() + self._gap
        finally:
            host.waiting -= 1

    def cool(self, name: str, seconds: float) -> None:
        """Leave the host in peace for at least so long: who waits for a turn is turned away too."""
        host = self._hosts.setdefault(name, _Host())
        host.cool_at = max(host.cool_at, asyncio.get_running_loop().time() + seconds)

    def _forget_rested(self, now: float) -> None:
        if len(self._hosts) > 1_000:
            self._hosts = {name: host for name, host in self._hosts.items() if not host.is_rested(now)}
