"""What was split off or merged can be undone from the trail, and an undo undone, in any course of them."""

from contextlib import suppress

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from bot.briefing.finding import AloneInStory, SameStory, Stories, UnknownStory
from bot.briefing.keeping import StoryKeeper
from bot.domain.corrections import Action
from bot.ledger.trail import CannotUndo, Trail
from bot.registry.load import load_registry
from db import stories as stored
from db.engine import Database
from tests.briefing.telling import Told, store
from tests.conftest import NOW
from tests.ledger.stored import ledger_on

ADA, BEN = 11, 12
GUILD, OTHERS = 1, 2
TEXTS = tuple(
    Told(title=f"{maker} {what}", text=f"{maker} has released {model} today.", publisher=publisher)
    for maker, model, what in (
        ("OpenAI", "GPT-6", "releases GPT-6"),
        ("Anthropic", "Claude Opus 6", "releases Claude Opus 6"),
        ("Mistral AI", "Mistral Large 9", "releases Mistral Large 9"),
    )
    for publisher in ("The Wire", "The Daily")
)


class Server:
    """A server that mends its stories, and what they are now."""

    def __init__(self, database: Database, guild_id: int) -> None:
        self.database, self.guild_id = database, guild_id
        self.stories = Stories(database, ledger_on(database, load_registry().find_lab))
        self.trail = Trail(database, lambda: NOW)
        self.ids: list[int] = []

    async def read(self, *guilds: int) -> None:
        self.ids = [await store(self.database, each, self.guild_id, *guilds) for each in TEXTS]
        await StoryKeeper(self.database, lambda: NOW).place_waiting()

    async def placed(self, guild_id: int | None = None) -> dict[int, int]:
        async with self.database.read() as session:
            return await stored.stories_of(session, guild_id or self.guild_id, self.ids)

    async def groups(self, guild_id: int | None = None) -> set[frozenset[int]]:
        """Which announcements are one story."""
        found: dict[int, set[int]] = {}
        for announcement_id, story_id in (await self.placed(guild_id)).items():
            found.setdefault(story_id, set()).add(announcement_id)
        return {frozenset(each) for each in found.values()}

    async def split(self, number: int) -> None:
        await self.stories.split(self.guild_id, self.ids[number], user_id=ADA, now=NOW)

    async def merge(self, number: int, other: int) -> None:
        placed = await self.placed()
        into, gone = placed[self.ids[number]], placed[self.ids[other]]
        await self.stories.merge(self.guild_id, into, [gone], user_id=ADA, now=NOW)

    async def undo_last(self) -> None:
        pages = (await self.trail.page(self.guild_id)).pages
        entries = [each for page in range(pages) for each in (await self.trail.page(self.guild_id, page)).entries]
        last = max(each.id for each in entries if each.action is not Action.UNDO and each.undone_by is None)
        await self.trail.undo(self.guild_id, last, user_id=BEN)


@pytest.fixture
async def server(database: Database) -> Server:
    made = Server(database, GUILD)
    await made.read(OTHERS)
    return made


async def test_a_split_and_a_merge_stand_in_the_trail_and_are_undone(server: Server):
    at_first = await server.groups()
    assert len(at_first) == 3
    await server.split(1)
    await server.merge(0, 2)
    changed = await server.groups()
    first, second = (await server.trail.page(GUILD)).entries
    assert (first.action, second.action) == (Action.MERGE, Action.SPLIT)
    assert (first.before.words, first.after.words) == ("a story of its own", f"in the story “{TEXTS[0].title}”")
    assert second.before.words == f"in the story “{TEXTS[0].title}”"
    await server.trail.undo(GUILD, first.id, user_id=BEN)
    await server.trail.undo(GUILD, second.id, user_id=BEN)
    assert await server.groups() == at_first
    again = [each for each in (await server.trail.page(GUILD)).entries if each.undoes and each.can_be_undone]
    for entry in reversed(again):
        await server.trail.undo(GUILD, entry.id, user_id=ADA)
    assert await server.groups() == changed


async def test_what_had_followed_a_story_comes_back_with_it(server: Server):
    await server.merge(2, 4)
    two = await server.groups()
    await server.merge(0, 2)
    assert len(await server.groups()) == 1
    await server.undo_last()
    assert await server.groups() == two


async def test_what_is_undone_twice_is_refused_and_other_servers_see_nothing_of_it(server: Server):
    others = await server.groups(OTHERS)
    await server.merge(0, 2)
    (entry,) = (await server.trail.page(GUILD)).entries
    await server.trail.undo(GUILD, entry.id, user_id=BEN)
    with pytest.raises(CannotUndo, match="undone already"):
        await server.trail.undo(GUILD, entry.id, user_id=BEN)
    with pytest.raises(CannotUndo, match="no such entry"):
        await server.trail.undo(OTHERS, entry.id, user_id=BEN)
    assert await server.groups(OTHERS) == others


@settings(
    max_examples=15,
    phases=[Phase.generate],  # each example is a database full: shrinking would take minutes
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), max_size=8), st.uuids())
async def test_undoing_everything_from_the_last_on_brings_back_what_was(
    sqlite_database: Database, steps: list[tuple[int, int]], fresh: object
):
    server = Server(sqlite_database, hash(fresh) % (1 << 60) + 10)
    await server.read()
    before = [await server.groups()]
    for one, other in steps:
        with suppress(AloneInStory, SameStory, UnknownStory):
            await (server.split(one) if one == other else server.merge(one, other))
            before.append(await server.groups())
    while len(before) > 1:
        assert await server.groups() == before.pop()
        await server.undo_last()
    assert await server.groups() == before[0]
