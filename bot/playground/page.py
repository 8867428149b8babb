"""The page itself: its files, its events, and the guard that lets nobody else in.

What it asks is in page_people and page_controls.
"""

import re
from collections.abc import Awaitable, Callable
from pathlib import Path

from aiohttp import web

from bot.playground.audience import Audience
from bot.playground.records import Records
from bot.playground.refusals import Declined
from bot.playground.viewing import Viewing

WEB = Path(__file__).parent / "web"

_SHOWN_IN_PAGE = ("image/png", "image/jpeg", "image/gif", "image/webp", "text/plain; charset=utf-8")
_LOOPBACK = re.compile(r"(?:127\.0\.0\.1|localhost|\[::1\])(?::\d+)?")

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class Page:
    """The page's routes."""

    def __init__(self, records: Records, audience: Audience, viewing: Viewing) -> None:
        self._records = records
        self._audience = audience
        self._viewing = viewing

    def mount(self, app: web.Application) -> None:
        """Add the routes, and the static files if there are any."""
        app.router.add_get("/playground/events", self._events)
        app.router.add_get("/cdn/attachments/{channel_id}/{file_id}/{filename}", self._file)
        app.router.add_get("/", self._index)
        if WEB.is_dir():
            app.router.add_static("/web", WEB)

    async def _events(self, request: web.Request) -> web.WebSocketResponse:
        user = self._viewing.person(request.query.get("as", ""))
        socket = web.WebSocketResponse(heartbeat=30)
        await socket.prepare(request)
        await self._audience.serve(socket, user.id, traffic=request.query.get("traffic") == "1")
        return socket

    async def _file(self, request: web.Request) -> web.Response:
        file = self._records.find_file(request.match_info["file_id"])
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
    """Let only bots and the page itself in, and answer what cannot be done with a sentence."""
    if not _is_own(request):
        return web.json_response({"message": "Only the playground's own page may ask this."}, status=403)
    if _is_for_bots(request):
        return await handler(request)
    try:
        return await handler(request)
    except Declined as declined:
        return web.json_response({"message": str(declined)}, status=declined.status)
    except web.HTTPRequestEntityTooLarge:
        return web.json_response({"message": "That is too large."}, status=413)


async def set_headers(request: web.Request, response: web.StreamResponse) -> None:
    """Nothing from outside loads in the page, and nothing embeds it."""
    response.headers.setdefault("X-Content-Type-Options", "nosniff")
    if not _is_for_bots(request):
        response.headers["Content-Security-Policy"] = "default-src 'self'; frame-ancestors 'none'; base-uri 'none'"
        response.headers["Referrer-Policy"] = "no-referrer"
        response.headers.setdefault("Cache-Control", "no-cache")


def _is_for_bots(request: web.Request) -> bool:
    return request.path.startswith(("/api/", "/gateway"))


def _is_own(request: web.Request) -> bool:
    """Whether no page from elsewhere can have sent it: by the name it was asked under, and what browsers say of pages.

    Somebody may follow a link from elsewhere to the page itself.
    """
    if not _LOOPBACK.fullmatch(request.host):
        return False
    if request.headers.get("Origin") not in (None, f"http://{request.host}"):
        return False
    return request.path == "/" or request.headers.get("Sec-Fetch-Site") in (None, "same-origin", "none")
