"""Discord's rate limits: a fixed window for each bucket, and one over everything. Pure but for the time it is given."""

import hashlib
from dataclasses import dataclass

VIA = "1.1 playground"


@dataclass(frozen=True, kw_only=True, slots=True)
class Limit:
    """So many requests in so many seconds."""

    requests: int
    seconds: float


@dataclass(frozen=True, kw_only=True, slots=True)
class Limits:
    """How many requests each kind of route takes. Discord does not publish these; they are what it is seen to send."""

    everything: Limit = Limit(requests=50, seconds=1.0)
    messages: Limit = Limit(requests=5, seconds=5.0)
    reactions: Limit = Limit(requests=1, seconds=0.25)
    webhooks: Limit = Limit(requests=5, seconds=2.0)
    commands: Limit = Limit(requests=10, seconds=10.0)
    other: Limit = Limit(requests=20, seconds=5.0)


@dataclass(frozen=True, kw_only=True, slots=True)
class Verdict:
    """Whether a request passes, and what its answer's headers tell of the bucket."""

    allowed: bool
    limit: int
    remaining: int
    reset_after: float
    reset_at: float
    bucket: str
    is_global: bool = False

    @property
    def headers(self) -> dict[str, str]:
        """What Discord puts into every answer; a 429 says more."""
        headers = {
            "X-RateLimit-Limit": str(self.limit),
            "X-RateLimit-Remaining": str(self.remaining),
            "X-RateLimit-Reset": f"{self.reset_at:.3f}",
            "X-RateLimit-Reset-After": f"{self.reset_after:.3f}",
            "X-RateLimit-Bucket": self.bucket,
        }
        if self.allowed:
            return headers
        # Clients take a 429 without Via for one of the network's edge, not of the API.
        headers |= {"Retry-After": f"{self.reset_after:.3f}", "Via": VIA}
        headers["X-RateLimit-Scope"] = "global" if self.is_global else "user"
        if self.is_global:
            headers["X-RateLimit-Global"] = "true"
        return headers


@dataclass(slots=True)
class _Window:
    opened_at: float
    used: int = 0


class RateLimiter:
    """The buckets of one bot."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._windows: dict[str, _Window] = {}

    def take(self, now: float, *, route: str, major: str, limit: Limit, counts_globally: bool = True) -> Verdict:
        """Count one request at this time (seconds since 1970) against its bucket, and everything's unless exempt."""
        bucket = hashlib.blake2b(route.encode(), digest_size=8).hexdigest()
        if counts_globally:
            overall = self._count("everything", now, self._limits.everything, bucket)
            if not overall.allowed:
                return overall
        return self._count(f"{bucket}:{major}", now, limit, bucket)

    def _count(self, key: str, now: float, limit: Limit, bucket: str) -> Verdict:
        window = self._windows.get(key)
        if window is None or now >= window.opened_at + limit.seconds or now < window.opened_at:
            self._forget_old(now)
            window = self._windows[key] = _Window(opened_at=now)
        allowed = window.used < limit.requests
        window.used += allowed
        reset_at = window.opened_at + limit.seconds
        return Verdict(
            allowed=allowed,
            limit=limit.requests,
            remaining=limit.requests - window.used,
            reset_after=reset_at - now,
            reset_at=reset_at,
            bucket=bucket,
            is_global=key == "everything",
        )

    def _forget_old(self, now: float) -> None:
        if len(self._windows) > 1000:
            self._windows = {key: window for key, window in self._windows.items() if now - window.opened_at < 60}
