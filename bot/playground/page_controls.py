"""The page's requests about the playground itself: its state, its clock, starting over."""

from collections.abc import Callable
from dataclasses import dataclass

from aiohttp import web

from bot.playground.page_people import object_of
from bot.playground.refusals import Json


@dataclass(frozen=True, kw_only=True)
class PageControls:
    """Routes under /playground that are about no person."""

    state: Callable[[], Json]
    clock: Callable[[], Json]
    set_clock: Callable[[Json], Json]
    start_over: Callable[[], None]

    def mount(self, app: web.Application) -> None:
        """Add the routes."""
        app.router.add_get("/playground/state", self._state)
        app.router.add_get("/playground/clock", self._clock)
        app.router.add_post("/playground/clock", self._set_clock)
        app.router.add_post("/playground/start-over", self._start_over)

    async def _state(self, request: web.Request) -> web.Response:
        return web.json_response(self.state())

    async def _clock(self, request: web.Request) -> web.Response:
        return web.json_response(self.clock())

    async def _set_clock(self, request: web.Request) -> web.Response:
        return web.json_response(self.set_clock(await object_of(request)))

    async def _start_over(self, request: web.Request) -> web.Response:
        self.start_over()
        return web.json_response({})
