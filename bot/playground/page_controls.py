"""The page's requests about the playground itself: its state and clock, starting over, the traffic, what goes wrong."""

from collections.abc import Callable
from dataclasses import dataclass

from aiohttp import web

from bot.playground.mishaps import Misfortune
from bot.playground.page_people import number_in, object_of
from bot.playground.refusals import Declined, Json
from bot.playground.traffic import MOST_ENTRIES, Traffic


@dataclass(frozen=True, kw_only=True)
class PageControls:
    """Routes under /playground that are about no person."""

    state: Callable[[], Json]
    clock: Callable[[], Json]
    set_clock: Callable[[Json], Json]
    start_over: Callable[[], None]
    traffic: Traffic
    misfortune: Misfortune

    def mount(self, app: web.Application) -> None:
        """Add the routes."""
        app.router.add_get("/playground/state", self._state)
        app.router.add_get("/playground/clock", self._clock)
        app.router.add_post("/playground/clock", self._set_clock)
        app.router.add_post("/playground/start-over", self._start_over)
        app.router.add_get("/playground/traffic", self._list_traffic)
        app.router.add_get("/playground/traffic/{id}", self._show_traffic)
        app.router.add_get("/playground/faults", self._faults)
        app.router.add_post("/playground/faults", self._begin_fault)
        app.router.add_delete("/playground/faults", self._end_faults)

    async def _state(self, request: web.Request) -> web.Response:
        return web.json_response(self.state())

    async def _clock(self, request: web.Request) -> web.Response:
        return web.json_response(self.clock())

    async def _set_clock(self, request: web.Request) -> web.Response:
        return web.json_response(self.set_clock(await object_of(request)))

    async def _start_over(self, request: web.Request) -> web.Response:
        self.start_over()
        return web.json_response({})

    async def _list_traffic(self, request: web.Request) -> web.Response:
        after, most = number_in(request, "after", 0), number_in(request, "limit", MOST_ENTRIES)
        return web.json_response({"entries": [entry.shape() for entry in self.traffic.after(after, most)]})

    async def _show_traffic(self, request: web.Request) -> web.Response:
        wanted = request.match_info["id"]
        entry = self.traffic.find(int(wanted)) if wanted.isdecimal() else None
        if entry is None:
            raise Declined(404, "That entry is not kept any more.")
        return web.json_response(entry.shape(detailed=True))

    async def _faults(self, request: web.Request) -> web.Response:
        return web.json_response(self.misfortune.shape())

    async def _begin_fault(self, request: web.Request) -> web.Response:
        return web.json_response(self.misfortune.begin(await object_of(request)))

    async def _end_faults(self, request: web.Request) -> web.Response:
        return web.json_response(self.misfortune.take_back(await object_of(request)))
