"""Never more than Discord allows, and hardly less."""

import random

import pytest

from bot.delivery.pace import Pace


def turns(pace: Pace, wanted: list[int], now: float = 0.0) -> list[tuple[float, int]]:
    """When each of these requests goes, asked for all at once; one that has to wait for its channel asks again then."""
    queue = [(now, order, channel) for order, channel in enumerate(wanted)]
    gone = []
    while queue:
        queue.sort()
        at, order, channel = queue.pop(0)
        turn = pace.ask(channel, at)
        if turn.granted:
            gone.append((at + turn.wait, channel))
        else:
            queue.append((at + turn.wait, order, channel))
    return sorted(gone)


def most_within(times: list[float], seconds: float) -> int:
    return max(sum(start <= each < start + seconds for each in times) for start in times)


def test_many_channels_get_nine_tenths_of_what_is_allowed_and_no_second_gets_more_than_fifty():
    gone = turns(Pace(), [*range(500)])
    times = [at for at, _ in gone]
    assert most_within(times, 1.0) <= 50
    assert 500 / (times[-1] - times[0]) >= 45


def test_one_channel_gets_five_in_five_seconds():
    times = [at for at, _ in turns(Pace(), [1] * 23)]
    assert most_within(times, 5.0) == 5
    assert times[-1] < 25


def test_a_busy_channel_holds_up_no_other():
    gone = turns(Pace(), [1] * 40 + [*range(2, 102)])
    others = [at for at, channel in gone if channel != 1]
    assert max(others) < 3.0
    assert most_within([at for at, channel in gone if channel == 1], 5.0) == 5


@pytest.mark.parametrize("seed", range(10))
def test_however_requests_come_the_limits_hold(seed: int):
    source, pace, now = random.Random(seed), Pace(), 0.0
    gone: list[tuple[float, int]] = []
    for _ in range(60):
        now = max(now + source.random() * 2, max((at for at, _ in gone), default=0.0))
        gone += turns(pace, [source.randrange(8) for _ in range(source.randrange(1, 40))], now)
    assert most_within([at for at, _ in gone], 1.0) <= 50
    for channel in range(8):
        assert most_within([at for at, one in gone if one == channel], 5.0) <= 5


def test_what_was_asked_long_ago_is_forgotten():
    pace = Pace()
    for channel in range(10_000):
        assert pace.ask(channel, channel * 1.0).granted
    assert len(pace._channels) < 5000
