"""What a document shows, taken in: new entries are stored, edits are kept as revisions, and claims follow the words."""

import asyncio
import gc
import re
import time
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from sqlalchemy import select, update

from bot.domain.additions import RegistryAdditions
from bot.domain.announcements import ChangedClaim, Entry, Feed, FeedKind, Revision
from bot.domain.claims import Claim, Kind, Quote, Reading, Release, Spec
from bot.feeds.articles import Articles
from bot.feeds.errors import TookTooLong
from bot.feeds.hosts import HostTurns
from bot.feeds.intake import Intake, TakenIn
from bot.feeds.knownnames import KnownNames
from bot.feeds.offload import InlineOffload
from bot.feeds.packing import pack
from bot.feeds.parcels import unpack
from bot.feeds.parsed import ParsedFeed
from bot.feeds.readings import Readings, ReadsText
from bot.feeds.reread import Reread
from bot.feeds.revisions import KEPT, RESTLESS, RESTLESS_WAIT
from bot.feeds.showing import Shown, show
from bot.registry.load import load_registry
from db import announcements, claims, feeds, revisions
from db.claims import ClaimFilter
from db.engine import Database
from db.tables import AlertQueueRow, AnnouncementRow, ClaimRow, RevisionRow
from tests.claims import V4

GUILD, STRANGER = 1, 2


def read(
    *, title: str, text: str, publisher: str, publisher_lab: str | None, url: str | None, additions: RegistryAdditions
) -> Reading:
    """Reads "costs $3", "has 8B" and "is released", each with the words as its quote."""
    found = [
        *(_spec(Spec.PRICE, match) for match in re.finditer(r"costs (?:about )?\$(\d+(?:\.\d+)?)", text)),
        *(_spec(Spec.PARAMETERS, match) for match in re.finditer(r"has (\d+)B", text)),
    ]
    if (at := text.find("is released")) >= 0:
        quote = Quote(text="is released", start=at)
        found.append(Claim(kind=Kind.RELEASE, subject=V4, metric=Release.RELEASED, quote=quote))
    return Reading(models=(V4,), claims=tuple(found))


def _spec(metric: Spec, match: re.Match[str]) -> Claim:
    quote = Quote(text=match.group(), start=match.start())
    return Claim(kind=Kind.SPEC, subject=V4, metric=metric, value=float(match.group(1)), quote=quote)


class DeafOffload(InlineOffload):
    async def run(self, function, *args, **kwargs):
        raise TookTooLong(1)


class NoFetcher:
    async def fetch(self, url: str):
        raise AssertionError(f"{url} was fetched though the feed's articles are not wanted")


class Paper:
    """One feed that one guild reads, and what takes in its documents."""

    def __init__(self, database: Database, now: datetime) -> None:
        self.database = database
        self.now = now
        self.feed: Feed
        self.reader_version = 1
        self.offload = InlineOffload()
        self.read: ReadsText | None = read

    async def open(self) -> None:
        async with self.database.begin() as session:
            self.feed = await feeds.add_feed(
                session,
                url="https://lab.example/feed",
                title="Lab",
                publisher="Lab",
                kind=FeedKind.VENDOR,
                lab=None,
                site_url=None,
                now=self.now,
            )
            await feeds.subscribe(session, guild_id=GUILD, feed_id=self.feed.id, channel_id=None, now=self.now)

    async def show(self, *entries: Entry, minutes: float = 30) -> TakenIn:
        """The next document of the feed, that much later."""
        self.now += timedelta(minutes=minutes)
        return await self.take_in(show(entries))

    async def take_in(self, shown: Shown) -> TakenIn:
        articles = Articles(NoFetcher(), self.offload, HostTurns(0))
        names = KnownNames(self.database, load_registry())
        readings = Readings(self.offload, self.read, self.reader_version, names)
        intake = Intake(self.database, readings, articles, lambda: self.now)
        prepared = await intake.prepare(self.feed, shown)
        async with self.database.begin() as session:
            (taken,) = await intake.store(session, [(self.feed, prepared)])
            self.feed = replace(self.feed, last_success_at=self.now)
            await feeds.save_feed(session, self.feed)
        return taken

    async def claims(self) -> list[tuple[int, str, float | None, str]]:
        async with self.database.read() as session:
            found = await claims.guild_claims(session, GUILD, ClaimFilter())
        return [(each.id, each.claim.metric, each.claim.value, each.claim.quote.text) for each in found]

    async def changed(self, guild_id: int = GUILD) -> list[ChangedClaim]:
        async with self.database.read() as session:
            return await claims.changed_claims(session, guild_id)

    async def revisions(self, announcement_id: int, guild_id: int = GUILD) -> list[Revision]:
        async with self.database.read() as session:
            return await revisions.announcement_revisions(session, guild_id, announcement_id)

    async def row(self, announcement_id: int) -> AnnouncementRow:
        async with self.database.read() as session:
            return (await session.scalars(select(AnnouncementRow).where(AnnouncementRow.id == announcement_id))).one()

    async def reread(self, version: int) -> None:
        self.reader_version = version
        again = Reread(self.database, self.offload, read, reader_version=version, clock=lambda: self.now)
        assert [batch async for batch in again.run()]


def entry(text: str, title: str = "V4", name: str = "v4") -> Entry:
    return Entry(guid=name, link=f"https://lab.example/{name}", title=title, text=text)


@pytest.fixture
async def paper(database: Database, now: datetime) -> Paper:
    paper = Paper(database, now)
    await paper.open()
    return paper


@pytest.fixture
async def quick_paper(sqlite_database: Database, now: datetime) -> Paper:
    paper = Paper(sqlite_database, now)
    await paper.open()
    return paper


async def test_new_entries_are_stored_oldest_first_and_read(paper: Paper) -> None:
    taken = await paper.show(entry("It has 8B.", name="b"), entry("It costs $3.", name="a"))
    assert (len(taken.new), taken.seen, taken.revised) == (2, 0, ())
    assert [(metric, value) for _, metric, value, _ in await paper.claims()] == [("price", 3), ("parameters", 8)]
    assert (await paper.row(taken.new[0])).url == "https://lab.example/a"


async def test_a_changed_figure_withdraws_the_claim_and_names_the_one_in_its_place(paper: Paper) -> None:
    (announcement_id,) = (await paper.show(entry("V4 is released. It costs $3. It has 8B."))).new
    before = {metric: claim_id for claim_id, metric, _, _ in await paper.claims()}
    first_seen = paper.now
    taken = await paper.show(entry("V4 is released. Now it costs $2.50. It has 8B."))
    assert (taken.new, taken.seen, taken.revised) == ((), 1, (announcement_id,))

    after = {metric: (claim_id, value) for claim_id, metric, value, _ in await paper.claims()}
    assert after["parameters"] == (before["parameters"], 8)
    assert after["released"] == (before["released"], None)
    assert after["price"][1] == 2.5
    (change,) = await paper.changed()
    assert (change.before.id, change.before.claim.value, change.before.claim.quote.text) == (
        before["price"],
        3,
        "costs $3",
    )
    assert change.after is not None
    assert (change.after.id, change.after.claim.value) == after["price"]
    assert change.changed_at == paper.now
    assert await paper.changed(STRANGER) == []

    async with paper.database.read() as session:
        said = dict((await session.execute(select(ClaimRow.id, ClaimRow.said_at))).all())
    assert said[before["parameters"]] == first_seen
    assert said[after["price"][0]] == paper.now


async def test_the_wording_before_is_kept_and_the_announcement_carries_the_new_one(paper: Paper) -> None:
    (announcement_id,) = (await paper.show(entry("It costs $3.", title="Modle V4"))).new
    first_seen = paper.now
    await paper.show(entry("It costs $2.50."))
    row = await paper.row(announcement_id)
    assert (row.title, row.text, row.revision, row.revised_at) == ("V4", "It costs $2.50.", 1, paper.now)
    assert await paper.revisions(announcement_id) == [
        Revision(
            announcement_id=announcement_id,
            number=0,
            title="Modle V4",
            text="It costs $3.",
            url="https://lab.example/v4",
            published_at=None,
            seen_at=first_seen,
            replaced_at=paper.now,
        )
    ]
    assert await paper.revisions(announcement_id, STRANGER) == []
    async with paper.database.read() as session:
        (shown,) = await announcements.latest(session, GUILD)
    assert (shown.source.title, shown.claims_count) == ("V4", 1)


async def test_a_reworded_sentence_is_the_same_claim_in_other_words(paper: Paper) -> None:
    await paper.show(entry("V4 costs $3."))
    ((claim_id, *_),) = await paper.claims()
    await paper.show(entry("As of today it costs about $3."))
    assert await paper.claims() == [(claim_id, "price", 3, "costs about $3")]
    assert await paper.changed() == []


async def test_a_claim_that_is_taken_back_is_withdrawn_with_nothing_in_its_place(paper: Paper) -> None:
    await paper.show(entry("It costs $3. The rest of it stays."))
    await paper.show(entry("We say no price. The rest of it stays."))
    assert await paper.claims() == []
    (change,) = await paper.changed()
    assert (change.before.claim.value, change.after) == (3, None)
    async with paper.database.read() as session:
        assert await claims.guild_claims_by_id(session, GUILD, [change.before.id]) == []
        assert await claims.all_claims(session, after_id=0, limit=9) == []


@pytest.mark.parametrize("shown", ["it COSTS  $3 !", "It costs", ""], ids=["spacing", "an excerpt", "nothing"])
async def test_what_only_looks_edited_changes_nothing(quick_paper: Paper, shown: str) -> None:
    await quick_paper.show(entry("It costs $3."))
    before = await quick_paper.claims()
    assert (await quick_paper.show(entry(shown))).revised == ()
    assert (await quick_paper.show(entry("It costs $3."))).revised == ()
    assert await quick_paper.claims() == before


async def test_two_listings_of_one_article_are_no_edits_of_each_other(quick_paper: Paper) -> None:
    one = Entry(guid="1", link="https://lab.example/a", title="V4", text="It costs $3.")
    other = Entry(guid="2", link="https://lab.example/a/", title="Introducing V4", text="It costs $4.")
    await quick_paper.show(one, other)
    for document in ((other, one), (one, other), (one,)):
        assert (await quick_paper.show(*document)).revised == ()
    assert (await quick_paper.show(replace(one, text="It costs $2."), replace(other, text="It costs $2"))).revised


async def test_what_was_stored_before_fingerprints_gets_its_own_quietly(paper: Paper) -> None:
    (announcement_id,) = (await paper.show(entry("It costs $3."))).new
    async with paper.database.begin() as session:
        await session.execute(update(AnnouncementRow).values(fingerprint=None))
    assert (await paper.show(entry("It costs $2."))).revised == ()
    assert (await paper.row(announcement_id)).fingerprint is not None
    assert (await paper.show(entry("It costs $2."))).revised == ()
    assert (await paper.show(entry("It costs $1."))).revised == (announcement_id,)


async def test_texts_that_go_to_and_fro_leave_no_trail(paper: Paper) -> None:
    texts = ("It costs $3 here.", "It costs $2 there.")
    (announcement_id,) = (await paper.show(entry(texts[0]))).new
    for turn in range(1, 3 * RESTLESS):
        await paper.show(entry(texts[turn % 2]))
    async with paper.database.read() as session:
        assert len((await session.scalars(select(ClaimRow.id))).all()) == 2
    assert (await paper.row(announcement_id)).revision == RESTLESS
    assert len(await paper.revisions(announcement_id)) == KEPT


async def test_a_counter_that_ticks_does_not_grow_for_ever(quick_paper: Paper) -> None:
    (announcement_id,) = (await quick_paper.show(entry("It costs $0."))).new
    for price in range(1, 3 * KEPT):
        await quick_paper.show(entry(f"It costs ${price}."), minutes=RESTLESS_WAIT / timedelta(minutes=1))
    kept = await quick_paper.revisions(announcement_id)
    assert [each.number for each in kept] == [0, *range(2 * KEPT, 3 * KEPT - 1)]
    assert len(await quick_paper.changed()) == KEPT
    assert [each.before.claim.quote.text in kept[-1 - at].text for at, each in enumerate(await quick_paper.changed())]
    async with quick_paper.database.read() as session:
        assert len((await session.scalars(select(RevisionRow.number))).all()) == KEPT
        assert len((await session.scalars(select(ClaimRow.id))).all()) == KEPT + 1


async def test_reading_again_keeps_what_was_withdrawn_and_what_came_in_its_place(paper: Paper) -> None:
    await paper.show(entry("It costs $3."))
    await paper.show(entry("It costs $2."))
    before = await paper.changed()
    await paper.reread(2)
    assert await paper.changed() == before
    assert [(metric, value) for _, metric, value, _ in await paper.claims()] == [("price", 2)]


async def test_a_newer_reader_is_no_edit(quick_paper: Paper) -> None:
    await quick_paper.show(entry("It costs $3. It has 8B."))
    async with quick_paper.database.begin() as session:  # as an older reader, which knew no sizes, would have left it
        await session.execute(update(ClaimRow).where(ClaimRow.metric == "parameters").values(metric="size"))
    quick_paper.reader_version = 2
    await quick_paper.show(entry("It costs $2. It has 8B."))
    (change,) = await quick_paper.changed()
    assert (change.before.claim.value, change.before.claim.metric) == (3, "price")


async def test_an_edit_that_cannot_be_read_waits_for_the_next_poll(quick_paper: Paper) -> None:
    await quick_paper.show(entry("It costs $3."))
    quick_paper.offload = DeafOffload()
    assert (await quick_paper.show(entry("It costs $2."))).revised == ()
    quick_paper.offload = InlineOffload()
    assert len((await quick_paper.show(entry("It costs $2."))).revised) == 1


async def test_an_edit_is_queued_for_the_watches_at_its_own_time_and_what_is_new_when_it_is_first_seen(
    paper: Paper,
) -> None:
    await paper.show(entry("It costs $3."))
    (new,) = (await paper.show(entry("It costs $3."), entry("It has 8B.", name="b"))).new
    (edited,) = (await paper.show(entry("It costs $2."), entry("It has 8B.", name="b"))).revised
    async with paper.database.read() as session:
        queue = select(AlertQueueRow.announcement_id, AlertQueueRow.queued_at)
        assert dict((await session.execute(queue)).all()) == {
            new: (await paper.row(new)).seen_at,
            edited: paper.now,
        }


async def test_the_loop_is_not_held_up_by_a_document_of_thousands_of_entries(quick_paper: Paper) -> None:
    entries = tuple(entry(f"It costs ${number}.", title=f"V{number}", name=str(number)) for number in range(2_000))
    parcel = pack(ParsedFeed(title="Lab", site_url=None, entries=entries))
    longest = 0.0

    async def watch() -> None:
        nonlocal longest
        while True:
            before = time.thread_time()  # of this thread alone, however busy the machine is
            await asyncio.sleep(0)
            longest = max(longest, time.thread_time() - before)

    quick_paper.read = None  # reading runs in workers
    gc.disable()  # what other tests have left would be looked through in here
    try:
        watching = asyncio.create_task(watch())
        parsed, shown = await unpack(parcel)
        for _ in range(2):
            await quick_paper.take_in(shown)
        watching.cancel()
    finally:
        gc.enable()
    assert longest < 0.05
    assert (parsed.entries, shown) == (entries, show(entries))


async def test_many_entries_are_stored_at_once_and_in_order(paper: Paper) -> None:
    entries = [entry(f"It costs ${number}.", title=f"V{number}", name=str(number)) for number in range(600)]
    taken = await paper.show(*entries)
    assert list(taken.new) == sorted(taken.new)
    assert (await paper.row(taken.new[0])).title == "V599"
    assert len(await paper.claims()) == 500  # the most that one question is answered with
    assert (await paper.show(*entries)).seen == 600


async def test_without_a_reader_the_words_are_kept_for_one(quick_paper: Paper) -> None:
    quick_paper.read = None
    (announcement_id,) = (await quick_paper.show(entry("It costs $3."))).new
    assert (await quick_paper.show(entry("It costs $2."))).revised == (announcement_id,)
    assert (await quick_paper.row(announcement_id)).reader_version is None
    await quick_paper.reread(1)
    assert [(metric, value) for _, metric, value, _ in await quick_paper.claims()] == [("price", 2)]
