"""When what waits for an outlet is posted: its quiet hours, and so many an hour. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.delivery.occurrences import moment_of
from bot.domain.watches import Alert, Outlet, Quiet

HOUR = timedelta(hours=1)
AT_ONCE_FOR = timedelta(minutes=5)
"""What has waited for longer is told together, in one message."""

LISTED_AT_MOST = 40
"""Alerts in one message that sums up."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Posting:
    """What is posted now, each group as one message; until when the rest is held, None where nothing is."""

    messages: tuple[tuple[Alert, ...], ...]
    held_until: datetime | None = None


def decide_posting(outlet: Outlet, waiting: Sequence[Alert], posted_at: Sequence[datetime], now: datetime) -> Posting:
    """What of the alerts that wait (oldest first) is posted, after those posted at these moments.

    What was held for long, by quiet hours, by the limit or because the bot was down, becomes one message.
    """
    if outlet.quiet is not None and (end := quiet_until(outlet.quiet, now)) is not None:
        return Posting(messages=(), held_until=end)
    recent = sorted(at for at in posted_at if now - HOUR < at <= now)
    room = outlet.at_most - len(recent)
    if room <= 0:
        return Posting(messages=(), held_until=recent[-outlet.at_most] + HOUR)
    old = [each for each in waiting if now - each.decided_at > AT_ONCE_FOR]
    fresh = [each for each in waiting if now - each.decided_at <= AT_ONCE_FOR]
    together = [tuple(old[at : at + LISTED_AT_MOST]) for at in range(0, len(old), LISTED_AT_MOST)]
    messages = (*together, *((each,) for each in fresh))
    if len(messages) <= room:
        return Posting(messages=messages)
    # the hour begins with the first message that counts, those of this moment included
    until = (recent[0] if recent else now) + HOUR
    return Posting(messages=messages[:room], held_until=until)


def quiet_until(quiet: Quiet, now: datetime) -> datetime | None:
    """When the quiet hours end that hold now; None where none do."""
    zone = ZoneInfo(quiet.timezone)
    today = now.astimezone(zone).date()
    for day in (today - timedelta(days=1), today):
        start, end = _hours(quiet, day, zone)
        if start <= now < end:
            return end
    return None


def _hours(quiet: Quiet, day: date, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """The quiet hours that begin on a day."""
    last = day if quiet.end > quiet.start else day + timedelta(days=1)

    def moment(of: date, at: time) -> datetime:
        return moment_of(datetime.combine(of, at), zone)

    return moment(day, quiet.start), moment(last, quiet.end)
