"""The frame around every REST request of the bot: token, rate limit, body, answer or refusal, and a record of it all.

What a route does is in the rest_* modules, each a list of endpoints.
"""

import asyncio
import json
import re
import time
from collections import deque
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from aiohttp import BodyPartReader, web

from bot.playground.faults import Fault, FaultKind, Faults
from bot.playground.ratelimit import VIA, Limit, RateLimiter
from bot.playground.records import Records
from bot.playground.refusals import Json, Refused, bad_request, not_found, too_large, unauthorized
from bot.playground.traffic import HIDDEN, Outcome, Traffic, Way, refusal_words
from bot.playground.validate_messages import MOST_FILE_BYTES, Upload

PREFIX = "/api/v10"
MOST_REQUEST_BYTES = 25 * 1024 * 1024
MOST_RECORDS = 5000

_FILE_FIELD = re.compile(r"files\[(\d+)\]")
_BEGAN = web.RequestKey("began", float)
_MAJOR = ("channel_id", "guild_id", "webhook_id", "token")


@dataclass(frozen=True, kw_only=True, slots=True)
class RecordedRequest:
    """One REST request of the bot and how it was answered."""

    method: str
    path: str
    query: Mapping[str, str]
    body: Any
    files: tuple[str, ...]
    status: int
    answer: Any
    at: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class Call:
    """A request that has been let in: what a route's handler works from."""

    path: Mapping[str, str]
    query: Mapping[str, str]
    body: Any
    uploads: tuple[Upload, ...] = ()

    @property
    def fields(self) -> Json:
        """The body's fields; none for a body that is no object, which its validator has refused."""
        return self.body if isinstance(self.body, dict) else {}


@dataclass(frozen=True, kw_only=True, slots=True)
class Answer:
    """What to send back; no body with 204."""

    body: Any = None
    status: int = 200


NOTHING = Answer(status=204)

Handler = Callable[[Call], Answer]


@dataclass(frozen=True, kw_only=True, slots=True)
class Endpoint:
    """One route of the API. The rate limits of interactions are their own, so they do not count globally."""

    method: str
    path: str
    handler: Handler
    limit: Limit
    needs_token: bool = True


@dataclass(kw_only=True)
class RestApi:
    """All endpoints behind one frame."""

    records: Records
    token: str
    limiter: RateLimiter
    faults: Faults
    traffic: Traffic
    requests: deque[RecordedRequest] = field(default_factory=lambda: deque(maxlen=MOST_RECORDS))

    def mount(self, app: web.Application, endpoints: Sequence[Endpoint]) -> None:
        """Add the routes; whatever else is asked under /api is not found."""
        for endpoint in endpoints:
            app.router.add_route(endpoint.method, PREFIX + endpoint.path, self._framed(endpoint))
        app.router.add_route("*", "/api/{tail:.*}", self._answer_unknown)

    def _framed(self, endpoint: Endpoint) -> Callable[[web.Request], Awaitable[web.Response]]:
        async def handle(request: web.Request) -> web.Response:
            request[_BEGAN] = time.perf_counter()
            body: Any = None
            uploads: tuple[Upload, ...] = ()
            headers: Mapping[str, str] = {}
            fault: Fault | None = None
            try:
                if endpoint.needs_token and request.headers.get("Authorization") != f"Bot {self.token}":
                    raise unauthorized()
                if limited := self._take(endpoint, request):
                    headers, refused = limited
                    if refused:
                        raise refused
                body, uploads = await read_body(request)
                call = Call(path=request.match_info, query=request.query, body=body, uploads=uploads)
                fault = self.faults.take(request.method, request.path.removeprefix(PREFIX))
                if fault is not None and fault.kind is FaultKind.DELAY:
                    await asyncio.sleep(fault.seconds)
                elif fault is not None:
                    return self._fail(request, call, endpoint, fault, headers)
                answer = endpoint.handler(call)
            except Refused as refused:
                answer = Answer(status=refused.status, body=refused.body)
            return self._respond(request, body, uploads, answer, headers, fault)

        return handle

    def _fail(
        self, request: web.Request, call: Call, endpoint: Endpoint, fault: Fault, headers: Mapping[str, str]
    ) -> web.Response:
        """Carry it out or not, and tell the bot of it what the fault lets through."""
        if fault.kind.carried_out:
            endpoint.handler(call)
        answer = Answer(status=fault.status, body={"message": "upstream connect error", "code": 0})
        if fault.kind is FaultKind.RATE_LIMITED:
            told = {"message": "You are being rate limited.", "retry_after": fault.seconds, "global": False}
            answer = Answer(status=429, body=told)
            headers = {**headers, "Retry-After": f"{fault.seconds:g}", "Via": VIA, "X-RateLimit-Scope": "shared"}
        response = self._respond(request, call.body, call.uploads, answer, headers, fault)
        if not fault.kind.answered and request.transport is not None:
            request.transport.abort()
        return response

    def _take(self, endpoint: Endpoint, request: web.Request) -> tuple[Mapping[str, str], Refused | None]:
        major = ":".join(request.match_info[key] for key in _MAJOR if key in request.match_info)
        verdict = self.limiter.take(
            self.records.clock().timestamp(),
            route=f"{endpoint.method} {endpoint.path}",
            major=major,
            limit=endpoint.limit,
            counts_globally=endpoint.needs_token,
        )
        if verdict.allowed:
            return verdict.headers, None
        refused = Refused(429, 0, "You are being rate limited.")
        refused.body = {
            "message": "You are being rate limited.",
            "retry_after": round(verdict.reset_after, 3),
            "global": verdict.is_global,
        }
        return verdict.headers, refused

    async def _answer_unknown(self, request: web.Request) -> web.Response:
        answer = Answer(status=404, body=not_found().body)
        request[_BEGAN] = time.perf_counter()
        return self._respond(request, None, (), answer, {})

    def _respond(
        self,
        request: web.Request,
        body: Any,
        uploads: Sequence[Upload],
        answer: Answer,
        headers: Mapping[str, str],
        fault: Fault | None = None,
    ) -> web.Response:
        recorded = RecordedRequest(
            method=request.method,
            path=request.path.removeprefix(PREFIX),
            query=dict(request.query),
            body=body,
            files=tuple(upload.filename for upload in uploads),
            status=answer.status,
            answer=answer.body,
            at=self.records.clock(),
        )
        self.requests.append(recorded)
        self._note(request, recorded, fault)
        if answer.status == 204:
            return web.Response(status=204, headers=headers)
        # Clients compare the content type as a whole, so no charset may follow it.
        sent = json.dumps(answer.body).encode()
        return web.Response(status=answer.status, body=sent, headers={**headers, "Content-Type": "application/json"})

    def _note(self, request: web.Request, recorded: RecordedRequest, fault: Fault | None) -> None:
        path, token = recorded.path, request.match_info.get("token")
        verdict, says = Outcome.OK, None
        if fault is not None:
            verdict, says = Outcome.FAULT, f"A fault that was asked for: {fault.effect}."
        elif recorded.status >= 400:
            verdict = Outcome.LIMITED if recorded.status == 429 else Outcome.REFUSED
            says = refusal_words(recorded.answer)
        self.traffic.note(
            Way.REST,
            f"{recorded.method} {path.replace(token, HIDDEN) if token else path}",
            verdict=verdict,
            says=says,
            status=recorded.status,
            milliseconds=round((time.perf_counter() - request[_BEGAN]) * 1000, 1),
            details={
                "query": recorded.query,
                "body": recorded.body,
                "files": list(recorded.files),
                "answer": recorded.answer,
            },
        )


async def read_body(request: web.Request) -> tuple[Any, tuple[Upload, ...]]:
    """The JSON of a request and the files beside it."""
    if not request.can_read_body:
        return None, ()
    try:
        if request.content_type == "multipart/form-data":
            return await _read_multipart(request)
        text = await request.text()
    except web.HTTPRequestEntityTooLarge as cause:
        raise too_large() from cause
    return (_parse(text) if text else None), ()


async def _read_multipart(request: web.Request) -> tuple[Any, tuple[Upload, ...]]:
    payload, uploads, left = "{}", [], MOST_REQUEST_BYTES
    async for part in await request.multipart():
        if not isinstance(part, BodyPartReader):
            raise bad_request()
        data = await _read_part(part, min(left, MOST_FILE_BYTES))
        left -= len(data)
        if numbered := _FILE_FIELD.fullmatch(part.name or ""):
            kind = _content_type(part.filename or "", part.headers.get("Content-Type", ""))
            name = part.filename or "unnamed"
            uploads.append(Upload(index=numbered[1], filename=name, content_type=kind, data=data))
        elif part.name == "payload_json":
            payload = data.decode(errors="replace")
    return _parse(payload), tuple(uploads)


async def _read_part(part: BodyPartReader, most: int) -> bytes:
    data = bytearray()
    while chunk := await part.read_chunk(1 << 16):
        data += chunk
        if len(data) > most:
            raise too_large()
    return bytes(data)


def _parse(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError as cause:
        raise bad_request() from cause


def _content_type(filename: str, declared: str) -> str:
    suffix = filename.rsplit(".", 1)[-1].lower()
    return _CONTENT_TYPES.get(suffix, declared or "application/octet-stream")


# discord.py declares every file as application/octet-stream; Discord goes by the name.
_CONTENT_TYPES = {
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "gif": "image/gif",
    "webp": "image/webp",
    "csv": "text/csv; charset=utf-8",
    "txt": "text/plain; charset=utf-8",
    "md": "text/plain; charset=utf-8",
    "json": "application/json; charset=utf-8",
    "opml": "application/xml",
    "xml": "application/xml",
    "svg": "image/svg+xml",
    "html": "text/html; charset=utf-8",
}
