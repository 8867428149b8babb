"""A page on its way, for tests of what it looks like there."""

from datetime import timedelta

from bot.domain.schedules import Manner, Page, Parcel
from tests.conftest import NOW


def parcel(page: Page, *, role_id: int | None = None) -> Parcel:
    """The first page of an edition, leased just now."""
    return Parcel(
        delivery_id=1,
        schedule_id=1,
        outlet_id=None,
        direct=False,
        edition_id=1,
        guild_id=1,
        channel_id=1,
        number=0,
        of=1,
        page=page,
        nonce="ab" * 12,
        manner=Manner(role_id=role_id),
        title="AI briefing",
        attempts=1,
        leased_until=NOW + timedelta(minutes=1),
        tried_at=None,
        message_id=None,
        head_id=None,
    )
