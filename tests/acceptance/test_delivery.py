"""Briefings on schedule through real discord.py: commands, lost answers, refusals, threads, restarts."""

import re
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.delivery.making import Making
from bot.domain.schedules import Wanted
from bot.playground.faults import Fault, FaultKind
from bot.playground.permissions import Permission
from bot.playground.person import Reply
from bot.playground.world import Channel
from tests.acceptance.delivering import CHANNEL, NORTHWIND, THAT_REACH_US, Delivering, mark_of, opened, words_of
from tests.delivery.fakes import two_pages

BOT = "1300000000000000001"
ADMINS, LOCKED = "admin-log", "1300000000000001013"


@pytest.fixture
async def scene(tmp_path: Path, sqlite_template: Path, discord_addresses: None) -> AsyncIterator[Delivering]:
    async with opened(Delivering, tmp_path, sqlite_template) as made:
        yield made


async def read_feeds(scene: Delivering) -> None:
    await scene.ask("feed add", url=f"http://127.0.0.1:{scene.feeds.port}/deepseek.xml")


async def test_a_briefing_is_posted_on_schedule_once_and_can_be_read_again(scene: Delivering):
    async with scene.started() as run:
        await read_feeds(scene)
        number = await scene.schedule()
        await run.work()
        assert await scene.briefings() == []
        scene.clock.to_next(8)
        for _ in range(3):
            await run.work()
        (posted,) = await scene.briefings()
        assert "AI briefing" in words_of(posted)
        full = await scene.ada.click(posted, "Full list")
        assert full.message is not None
        assert full.message["flags"] & 64
        listed = await scene.ask("digest schedule list")
        assert "daily at 08:00, UTC" in listed.text
        shown = await scene.ask("digest show", date=scene.clock().date().isoformat())
        assert shown.message is not None
        assert words_of(shown.message) == words_of(posted)
        assert "No briefing was made" in (await scene.ask("digest show", date="2020-01-01")).text
        scene.clock.advance(minutes=1)
        assert "Briefing 2 is made" in (await scene.ask("digest now", schedule=number)).text
        await run.work()
        assert len(await scene.briefings()) == 2


async def test_an_announcement_read_after_a_briefing_is_in_the_next_although_its_date_is_before(scene: Delivering):
    article = (scene.folder / "deepseek.xml").read_text(encoding="utf-8")
    async with scene.started() as run:
        await scene.schedule()
        scene.clock.to_next(8)
        yesterday = scene.clock().strftime("%a, %d %b %Y 07:50:00 GMT")
        (scene.folder / "deepseek.xml").write_text(
            re.sub(r"<pubDate>.*?</pubDate>", f"<pubDate>{yesterday}</pubDate>", article), encoding="utf-8"
        )
        await run.work()
        scene.clock.advance(minutes=5)
        await read_feeds(scene)
        scene.clock.to_next(8)
        await run.work()
        scene.clock.to_next(8)
        await run.work()
        briefings = [words_of(each) for each in await scene.briefings()]
        assert ["DeepSeek-V4-Pro" in each for each in briefings] == [False, True, False]


@pytest.mark.parametrize("kind", THAT_REACH_US, ids=lambda kind: kind.name)
@pytest.mark.parametrize("later", [10, 600], ids=["while its nonce lives", "after that"])
async def test_an_answer_that_is_lost_or_an_error_posts_nothing_twice(scene: Delivering, kind: FaultKind, later: int):
    async with scene.started() as run:
        await scene.schedule()
        scene.clock.to_next(8)
        scene.playground.faults.add(Fault(kind=kind))
        await run.work()
        assert len(await scene.briefings()) == kind.carried_out
    async with scene.started() as run:
        scene.clock.advance(seconds=later)
        await run.work()
        await run.work()
        (posted,) = await scene.briefings()
        sends = [
            r for r in scene.playground.requests if r.method == "POST" and r.path == f"/channels/{CHANNEL}/messages"
        ]
        assert len(sends) == 2 - kind.carried_out
        assert {mark_of({"components": r.body["components"]}) for r in sends} == {mark_of(posted)}
        assert all(r.body["enforce_nonce"] for r in sends)


@pytest.mark.parametrize("silently", [False, True], ids=["seen before posting", "learnt from Discord"])
async def test_a_lost_permission_stops_the_schedule_tells_the_admins_once_and_resume_sends_what_is_due(
    scene: Delivering, silently: bool
):
    async with scene.started() as run:
        await scene.schedule()
        scene.playground.changes.deny(CHANNEL, BOT, Permission.SEND_MESSAGES, silently=silently)
        await run_until_seen(scene, silently)
        scene.clock.to_next(8)
        for _ in range(3):
            await run.work()
        (told,) = await scene.ada.messages(ADMINS)
        assert "is stopped" in words_of(told)
        assert ("Send Messages" if not silently else "Missing Permissions") in words_of(told)
        tried = [r for r in scene.playground.requests if r.path == f"/channels/{CHANNEL}/messages"]
        assert len(tried) == silently
        assert "stopped, because Discord refused it" in (await scene.ask("digest schedule list")).text
        scene.playground.changes.allow(CHANNEL, BOT, Permission.SEND_MESSAGES)
        await run_until_seen(scene, False)
        assert "1 message waiting" in (await scene.ask("digest resume")).text
        await run.work()
        assert len(await scene.briefings()) == 1
        assert len(await scene.ada.messages(ADMINS)) == 1


async def run_until_seen(scene: Delivering, silently: bool) -> None:
    """Events arrive in order, so what was sent before an answered command has been seen."""
    if not silently:
        await scene.ask("help")


async def test_a_channel_that_is_deleted_stops_its_schedule(scene: Delivering):
    fresh = "1300000000000001099"
    async with scene.started() as run:
        scene.playground.changes.add_channel(NORTHWIND, Channel(id=fresh, name="fresh"))
        await scene.ask("help")
        await scene.schedule(channel=fresh)
        scene.playground.changes.delete_channel(fresh)
        scene.clock.to_next(8)
        await run.work()
        (told,) = await scene.ada.messages(ADMINS)
        assert "Unknown Channel" in words_of(told)


async def test_a_bot_that_was_down_posts_what_is_less_than_six_hours_late_else_the_next_tells_of_it(scene: Delivering):
    async with scene.started():
        await scene.schedule()
    scene.clock.to_next(8)
    scene.clock.advance(hours=5.9)
    async with scene.started() as run:
        await run.work()
        assert len(await scene.briefings()) == 1
    scene.clock.to_next(8)
    scene.clock.advance(hours=6.1)
    async with scene.started() as run:
        await run.work()
        assert len(await scene.briefings()) == 1
        scene.clock.to_next(8)
        await run.work()
        windows = [re.findall(r"<t:(\d+):f>", words_of(each)) for each in await scene.briefings()]
        assert len(windows) == 2
        assert windows[0][1] == windows[1][0]


async def test_a_role_is_called_a_thread_opened_a_message_published(scene: Delivering):
    news, role = "1300000000000001098", "1300000000000001001"
    async with scene.started() as run:
        scene.playground.changes.add_channel(NORTHWIND, Channel(id=news, name="announcements", type=5))
        await scene.ask("help")
        await scene.schedule(post_as="thread")
        await scene.schedule(channel=news, post_as="crosspost")
        scene.clock.to_next(8)
        scene.playground.faults.add(
            Fault(kind=FaultKind.LOST_ANSWER, path=re.compile(r".*/(threads|crosspost)"), times=2)
        )
        for _ in range(3):
            await run.work()
            scene.clock.advance(minutes=1)
        (headed,), (published,) = await scene.briefings(), await scene.briefings(news)
        assert headed["flags"] & 1 << 5
        assert published["flags"] & 1 << 0
        assert scene.playground.world.guild(NORTHWIND).channel(headed["id"]).name.startswith("AI briefing")
        refused = await scene.ask("digest test", channel=CHANNEL, role_mention=role)
        assert "the permission Mention All Roles" in refused.text
        scene.playground.changes.allow(CHANNEL, BOT, Permission.MENTION_EVERYONE)
        await scene.ask("help")
        await scene.schedule(role_mention=role)
        scene.clock.to_next(8)
        await run.work()
        called = [each for each in await scene.briefings() if each["mention_roles"]]
        assert [each["mention_roles"] for each in called] == [[role]]


async def test_the_pages_after_the_first_stand_in_the_thread_under_it(scene: Delivering):
    async with scene.started() as run:
        await scene.schedule(post_as="thread")
        scene.clock.to_next(8)
        await Making(run.app.database, two_pages, scene.clock).make_due()
        scene.playground.faults.add(
            Fault(kind=FaultKind.LOST_ANSWER, path=re.compile(rf"/channels/(?!{CHANNEL})\d+/messages"))
        )
        await run.work()
        scene.clock.advance(minutes=10)
        await run.work()
        (head,) = await scene.briefings()
        assert "page 0" in words_of(head)
        (page,) = await scene.briefings(head["id"])
        assert "page 1" in words_of(page)


async def test_the_test_says_precisely_what_is_missing_before_it_posts(scene: Delivering):
    async with scene.started():
        refused = await scene.ask("digest test", channel=LOCKED)
        assert "lacks the permission Send Messages in #announcements-locked" in refused.text
        assert "Create Public" not in refused.text
        assert "no announcement channel" in (await scene.ask("digest test", channel=CHANNEL, post_as="crosspost")).text
        assert not [r for r in scene.playground.requests if r.path == f"/channels/{LOCKED}/messages"]
        assert "The test is posted" in (await scene.ask("digest test", channel=CHANNEL)).text
        assert "Briefings can be posted here" in words_of((await scene.ada.messages(CHANNEL))[-1])


async def test_schedules_are_changed_paused_and_removed(scene: Delivering):
    async with scene.started() as run:
        await read_feeds(scene)
        number = await scene.schedule(labs="DeepSeek", topics="pricing", min_standing="measured")
        listed = (await scene.ask("digest schedule list")).text
        for part in ("labs deepseek", "topics pricing", "figures measured or better"):
            assert part in listed
        form = await scene.ask("digest schedule edit", schedule=number)
        changed = await scene.ada.submit(
            form, {"time": "17:30", "days": "mon thu", "timezone": "tokyo", "labs": "", "topics": ""}
        )
        assert "mon thu at 17:30, Asia/Tokyo" in changed.text
        bad = await scene.ada.submit(
            await scene.ask("digest schedule edit", schedule=number),
            {"time": "25:00", "days": "daily", "timezone": "UTC", "labs": "", "topics": ""},
        )
        assert "“25:00” is no time of day." in bad.text
        await scene.ask("digest schedule pause", schedule=number)
        scene.clock.advance(days=8)
        await run.work()
        assert await scene.briefings() == []
        await scene.ask("digest schedule resume", schedule=number)
        scene.clock.advance(days=8)
        assert "removed" in (await scene.ask("digest schedule remove", schedule=number)).text
        await run.work()
        assert await scene.briefings() == []
        assert "has no schedule" in (await scene.ask("digest schedule list")).text


async def test_a_form_and_a_menu_that_were_opened_before_a_restart_are_understood_after_it(scene: Delivering):
    wanted = {"time": "17:30", "days": "mon thu", "timezone": "tokyo", "labs": "", "topics": ""}
    async with scene.started():
        number = await scene.schedule(min_standing="measured", sections="policy, models")
        form = await scene.ask("digest schedule edit", schedule=number)
        menu = await scene.ask("digest schedule sections", schedule=number)
        assert menu.ephemeral
        assert chosen_in(menu) == ["models", "policy"]
    async with scene.started():
        fewer = await scene.ada.choose(menu, f"gapwatch:sections:{number}", ["also", "policy"])
        assert "sections policy, also" in fewer.text
        assert chosen_in(fewer) == ["policy", "also"]
        changed = (await scene.ada.submit(form, wanted)).text
        assert "sections policy, also" in changed
        assert "mon thu at 17:30, Asia/Tokyo" in changed
        assert "figures measured or better" in changed
        assert "“25:00” is no time of day." in (await scene.ada.submit(form, wanted | {"time": "25:00"})).text


def chosen_in(reply: Reply) -> list[str]:
    """The sections that are chosen in the menu of a reply."""
    (menu,) = (part for part in reply.components if part["type"] == 3)
    return [option["value"] for option in menu["options"] if option.get("default")]


async def test_all_sections_are_as_good_as_none_and_choosing_them_changes_nothing_else(scene: Delivering):
    async with scene.started() as run:
        number = await scene.schedule(sections="models")
        before = await run.app.services.schedules.find(int(NORTHWIND), int(number))
        menu = await scene.ask("digest schedule sections", schedule=number)
        every = ["Top stories", *chosen_in(menu), "efficiency", "changes", "policy", "also"]
        whole = await scene.ada.choose(menu, f"gapwatch:sections:{number}", every)
        assert "sections" not in whole.text.replace("### Sections", "")
        assert len(chosen_in(whole)) == 6
        after = await run.app.services.schedules.find(int(NORTHWIND), int(number))
        assert after == replace(before, wanted=Wanted())
        await scene.ask("digest schedule remove", schedule=number)
        assert "no such schedule" in (await scene.ada.choose(menu, f"gapwatch:sections:{number}", "also")).text


async def test_what_cannot_be_is_refused_with_what_to_do(scene: Delivering):
    async with scene.started():
        wanted = {"channel": CHANNEL, "time": "08:00", "days": "daily", "timezone": "UTC"}
        for change, said in (
            ({"timezone": "Europe/Berln"}, "The nearest is Europe/Berlin."),
            ({"days": "someday"}, "“someday” is no day."),
            ({"channel": LOCKED}, "lacks the permission Send Messages"),
            ({"labs": "Nolab"}, "No lab is called “Nolab”."),
            ({"role_mention": NORTHWIND}, "do not call everyone"),
        ):
            assert said in (await scene.ask("digest schedule add", **(wanted | change))).text
        for _ in range(25):
            await scene.ask("digest schedule add", **wanted)
        assert "as many as it may have" in (await scene.ask("digest schedule add", **wanted)).text
        assert "no such schedule" in (await scene.ask("digest now", schedule="999")).text
        async with scene.playground.person("milo") as milo:
            refused = await milo.command("general", "digest schedule add", **wanted)
            assert "Manage Guild" in refused.text
