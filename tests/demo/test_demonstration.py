"""The demo as a person meets it: the welcome and its buttons, news that comes out, time set forward, starting over."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager
from datetime import timedelta
from pathlib import Path

import pytest
import pytest_asyncio
from discord.gateway import DiscordWebSocket
from discord.http import Route

from bot.config import Settings
from bot.demonstration import Demo, open_demo
from bot.playground.person import Person
from bot.playground.refusals import Json

NEWS, GENERAL = "Northwind Research/ai-news", "general"

pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest.fixture(scope="module")
def discord_addresses() -> AsyncIterator[None]:
    base, gateway = Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY
    yield
    Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY = base, gateway


def opened(
    settings: Settings, folder: Path | None = None, *, start_over: bool = False
) -> AbstractAsyncContextManager[Demo]:
    return open_demo(settings, folder=folder, port=0, report=lambda _done, _of: None, start_over=start_over)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def demo(tmp_path_factory: pytest.TempPathFactory, discord_addresses: None) -> AsyncIterator[Demo]:
    settings = Settings(_env_file=None, data_dir=tmp_path_factory.mktemp("home"))
    async with opened(settings) as demo:
        yield demo


@pytest_asyncio.fixture(loop_scope="module")
async def ada(demo: Demo) -> AsyncIterator[Person]:
    async with Person(demo.address, "ada", patience_seconds=90) as person:
        yield person


async def welcome_of(ada: Person) -> Json:
    return (await ada.messages(NEWS))[0]


async def test_the_first_message_is_a_welcome_whose_buttons_answer(ada: Person) -> None:
    welcome = await welcome_of(ada)
    labels = [button["label"] for button in welcome["components"][-1]["components"]]
    answers = [await ada.click(welcome, label) for label in labels]
    assert "DeepSeek-V4-Pro" in answers[0].text
    assert "GPT-5.5" in answers[0].text
    assert "efficiency claims" in answers[1].text
    assert [one["content_type"] for one in answers[2].message["attachments"]] == ["image/png"]
    assert "AI briefing" in answers[3].text


async def test_news_comes_out_while_it_runs_and_its_alert_arrives(demo: Demo, ada: Person) -> None:
    await ada.ask("POST", "clock", {"forward_seconds": 100})
    async with asyncio.timeout(100):
        while "half the memory for long prompts" not in str(await ada.messages(NEWS)):
            await asyncio.sleep(0.5)
    assert "half the memory for long prompts" in (await ada.command(NEWS, "latest")).text


async def test_a_daily_schedule_posts_once_the_clock_is_set_a_day_forward(demo: Demo, ada: Person) -> None:
    channel = next(one["id"] for one in ada.state["guilds"][0]["channels"] if one["name"] == GENERAL)
    at = (demo.playground.clock() - timedelta(minutes=1)).strftime("%H:%M")
    made = await ada.command(NEWS, "digest schedule add", channel=channel, time=at, days="daily", timezone="UTC")
    assert "A briefing is scheduled" in made.text
    since = ada.mark
    set_to = await ada.ask("POST", "clock", {"forward_seconds": 86_400})
    posted = await ada.wait_for_message(GENERAL, "AI briefing", since=since)
    assert posted["timestamp"][:10] == set_to["now"][:10]


async def test_starting_over_brings_the_first_state_back(demo: Demo, ada: Person) -> None:
    old = (await welcome_of(ada))["id"]
    await ada.say(NEWS, "Before")
    since = ada.mark
    await ada.ask("POST", "start-over", {})
    await ada.wait_for(lambda event: event["type"] == "start_over", since=since)
    welcome = await ada.wait_for_message(NEWS, "Gapwatch reads AI news", since=since)
    assert [one["id"] for one in await ada.messages(NEWS)] == [welcome["id"]]
    assert welcome["id"] != old
    assert "has no schedule" in (await ada.command(NEWS, "digest schedule list")).text
    assert "night tariff is back" not in (await ada.command(NEWS, "latest")).text


async def test_a_second_start_greets_nobody_twice_and_knows_what_was_said(tmp_path: Path) -> None:
    settings = Settings(_env_file=None, data_dir=tmp_path)
    folder = tmp_path / "feeds"
    folder.mkdir()
    (folder / "one.xml").write_text(
        "<rss version='2.0'><channel><title>One</title><link>https://one.example/</link>"
        "<item><title>First</title><link>https://one.example/1</link><guid>1</guid></item></channel></rss>"
    )
    told: list[str] = []
    starting = open_demo(
        settings, folder=folder, port=0, opened=told.append, report=lambda done, of: told.append(f"{done} of {of}")
    )
    async with starting as demo, Person(demo.address, "milo") as milo:
        # The page is there before the bot, and those who wait for it are told where.
        assert told[:2] == [demo.address, "0 of 1"]
        await milo.say(NEWS, "Said")
        assert len(await milo.messages(NEWS)) == 2
    async with opened(settings, folder) as demo, Person(demo.address, "milo") as milo:
        await milo.say(NEWS, "Said again")
        assert len(await milo.messages(NEWS)) == 3
    async with opened(settings, folder, start_over=True) as demo, Person(demo.address, "milo") as milo:
        assert len(await milo.messages(NEWS)) == 1
