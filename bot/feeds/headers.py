"""What HTTP headers say about time, in seconds from now. Pure; nonsense counts as nothing said."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

_MAX_AGE = re.compile(r"(?:^|[,\s])max-age\s*=\s*\"?(\d{1,9})\b", re.IGNORECASE)
_SECONDS = re.compile(r"[0-9]{1,9}")


def retry_after(headers: Mapping[str, str], now: datetime) -> int | None:
    """How long the server asks us to stay away, given as seconds or as a date."""
    value = headers.get("Retry-After", "").strip()
    if _SECONDS.fullmatch(value):
        return int(value)
    return _seconds_until(value, headers, now)


def max_age(headers: Mapping[str, str], now: datetime) -> int | None:
    """How long the answer stays fresh: Cache-Control's max-age less the Age that it came with, else Expires."""
    control = headers.get("Cache-Control", "")
    if found := _MAX_AGE.search(control):
        age = headers.get("Age", "").strip()
        return max(int(found.group(1)) - (int(age) if _SECONDS.fullmatch(age) else 0), 0)
    return _seconds_until(headers.get("Expires", ""), headers, now)


def _seconds_until(date: str, headers: Mapping[str, str], now: datetime) -> int | None:
    """Against the server's own clock, where it tells the time."""
    then = _http_date(date)
    if then is None:
        return None
    return max(int((then - (_http_date(headers.get("Date", "")) or now)).total_seconds()), 0)


def _http_date(value: str) -> datetime | None:
    if not value:
        return None
    try:
        parsed = parsedate_to_datetime(value)
        return (parsed if parsed.tzinfo else parsed.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
