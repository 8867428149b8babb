"""Gather what a decision on stories needs: the facts of announcements, those that come into question, what is known."""

from collections import OrderedDict
from collections.abc import Collection, Iterator
from datetime import timedelta
from hashlib import sha256

from sqlalchemy.ext.asyncio import AsyncSession

from bot.briefing.deciding import Candidate
from bot.briefing.facts import Facts, Said, facts_of
from bot.briefing.kinship import stem
from bot.briefing.likeness import WINDOW, Familiar
from bot.domain.claims import Kind
from bot.domain.names import name_key
from db import story_placing
from db.announcements import announcements_by_id

BEFORE_THE_EVENT = timedelta(days=4)
REMEMBERED = timedelta(days=60)
_MEMBERS_AT_MOST = 16
_HASHED = 32
_LONGEST = 80  # characters of an anchor


class FactsInMind:
    """The facts of the announcements asked for last, so that those of one week are read once."""

    def __init__(self, at_most: int = 2000) -> None:
        self._known: OrderedDict[int, Facts] = OrderedDict()
        self._at_most = at_most

    async def load(self, session: AsyncSession, announcement_ids: Collection[int]) -> dict[int, Facts]:
        """The facts of these announcements; those that are gone are left out."""
        missing = [each for each in announcement_ids if each not in self._known]
        self._known |= await load_facts(session, missing) if missing else {}
        found = {each: self._known[each] for each in announcement_ids if each in self._known}
        for each in found:
            self._known.move_to_end(each)
        while len(self._known) > self._at_most:
            self._known.popitem(last=False)
        return found

    def forget(self, announcement_ids: Collection[int]) -> None:
        """These have been read anew."""
        for each in announcement_ids:
            self._known.pop(each, None)


async def load_facts(session: AsyncSession, announcement_ids: Collection[int]) -> dict[int, Facts]:
    """The facts of these announcements by their ids; those that are gone are left out."""
    said: dict[int, list[Said]] = {}
    for row in await story_placing.claimed_models(session, announcement_ids):
        said.setdefault(row.announcement_id, []).append(Said(model=row.model, kind=Kind(row.kind), metric=row.metric))
    return {
        each.source.announcement_id: facts_of(each, said.get(each.source.announcement_id, ()))
        for each in await announcements_by_id(session, announcement_ids)
    }


async def candidates(session: AsyncSession, facts: Facts, mind: FactsInMind) -> list[Candidate]:
    """The stories of announcements near in time that share an anchor with this one."""
    found = await story_placing.found_by(session, set(anchors(facts)), facts.at, WINDOW)
    stories = await story_placing.story_members(session, found - {facts.announcement_id})
    members = {story_id: _some(ids, found) for story_id, ids in stories.items()}
    loaded = await mind.load(session, {each for ids in members.values() for each in ids} - {facts.announcement_id})
    return [
        Candidate(story_id=story_id, members=tuple(loaded[each] for each in ids if each in loaded))
        for story_id, ids in sorted(members.items())
    ]


async def familiar(session: AsyncSession, facts: Collection[Facts]) -> Familiar:
    """How often each model that these announcements tell of was named in the time before the first of them."""
    keys = {name: name_key(name) for each in facts for name in each.names}
    first = min(each.at for each in facts)
    counts = await story_placing.named_before(
        session,
        set(keys.values()),
        before_id=min(each.announcement_id for each in facts),
        since=first - REMEMBERED,
        until=first - BEFORE_THE_EVENT,
    )
    return {name: counts.get(key, 0) for name, key in keys.items()}


def anchors(facts: Facts) -> Iterator[str]:
    """What an announcement is found by: the families of its subjects, its labs, its page and the pages it links to."""
    yield from (f"model:{stem(name)}"[:_LONGEST] for name in facts.subjects)
    yield from (f"lab:{lab}"[:_LONGEST] for lab in ({facts.lead_lab} if facts.lead_lab else facts.labs))
    yield from (f"link:{_hashed(link)}" for link in (facts.url, *facts.cites) if link)


def _some(ids: list[int], found: Collection[int]) -> list[int]:
    """Of a story with many members the first, and those that were found."""
    first = ids[:_MEMBERS_AT_MOST]
    return first + [each for each in ids[_MEMBERS_AT_MOST:] if each in found]


def _hashed(link: str) -> str:
    return sha256(link.encode("utf-8", "surrogatepass")).hexdigest()[:_HASHED]
