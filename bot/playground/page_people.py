"""The page's requests about what people see and do: HTTP on the one side, viewing, talking and people on the other."""

import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path

from aiohttp import web

from bot.playground.composing import keep_file
from bot.playground.people import People
from bot.playground.records import File, Records
from bot.playground.refusals import Declined, Json
from bot.playground.talking import Talking
from bot.playground.viewing import Viewing

MOST_UPLOAD_BYTES = 10 * 1024 * 1024
MOST_MESSAGES = 100


@dataclass(frozen=True, kw_only=True)
class PagePeople:
    """Routes under /playground that are about people."""

    records: Records
    viewing: Viewing
    talking: Talking
    people: People

    def mount(self, app: web.Application) -> None:
        """Add the routes."""
        talking, router = self.talking, app.router
        router.add_get("/playground/channels/{channel_id}/messages", self._messages)
        router.add_get("/playground/channels/{channel_id}/pins", self._pins)
        router.add_post("/playground/messages", _answers(talking.say))
        router.add_patch("/playground/messages", _answers(talking.edit))
        router.add_delete("/playground/messages", _answers(talking.delete))
        router.add_post("/playground/reactions", _answers(talking.react))
        router.add_post("/playground/pins", _answers(talking.pin))
        router.add_post("/playground/threads", _answers(talking.start_thread))
        router.add_patch("/playground/threads", _answers(talking.change_thread))
        router.add_post("/playground/interactions", self._interact)
        router.add_post("/playground/autocomplete", self._complete)
        router.add_post("/playground/attachments", self._upload)

    async def _messages(self, request: web.Request) -> web.Response:
        shown = self.viewing.messages(
            request.query.get("as", ""),
            request.match_info["channel_id"],
            limit=min(number_in(request, "limit", MOST_MESSAGES), MOST_MESSAGES),
            before=request.query.get("before"),
        )
        return web.json_response({"messages": shown})

    async def _pins(self, request: web.Request) -> web.Response:
        items = self.viewing.pins(request.query.get("as", ""), request.match_info["channel_id"])
        return web.json_response({"items": items})

    async def _interact(self, request: web.Request) -> web.Response:
        return web.json_response({"interaction_id": self.people.interact(await object_of(request))})

    async def _complete(self, request: web.Request) -> web.Response:
        return web.json_response({"choices": await self.people.complete(await object_of(request))})

    async def _upload(self, request: web.Request) -> web.Response:
        filename = Path(request.query.get("filename", "file")).name or "file"
        data = await request.read()
        if len(data) > MOST_UPLOAD_BYTES:
            raise Declined(413, "The file is larger than 10 MB.")
        file = File(filename=filename, content_type=request.content_type, data=data)
        attachment = keep_file(self.records, "0", file)
        self.records.uploads[attachment["id"]] = attachment
        return web.json_response(attachment)


def _answers(act: Callable[[Json], Json]) -> Callable[[web.Request], Awaitable[web.Response]]:
    async def handle(request: web.Request) -> web.Response:
        return web.json_response(act(await object_of(request)))

    return handle


def number_in(request: web.Request, key: str, otherwise: int) -> int:
    """A whole number of the query."""
    text = request.query.get(key, str(otherwise))
    if not (text.isascii() and text.isdecimal()):
        raise Declined(400, f"{key} must be a number.")
    return int(text)


async def object_of(request: web.Request) -> Json:
    """The JSON object that a request brings."""
    try:
        body = json.loads(await request.text())
    except ValueError as cause:
        raise Declined(400, "The body is not JSON.") from cause
    if not isinstance(body, dict):
        raise Declined(400, "The body must be an object.")
    return body
