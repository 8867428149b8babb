"""``gapwatch doctor``: look at everything the bot needs, and say what to mend."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from zoneinfo import available_timezones

import aiohttp

from bot.app import utc_now
from bot.cli.console import out
from bot.config import DISCORD_API, Settings
from bot.errors import GapwatchError
from db import feeds
from db.announcements import newest_seen_at
from db.engine import Database

CLOCK_SKEW = timedelta(seconds=30)
"""Discord refuses nothing by our clock, but schedules post by it: half a minute off is worth saying."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Finding:
    """One thing looked at: whether it is well, and what to do where it is not."""

    part: str
    well: bool
    says: str
    mend: str = ""


async def examine(settings: Settings) -> bool:
    """Print every finding; True where all is well."""
    well = True
    async for finding in _findings(settings):
        well = well and finding.well
        mark = "[green]well[/green]" if finding.well else "[red]mend[/red]"
        out.print(f"{mark}  {finding.part:<10}", end="")
        out.print(" ".join(filter(None, (finding.says, finding.mend))), markup=False)
    return well


async def _findings(settings: Settings) -> AsyncIterator[Finding]:
    yield _token(settings)
    newest: datetime | None = None
    try:
        async with Database.open(settings.database) as database:
            yield Finding(part="database", well=True, says=f"{database.shown_url} answers and is migrated.")
            yield await _feeds(database)
            async with database.read() as session:
                newest = await newest_seen_at(session)
    except GapwatchError as error:
        yield Finding(part="database", well=False, says=str(error), mend=error.next_step)
    discord_says, discord_now = await _discord(settings)
    yield discord_says
    yield _clock(utc_now(), newest, discord_now)


def _token(settings: Settings) -> Finding:
    try:
        settings.token()
    except GapwatchError as error:
        return Finding(part="settings", well=False, says=str(error), mend=error.next_step)
    return Finding(part="settings", well=True, says="DISCORD_TOKEN is set, and every setting can be read.")


async def _feeds(database: Database) -> Finding:
    async with database.read() as session:
        found = await feeds.all_feeds(session)
    if not found:
        return Finding(part="feeds", well=True, says="No feeds yet; add one with /feed add or gapwatch feeds add.")
    failing = [feed for feed in found if feed.failures]
    if not failing:
        return Finding(part="feeds", well=True, says=f"All {len(found)} feeds answer.")
    worst = max(failing, key=lambda feed: feed.failures)
    says = f"{len(failing)} of {len(found)} feeds fail; {worst.title}: {worst.last_error}"
    return Finding(part="feeds", well=False, says=says, mend="See them all with gapwatch feeds list.")


async def _discord(settings: Settings) -> tuple[Finding, datetime | None]:
    """Whether Discord answers, and the time that it has."""
    address = f"{settings.discord_api.rstrip('/')}/gateway"
    try:
        async with (
            aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=10)) as session,
            session.get(address) as response,
        ):
            now = parsedate_to_datetime(response.headers["Date"]) if "Date" in response.headers else None
            well = response.status == 200
            says = f"{settings.discord_api} answers{'' if well else f' with {response.status}'}."
    except (aiohttp.ClientError, TimeoutError, ValueError) as cause:
        says, well, now = f"{settings.discord_api} does not answer ({type(cause).__name__}).", False, None
    mend = (
        ""
        if well
        else "Check the network" + ("." if settings.discord_api == DISCORD_API else " and GAPWATCH_DISCORD_API.")
    )
    return Finding(part="discord", well=well, says=says, mend=mend), now


def _clock(now: datetime, newest: datetime | None, discord_now: datetime | None) -> Finding:
    mend = "Set the machine's clock, best by a time service (systemd-timesyncd, chrony)."
    if newest is not None and newest > now + CLOCK_SKEW:
        return Finding(
            part="clock", well=False, says=f"It is {now:%F %T} here, before things already stored.", mend=mend
        )
    if discord_now is not None and abs(discord_now.astimezone(UTC) - now) > CLOCK_SKEW:
        return Finding(part="clock", well=False, says=f"It is {now:%F %T} here, {discord_now:%F %T} there.", mend=mend)
    if "Europe/Berlin" not in available_timezones():
        return Finding(part="clock", well=False, says="There are no time zones here.", mend="Install tzdata.")
    return Finding(part="clock", well=True, says=f"It is {now:%F %T} UTC.")
