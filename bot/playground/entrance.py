"""Who is let in: the page itself, and whoever has the token of the printed address. Bots show their own (rest).

A browser that opens that address gets the token as a cookie; programs send it with each request.
"""

import re
import secrets
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta

import aiohttp
from aiohttp import hdrs, web
from yarl import URL

from bot.playground.refusals import Declined

ENTER = "/enter/"
NO_TOKEN = "Open the address that was printed when the playground was started: it carries the token that is missing."  # noqa: S105

POLICY = "default-src 'self'; object-src 'none'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'"

_LOOPBACK = re.compile(r"(?:127\.0\.0\.1|localhost|\[::1\])(?::\d+)?")
_FOR_BOTS = ("/api/", "/gateway")
# Nothing that happened here is told by these; files have their own ids, as at Discord.
_OPEN = ("/web/", "/cdn/", ENTER)
_COOKIE_LIFE = timedelta(days=30)

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


@dataclass(frozen=True, kw_only=True)
class Entrance:
    """The way in to one playground's page."""

    token: str

    def mount(self, app: web.Application) -> None:
        """Stand before every route, and add the one that the printed address leads to."""
        app.middlewares.append(self.guard)
        app.on_response_prepare.append(set_headers)
        app.router.add_get(ENTER + "{token}", self._enter)

    @web.middleware
    async def guard(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Let only bots and the page itself in, and answer what cannot be done with a sentence."""
        if not _is_own(request):
            return _refusal(403, "Only the playground's own page may ask this.")
        if request.path.startswith(_FOR_BOTS):
            return await handler(request)
        if not (_is_open(request) or self._has_token(request)):
            return _refusal(401, NO_TOKEN)
        try:
            return await handler(request)
        except Declined as declined:
            return _refusal(declined.status, str(declined))
        except web.HTTPRequestEntityTooLarge:
            return _refusal(413, "That is too large.")

    async def _enter(self, request: web.Request) -> web.Response:
        """To the page itself: the token leaves the address bar for a cookie that no script can read."""
        response = web.Response(status=303, headers={hdrs.LOCATION: "/"})
        if self._fits(request.match_info["token"]):
            response.set_cookie(
                _cookie_name(request),
                self.token,
                path="/playground",
                max_age=int(_COOKIE_LIFE.total_seconds()),
                httponly=True,
                samesite="Strict",
            )
        return response

    def _has_token(self, request: web.Request) -> bool:
        sent = request.headers.get(hdrs.AUTHORIZATION, "").removeprefix("Bearer ")
        return self._fits(sent) or self._fits(request.cookies.get(_cookie_name(request), ""))

    def _fits(self, token: str) -> bool:
        return secrets.compare_digest(token.encode(), self.token.encode())


def make_page_token() -> str:
    """A token that nobody can guess."""
    return secrets.token_urlsafe(24)


def page_session(address: str) -> aiohttp.ClientSession:
    """A client that asks what the page asks, let in by the address that was printed."""
    url = URL(address)
    token = url.path.removeprefix(ENTER)
    return aiohttp.ClientSession(url.origin(), headers={hdrs.AUTHORIZATION: f"Bearer {token}"})


async def set_headers(request: web.Request, response: web.StreamResponse) -> None:
    """Nothing from outside loads in the page, and nothing embeds it."""
    response.headers.setdefault("X-Content-Type-Options", "nosniff")
    if not request.path.startswith(_FOR_BOTS):
        response.headers["Content-Security-Policy"] = POLICY
        response.headers["Referrer-Policy"] = "no-referrer"
        response.headers.setdefault("Cache-Control", "no-cache")


def _cookie_name(request: web.Request) -> str:
    # Browsers keep cookies by host and not by port, and there may be several playgrounds.
    return "playground-" + request.host.rpartition(":")[2]


def _is_open(request: web.Request) -> bool:
    return request.path == "/" or request.path.startswith(_OPEN)


def _is_own(request: web.Request) -> bool:
    """Whether no page from elsewhere can have sent it: by the name it was asked under, and what browsers say of pages.

    Somebody may follow a link from elsewhere to the page itself.
    """
    if not _LOOPBACK.fullmatch(request.host):
        return False
    if request.headers.get(hdrs.ORIGIN) not in (None, f"http://{request.host}"):
        return False
    leads_to_page = request.path == "/" or request.path.startswith(ENTER)
    return leads_to_page or request.headers.get("Sec-Fetch-Site") in (None, "same-origin", "none")


def _refusal(status: int, sentence: str) -> web.Response:
    return web.json_response({"message": sentence}, status=status)
