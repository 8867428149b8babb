"""The browsers that look on: events out to the people they concern. Which event there is, others decide."""

import asyncio
import json
from collections.abc import Callable

from aiohttp import web

from bot.playground.permissions import Permission, permissions_in
from bot.playground.records import Message, Records
from bot.playground.refusals import Json
from bot.playground.traffic import Entry


class Audience:
    """The page's sockets, by person."""

    def __init__(self, records: Records) -> None:
        self._records = records
        self._sockets: dict[web.WebSocketResponse, tuple[str, asyncio.Queue[str]]] = {}
        self._developers: list[asyncio.Queue[str]] = []

    async def serve(self, socket: web.WebSocketResponse, user_id: str, *, traffic: bool) -> None:
        """Send a person's events on this socket until it closes, and the traffic if it is asked for."""
        outbox: asyncio.Queue[str] = asyncio.Queue()
        if traffic:
            self._developers.append(outbox)
        self._sockets[socket] = (user_id, outbox)
        writer = asyncio.create_task(_write(socket, outbox))
        try:
            while not socket.closed:
                await socket.receive()  # the page says nothing here; reading notices when it goes
        finally:
            del self._sockets[socket]
            if traffic:
                self._developers.remove(outbox)
            writer.cancel()

    async def close(self) -> None:
        """Send every browser away."""
        for socket in list(self._sockets):
            await socket.close(code=1001)

    def tell_traffic(self, entry: Entry) -> None:
        """Something went to the bot or came from it."""
        if self._developers:
            text = json.dumps({"type": "traffic", "entry": entry.shape()})
            for outbox in self._developers:
                outbox.put_nowait(text)

    def tell_person(self, user_id: str, event: Json) -> None:
        """An event for one person's windows."""
        self._tell(event, lambda viewer: viewer == user_id)

    def tell_everyone(self, event: Json) -> None:
        """An event for every window."""
        self._tell(event, lambda viewer: True)

    def tell_channel(self, channel_id: str, event: Json) -> None:
        """An event for those who see the channel."""
        place = self._records.world.place(channel_id)
        if place is not None:
            self._tell(event, lambda viewer: bool(permissions_in(place, viewer) & Permission.VIEW_CHANNEL))

    def tell_message(self, message: Message, event: Json) -> None:
        """An event about a message, for those who see it."""
        if message.private_to is None:
            self.tell_channel(message.channel_id, event)
        else:
            self.tell_person(message.private_to, event)

    def _tell(self, event: Json, concerns: Callable[[str], bool]) -> None:
        text = json.dumps(event)
        for user_id, outbox in self._sockets.values():
            if concerns(user_id):
                outbox.put_nowait(text)


async def _write(socket: web.WebSocketResponse, outbox: asyncio.Queue[str]) -> None:
    while not socket.closed:
        try:
            await socket.send_str(await outbox.get())
        except ConnectionError:
            return
