"""Discord's gateway: identify, events in sequence, heartbeats, resume. What events say is up to those who send them."""

import asyncio
import contextlib
import json
import secrets
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from aiohttp import WSMsgType, web

from bot.playground import intents as intent
from bot.playground.compression import Encoder, UnknownCompression, open_encoder
from bot.playground.gateway_connection import Connection, event_text
from bot.playground.records import Records
from bot.playground.refusals import Json
from bot.playground.shapes import guild_create_shape, member_shape, user_shape
from bot.playground.traffic import Traffic, Way
from bot.playground.world import Guild

MOST_FRAME_BYTES = 4096
MOST_HISTORY = 5000

# A client that closes so will not resume; a session that timed out cannot be.
_ENDS_SESSION = (1000, 1001, 4009)

_HEARTBEAT = 1
_RECEIVED = {
    "2": "IDENTIFY",
    "3": "PRESENCE_UPDATE",
    "4": "VOICE_STATE_UPDATE",
    "6": "RESUME",
    "8": "REQUEST_GUILD_MEMBERS",
}


@dataclass(kw_only=True, slots=True, eq=False)
class Session:
    """What one shard has identified as. It outlives its connection, so that it can be resumed."""

    id: str
    shard: tuple[int, int]
    intents: int
    connection: Connection | None = None
    sequence: int = 0
    history: deque[tuple[int, str]] = field(default_factory=lambda: deque(maxlen=MOST_HISTORY))

    def send(self, event: str, data: Json) -> None:
        """Give the session an event; it is kept for a resume."""
        self.sequence += 1
        text = event_text(event, data, self.sequence)
        self.history.append((self.sequence, text))
        if self.connection:
            self.connection.send_text(text)

    def covers(self, guild_id: str | None) -> bool:
        """Whether this shard is the one of that guild; direct messages are the first one's."""
        number, count = self.shard
        return number == (int(guild_id) >> 22) % count if guild_id else number == 0

    def has_since(self, sequence: int) -> bool:
        """Whether every event after this one is still kept."""
        oldest = self.history[0][0] if self.history else 1
        return oldest - 1 <= sequence <= self.sequence


class Gateway:
    """All sessions of the bot."""

    def __init__(
        self,
        records: Records,
        *,
        token: str,
        allowed_intents: int,
        heartbeat_seconds: float,
        on_status: Callable[[bool], None],
        traffic: Traffic,
    ) -> None:
        self._traffic = traffic
        self._records = records
        self._token = token
        self._allowed_intents = allowed_intents
        self._heartbeat_seconds = heartbeat_seconds
        self._on_status = on_status
        self._sessions: dict[str, Session] = {}
        self._connections: set[Connection] = set()
        self._was_online = False

    @property
    def url(self) -> str:
        """Where clients connect."""
        return self._records.address.replace("http", "ws", 1) + "/gateway"

    @property
    def online(self) -> bool:
        """Whether any shard is connected."""
        return any(session.connection for session in self._sessions.values())

    def dispatch(self, event: str, data: Json, guild_id: str | None) -> bool:
        """Give an event to every session that wants it; false if the bot has no session there at all."""
        concerned = [session for session in self._sessions.values() if session.covers(guild_id)]
        for session in concerned:
            if intent.wants(event, session.intents, in_guild=guild_id is not None):
                self._send(session, event, intent.tailor(event, data, session.intents, self._records.world.bot.id))
        return bool(concerned)

    def _send(self, session: Session, event: str, data: Json) -> None:
        session.send(event, data)
        self._traffic.note_frame(Way.SENT, event, data)

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """One websocket from hello to its end."""
        try:
            encode = open_encoder(request.query.get("compress"))
        except UnknownCompression as cause:
            return web.Response(status=400, text=str(cause))
        socket = web.WebSocketResponse(max_msg_size=16 * MOST_FRAME_BYTES, timeout=2)
        await socket.prepare(request)
        if request.query.get("v", "10") != "10" or request.query.get("encoding", "json") != "json":
            await socket.close(code=4012)
            return socket
        transport = request.transport
        if isinstance(transport, asyncio.Transport):
            await self._serve(socket, self._connection(socket, transport, encode))
        return socket

    def _connection(
        self, socket: web.WebSocketResponse, transport: asyncio.Transport, encode: Encoder | None
    ) -> Connection:
        return Connection(socket, transport, encode, self._heartbeat_seconds, self._traffic)

    async def _serve(self, socket: web.WebSocketResponse, connection: Connection) -> None:
        self._connections.add(connection)
        connection.send(10, {"heartbeat_interval": int(self._heartbeat_seconds * 1000), "_trace": ["playground"]})
        reader = asyncio.create_task(self._read(socket, connection))
        try:
            await connection.write(reader)
        finally:
            connection.stop_watching()
            reader.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await reader
            self._detach(connection, socket.close_code)

    async def _read(self, socket: web.WebSocketResponse, connection: Connection) -> None:
        try:
            async for frame in socket:
                if frame.type is WSMsgType.TEXT:
                    self._receive(connection, frame.data)
        finally:
            connection.end()

    def _detach(self, connection: Connection, close_code: int | None) -> None:
        self._connections.discard(connection)
        for session in [session for session in self._sessions.values() if session.connection is connection]:
            session.connection = None
            if close_code in _ENDS_SESSION:
                del self._sessions[session.id]
        self._tell_status()

    def _receive(self, connection: Connection, text: str) -> None:
        if connection.is_flooding():
            connection.close(4008)
            return
        try:
            frame = json.loads(text) if len(text.encode()) <= MOST_FRAME_BYTES else None
        except ValueError:
            frame = None
        if not isinstance(frame, dict):
            connection.close(4002)
            return
        self._obey(connection, frame.get("op"), frame.get("d"))
        if frame.get("op") != _HEARTBEAT:
            refusal = f"The connection is closed with {connection.close_code}." if connection.close_code else None
            name = _RECEIVED.get(str(frame.get("op")), f"opcode {frame.get('op')}")
            self._traffic.note_frame(Way.RECEIVED, name, frame.get("d"), refusal)

    def _obey(self, connection: Connection, op: object, data: Any) -> None:
        session = next((one for one in self._sessions.values() if one.connection is connection), None)
        if op == 1:
            connection.beat()
        elif op in (2, 6) and not isinstance(data, dict):
            connection.close(4002)
        elif op in (2, 6) and session is not None:
            connection.close(4005)
        elif op == 2:
            self._identify(connection, data)
        elif op == 6:
            self._resume(connection, data)
        elif op not in (3, 4, 8):
            connection.close(4001)
        elif session is None:
            connection.close(4003)
        elif op == 8 and isinstance(data, dict):
            self._send_members(session, data)

    def _identify(self, connection: Connection, data: Json) -> None:
        shard = data.get("shard", [0, 1])
        if code := self._fault_of_identify(data, shard):
            connection.close(code)
            return
        session = Session(id=secrets.token_hex(16), shard=(shard[0], shard[1]), intents=data["intents"])
        for old in [old for old in self._sessions.values() if old.shard == session.shard and not old.connection]:
            del self._sessions[old.id]
        session.connection = connection
        self._sessions[session.id] = session
        guilds = [guild for guild in self._records.world.bot_guilds if session.covers(guild.id)]
        self._send(session, "READY", self._ready(session, guilds))
        for guild in guilds:
            if intent.wants("GUILD_CREATE", session.intents, in_guild=True):
                every = bool(session.intents & intent.GUILD_MEMBERS)
                shape = guild_create_shape(self._records.world, guild, all_members=every)
                self._send(session, "GUILD_CREATE", shape)
        self._tell_status()

    def _fault_of_identify(self, data: Json, shard: object) -> int | None:
        wanted = data.get("intents")
        if data.get("token") != self._token:
            return 4004
        if not isinstance(shard, list) or len(shard) != 2 or not all(isinstance(number, int) for number in shard):
            return 4010
        if not 0 <= shard[0] < shard[1]:
            return 4010
        if isinstance(wanted, bool) or not isinstance(wanted, int) or wanted & ~intent.VALID:
            return 4013
        return 4014 if wanted & intent.PRIVILEGED & ~self._allowed_intents else None

    def _ready(self, session: Session, guilds: list[Guild]) -> Json:
        world = self._records.world
        flags = intent.application_flags(self._allowed_intents)
        return {
            "v": 10,
            "user": user_shape(world.bot) | {"verified": True, "mfa_enabled": False, "email": None},
            "guilds": [{"id": guild.id, "unavailable": True} for guild in guilds],
            "private_channels": [],
            "relationships": [],
            "session_id": session.id,
            "session_type": "normal",
            "resume_gateway_url": self.url,
            "shard": list(session.shard),
            "application": {"id": world.bot.id, "flags": flags},
        }

    def _resume(self, connection: Connection, data: Json) -> None:
        session = self._sessions.get(str(data.get("session_id")))
        sequence = data.get("seq")
        if data.get("token") != self._token:
            connection.close(4004)
        elif session is None or not isinstance(sequence, int) or not session.has_since(sequence):
            connection.send(9, False)
        else:
            if session.connection:
                session.connection.close(4000)
            session.connection = connection
            for number, text in list(session.history):
                if number > sequence:
                    connection.send_text(text)
            self._send(session, "RESUMED", {"_trace": ["playground"]})
            self._tell_status()

    def _send_members(self, session: Session, data: Json) -> None:
        world = self._records.world
        guild = world.guild(str(data.get("guild_id")))
        query, wanted = data.get("query"), data.get("user_ids")
        if guild is None or not session.connection:
            return
        if query == "" and not session.intents & intent.GUILD_MEMBERS:
            session.connection.close(4014)
            return
        ids = [str(one) for one in (wanted if isinstance(wanted, list) else [wanted])] if wanted else []
        members = [
            member
            for member in guild.members
            if (user := world.user(member.user_id))
            and (member.user_id in ids if ids else user.username.startswith(str(query or "").lower()))
        ]
        known = {member.user_id for member in members}
        chunk = {
            "guild_id": guild.id,
            "members": [member_shape(world, guild, member) for member in members],
            "chunk_index": 0,
            "chunk_count": 1,
            "not_found": [one for one in ids if one not in known],
            "nonce": data.get("nonce"),
        }
        self._send(session, "GUILD_MEMBERS_CHUNK", chunk)

    def _tell_status(self) -> None:
        if self.online != self._was_online:
            self._was_online = self.online
            self._on_status(self.online)

    # Faults, for tests and for the page's panel.

    def drop(self, code: int | None = None) -> None:
        """Lose every connection: without a word, or with a close code."""
        for connection in list(self._connections):
            if code is None:
                connection.abort()
            else:
                connection.close(code)

    def freeze(self) -> None:
        """Turn every connection into a zombie: open, but silent, heartbeats unanswered."""
        for connection in self._connections:
            connection.frozen = True

    def ask_to_reconnect(self) -> None:
        """Tell every client to reconnect and resume."""
        for connection in self._connections:
            connection.send(7, None)

    def invalidate(self, *, resumable: bool = False) -> None:
        """Tell every client that its session is invalid; unless resumable, it is gone."""
        for session in self._connected():
            if session.connection:
                session.connection.send(9, resumable)
            if not resumable:
                del self._sessions[session.id]
        self._tell_status()

    def _connected(self) -> Iterator[Session]:
        return iter([session for session in self._sessions.values() if session.connection])
