"""A bare client of the playground's gateway, for tests that must do what discord.py would not."""

import asyncio
import json
import zlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import aiohttp

from bot.playground.server import Playground

NO_PRIVILEGED = (1 << 17) - 1 & ~(1 << 1 | 1 << 8 | 1 << 15)


class GatewayClient:
    def __init__(self, socket: aiohttp.ClientWebSocketResponse, token: str, *, inflates: bool = False) -> None:
        self.socket = socket
        self._token = token
        self._inflate = zlib.decompressobj() if inflates else None
        self.session_id = ""
        self.sequence = 0

    async def send(self, op: int, data: object) -> None:
        await self.socket.send_json({"op": op, "d": data})

    async def receive(self) -> dict[str, Any]:
        frame = await asyncio.wait_for(self.socket.receive(), 5)
        if frame.type is aiohttp.WSMsgType.BINARY and self._inflate:
            assert frame.data.endswith(b"\x00\x00\xff\xff")
            payload = json.loads(self._inflate.decompress(frame.data))
        else:
            assert frame.type is aiohttp.WSMsgType.TEXT, frame
            payload = frame.json()
        if payload["s"] is not None:
            self.sequence = payload["s"]
        return payload

    async def event(self, name: str) -> dict[str, Any]:
        """The data of the next event of this name; others are passed over."""
        while (payload := await self.receive())["t"] != name:
            pass
        return payload["d"]

    async def close_code(self) -> int:
        """The code that the server closes with; what it sends before is passed over."""
        while True:
            frame = await asyncio.wait_for(self.socket.receive(), 5)
            if frame.type in (aiohttp.WSMsgType.CLOSE, aiohttp.WSMsgType.CLOSED, aiohttp.WSMsgType.CLOSING):
                return self.socket.close_code or 0

    async def identify(self, *, intents: object = NO_PRIVILEGED, token: str | None = None, **more: object) -> None:
        await self.send(2, {"token": token or self._token, "intents": intents, "properties": {}, **more})

    async def log_in(self, *, intents: int = NO_PRIVILEGED) -> list[str]:
        """Identify and take the guilds in; their names."""
        assert (await self.receive())["op"] == 10
        await self.identify(intents=intents)
        ready = await self.event("READY")
        self.session_id = ready["session_id"]
        return [(await self.event("GUILD_CREATE"))["name"] for _ in ready["guilds"]]

    async def resume(self, session_id: str, sequence: int) -> None:
        await self.send(6, {"token": self._token, "session_id": session_id, "seq": sequence})


@asynccontextmanager
async def connected(playground: Playground, query: str = "?v=10&encoding=json") -> AsyncIterator[GatewayClient]:
    async with (
        aiohttp.ClientSession() as session,
        session.ws_connect(playground.gateway.url + query) as socket,
    ):
        yield GatewayClient(socket, playground.token, inflates="zlib-stream" in query)
