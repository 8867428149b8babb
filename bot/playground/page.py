"""What the page asks: HTTP and a websocket for people, as docs/playground.md says. Same-origin and loopback only."""

import json
import re
from collections.abc import Awaitable, Callable
from pathlib import Path

from aiohttp import web

from bot.playground.audience import Audience
from bot.playground.composing import keep_file
from bot.playground.people import People
from bot.playground.records import File, Records
from bot.playground.refusals import Declined, Json

WEB = Path(__file__).parent / "web"
MOST_UPLOAD_BYTES = 10 * 1024 * 1024

_SHOWN_IN_PAGE = ("image/png", "image/jpeg", "image/gif", "image/webp", "text/plain; charset=utf-8")
_LOOPBACK = re.compile(r"(?:127\.0\.0\.1|localhost|\[::1\])(?::\d+)?")

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class Page:
    """The page's routes."""

    def __init__(self, records: Records, audience: Audience, people: People) -> None:
        self._records = records
        self._audience = audience
        self._people = people

    def mount(self, app: web.Application) -> None:
        """Add the routes, and the static files if there are any."""
        app.router.add_get("/playground/state", self._state)
        app.router.add_get("/playground/channels/{channel_id}/messages", self._messages)
        app.router.add_post("/playground/messages", self._say)
        app.router.add_post("/playground/interactions", self._interact)
        app.router.add_post("/playground/autocomplete", self._complete)
        app.router.add_post("/playground/attachments", self._upload)
        app.router.add_get("/playground/events", self._events)
        app.router.add_get("/cdn/attachments/{channel_id}/{file_id}/{filename}", self._file)
        app.router.add_get("/", self._index)
        if WEB.is_dir():
            app.router.add_static("/web", WEB)

    async def _state(self, request: web.Request) -> web.Response:
        return web.json_response(self._people.state())

    async def _messages(self, request: web.Request) -> web.Response:
        limit = request.query.get("limit", "100")
        if not limit.isdecimal():
            raise Declined(400, "limit must be a number.")
        shown = self._people.messages(
            request.query.get("as", ""),
            request.match_info["channel_id"],
            limit=min(int(limit), 100),
            before=request.query.get("before"),
        )
        return web.json_response({"messages": shown})

    async def _say(self, request: web.Request) -> web.Response:
        return web.json_response(self._people.say(await _object(request)))

    async def _interact(self, request: web.Request) -> web.Response:
        return web.json_response({"interaction_id": self._people.interact(await _object(request))})

    async def _complete(self, request: web.Request) -> web.Response:
        return web.json_response({"choices": await self._people.complete(await _object(request))})

    async def _upload(self, request: web.Request) -> web.Response:
        filename = Path(request.query.get("filename", "file")).name or "file"
        data = await request.read()
        if len(data) > MOST_UPLOAD_BYTES:
            raise Declined(413, "The file is larger than 10 MB.")
        attachment = keep_file(
            self._records, "0", File(filename=filename, content_type=request.content_type, data=data)
        )
        self._records.uploads[attachment["id"]] = attachment
        return web.json_response(attachment)

    async def _events(self, request: web.Request) -> web.WebSocketResponse:
        user = self._people.person(request.query.get("as", ""))
        socket = web.WebSocketResponse(heartbeat=30)
        await socket.prepare(request)
        await self._audience.serve(socket, user.id)
        return socket

    async def _file(self, request: web.Request) -> web.Response:
        file = self._records.files.get(request.match_info["file_id"])
        if file is None:
            raise web.HTTPNotFound(text="No such file.")
        if file.content_type in _SHOWN_IN_PAGE:
            return web.Response(body=file.data, headers={"Content-Type": file.content_type})
        # A file's markup or script must not run as the page's own.
        headers = {"Content-Type": "application/octet-stream", "Content-Disposition": "attachment"}
        return web.Response(body=file.data, headers=headers)

    async def _index(self, request: web.Request) -> web.StreamResponse:
        index = WEB / "index.html"
        if not index.is_file():
            raise web.HTTPNotFound(text="The page's files are not installed here; the API works without them.")
        return web.FileResponse(index)


@web.middleware
async def guard(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Let only the page itself in, and answer what cannot be done with a sentence."""
    if request.path.startswith(("/api/", "/gateway")):
        return await handler(request)
    if not _is_own(request):
        return web.json_response({"message": "Only the playground's own page may ask this."}, status=403)
    try:
        return await handler(request)
    except Declined as declined:
        return web.json_response({"message": str(declined)}, status=declined.status)
    except web.HTTPRequestEntityTooLarge:
        return web.json_response({"message": "That is too large."}, status=413)


async def set_headers(request: web.Request, response: web.StreamResponse) -> None:
    """Nothing from outside loads in the page, and nothing embeds it."""
    response.headers.setdefault("X-Content-Type-Options", "nosniff")
    if not request.path.startswith(("/api/", "/gateway")):
        response.headers["Content-Security-Policy"] = "default-src 'self'; frame-ancestors 'none'; base-uri 'none'"
        response.headers["Referrer-Policy"] = "no-referrer"
        response.headers.setdefault("Cache-Control", "no-cache")


def _is_own(request: web.Request) -> bool:
    origin = request.headers.get("Origin")
    return bool(_LOOPBACK.fullmatch(request.host)) and origin in (None, f"http://{request.host}")


async def _object(request: web.Request) -> Json:
    try:
        body = json.loads(await request.text())
    except ValueError as cause:
        raise Declined(400, "The body is not JSON.") from cause
    if not isinstance(body, dict):
        raise Declined(400, "The body must be an object.")
    return body
