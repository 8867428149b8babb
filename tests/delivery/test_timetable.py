"""Polls run again and again, never two at once, and stop with the timetable."""

import asyncio

import pytest

from bot.delivery.timetable import Timetable


async def nothing() -> None:
    """Do nothing."""


async def test_a_slow_poll_is_not_started_twice():
    running, most, started = 0, 0, asyncio.Semaphore(0)

    async def poll() -> None:
        nonlocal running, most
        running += 1
        most = max(most, running)
        started.release()
        await asyncio.sleep(0.12)
        running -= 1

    async with Timetable(poll, nothing, nothing, refresh=nothing, every_seconds=0.05):
        for _ in range(3):
            await asyncio.wait_for(started.acquire(), timeout=10)
    assert most == 1


async def test_a_poll_that_fails_does_not_end_the_polling():
    polls = asyncio.Semaphore(0)

    async def poll() -> None:
        polls.release()
        raise OSError("the disk is full")

    async with Timetable(poll, nothing, nothing, refresh=nothing, every_seconds=0.05):
        for _ in range(2):
            await asyncio.wait_for(polls.acquire(), timeout=10)


async def test_notices_are_told_beside_the_polls():
    told = asyncio.Semaphore(0)

    async def tell() -> None:
        told.release()

    async with Timetable(nothing, tell, nothing, refresh=nothing, every_seconds=60, tell_every_seconds=0.05):
        for _ in range(2):
            await asyncio.wait_for(told.acquire(), timeout=10)


async def test_the_catalogue_is_refreshed_at_once_and_then_again():
    refreshed = asyncio.Semaphore(0)

    async def refresh() -> None:
        refreshed.release()

    async with Timetable(nothing, nothing, nothing, refresh=refresh, every_seconds=60, refresh_every_seconds=60):
        await asyncio.wait_for(refreshed.acquire(), timeout=10)
    async with Timetable(nothing, nothing, nothing, refresh=refresh, every_seconds=60, refresh_every_seconds=0.05):
        for _ in range(3):
            await asyncio.wait_for(refreshed.acquire(), timeout=10)


async def test_what_was_read_is_placed_beside_the_polls():
    placed = asyncio.Semaphore(0)

    async def place() -> None:
        placed.release()

    async with Timetable(nothing, nothing, place, refresh=nothing, every_seconds=60, place_every_seconds=0.05):
        for _ in range(2):
            await asyncio.wait_for(placed.acquire(), timeout=10)


async def test_what_is_under_way_at_the_end_is_stopped_and_waited_for_without_a_trace(
    caplog: pytest.LogCaptureFixture,
) -> None:
    begun, cleaned_up = asyncio.Event(), False

    async def take_long() -> None:
        nonlocal cleaned_up
        begun.set()
        try:
            await asyncio.Event().wait()
        finally:
            await asyncio.sleep(0)
            cleaned_up = True

    async with Timetable(nothing, nothing, nothing, refresh=take_long):
        await begun.wait()
    assert cleaned_up
    async with Timetable(nothing, nothing, nothing, refresh=take_long):
        await asyncio.sleep(0)
    await asyncio.sleep(0)
    assert caplog.records == []
