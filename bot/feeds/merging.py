"""A feed that has moved takes its new address; where another feed stands there already, the two become one.

Whether it has moved: moves. All of it happens in the transaction that noted the last of the polls that prove it.
"""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import replace

from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.announcements import Feed, FeedStatus
from bot.feeds.filtering import apply_filter
from bot.feeds.identity import IdentityKey, KeyKind
from db import feeds, merging, subscriptions

log = logging.getLogger(__name__)

KeysOf = Mapping[int, Sequence[IdentityKey]]
"""What each announcement of a feed is known by."""


async def settle(session: AsyncSession, feed: Feed) -> Feed:
    """Save where the feed has moved to; returns the feed that stands there now, which may be another one."""
    address = feed.moved_to
    if address is None:
        return feed
    moved = replace(feed, url=address, moved_to=None, moved_successes=0)
    there = await feeds.find_feed(session, address)
    if there is None:
        log.info("%s has moved to %s", feed.url, address)
        await feeds.save_feed(session, moved)
        return moved
    log.info("%s has moved to %s, where another feed stands: they are made one", feed.url, address)
    return await _merged(session, moved, await feeds.lock_feed(session, there.id))


async def _merged(session: AsyncSession, gone: Feed, kept: Feed) -> Feed:
    same = same_announcements(await _keys(session, gone.id), await _keys(session, kept.id))
    await merging.merge_feeds(session, gone=gone.id, kept=kept.id, same=same)
    for reserve in await subscriptions.reserves(session, [kept.id]):  # each now reads what only one of the two showed
        await apply_filter(session, reserve.guild_id, kept.id, reserve.filter)
    merged = replace(
        kept,
        # Somebody may subscribe to it again, and it has just been found to answer.
        status=gone.status if kept.status is not FeedStatus.ACTIVE else kept.status,
        full_text=kept.full_text or gone.full_text,
        last_new_at=max(filter(None, (kept.last_new_at, gone.last_new_at)), default=None),
        last_success_at=kept.last_success_at or gone.last_success_at,  # its entries are known: the next is no backlog
        next_poll_at=min(kept.next_poll_at, gone.next_poll_at),
    )
    await feeds.save_feed(session, merged)
    return merged


def same_announcements(gone: KeysOf, kept: KeysOf) -> dict[int, int]:
    """Which announcements of the one feed the other has too: those that share a key which tells. Pure."""
    known = {key: announcement_id for announcement_id, keys in kept.items() for key in keys}
    shared = {key for keys in (*gone.values(), *kept.values()) for key in keys if key.kind is KeyKind.SHARED}
    pairs = {}
    for announcement_id, keys in gone.items():
        found = [known[key] for key in sorted(_telling(keys, shared), key=_strength) if key in known]
        if found:
            pairs[announcement_id] = found[0]
    return pairs


def _telling(keys: Sequence[IdentityKey], shared: set[IdentityKey]) -> list[IdentityKey]:
    """As for the entries of one document: a path tells with its link only, and content where nothing else does."""
    left = [key for key in keys if key.kind is not KeyKind.SHARED and key.shared not in shared]
    kinds = {key.kind for key in left}
    mute = {KeyKind.MOVED} if KeyKind.LINK not in kinds else set()
    if kinds & {KeyKind.GUID, KeyKind.LINK}:
        mute.add(KeyKind.CONTENT)
    return [key for key in left if key.kind not in mute]


def _strength(key: IdentityKey) -> int:
    return list(KeyKind).index(key.kind)


async def _keys(session: AsyncSession, feed_id: int) -> dict[int, list[IdentityKey]]:
    stored = await merging.keys_by_announcement(session, feed_id)
    return {each: [IdentityKey(KeyKind(kind), value) for kind, value in keys] for each, keys in stored.items()}
