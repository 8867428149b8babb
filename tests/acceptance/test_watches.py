"""Watches through real discord.py: what is announced is told within one round, once, where and when it is wanted."""

import re
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path
from typing import Any

import pytest

from bot.playground.faults import Fault, FaultKind
from bot.playground.permissions import Permission
from bot.playground.person import Person
from db import feeds as stored_feeds
from tests.acceptance.articles import ITEM
from tests.acceptance.delivering import CHANNEL, THAT_REACH_US, Delivering, Run, opened, words_of

BOT = "1300000000000000001"
MILOS = "1300000000000000112"  # the channel of direct messages with him
ADMINS = "admin-log"
RELEASED = (
    "<p>DeepSeek-V5 is available today. At a 1M-token context, DeepSeek-V5 needs only 20% of the single-token "
    "inference FLOPs of DeepSeek-V4-Pro.</p>"
)
PREVIEWED = "<p>Today we are previewing DeepSeek-V5, a model with 2T parameters.</p>"
REPORTED = "<p>DeepSeek says that DeepSeek-V5 needs 20% of the inference FLOPs of DeepSeek-V4-Pro.</p>"


class Watching(Delivering):
    """A bot with watches, and feeds that go on announcing."""

    async def announce(self, run: Run, feed: str, title: str, body: str, *, days_ago: float = 0) -> None:
        """Put an article in front of what a feed shows, and let the bot do what it does by itself."""
        path = self.folder / f"{feed}.xml"
        number = path.read_text(encoding="utf-8").count("<item>") + 1
        dated = format_datetime(datetime.now(UTC) + self.clock.ahead - timedelta(days=days_ago, minutes=1))
        item = ITEM.format(title=title, link=f"https://{feed}.com/news/{number}", body=body)
        item = item.replace("Fri, 20 Nov 2026 10:00:00 GMT", dated)
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace("<item>", f"{item}<item>", 1), encoding="utf-8")
        await self.live(run)

    async def live(self, run: Run) -> None:
        """One round of everything that the bot does unasked."""
        app = run.app
        async with app.database.begin() as session:
            for feed in await stored_feeds.all_feeds(session):
                await stored_feeds.save_feed(session, replace(feed, next_poll_at=self.clock()))
        await app.ingest.poll_due()
        await app.keeper.place_waiting()
        await self.tell(run)

    async def tell(self, run: Run) -> None:
        """The rounds behind reading and placing."""
        await run.app.alerting.decide_waiting()
        await run.app.telling.tell_due()
        await run.work()

    async def read(self, *feeds: str, **options: Any) -> None:
        """Subscribe to feeds, which are read at once."""
        for feed in feeds:
            await self.ask("feed add", url=f"http://127.0.0.1:{self.feeds.port}/{feed}.xml", **options)

    async def alerts(self, channel: str = CHANNEL) -> list[str]:
        """The words of every alert that stands in a channel."""
        return [words_of(each) for each in await self.ada.messages(channel) if alert_mark(each)]


def alert_mark(message: dict[str, Any]) -> str | None:
    """The mark in the button below an alert."""
    parts = (part for row in message["components"] for part in row.get("components", ()))
    marks = (str(part.get("custom_id")) for part in parts)
    return next((mark for mark in marks if mark.startswith("gapwatch:alert:")), None)


@pytest.fixture
async def scene(tmp_path: Path, sqlite_template: Path, discord_addresses: None) -> AsyncIterator[Watching]:
    async with opened(Watching, tmp_path, sqlite_template) as made:
        yield made


@pytest.fixture
async def milo(scene: Watching) -> AsyncIterator[Person]:
    async with scene.playground.person("milo") as person:
        yield person


async def test_news_is_told_in_the_channel_once_with_its_sentence_and_buttons(scene: Watching):
    async with scene.started() as run:
        await scene.read("deepseek", "wire", "openai")
        await scene.live(run)
        added = await scene.ask("watch add", threshold="inference_compute ≤ 0.5", channel=CHANNEL)
        assert "Watching for compute / token ≤ 0.5×" in added.text
        assert added.ephemeral
        await scene.live(run)
        assert await scene.alerts() == []
        await scene.announce(run, "deepseek", "DeepSeek-V5 is here", RELEASED)
        (told,) = await scene.alerts()
        assert "DeepSeek-V5 is here" in told
        assert "DeepSeek-V5 needs only 20% of the single-token inference FLOPs of DeepSeek-V4-Pro" in told
        assert "watch for compute / token ≤ 0.5×: claims of DeepSeek-V5: compute / token 0.2×" in told.replace("\\", "")
        await scene.live(run)
        await scene.announce(run, "openai", "GPT-5.6", "<p>GPT-5.6 is available today.</p>")
        assert len(await scene.alerts()) == 1
        message = (await scene.ada.messages(CHANNEL))[-1]
        assert "DeepSeek-V4-Pro" in (await scene.ada.click(message, "Compare")).text
        assert "DeepSeek-V5 is here" in (await scene.ada.click(message, "Whole story")).text
        assert not message["mentions"]


async def test_a_story_is_told_once_but_for_a_development_in_it(scene: Watching):
    async with scene.started() as run:
        await scene.read("deepseek", "wire")
        await scene.ask("watch add", model="DeepSeek-V5", channel=CHANNEL)
        await scene.announce(run, "deepseek", "Previewing DeepSeek-V5", PREVIEWED)
        await scene.announce(run, "wire", "Previewing DeepSeek-V5: DeepSeek shows 2T parameters", PREVIEWED)
        assert len(await scene.alerts()) == 1
        await scene.announce(run, "wire", "DeepSeek-V5 released", "<p>DeepSeek-V5 is available today.</p>")
        told = await scene.alerts()
        assert len(told) == 2
        assert "DeepSeek-V5 is released, after it was previewed" in told[1].replace("\\", "")


async def test_a_member_is_told_by_direct_message_until_discord_refuses(scene: Watching, milo: Person):
    async with scene.started() as run:
        await scene.read("deepseek")
        refused = await milo.command("general", "watch add", model="DeepSeek-V5", channel=CHANNEL)
        assert "Manage Guild" in refused.text
        assert "your direct messages" in (await milo.command("general", "watch add", lab="DeepSeek")).text
        await scene.announce(run, "deepseek", "DeepSeek-V5 is here", RELEASED)
        (told,) = await milo.messages(MILOS)
        assert "watch for lab DeepSeek: is from DeepSeek" in words_of(told)
        assert "DeepSeek-V5 is here" in (await milo.click(told, "Whole story")).text
        assert "Nothing is watched for" in (await scene.ask("watch list")).text
        refusal = Fault(kind=FaultKind.SERVER_ERROR, status=403, path=re.compile(rf"/channels/{MILOS}/messages"))
        scene.playground.faults.add(refusal)
        await scene.announce(run, "deepseek", "DeepSeek hires", "<p>DeepSeek opens an office in Singapore.</p>")
        assert "stopped, nothing is posted" in (await milo.command("general", "watch list")).text
        assert await scene.ada.messages(ADMINS) == []
        assert "stopped, nothing is posted" in (await milo.command("general", "watch add", phrase="Singapore")).text
        assert "Alerts go on" in (await milo.command("general", "watch resume")).text
        await scene.tell(run)
        assert "DeepSeek hires" in words_of((await milo.messages(MILOS))[-1])


async def test_whoever_has_left_the_server_is_told_nothing_of_it(scene: Watching, milo: Person):
    async with scene.started() as run:
        await scene.read("deepseek")
        await milo.command("general", "watch add", lab="DeepSeek")
        gone = Fault(kind=FaultKind.SERVER_ERROR, method="GET", status=404, path=re.compile(r"/guilds/\d+/members/\d+"))
        scene.playground.faults.add(gone)
        await scene.announce(run, "deepseek", "DeepSeek-V5 is here", RELEASED)
        assert await milo.messages(MILOS) == []
        assert "stopped, nothing is posted" in (await milo.command("general", "watch list")).text


async def test_a_feeds_own_channel_gets_each_new_entry_but_nothing_of_what_it_held_before(scene: Watching):
    async with scene.started() as run:
        await scene.read("deepseek", "openai", channel=CHANNEL)
        await scene.live(run)
        assert await scene.alerts() == []
        await scene.announce(run, "deepseek", "Previewing DeepSeek-V5", PREVIEWED)
        await scene.announce(run, "deepseek", "DeepSeek-V5, once more", PREVIEWED)
        await scene.announce(run, "deepseek", "From the archive", PREVIEWED, days_ago=30)
        told = await scene.alerts()
        assert ["Previewing DeepSeek-V5" in told[0], "once more" in told[1], len(told)] == [True, True, 2]
        assert "new from DeepSeek News" in told[0]


async def test_quiet_hours_hold_alerts_and_sum_them_up(scene: Watching):
    scene.clock.to_next(21)
    async with scene.started() as run:
        await scene.read("deepseek", "wire")
        await scene.ask("watch add", lab="DeepSeek", channel=CHANNEL)
        quiet = await scene.ask("watch quiet", hours="20:00-06:00", timezone="UTC", channel=CHANNEL)
        assert "quiet from 20:00 to 06:00, UTC" in quiet.text
        for number in (1, 2, 3):
            await scene.announce(run, "deepseek", f"DeepSeek note {number}", f"<p>Office {number} opens.</p>")
        assert await scene.alerts() == []
        scene.clock.to_next(6)
        await scene.tell(run)
        (told,) = await scene.alerts()
        assert "3 alerts since" in told
        assert all(f"DeepSeek note {number}" in told for number in (1, 2, 3))


async def test_more_than_the_most_an_hour_are_summed_up_when_the_hour_is_over(scene: Watching):
    async with scene.started() as run:
        await scene.read("deepseek")
        await scene.ask("watch add", lab="DeepSeek", channel=CHANNEL)
        await scene.ask("watch quiet", at_most=2, channel=CHANNEL)
        for number in range(5):
            await scene.announce(run, "deepseek", f"DeepSeek note {number}", f"<p>Office {number} opens.</p>")
        assert len(await scene.alerts()) == 2
        scene.clock.advance(minutes=61)
        await scene.tell(run)
        assert "3 alerts since" in (await scene.alerts())[-1]
        assert len(await scene.alerts()) == 3


@pytest.mark.parametrize("kind", THAT_REACH_US, ids=lambda kind: kind.name)
async def test_an_alert_whose_answer_is_lost_is_posted_once_over_a_restart(scene: Watching, kind: FaultKind):
    async with scene.started() as run:
        await scene.read("deepseek")
        await scene.ask("watch add", model="DeepSeek-V5", channel=CHANNEL)
        scene.playground.faults.add(Fault(kind=kind, path=re.compile(rf"/channels/{CHANNEL}/messages")))
        await scene.announce(run, "deepseek", "DeepSeek-V5 is here", RELEASED)
        assert len(await scene.alerts()) == kind.carried_out
    async with scene.started() as run:
        scene.clock.advance(minutes=10)
        await scene.tell(run)
        await scene.tell(run)
        assert len(await scene.alerts()) == 1


async def test_a_lost_permission_stops_alerts_and_the_admins_are_told_once(scene: Watching):
    async with scene.started() as run:
        await scene.read("deepseek")
        await scene.ask("watch add", model="DeepSeek-V5", channel=CHANNEL)
        scene.playground.changes.deny(CHANNEL, BOT, Permission.SEND_MESSAGES)
        await scene.ask("help")
        await scene.announce(run, "deepseek", "DeepSeek-V5 is here", RELEASED)
        await scene.tell(run)
        (told,) = await scene.ada.messages(ADMINS)
        assert f"Alerts to <#{CHANNEL}> are stopped" in words_of(told)
        scene.playground.changes.allow(CHANNEL, BOT, Permission.SEND_MESSAGES)
        await scene.ask("watch resume")
        await scene.tell(run)
        assert len(await scene.alerts()) == 1


async def test_what_is_muted_is_told_in_no_channel_and_the_list_of_watches_says_so(scene: Watching):
    async with scene.started() as run:
        await scene.read("deepseek", "openai")
        mutes = await scene.ask("digest mutes")
        await scene.ada.choose(mutes, "gapwatch:mute", "lab:deepseek")
        added = await scene.ask("watch add", kind="release", channel=CHANNEL)
        for said in (added.text, (await scene.ask("watch list")).text):
            assert "without what is of muted labs or topics alone (/digest mutes): DeepSeek" in said
        assert "muted" not in (await scene.ask("watch add", kind="release")).text
        await scene.announce(run, "deepseek", "DeepSeek-V5 is here", RELEASED)
        await scene.announce(run, "openai", "GPT-5.6", "<p>GPT-5.6 is available today.</p>")
        (told,) = await scene.alerts()
        assert "GPT-5.6" in told


async def test_an_edited_article_is_told_with_the_claim_that_the_edit_brings(scene: Watching):
    async with scene.started() as run:
        await scene.read("deepseek")
        await scene.ask("watch add", threshold="inference_compute ≤ 0.5", channel=CHANNEL)
        await scene.announce(run, "deepseek", "DeepSeek-V5 is here", "<p>DeepSeek-V5 is available today.</p>")
        assert await scene.alerts() == []
        path = scene.folder / "deepseek.xml"
        shown = path.read_text(encoding="utf-8")
        scene.clock.advance(minutes=5)
        path.write_text(shown.replace("<p>DeepSeek-V5 is available today.</p>", RELEASED), encoding="utf-8")
        for _ in range(2):
            await scene.live(run)
        (told,) = (each.replace("\\", "") for each in await scene.alerts())
        assert "**Update** DeepSeek-V5: compute / token 0.2× DeepSeek-V4-Pro" in told
        assert "since an edit" in told


async def test_replay_tells_what_a_watch_would_have_told_and_posts_nothing(scene: Watching):
    async with scene.started() as run:
        await scene.read("deepseek", "wire", "openai")
        await scene.announce(run, "deepseek", "DeepSeek-V5 is here", RELEASED)
        await scene.announce(run, "wire", "DeepSeek-V5 is here, says DeepSeek", REPORTED)
        await scene.ask("watch add", threshold="inference_compute < 0.25")
        (choice,) = await scene.ada.autocomplete("general", "watch replay", "watch", "")
        replayed = await scene.ask("watch replay", watch=choice["value"], days=2)
        assert replayed.ephemeral
        assert "1 alert in 2 days" in replayed.text
        assert "1 more of the same stories" in replayed.text
        assert "needs only 20% of the single-token inference FLOPs" in replayed.text
        assert await scene.alerts() == []
        assert "No longer watching" in (await scene.ask("watch remove", watch=choice["value"])).text
        assert "no such watch" in (await scene.ask("watch remove", watch=choice["value"])).text


async def test_what_cannot_be_watched_is_refused_with_what_to_do(scene: Watching, milo: Person):
    async with scene.started():
        await scene.read("deepseek")
        for options, said in (
            ({}, "Nothing was given to watch for."),
            ({"threshold": "wibble < 3"}, "is neither a metric nor a known benchmark"),
            ({"threshold": "speed > fast"}, "“fast” is not one figure."),
            ({"threshold": "just words"}, "has no metric, sign and figure"),
            ({"lab": "Nolab"}, "names the lab “Nolab”"),
            ({"model": "GPT-6", "channel": "1300000000000001013"}, "lacks the permission Send Messages"),
        ):
            assert said in (await scene.ask("watch add", **options)).text
        metrics = await scene.ada.autocomplete("general", "watch add", "threshold", "inference")
        assert metrics[0]["value"].startswith("inference_compute")
        for number in range(25):
            await milo.command("general", "watch add", phrase=f"words {number}")
        assert "as many as there may be" in (await milo.command("general", "watch add", phrase="more")).text
        assert "no such watch" in (await scene.ask("watch remove", watch="1")).text
        bad = await scene.ask("watch quiet", hours="all day")
        assert "are no hours from one time to another" in bad.text


async def test_the_day_of_a_models_end_is_reminded_of_with_its_sentence(scene: Watching):
    scene.clock.to_next(9)
    on = (scene.clock() + timedelta(days=40)).date()
    body = f"<p>GPT-5.5 will be retired from the API on {on:%B} {on.day}, {on.year}. Move to GPT-5.6.</p>"
    async with scene.started() as run:
        await scene.read("openai")
        await scene.ask("watch add", model="GPT-5.5", channel=CHANNEL)
        await scene.announce(run, "openai", "Retiring GPT-5.5", body)
        scene.clock.advance(days=10)
        for _ in range(2):
            await run.app.reminders.remind_due()
            await scene.tell(run)
        (_, reminder) = await scene.alerts()
        assert f"Reminder: GPT-5.5 is to be retired on {on} (30 days before)" in reminder
        assert "GPT-5.5 will be retired from the API on" in reminder
