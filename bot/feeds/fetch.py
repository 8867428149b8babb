"""Get a feed's bytes over HTTP, within limits. What they mean: parse. Which addresses are refused: guard.

Every failure is a FetchFailed that says what happened. Redirects are followed here, a hop at a time, so that each is
checked and the lasting ones are known.
"""

import asyncio
import hashlib
from collections.abc import AsyncIterator, Callable, Iterable, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from types import TracebackType
from typing import Self

import aiohttp
from yarl import URL

from bot.feeds import errors, headers
from bot.feeds.guard import Guard, PrivateAddress
from bot.feeds.moves import REDIRECTS, Hop, lasting_address

USER_AGENT = f"Gapwatch/{version('gapwatch')} (+feed reader)"
_ACCEPT = (
    "application/atom+xml, application/rss+xml, application/feed+json, application/rdf+xml;q=0.9, "
    "application/xml;q=0.8, text/xml;q=0.8, application/json;q=0.7, */*;q=0.5"
)
_UNPACKED_BY_AIOHTTP = frozenset({"", "identity", "gzip", "deflate", "br", "zstd"})


@dataclass(frozen=True, kw_only=True, slots=True)
class Limits:
    """What one fetch may take: seconds, bytes after decompression, redirects."""

    connect: float = 10
    headers: float = 20
    total: float = 60
    max_bytes: int = 10_000_000
    max_redirects: int = 5


@dataclass(frozen=True, kw_only=True, slots=True)
class Fetched:
    """An answer. ``moved_to`` is where the redirects say it stands from now on; ``max_age`` is in seconds."""

    url: str
    status: int
    body: bytes
    content_type: str | None
    etag: str | None
    last_modified: str | None
    max_age: int | None
    retry_after: int | None
    moved_to: str | None

    @property
    def not_modified(self) -> bool:
        """Whether nothing changed since the validators that were sent."""
        return self.status == 304

    @property
    def is_delta(self) -> bool:
        """Whether the body holds only what came since the validators that were sent (226): the rest is still there."""
        return self.status == 226

    @property
    def body_hash(self) -> str:
        """Tells one body from another, for servers that know no validators."""
        return hashlib.sha256(self.body).hexdigest()


class Fetcher:
    """Fetches while it is entered."""

    def __init__(
        self,
        *,
        limits: Limits | None = None,
        allow_private: Iterable[str] = (),
        at_once: int = 100,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._limits = limits or Limits()
        self._guard = Guard(allow_private)
        self._at_once = at_once
        self._clock = clock
        self._session: aiohttp.ClientSession | None = None

    async def __aenter__(self) -> Self:
        limits = self._limits
        self._session = aiohttp.ClientSession(
            connector=self._guard.connector(limit=self._at_once),
            cookie_jar=aiohttp.DummyCookieJar(),  # what one feed sets is no business of another
            headers={"User-Agent": USER_AGENT, "Accept": _ACCEPT},
            timeout=aiohttp.ClientTimeout(total=None, sock_connect=limits.connect, sock_read=limits.total),
        )
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def fetch(self, url: str, etag: str | None = None, last_modified: str | None = None) -> Fetched:
        """What stands at the address, or that nothing changed since these validators. Raises FetchFailed."""
        validators = {"If-None-Match": etag, "If-Modified-Since": last_modified}
        sent = {name: value for name, value in validators.items() if value and value.isprintable()}
        if "If-None-Match" in sent:
            sent["A-IM"] = "feed"  # who knows which state we have may send only what came since (RFC 3229)
        try:
            async with asyncio.timeout(self._limits.total):
                with _failures_as_sentences(url):
                    return await self._follow(url, sent)
        except TimeoutError as cause:
            raise errors.TimedOut(url, self._limits.total, "send its answer") from cause

    async def _follow(self, url: str, sent: dict[str, str]) -> Fetched:
        asked = here = _web_address(url, errors.BadAddress(url))
        hops: list[Hop] = []
        for _ in range(self._limits.max_redirects + 1):
            async with self._ask(here, sent) as response:
                if response.status not in REDIRECTS:
                    return await self._read(response, url, lasting_address(asked, hops), conditional=bool(sent))
                here = _target(here, response, url)
            if here in {asked, *(hop.target for hop in hops)}:
                break
            hops.append(Hop(status=response.status, target=here))
        raise errors.TooManyRedirects(url, self._limits.max_redirects)

    @asynccontextmanager
    async def _ask(self, here: URL, sent: dict[str, str]) -> AsyncIterator[aiohttp.ClientResponse]:
        if self._session is None:
            raise RuntimeError("the fetcher is used before it was entered")
        self._guard.check_url(here)
        try:
            async with asyncio.timeout(self._limits.headers):
                response = await self._session.get(here, headers=sent, allow_redirects=False)
        except aiohttp.ConnectionTimeoutError as cause:
            raise errors.TimedOut(str(here), self._limits.connect, "take a connection") from cause
        except TimeoutError as cause:
            raise errors.TimedOut(str(here), self._limits.headers, "begin its answer") from cause
        try:
            yield response
        finally:
            response.close()  # not released: what is unread of a body that is not wanted is not waited for

    async def _read(
        self, response: aiohttp.ClientResponse, url: str, moved_to: str | None, *, conditional: bool
    ) -> Fetched:
        now = self._clock()
        retry_after = headers.retry_after(response.headers, now)
        _check_status(response.status, url, retry_after, conditional=conditional)
        encoding = response.headers.get("Content-Encoding", "").strip().lower()
        if encoding not in _UNPACKED_BY_AIOHTTP:
            raise errors.BadContentEncoding(url, encoding)
        return Fetched(
            url=str(response.url),
            status=response.status,
            body=b"" if response.status == 304 else await self._body(response, url),
            content_type=response.headers.get("Content-Type"),
            etag=response.headers.get("ETag"),
            last_modified=response.headers.get("Last-Modified"),
            max_age=headers.max_age(response.headers, now),
            retry_after=retry_after,
            moved_to=moved_to,
        )

    async def _body(self, response: aiohttp.ClientResponse, url: str) -> bytes:
        """Read until the end or the limit, counting what comes out of decompression as it comes."""
        most = self._limits.max_bytes
        body = bytearray()
        if (response.content_length or 0) <= most:
            async for chunk in response.content.iter_any():
                body += chunk
                if len(body) > most:
                    break
            else:
                return bytes(body)
        raise errors.TooLarge(url, most / 1_000_000)


def _web_address(url: str, error: errors.FetchFailed) -> URL:
    try:
        parsed = URL(url)
    except ValueError as cause:
        raise error from cause
    if parsed.scheme not in {"http", "https"} or not parsed.raw_host:
        raise error
    return parsed.with_fragment(None) if parsed.raw_fragment else parsed


def _target(here: URL, response: aiohttp.ClientResponse, url: str) -> URL:
    location = response.headers.get("Location", "")
    error = errors.BadRedirect(url, location)
    try:
        target = here.join(URL(location.strip()))
    except ValueError as cause:
        raise error from cause
    if not location.strip():
        raise error
    return _web_address(str(target), error)


def _check_status(status: int, url: str, retry_after: int | None, *, conditional: bool) -> None:
    if 200 <= status < 300 or (status == 304 and conditional):
        return
    match status:
        case 401 | 403:
            raise errors.AccessRefused(url, status)
        case 404:
            raise errors.FeedNotFound(url)
        case 410:
            raise errors.FeedGone(url)
        case 429:
            raise errors.TooManyRequests(url, retry_after)
        case _ if status >= 500:
            raise errors.ServerFailed(url, status, retry_after)
    raise errors.UnexpectedStatus(url, status)


@contextmanager
def _failures_as_sentences(url: str) -> Iterator[None]:
    """What aiohttp raises, as what a person can act on."""
    try:
        yield
    except PrivateAddress as cause:
        raise errors.PrivateAddressRefused(url) from cause
    except aiohttp.ClientError as cause:
        raise _sentence_of(cause, url) from cause
    except (UnicodeError, ValueError) as cause:  # a host or a path that no request can be made of
        raise errors.BadAddress(url) from cause


def _sentence_of(cause: aiohttp.ClientError, url: str) -> errors.FetchFailed:
    if isinstance(cause, aiohttp.ClientSSLError):
        return errors.TlsFailed(url, _reason(cause))
    if isinstance(cause, aiohttp.ClientConnectorError):
        if isinstance(cause.os_error, PrivateAddress):
            return errors.PrivateAddressRefused(url)
        not_found = isinstance(cause, aiohttp.ClientConnectorDNSError)
        return errors.HostNotFound(url) if not_found else errors.NoConnection(url, _reason(cause))
    if isinstance(cause, aiohttp.ClientPayloadError) and "encoding" in str(cause).lower():
        return errors.BadContentEncoding(url, "it is damaged")
    if isinstance(cause, aiohttp.ClientPayloadError | aiohttp.ServerConnectionError | aiohttp.ClientOSError):
        return errors.ConnectionLost(url)
    if isinstance(cause, aiohttp.InvalidURL):
        return errors.BadAddress(url)
    return errors.NotHttp(url)


def _reason(cause: aiohttp.ClientConnectorError) -> str:
    certificate = getattr(cause, "certificate_error", None)
    return str(getattr(certificate, "verify_message", "") or cause.os_error.strerror or type(cause.os_error).__name__)
