"""Material for editions in tests: a window of a day, with everything that a test does not care about filled in."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from bot.briefing.digest import Material, put_together
from bot.briefing.edition import Edition
from bot.domain.announcements import Announcement, SourcedClaim
from bot.domain.schedules import Wanted, Window
from bot.domain.told import NOTHING_TOLD, Told
from bot.ledger.known import as_seen
from bot.ledger.standing import ledger_of
from tests.claims import NOW

DAY = Window(start=NOW - timedelta(days=1), end=NOW)


def edition_of(
    announcements: Sequence[Announcement],
    claims: Sequence[SourcedClaim] = (),
    *,
    told: Told = NOTHING_TOLD,
    wanted: Wanted | None = None,
    window: Window = DAY,
    **more: Any,
) -> Edition:
    """The edition of a window in which all of these announcements came."""
    material = Material(
        window=window,
        announcements=announcements,
        claims=claims,
        ledger=ledger_of(claims),
        before=as_seen(claims, window.start),
        placed=more.pop("placed", {}),
        told=told,
        **more,
    )
    return put_together(material, wanted or Wanted())
