"""Remind of the day on which a model ends: 30 days before, 7, and on the day, once each.

Whom: the channels that a guild's briefings are posted in, and whoever watches for the model or its lab; channels not
of models whose lab the guild has muted. Days are read out of the sentences each time anew (bot.briefing.retirements),
so a day that is put off is reminded of anew. A reminder is an alert like others from here on.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy.ext.asyncio import AsyncSession

from bot.briefing.retirements import Retirement, retirements_of
from bot.briefing.watching import is_under
from bot.delivery.occurrences import moment_of
from bot.domain.claims import Kind, Release
from bot.domain.mutes import Mutes
from bot.domain.watches import REMINDER, WatchFor
from bot.ledger.corrections import corrected, load_corrections
from db import alerts, mutes, watches
from db.alerts import NewAlert
from db.claims import claims_on, guild_claims_by_id
from db.engine import Database
from db.watches import Place

DAYS_BEFORE = (30, 7, 0)
AT = time(8, 0)
TOLD_WITHIN = timedelta(days=400)
"""How long before its end a model's end is told of at most."""

_LATE_AT_MOST = timedelta(days=2)  # where the bot was down; on the day itself until it is over
_CLAIMS_AT_MOST = 2000
_AHEAD = timedelta(days=max(DAYS_BEFORE) + 1)


@dataclass(frozen=True, kw_only=True, slots=True)
class Wish:
    """A place that is reminded, of what (of everything, where that is None), on the clock of a time zone."""

    place: Place
    timezone: str
    wanted: WatchFor | None = None


class Reminders:
    """Writes down the reminders that are due."""

    def __init__(self, database: Database, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._clock = clock

    async def remind_due(self) -> int:
        """Write down what is due and has not been; returns how many reminders that are."""
        now = self._clock()
        async with self._database.read() as session:
            due = await _due(session, now)
        if not due:
            return 0
        async with self._database.begin() as session:
            outlets = await watches.open_outlets(session, {place for place, _, _ in due}, now)
            new = [_reminder(outlets[place].id, ending, days) for place, ending, days in due]
            return await alerts.add(session, new, now)


async def _due(session: AsyncSession, now: datetime) -> list[tuple[Place, Retirement, int]]:
    told = await claims_on(session, Kind.RELEASE, Release.DEPRECATED, since=now - TOLD_WITHIN, limit=_CLAIMS_AT_MOST)
    coming = [sourced for sourced in told if any(_is_near(each.on, now) for each in retirements_of([sourced]))]
    if not coming:
        return []
    by_guild: dict[int, list[Wish]] = {}
    for wish in await _wishes(session, {sourced.source.announcement_id for sourced in coming}):
        by_guild.setdefault(wish.place[0], []).append(wish)
    ids = [sourced.id for sourced in told]
    muted = await mutes.of_guilds(session, by_guild.keys())
    found = []
    for guild_id, wishes in by_guild.items():
        endings = [each for each in await _endings(session, guild_id, ids) if _is_near(each.on, now)]
        for wish in wishes:
            for ending in endings:
                days = due_days(ending.on, ending.told_by.source.seen_at, wish.timezone, now)
                if days is not None and _is_wanted(wish, ending, muted[guild_id]):
                    found.append((wish.place, ending, days))
    return found


async def _wishes(session: AsyncSession, announcement_ids: set[int]) -> Iterable[Wish]:
    """The places of guilds that may see one of these: those of briefings, and of watches for models and labs."""
    wishes = [
        Wish(place=place, timezone=zone) for place, zone in await watches.briefing_places(session, announcement_ids)
    ]
    for _, watch in await watches.seeing(session, announcement_ids):
        outlet, wanted = watch.outlet, watch.wanted
        if wanted.names_only:
            place = (outlet.guild_id, outlet.channel_id, outlet.user_id)
            zone = outlet.quiet.timezone if outlet.quiet else "UTC"
            wishes.append(Wish(place=place, timezone=zone, wanted=wanted))
    return wishes


async def _endings(session: AsyncSession, guild_id: int, claim_ids: Sequence[int]) -> list[Retirement]:
    """The ends of models as the guild sees them."""
    corrections = await load_corrections(session, guild_id)
    claims = await guild_claims_by_id(session, guild_id, claim_ids)
    return retirements_of(corrected(each, corrections) for each in claims)


def due_days(on: date, told_at: datetime, timezone: str, now: datetime) -> int | None:
    """How many days before the end a reminder is due now; None where none is.

    One that would have fallen due before the end was known of is none: that was news.
    """
    zone = ZoneInfo(timezone)
    over = moment_of(datetime.combine(on + timedelta(days=1), time()), zone)
    for days in sorted(DAYS_BEFORE):
        moment = moment_of(datetime.combine(on - timedelta(days=days), AT), zone)
        if told_at < moment <= now < (moment + _LATE_AT_MOST if days else over):
            return days
    return None


def _is_near(on: date, now: datetime) -> bool:
    today = now.astimezone(UTC).date()
    return today - timedelta(days=1) <= on <= today + _AHEAD


def _is_wanted(wish: Wish, ending: Retirement, muted: Mutes) -> bool:
    _, channel_id, _ = wish.place
    if channel_id is not None and ending.model.lab in muted.labs:
        return False
    if wish.wanted is None:
        return True
    of_model = wish.wanted.model is None or is_under(wish.wanted.model, ending.model.name)
    return of_model and (wish.wanted.lab is None or wish.wanted.lab == ending.model.lab)


def _reminder(outlet_id: int, ending: Retirement, days: int) -> NewAlert:
    when = f"{days} days before" if days else "that is today"
    return NewAlert(
        outlet_id=outlet_id,
        occasion=f"{REMINDER}{ending.on.isoformat()} {days} {ending.model.key}"[:250],
        announcement_id=ending.told_by.source.announcement_id,
        reasons=(f"{ending.model.name} is to be retired on {ending.on.isoformat()} ({when})",),
        claim_ids=(ending.told_by.id,),
    )
