"""The page itself: its files and its events. What it asks is in page_people and page_controls; who may, in entrance."""

from pathlib import Path

from aiohttp import web

from bot.playground.audience import Audience
from bot.playground.records import Records
from bot.playground.viewing import Viewing

WEB = Path(__file__).parent / "web"

_SHOWN_IN_PAGE = ("image/png", "image/jpeg", "image/gif", "image/webp", "text/plain; charset=utf-8")


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
