"""Turns at hosts."""

import asyncio

import pytest

from bot.feeds.errors import HostCools
from bot.feeds.hosts import HostTurns


async def _at(turns: HostTurns, host: str, log: list[tuple[str, float]]) -> None:
    async with turns.turn(host):
        log.append((host, asyncio.get_running_loop().time()))


async def test_two_requests_to_a_host_are_a_gap_apart_and_hosts_do_not_wait_for_each_other() -> None:
    turns, log = HostTurns(0.1), list[tuple[str, float]]()
    await asyncio.gather(*(_at(turns, host, log) for host in ("a", "a", "a", "b")))
    first, second, third = (time for host, time in log if host == "a")
    assert second - first >= 0.1
    assert third - second >= 0.1
    assert [host for host, _ in log[:2]] == ["a", "b"]


async def test_a_turn_ends_with_an_error_too() -> None:
    turns = HostTurns(0)
    for _ in range(2):
        try:
            async with turns.turn("a"):
                raise ValueError("x")
        except ValueError:
            continue
    async with asyncio.timeout(1), turns.turn("a"):
        pass


async def test_a_host_that_cools_turns_away_those_that_wait_and_no_others() -> None:
    turns = HostTurns(0)

    async def is_told_of_peace() -> None:
        async with turns.turn("a"):
            turns.cool("a", 0.2)

    waiting = asyncio.gather(is_told_of_peace(), *(_at(turns, "a", []) for _ in range(3)), return_exceptions=True)
    _, *turned_away = await waiting
    assert [type(each) for each in turned_away] == [HostCools] * 3
    assert all(0 < each.seconds <= 0.2 for each in turned_away if isinstance(each, HostCools))
    turns.cool("a", 0.01)  # a shorter word does not end a longer one
    with pytest.raises(HostCools, match="a said that it is asked too often"):
        await _at(turns, "a", [])
    await _at(turns, "b", [])
    await asyncio.sleep(0.2)
    await _at(turns, "a", [])


async def test_hosts_that_are_rested_are_forgotten() -> None:
    turns = HostTurns(0)
    for number in range(3_000):
        async with turns.turn(str(number)):
            pass
    assert len(turns._hosts) < 1_100


async def test_a_host_that_cools_is_not_forgotten() -> None:
    turns = HostTurns(0)
    turns.cool("hot", 60)
    for number in range(2_000):
        async with turns.turn(str(number)):
            pass
    with pytest.raises(HostCools):
        await _at(turns, "hot", [])
