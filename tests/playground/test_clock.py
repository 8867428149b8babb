"""The playground's clock: set forward, back to the real time, followed by ids, messages and everybody's windows."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot.playground.person import Person, Refusal
from bot.playground.server import Playground
from bot.playground.snowflakes import created_at
from tests.playground.conftest import HandClock
from tests.playground.rest_client import NEWS

DAY = 86_400


async def test_messages_and_ids_follow_the_clock(playground: Playground, ada: Person, clock: HandClock) -> None:
    set_to = await ada.ask("POST", "clock", {"forward_seconds": DAY})
    assert set_to == {"now": (clock.now + timedelta(days=1)).isoformat(), "offset_seconds": DAY}
    said = await ada.say(NEWS, "Tomorrow")
    assert datetime.fromisoformat(said["timestamp"]) == created_at(said["id"])
    assert abs(created_at(said["id"]) - clock.now - timedelta(days=1)) < timedelta(seconds=1)


async def test_everybody_is_told_and_the_state_has_it(playground: Playground, ada: Person) -> None:
    async with playground.person("milo") as milo:
        await ada.ask("POST", "clock", {"forward_seconds": 60})
        await ada.ask("POST", "clock", {"forward_seconds": 60})
        told = await milo.wait_for(lambda event: event["type"] == "clock" and event["clock"]["offset_seconds"] == 120)
        assert told["clock"] == playground.state()["clock"]


async def test_it_is_set_to_a_moment_and_back_and_ids_go_on_rising(ada: Person, clock: HandClock) -> None:
    moment = clock.now + timedelta(hours=5)
    assert (await ada.ask("POST", "clock", {"now": moment.isoformat()}))["offset_seconds"] == 5 * 3600
    ahead = await ada.say(NEWS, "Ahead")
    assert (await ada.ask("POST", "clock", {"real": True}))["offset_seconds"] == 0
    back = await ada.say(NEWS, "Back")
    assert int(back["id"]) > int(ahead["id"])
    assert back["timestamp"] >= ahead["timestamp"]


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({}, "Say forward_seconds"),
        ({"forward_seconds": True}, "Say forward_seconds"),
        ({"forward_seconds": -1}, "400 days ahead"),
        ({"forward_seconds": 1e300}, "400 days ahead"),
        ({"now": "2020-01-01T00:00:00Z"}, "400 days ahead"),
        ({"now": "tomorrow"}, "no moment"),
        ({"now": "2030-01-01T00:00:00"}, "time zone"),
    ],
)
async def test_what_it_cannot_be_set_to(ada: Person, asked: dict, words: str) -> None:
    with pytest.raises(Refusal, match=words):
        await ada.ask("POST", "clock", asked)


async def test_its_setting_survives_a_restart(tmp_path: Path) -> None:
    file = tmp_path / "playground.db"
    async with Playground(keep_in=file) as first, first.person("ada") as ada:
        await ada.ask("POST", "clock", {"forward_seconds": DAY})
    async with Playground(keep_in=file) as second:
        assert second.state()["clock"]["offset_seconds"] == DAY
