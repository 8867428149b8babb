"""What was known when. Pure: the moment is handed in."""

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import datetime

from bot.domain.announcements import FeedKind, SourcedClaim


def known_at(sourced: SourcedClaim) -> datetime:
    """Since when a claim is known: the publisher's date, else when it was seen; what an edit brought, since then."""
    source = sourced.source
    if sourced.said_at is not None and sourced.said_at > source.seen_at:
        return sourced.said_at
    return source.dated_at or source.seen_at


def as_of(claims: Iterable[SourcedClaim], moment: datetime) -> tuple[SourcedClaim, ...]:
    """The claims as they stood at a moment: none that came later, and none withdrawn by what came later."""
    return tuple(_then(sourced, moment) for sourced in claims if known_at(sourced) <= moment)


def as_seen(claims: Iterable[SourcedClaim], moment: datetime) -> tuple[SourcedClaim, ...]:
    """The claims as they had been read by a moment, whenever their texts are dated."""
    return tuple(_then(s, moment) for s in claims if max(s.said_at or s.source.seen_at, s.source.seen_at) <= moment)


def order_of(sourced: SourcedClaim) -> tuple[object, ...]:
    """Oldest first, by what is said and not by when it reached us; of one day, the maker's own text before others."""
    source, claim = sourced.source, sourced.claim
    at = known_at(sourced)
    return (
        at.date(),
        source.publisher_kind is not FeedKind.VENDOR,
        at,
        source.publisher,
        source.url or "",
        claim.quote.start,
        claim.quote.text,
        claim.kind,
        claim.metric,
        claim.subject.name,
        claim.baseline.name if claim.baseline else "",
        claim.value if claim.value is not None else 0.0,
        claim.setting or "",
        claim.attribution,
        claim.hedged,
        sourced.id,
    )


def in_order(claims: Collection[SourcedClaim]) -> tuple[SourcedClaim, ...]:
    """The claims oldest first. Most collections hold one, whose order need not be worked out."""
    return tuple(sorted(claims, key=order_of)) if len(claims) > 1 else tuple(claims)


def _then(sourced: SourcedClaim, moment: datetime) -> SourcedClaim:
    if sourced.withdrawn_at is None or sourced.withdrawn_at <= moment:
        return sourced
    return replace(sourced, withdrawn_at=None, replaced_by_id=None)
