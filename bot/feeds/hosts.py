"""Courtesy to hosts: one request at a time, and a gap between two. No HTTP here."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field


@dataclass(slots=True)
class _Host:
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    waiting: int = 0
    free_at: float = 0


class HostTurns:
    """Whose turn it is at each host. ``gap`` is in seconds, from the end of one request to the start of the next."""

    def __init__(self, gap: float) -> None:
        self._gap = gap
        self._hosts: dict[str, _Host] = {}

    @asynccontextmanager
    async def turn(self, name: str) -> AsyncIterator[None]:
        """Waits until the host is free and rested, then holds it."""
        loop = asyncio.get_running_loop()
        self._forget_rested(loop.time())
        host = self._hosts.setdefault(name, _Host())
        host.waiting += 1
        try:
            async with host.lock:
                await asyncio.sleep(max(host.free_at - loop.time(), 0))
                try:
                    yield
                finally:
                    host.free_at = loop.time() + self._gap
        finally:
            host.waiting -= 1

    def _forget_rested(self, now: float) -> None:
        if len(self._hosts) > 1_000:
            self._hosts = {name: host for name, host in self._hosts.items() if host.waiting or host.free_at > now}
