"""One websocket of the gateway: frames out in order through a queue, heartbeats watched. The protocol is gateway's."""

import asyncio
import json
from collections import deque
from typing import Any

from aiohttp import web

from bot.playground.compression import Encoder
from bot.playground.refusals import Json
from bot.playground.traffic import Traffic, Way

MOST_COMMANDS = 120
COMMANDS_SECONDS = 60.0

_ACKNOWLEDGED_AFTER = 0.05

# Heartbeats and their acknowledgements are many and tell nothing.
_NAMES = {7: "RECONNECT", 9: "INVALID_SESSION", 10: "HELLO"}


class Connection:
    """A client's socket. `frozen` makes it a zombie: open, but nothing more is sent."""

    def __init__(
        self,
        socket: web.WebSocketResponse,
        transport: asyncio.Transport,
        encode: Encoder | None,
        heartbeat_seconds: float,
        traffic: Traffic,
    ) -> None:
        self._socket = socket
        self._traffic = traffic
        self._transport = transport
        self._encode = encode
        self._outbox: asyncio.Queue[str | int | None] = asyncio.Queue()
        self._loop = asyncio.get_running_loop()
        self._allowance = heartbeat_seconds * 1.5
        self._watch = self._loop.call_later(self._allowance, self.close, 4009)
        self._received: deque[float] = deque(maxlen=MOST_COMMANDS)
        self.frozen = False
        self.close_code: int | None = None

    def send(self, op: int, data: Any) -> None:
        """Queue a frame that is no event."""
        if op in _NAMES:
            self._traffic.note_frame(Way.SENT, _NAMES[op], data)
        self.send_text(json.dumps({"op": op, "d": data, "s": None, "t": None}))

    def send_text(self, text: str) -> None:
        """Queue a frame that is already text."""
        if not self.frozen:
            self._outbox.put_nowait(text)

    def close(self, code: int) -> None:
        """Close once what is queued has been sent."""
        self.close_code = code
        self._outbox.put_nowait(code)

    def abort(self) -> None:
        """Cut the line without a word, as a failing network does."""
        self._transport.abort()

    def beat(self) -> None:
        """The client has sent a heartbeat: acknowledge it, and close the connection if no other follows."""
        self._watch.cancel()
        self._watch = self._loop.call_later(self._allowance, self.close, 4009)
        # No network answers within a millisecond: discord.py notes when it sent a heartbeat only after it has, and
        # would take an answer that is there before for one to the heartbeat before.
        self._loop.call_later(_ACKNOWLEDGED_AFTER, self.send, 11, None)

    def is_flooding(self) -> bool:
        """Count a frame from the client; true once there are too many in a minute."""
        now = self._loop.time()
        full = len(self._received) == MOST_COMMANDS and now - self._received[0] < COMMANDS_SECONDS
        self._received.append(now)
        return full

    def end(self) -> None:
        """The client has gone: stop writing."""
        self._outbox.put_nowait(None)

    async def write(self, reader: "asyncio.Task[None]") -> None:
        """Send what is queued, until the client has gone or it is time to close."""
        try:
            while isinstance(item := await self._outbox.get(), str):
                if self._encode is None:
                    await self._socket.send_str(item)
                else:
                    await self._socket.send_bytes(self._encode(item))
        except ConnectionError:
            return
        if item is not None:
            # aiohttp waits for the client's half of the close only while nobody else reads the socket.
            reader.cancel()
            await asyncio.wait([reader])
            await self._socket.close(code=item)

    def stop_watching(self) -> None:
        """The connection is over; its heartbeats are no longer missed."""
        self._watch.cancel()


def event_text(event: str, data: Json, sequence: int) -> str:
    """An event as one frame."""
    return json.dumps({"op": 0, "d": data, "s": sequence, "t": event})
