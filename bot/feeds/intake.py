"""Take in what a feed's document shows: store what is new, revise what was edited. How the feed is polled: ingest.

What needs time (articles, readings) is done before the transaction, and decided again within it: of two turns at once,
the second sees what the first has stored.
"""

import asyncio
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import islice
from typing import ParamSpec, TypeVar

from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.announcements import Entry, Feed
from bot.domain.claims import Reading
from bot.feeds.articles import AT_MOST, Articles
from bot.feeds.filtering import hide_filtered, hide_new
from bot.feeds.identity import Decision, IdentityKey, NewEntry, SeenEntry, decide_new, keys_to_look_up
from bot.feeds.readings import Readings
from bot.feeds.revisions import KEPT, Edit, decide_edit, may_be_edited
from bot.feeds.showing import Shown
from db import alerts, announcements, readings, revisions
from db.engine import Database

Arguments = ParamSpec("Arguments")
Result = TypeVar("Result")
Known = Mapping[IdentityKey, int]

_FEW = 100  # entries that are decided on within a few milliseconds


@dataclass(frozen=True, kw_only=True, slots=True)
class TakenIn:
    """What was stored, by the ids of the announcements in the order stored, and how many were known before."""

    new: tuple[int, ...]
    revised: tuple[int, ...]
    seen: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Prepared:
    """What was made ready before the transaction: texts and readings by the entry's place, edits, and fingerprints for
    announcements that were stored without. ``decision`` holds as long as ``known`` is what is known."""

    shown: Shown
    known: Known
    decision: Decision
    articles: dict[int, str]
    readings: dict[int, Reading | None]
    edits: tuple["_ReadEdit", ...]
    unmarked: dict[int, str]


@dataclass(frozen=True, kw_only=True, slots=True)
class _ReadEdit:
    """An edit, its reading, and that of the wording before where another reader than ours has read it."""

    edit: Edit
    reading: Reading | None
    reading_before: Reading | None

    def is_whole(self, version: int) -> bool:
        """Whether all is read that has to be: what two readers made of two wordings tells nothing of an edit."""
        by_same_reader = self.edit.before.reader_version == version or self.reading_before is not None
        return self.reading is not None and by_same_reader


_Suspects = list[tuple[SeenEntry, revisions.StoredWording]]
"""Known entries that no listing shows in the words noted of them, each with its stored wording."""


class Intake:
    """Stores what documents show, in two steps: ``prepare`` takes its time, ``store`` holds the feeds' locks."""

    def __init__(self, database: Database, read: Readings, articles: Articles, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._readings = read
        self._articles = articles
        self._clock = clock
        self._looking_up = asyncio.Lock()

    async def prepare(self, feed: Feed, shown: Shown) -> Prepared:
        """Fetch and have read what a document shows that is new or edited."""
        known, decision, noted, suspects = await self._look_up(feed, shown)
        new = [each.at for each in decision.new]
        articles = await self._fetch(feed, shown, [*new, *(seen.at for seen, _ in suspects)])
        now = self._clock()
        decided = [decide_edit(before, seen.entry, now, article=articles.get(seen.at)) for seen, before in suspects]
        edits = [edit for edit in decided if edit is not None]
        outdated = [edit for edit in edits if edit.before.reader_version != self._readings.version]
        read = await self._readings.of(
            feed,
            [
                *(_with_text(shown.entries[at], articles.get(at)) for at in new),
                *(edit.entry for edit in edits),
                *(_entry_before(edit) for edit in outdated),
            ],
        )
        of_outdated = read[len(new) + len(edits) :]
        before = {edit.before.announcement_id: each for edit, each in zip(outdated, of_outdated, strict=True)}
        of_edits = read[len(new) : len(new) + len(edits)]
        return Prepared(
            shown=shown,
            known=known,
            decision=decision,
            articles=articles,
            readings=dict(zip(new, read, strict=False)),
            edits=tuple(
                _ReadEdit(edit=edit, reading=reading, reading_before=before.get(edit.before.announcement_id))
                for edit, reading in zip(edits, of_edits, strict=True)
            ),
            unmarked={
                seen.announcement_id: shown.fingerprints[seen.at]
                for seen in decision.seen
                if noted.get(seen.announcement_id) is None
            },
        )

    async def store(self, session: AsyncSession, brought: Sequence[tuple[Feed, Prepared]]) -> list[TakenIn]:
        """Store what these feeds' documents show. The session holds their locks, and each feed is as it is stored."""
        known = await _known(session, [(feed, prepared.shown) for feed, prepared in brought])
        decisions = [
            prepared.decision if known[feed.id] == prepared.known else await _decided(prepared.shown, known[feed.id])
            for feed, prepared in brought
        ]
        new = await self._store_new(session, brought, decisions)
        seen = [(feed, each) for (feed, _), decision in zip(brought, decisions, strict=True) for each in decision.seen]
        await announcements.add_keys(session, ((feed.id, each.announcement_id, each.keys) for feed, each in seen))
        unmarked = {each: noted for _, prepared in brought for each, noted in prepared.unmarked.items()}
        await revisions.note_fingerprints(session, unmarked)
        return [
            TakenIn(new=new[feed.id], revised=await self._revise_all(session, feed, prepared), seen=len(decision.seen))
            for (feed, prepared), decision in zip(brought, decisions, strict=True)
        ]

    async def _look_up(self, feed: Feed, shown: Shown) -> tuple[Known, Decision, dict[int, str | None], _Suspects]:
        """What is known, so what is new, which fingerprints are noted of the rest, and what may have been edited."""
        # One at a time: a database answers one as quickly as many, and each connection has a cache of its own.
        async with self._looking_up, self._database.read() as session:
            known = (await _known(session, [(feed, shown)]))[feed.id]
            decision = await _decided(shown, known)
            noted = await revisions.fingerprints(session, [seen.announcement_id for seen in decision.seen])
            return known, decision, noted, await _suspects(session, shown, decision.seen, noted)

    async def _fetch(self, feed: Feed, shown: Shown, places: Sequence[int]) -> dict[int, str]:
        """The articles of the newest of these entries, where the feed's are wanted."""
        if not feed.full_text:
            return {}
        wanted = sorted(places)[:AT_MOST]  # publishers put the newest first
        texts = await self._articles.texts([shown.entries[at] for at in wanted])
        return {at: text for at, text in zip(wanted, texts, strict=True) if text is not None}

    async def _store_new(
        self, session: AsyncSession, brought: Sequence[tuple[Feed, Prepared]], decisions: Sequence[Decision]
    ) -> dict[int, tuple[int, ...]]:
        """The ids of what is new, by feed, the oldest first."""
        now = self._clock()
        new: list[announcements.NewAnnouncement] = []
        read: list[Reading | None] = []
        for (feed, prepared), decision in zip(brought, decisions, strict=True):
            oldest_first = decision.new[::-1]
            new += await _aside(prepared.shown, _announcements, feed, prepared, oldest_first)
            read += [prepared.readings.get(each.at) for each in oldest_first]
        ids = await announcements.store_announcements(session, new, now=now)
        if self._readings.version is not None:
            had = {i: reading for i, reading in zip(ids, read, strict=True) if reading is not None}
            await readings.store_readings(session, had, reader_version=self._readings.version, now=now)
        left = iter(ids)
        by_feed = {
            feed.id: tuple(islice(left, len(decision.new)))
            for (feed, _), decision in zip(brought, decisions, strict=True)
        }
        await hide_new(session, {feed_id: these for feed_id, these in by_feed.items() if these})
        await alerts.enqueue(session, (i for i, each in zip(ids, new, strict=True) if not each.backlog), now)
        return by_feed

    async def _revise_all(self, session: AsyncSession, feed: Feed, prepared: Prepared) -> tuple[int, ...]:
        revised = [each.edit.before.announcement_id for each in prepared.edits if await self._revise(session, each)]
        await hide_filtered(session, feed.id, revised)
        return tuple(revised)

    async def _revise(self, session: AsyncSession, read: _ReadEdit) -> bool:
        """Put the edit into force; an edit that could not be read waits for the next poll, with the wording before."""
        edit, version, now = read.edit, self._readings.version, self._clock()
        if version is not None and not read.is_whole(version):
            return False
        if not await revisions.revise(
            session, edit.before, edit.entry, fingerprint=edit.fingerprint, from_article=edit.from_article, now=now
        ):
            return False
        announcement_id = edit.before.announcement_id
        if read.reading_before is not None and version is not None:
            await readings.store_reading(
                session,
                announcement_id=announcement_id,
                reading=read.reading_before,
                reader_version=version,
                now=now,
                said_at=edit.before.revised_at or edit.before.seen_at,
            )
        if read.reading is not None and version is not None:
            await readings.store_reading_of_edit(
                session, announcement_id=announcement_id, reading=read.reading, reader_version=version, now=now
            )
        else:
            await readings.mark_unread(session, announcement_id)
        await alerts.enqueue_edited(session, announcement_id, now)
        await revisions.forget_revisions(session, announcement_id, keep=KEPT)
        return True


async def _suspects(
    session: AsyncSession, shown: Shown, seen: Iterable[SeenEntry], noted: Mapping[int, str | None]
) -> _Suspects:
    by_id = {each.announcement_id: each for each in seen}
    edited = [
        announcement_id
        for announcement_id, each in by_id.items()
        if may_be_edited(noted.get(announcement_id), [shown.fingerprints[at] for at in each.listings])
    ]
    return [(by_id[before.announcement_id], before) for before in await revisions.wordings(session, edited)]


async def _aside(
    shown: Shown, function: Callable[Arguments, Result], *args: Arguments.args, **kwargs: Arguments.kwargs
) -> Result:
    """The function's result, worked out in a thread where the document shows so much that the loop would wait."""
    if len(shown.entries) <= _FEW:
        return function(*args, **kwargs)
    return await asyncio.to_thread(function, *args, **kwargs)


async def _known(session: AsyncSession, brought: Sequence[tuple[Feed, Shown]]) -> dict[int, Known]:
    """What each feed has shown before of what it shows now."""
    wanted = {
        feed.id: await _aside(shown, keys_to_look_up, shown.keys)
        for feed, shown in brought
        if feed.last_success_at is not None  # else it has shown nothing yet
    }
    found = await announcements.known_keys(session, wanted)
    return {feed.id: found.get(feed.id, {}) for feed, _ in brought}


async def _decided(shown: Shown, known: Known) -> Decision:
    return await _aside(shown, decide_new, shown.entries, shown.keys, known)


def _announcements(feed: Feed, prepared: Prepared, new: Sequence[NewEntry]) -> list[announcements.NewAnnouncement]:
    articles, fingerprints = prepared.articles, prepared.shown.fingerprints
    return [
        announcements.NewAnnouncement(
            feed_id=feed.id,
            entry=_with_text(each.entry, articles.get(each.at)),
            keys=each.keys,
            fingerprint=fingerprints[each.at],
            from_article=each.at in articles,
            backlog=feed.last_success_at is None,
        )
        for each in new
    ]


def _with_text(entry: Entry, article: str | None) -> Entry:
    return entry if article is None else replace(entry, text=article)


def _entry_before(edit: Edit) -> Entry:
    return Entry(guid=None, link=edit.before.url, title=edit.before.title, text=edit.before.text)
