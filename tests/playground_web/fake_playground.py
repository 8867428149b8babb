"""A stand-in for the playground's server, as far as the page sees it: docs/playground.md without a bot behind it.

It serves the page's own files under the content security policy that the page must live with, keeps what was posted,
and answers interactions the way a test tells it to.
"""

from __future__ import annotations

import asyncio
import json
from collections import defaultdict
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from aiohttp import WSMsgType, web

from bot.playground.entrance import POLICY

WEB = Path(__file__).resolve().parents[2] / "bot" / "playground" / "web"
BOT, ADA, MAX = "900", "101", "102"
GUILD, NEWS, LAB = "500", "501", "502"
OTHER_GUILD, OTHER_CHANNEL = "600", "601"
DIRECT_OF_ADA, DIRECT_OF_MAX = "701", "702"
EVERYTHING, NOTHING_MUCH = "2147483647", "3072"

Json = dict[str, Any]

USERS: dict[str, Json] = {
    BOT: {"id": BOT, "username": "Gapwatch", "global_name": None, "bot": True},
    ADA: {
        "id": ADA,
        "username": "ada",
        "global_name": "Ada (admin)",
        "color": "#5865f2",
        "dm_channel_id": DIRECT_OF_ADA,
    },
    MAX: {
        "id": MAX,
        "username": "max",
        "global_name": "Max (member)",
        "color": "#3ba55d",
        "dm_channel_id": DIRECT_OF_MAX,
    },
}

HERE = {"user_id": ADA, "channel_id": NEWS}
"""Where the page is when it is opened, as it says with what it asks."""


def message(message_id: str, content: str = "", *, author: str = BOT, minute: int = 0, **more: Any) -> Json:
    """A message in Discord's shape."""
    shape: Json = {
        "id": message_id,
        "channel_id": NEWS,
        "type": 0,
        "author": USERS[author],
        "content": content,
        "timestamp": f"2026-11-23T09:{minute:02d}:00+00:00",
        "edited_timestamp": None,
        "flags": 0,
        "mentions": [],
        "attachments": [],
        "embeds": [],
        "components": [],
    }
    return shape | more


def command(command_id: str, name: str, description: str, **more: Any) -> Json:
    shape: Json = {"id": command_id, "type": 1, "name": name, "description": description, "options": []}
    return shape | {"default_member_permissions": None} | more


def channel(channel_id: str, name: str, *, kind: int = 0, **more: Any) -> Json:
    """A channel as the state lists it, in which everyone may do everything."""
    shape: Json = {"id": channel_id, "name": name, "type": kind, "topic": None, "position": 0, "parent_id": None}
    permissions = {user_id: str((1 << 52) - 1) for user_id in USERS}
    return shape | {"owner_id": None, "last_message_id": None, "permissions": permissions} | more


def sample_state(commands: list[Json]) -> Json:
    """Two guilds; Ada is in both and may do everything, Max is a plain member of the first."""
    members = [
        {"user_id": ADA, "roles": ["511"], "permissions": EVERYTHING},
        {"user_id": MAX, "roles": [], "permissions": NOTHING_MUCH},
        {"user_id": BOT, "roles": [], "permissions": NOTHING_MUCH},
    ]
    channels = [channel(NEWS, "ai-news", topic="What the labs announce"), channel(LAB, "lab", position=1)]
    other = [channel(OTHER_CHANNEL, "elsewhere")]
    return {
        "bot": {"id": BOT, "username": "Gapwatch", "avatar_url": None, "online": True},
        "people": [USERS[ADA], USERS[MAX]],
        "guilds": [
            {
                "id": GUILD,
                "name": "Research Desk",
                "channels": channels,
                "roles": [
                    {"id": GUILD, "name": "@everyone", "color": 0, "position": 0, "hoist": False},
                    {"id": "511", "name": "admin", "color": 0xE67E22, "position": 1, "hoist": True},
                ],
                "members": members,
            },
            {"id": OTHER_GUILD, "name": "Elsewhere", "channels": other, "roles": [], "members": members[:1]},
        ],
        "commands": {GUILD: commands, OTHER_GUILD: commands, "@me": commands[:2]},
        "clock": {"now": "2026-11-23T09:30:00+00:00", "offset_seconds": 0},
        "deadline_seconds": 3,
    }


class FakePlayground:
    """Holds what the page is told, and keeps what it posts in `posted`, by path."""

    def __init__(self, commands: list[Json]) -> None:
        self.address = ""
        self._commands = commands
        self.start_over()

    def start_over(self) -> None:
        """As at the first visit; what was posted is forgotten, and whoever still listens is told no more."""
        self.state = sample_state(self._commands)
        self.messages: dict[str, list[Json]] = defaultdict(list)
        self.posted: dict[str, list[Json]] = defaultdict(list)
        self.asked_as: list[str] = []
        self.complete: Callable[[Json], Awaitable[list[Json]]] = _no_choices
        self.unreadable: set[str] = set()
        self.refusal: str | None = None
        self.files: dict[str, tuple[bytes, str]] = {}
        self.on_interaction: Callable[[str, Json], list[Json]] = lambda interaction_id, body: [done(interaction_id)]
        self._sockets: list[tuple[str, web.WebSocketResponse]] = []
        self._something_posted = asyncio.Condition()
        self._last_interaction = 7000

    def app(self) -> web.Application:
        app = web.Application(middlewares=[_under_policy])
        app.router.add_get("/", self._page)
        app.router.add_static("/web/", WEB)
        app.router.add_get("/cdn/{name}", self._file)
        app.router.add_get("/playground/state", self._state)
        app.router.add_get("/playground/channels/{channel_id}/messages", self._messages)
        app.router.add_get("/playground/events", self._events)
        app.router.add_post("/playground/messages", self._post_message)
        app.router.add_delete("/playground/messages", self._delete_message)
        app.router.add_post("/playground/interactions", self._post_interaction)
        app.router.add_post("/playground/autocomplete", self._post_autocomplete)
        app.router.add_post("/playground/attachments", self._post_attachment)
        app.on_shutdown.append(self._hang_up)
        return app

    async def wait_for_post(self, path: str, count: int = 1) -> Json:
        """The newest body posted to a path, once there are as many as asked for."""
        async with self._something_posted, asyncio.timeout(10):
            await self._something_posted.wait_for(lambda: len(self.posted[path]) >= count)
        return self.posted[path][-1]

    async def push(self, event: Json, *, to: str | None = None) -> None:
        for person, socket in self._sockets:
            if not socket.closed and to in (None, person):
                await socket.send_str(json.dumps(event))

    async def drop_sockets(self) -> None:
        for _, socket in self._sockets:
            await socket.close()
        self._sockets.clear()

    async def _hang_up(self, _: web.Application) -> None:
        await self.drop_sockets()

    async def _keep(self, path: str, body: Json) -> None:
        async with self._something_posted:
            self.posted[path].append(body)
            self._something_posted.notify_all()

    async def _page(self, _: web.Request) -> web.FileResponse:
        return web.FileResponse(WEB / "index.html")

    async def _file(self, request: web.Request) -> web.Response:
        content, kind = self.files[request.match_info["name"]]
        return web.Response(body=content, content_type=kind)

    async def _state(self, _: web.Request) -> web.Response:
        return web.json_response(self.state)

    async def _messages(self, request: web.Request) -> web.Response:
        person = request.query["as"]
        if request.match_info["channel_id"] in self.unreadable:
            return web.json_response({"message": "You cannot see that channel."}, status=403)
        self.asked_as.append(person)
        seen = [m for m in self.messages[request.match_info["channel_id"]] if m.get("only_for") in (None, person)]
        if before := request.query.get("before"):
            seen = [m for m in seen if int(m["id"]) < int(before)]
        return web.json_response({"messages": seen[-int(request.query["limit"]) :]})

    async def _events(self, request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        self._sockets.append((request.query["as"], socket))
        async for frame in socket:
            if frame.type is WSMsgType.ERROR:
                break
        return socket

    async def _post_message(self, request: web.Request) -> web.Response:
        body = await request.json()
        await self._keep("messages", body)
        if self.refusal:
            return web.json_response({"message": self.refusal}, status=400)
        said = message(str(8000 + len(self.posted["messages"])), body["content"], author=body["user_id"], minute=30)
        await self.push({"type": "message_create", "channel_id": body["channel_id"], "message": said})
        return web.json_response(said)

    async def _delete_message(self, request: web.Request) -> web.Response:
        body = await request.json()
        kept = [m for m in self.messages[body["channel_id"]] if m["id"] != body["message_id"]]
        self.messages[body["channel_id"]] = kept
        await self._keep("deleted", body)
        return web.json_response({})

    async def _post_interaction(self, request: web.Request) -> web.Response:
        body = await request.json()
        await self._keep("interactions", body)
        if self.refusal:
            return web.json_response({"message": self.refusal}, status=403)
        self._last_interaction += 1
        interaction_id = str(self._last_interaction)
        for event in self.on_interaction(interaction_id, body):
            await self.push(event, to=body["user_id"])
        return web.json_response({"interaction_id": interaction_id})

    async def _post_autocomplete(self, request: web.Request) -> web.Response:
        body = await request.json()
        await self._keep("autocomplete", body)
        return web.json_response({"choices": await self.complete(body)})

    async def _post_attachment(self, request: web.Request) -> web.Response:
        content = await request.read()
        await self._keep("attachments", {"filename": request.query["filename"], "content": content.decode()})
        return web.json_response(
            {"id": "7777", "filename": request.query["filename"], "size": len(content), "url": "/cdn/7777"}
        )


async def _no_choices(_: Json) -> list[Json]:
    return []


def done(interaction_id: str) -> Json:
    return {"type": "interaction_done", "interaction_id": interaction_id}


def failed(interaction_id: str, why: str = "The application did not respond") -> Json:
    return {"type": "interaction_failed", "interaction_id": interaction_id, "message": why}


def created(shape: Json, channel_id: str = NEWS) -> Json:
    return {"type": "message_create", "channel_id": channel_id, "message": shape}


@web.middleware
async def _under_policy(request: web.Request, handler: Callable[[web.Request], Any]) -> web.StreamResponse:
    response: web.StreamResponse = await handler(request)
    if not response.prepared:
        response.headers["Content-Security-Policy"] = POLICY
        if request.path.startswith("/web/"):
            response.headers["Cache-Control"] = "max-age=600"  # the files do not change under a test
    return response
