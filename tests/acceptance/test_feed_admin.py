"""An admin looks after feeds: the real bot, real discord.py, the playground. Each builds on the ones before."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.app import utc_now
from bot.domain.announcements import Feed, WaitReason
from db import feeds as stored_feeds
from tests.acceptance.articles import GPT, PREVIEW, write_feed
from tests.acceptance.running import NEWS, PAPERS, Running

pytestmark = pytest.mark.asyncio(loop_scope="module")

SITE = "https://deepseek.com/news"
ARTICLES = {
    "Previewing V4": PREVIEW,
    "A new office": "<p>We open an office. Funding is secured.</p>",
    "Price cut": "<p>The price of DeepSeek-V4-Pro falls to $1 per million input tokens.</p>",
}
FEED = "DeepSeek News"


async def change(running: Running, name: str, **values: object) -> None:
    """Let a stored feed be as though its polls had gone otherwise."""
    async with running.app.database.begin() as session:
        for feed in await stored_feeds.all_feeds(session):
            if feed.url == running.url(name):
                await stored_feeds.save_feed(session, replace(feed, **values))


async def stored(running: Running, name: str) -> Feed:
    async with running.app.database.read() as session:
        found = await stored_feeds.find_feed(session, running.url(name))
    assert found is not None
    return found


async def test_members_may_do_none_of_it(running: Running):
    for command, options in {
        "feed show": {"feed": "x"},
        "feed health": {},
        "feed list": {},
        "feed pause": {"feed": "x"},
        "feed resume": {"feed": "x"},
        "feed edit": {"feed": "x", "title": "y"},
        "feed fulltext": {"feed": "x", "on": True},
        "feed filter": {"feed": "x"},
        "feed notices": {},
    }.items():
        assert (await running.milo.command(NEWS, command, **options)).failed, command


async def test_a_feed_is_added_with_a_name_a_filter_and_its_last_announcements(running: Running):
    write_feed(running.folder / "deepseek.xml", FEED, SITE, ARTICLES)
    reply = await running.ada.command(
        NEWS, "feed add", url=running.url("deepseek.xml"), title="Whale", filter="-funding", show_last=2
    )
    assert reply.text.startswith("### Reading Whale")
    assert "3 announcements stored and read, none posted" in reply.text
    assert "`-funding`" in reply.text
    assert "A new office" not in reply.text
    assert sum(title in reply.text for title in ARTICLES) == 2
    assert (await stored(running, "deepseek.xml")).title == FEED
    assert "A new office" not in (await running.milo.command(NEWS, "latest")).text


@pytest.mark.parametrize(
    ("line", "says"), [('"open', "a quote has no second"), ("lab:nobody", "No lab is called"), ("match:(", "cannot")]
)
async def test_a_bad_filter_is_a_sentence_and_adds_nothing(running: Running, line: str, says: str):
    reply = await running.ada.command(NEWS, "feed add", url=running.url("openai.xml"), filter=line)
    assert says in reply.text
    assert "Quotes make a phrase" in reply.text
    assert reply.ephemeral
    assert "1 feed, all well" in (await running.ada.command(NEWS, "feed list")).text


async def test_show_tells_everything_about_a_feed(running: Running):
    soon = utc_now() + timedelta(hours=1)
    await change(
        running,
        "deepseek.xml",
        next_poll_at=soon,
        wait_reason=WaitReason.RHYTHM,
        rhythm_seconds=2 * 86_400,
        last_new_at=utc_now(),
        salvaged=True,
    )
    reply = await running.ada.command(NEWS, "feed show", feed="whale")
    for said in (
        "Whale",
        "salvaged",
        "Its document is broken",
        "read well",
        f"<t:{int(soon.timestamp())}:R>, because that is its own pace",
        "entries and",
        "an entry every 2 days",
        "the voice of DeepSeek",
        "`-funding`",
        "**Full text** off",
        "go nowhere",
        "**Calls itself** DeepSeek News",
        running.url("deepseek.xml"),
    ):
        assert said in reply.text, said
    unknown = await running.ada.command(NEWS, "feed show", feed="Wail")
    assert "subscribes to no feed called" in unknown.text
    assert unknown.ephemeral


async def test_edit_changes_the_name_and_where_alerts_go(running: Running):
    channel = next(c["id"] for c in running.ada.state["guilds"][0]["channels"] if c["name"] == "general")
    reply = await running.ada.command(NEWS, "feed edit", feed="whale", title="-", channel=channel)
    assert FEED in reply.text
    assert f"<#{channel}>" in reply.text
    assert "Nothing was given" in (await running.ada.command(NEWS, "feed edit", feed=FEED)).text


async def test_fulltext_is_switched(running: Running):
    assert "are fetched" in (await running.ada.command(NEWS, "feed fulltext", feed=FEED, on=True)).text
    assert (await stored(running, "deepseek.xml")).full_text
    assert "Only what the feed itself" in (await running.ada.command(NEWS, "feed fulltext", feed=FEED, on=False)).text


async def test_a_filter_is_tried_out_and_saved_by_who_asked(running: Running):
    tried = await running.ada.command(NEWS, "feed filter", feed=FEED, exclude="-", include='price "open weights"')
    assert "1 of 3 announcements of the last 90 days shown" in tried.text
    assert 'price "open weights"' in tried.text
    assert "Not in force yet" in tried.text
    assert "has none of the wanted words" in tried.text.lower()
    assert "has “price”" in tried.text.lower()
    assert "Previewing V4" in (await running.milo.command(NEWS, "latest")).text

    other = await running.milo.click(tried, "Save")
    assert "Only who tried this filter out" in other.text
    assert other.ephemeral
    saved = await running.ada.click(tried, "Save")
    assert "is filtered now" in saved.text
    assert "hides 2 stored announcements" in saved.text
    latest = (await running.milo.command(NEWS, "latest")).text
    assert "Price cut" in latest
    assert "Previewing V4" not in latest
    unknown = await running.milo.command(NEWS, "compare models", a="DeepSeek-V4-Pro", b="DeepSeek-V3.2")
    assert "names the model “DeepSeek-V3.2”" in unknown.text


async def test_the_filter_in_force_is_shown_and_one_that_is_cancelled_changes_nothing(running: Running):
    shown = await running.ada.command(NEWS, "feed filter", feed=FEED)
    assert "In force" in shown.text
    assert not [part for part in shown.components if part["type"] == 2]
    tried = await running.ada.command(NEWS, "feed filter", feed=FEED, topics="pricing", labs="DeepSeek")
    assert "filtered as before" in (await running.ada.click(tried, "Cancel")).text
    assert (await running.app.services.subscriptions.list(int(running.ada.state["guilds"][0]["id"])))[
        0
    ].filter.topics == ()


async def test_lists_of_names_complete_after_the_last_comma(running: Running):
    offered = await running.ada.autocomplete(NEWS, "feed filter", "topics", "pricing, eff", feed=FEED)
    assert [choice["value"] for choice in offered] == ["pricing, efficiency"]
    labs = await running.ada.autocomplete(NEWS, "feed filter", "labs", "deep", feed=FEED)
    assert [choice["value"] for choice in labs] == ["DeepSeek"]


async def test_a_filter_is_cleared(running: Running):
    tried = await running.ada.command(NEWS, "feed filter", feed=FEED, clear=True)
    assert "all 3 announcements" in tried.text
    assert "is shown whole now" in (await running.ada.click(tried, "Save")).text
    assert "A new office" in (await running.milo.command(NEWS, "latest")).text


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ({"topics": "weather"}, "no topic"),
        ({"kinds": "rumour"}, "no claim kind"),
        ({"include_pattern": "(?=x)"}, "cannot be used"),
        ({"exclude_pattern": "a" * 201}, "201 characters"),
        ({"include": "lab:deepseek"}, "is to be a word"),
    ],
)
async def test_bad_parts_of_a_filter_are_sentences(running: Running, options: dict[str, str], says: str):
    reply = await running.ada.command(NEWS, "feed filter", feed=FEED, **options)
    assert says in reply.text
    assert reply.ephemeral


async def test_a_paused_feed_is_resumed_from_then(running: Running):
    assert "is paused" in (await running.ada.command(NEWS, "feed pause", feed=FEED)).text
    assert "paused already" in (await running.ada.command(NEWS, "feed pause", feed=FEED)).text
    assert "paused here" in (await running.ada.command(NEWS, "feed list")).text
    write_feed(running.folder / "deepseek.xml", FEED, SITE, ARTICLES | {"Meanwhile": GPT})
    await running.poll_now()
    resumed = await running.ada.command(NEWS, "feed resume", feed=FEED)
    assert "1 announcement of the time in between" in resumed.text
    assert "Meanwhile" not in (await running.milo.command(NEWS, "latest")).text
    assert "is not paused" in (await running.ada.command(NEWS, "feed resume", feed=FEED)).text
    write_feed(running.folder / "deepseek.xml", FEED, SITE, ARTICLES | {"Meanwhile": GPT, "Afterwards": GPT})
    await running.poll_now()
    assert "Afterwards" in (await running.milo.command(NEWS, "latest")).text


async def test_health_names_what_is_to_be_looked_at_the_worst_first(running: Running):
    await change(running, "deepseek.xml", salvaged=False)
    assert "1 feed, all well" in (await running.ada.command(NEWS, "feed health")).text
    await running.ada.command(NEWS, "feed add", url=running.url("wire.xml"))
    (running.folder / "wire.xml").rename(running.folder / "wire.gone")
    await running.poll_now()
    quiet = {"rhythm_seconds": 3600, "last_new_at": utc_now() - timedelta(days=30)}
    await change(running, "deepseek.xml", **quiet)
    reply = await running.ada.command(NEWS, "feed health")
    assert "2 of 2 feeds to look at: 1 failing, 1 silent" in reply.text
    assert "There is nothing at" in reply.text
    assert "nothing new for 30 days; its usual gap is 1 hour" in reply.text
    assert reply.text.index("The Wire") < reply.text.index(FEED)


async def test_a_long_list_has_pages_that_members_cannot_turn(running: Running):
    for number in range(10):
        write_feed(running.folder / f"n{number}.xml", f"Number {number}", f"https://n{number}.example", {"One": GPT})
        await running.ada.command(NEWS, "feed add", url=running.url(f"n{number}.xml"))
    listed = await running.ada.command(NEWS, "feed list")
    assert "12 feeds, 10 well, 1 failing, 1 silent" in listed.text
    assert "page 1 of 2" in listed.text
    refused = await running.milo.click(listed, "Next")
    assert "Manage Guild" in refused.text
    assert refused.ephemeral
    assert "page 2 of 2" in (await running.ada.click(listed, "Next")).text


async def test_notices_go_where_the_bot_may_write(running: Running):
    channels = {c["name"]: c["id"] for c in running.ada.state["guilds"][0]["channels"]}
    before = await running.ada.command(NEWS, "feed notices")
    assert f"<#{channels['admin-log']}>, because nobody chose" in before.text
    refused = await running.ada.command(NEWS, "feed notices", channel=channels["announcements-locked"])
    assert "may not write in #announcements-locked" in refused.text
    chosen = await running.ada.command(NEWS, "feed notices", channel=channels["general"])
    assert f"<#{channels['general']}>, as chosen" in chosen.text
    async with running.playground.person("ada") as ada:
        assert "Notices go nowhere" in (await ada.command(PAPERS, "feed notices")).text
