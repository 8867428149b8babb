"""Which edition is owed: on time, late, much too late, with the clock going wrong; and that windows join."""

from datetime import UTC, datetime, time, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.delivery.deciding import clock_came_back, decide_edition
from bot.delivery.occurrences import due_between, next_due
from bot.domain.schedules import Manner, Schedule, ScheduleStatus, Wanted, When, Window

MADE = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
DAILY = When(at=time(8, 0), timezone="UTC")
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
EIGHT = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)


def schedule(**changes: object) -> Schedule:
    values = {
        "id": 1, "guild_id": 1, "channel_id": 1, "when": DAILY, "status": ScheduleStatus.ACTIVE, "wanted": Wanted(),
        "manner": Manner(), "created_at": MADE, "covered_until": MADE - DAY, "handled_until": MADE, "next_at": EIGHT,
    }  # fmt: skip
    return Schedule(**(values | changes))  # type: ignore[arg-type]


def test_an_edition_on_time_tells_of_everything_since_the_last():
    decision = decide_edition(schedule(), EIGHT + timedelta(seconds=3))
    assert decision.window == Window(start=MADE - DAY, end=EIGHT + timedelta(seconds=3))
    assert (decision.handled_until, decision.next_at) == (EIGHT, EIGHT + DAY)


def test_a_bot_that_was_away_posts_the_missed_edition_if_it_is_less_than_six_hours_late():
    late = decide_edition(schedule(), EIGHT + 6 * HOUR - timedelta(seconds=1))
    assert late.window is not None
    too_late = decide_edition(schedule(), EIGHT + 6 * HOUR)
    assert too_late.window is None
    assert too_late.next_at == EIGHT + DAY


def test_what_was_missed_is_folded_into_the_next_and_never_both():
    too_late = decide_edition(schedule(), EIGHT + 7 * HOUR)
    waiting = schedule(handled_until=too_late.handled_until, next_at=too_late.next_at)
    assert waiting.next_at == EIGHT + DAY
    following = decide_edition(waiting, EIGHT + DAY)
    assert following.window == Window(start=MADE - DAY, end=EIGHT + DAY)


def test_many_missed_ones_make_one_edition():
    decision = decide_edition(schedule(), EIGHT + 5 * DAY + HOUR)
    assert decision.window == Window(start=MADE - DAY, end=EIGHT + 5 * DAY + HOUR)
    assert decision.handled_until == EIGHT + 5 * DAY


def test_an_edition_made_before_its_time_is_posted_at_its_time_and_the_next_begins_where_it_ends():
    made_at = EIGHT - timedelta(minutes=9)
    decision = decide_edition(schedule(), made_at)
    assert decision.window == Window(start=MADE - DAY, end=made_at)
    assert (decision.post_at, decision.handled_until, decision.next_at) == (EIGHT, EIGHT, EIGHT + DAY)
    posted = schedule(covered_until=made_at, handled_until=EIGHT, next_at=EIGHT + DAY)
    assert decide_edition(posted, EIGHT + DAY).window == Window(start=made_at, end=EIGHT + DAY)


def test_a_clock_set_back_a_little_brings_no_second_edition():
    posted = schedule(covered_until=EIGHT + timedelta(seconds=3), handled_until=EIGHT, next_at=EIGHT + DAY)
    for back in (timedelta(seconds=5), timedelta(minutes=30), 5 * HOUR):
        assert posted.next_at > EIGHT + timedelta(seconds=4) - back  # so it is not looked at
        assert not clock_came_back(posted, EIGHT - back)


def test_a_clock_that_had_been_days_ahead_is_noticed():
    posted = schedule(covered_until=EIGHT + 10 * DAY, handled_until=EIGHT + 10 * DAY, next_at=EIGHT + 11 * DAY)
    assert clock_came_back(posted, EIGHT)


@given(st.lists(st.timedeltas(min_value=timedelta(seconds=1), max_value=3 * DAY), min_size=1, max_size=30))
def test_however_long_the_bot_is_away_windows_join_and_each_occurrence_is_dealt_with_once(pauses: list[timedelta]):
    state, now = schedule(), MADE
    windows: list[Window] = []
    dealt: list[datetime] = []
    for pause in pauses:
        now += pause
        if state.next_at > now:
            continue
        decision = decide_edition(state, now)
        dealt += due_between(state.when, state.handled_until, decision.handled_until)
        if decision.window:
            windows.append(decision.window)
        state = schedule(
            covered_until=decision.window.end if decision.window else state.covered_until,
            handled_until=decision.handled_until,
            next_at=decision.next_at,
        )
        assert state.next_at == next_due(DAILY, now)
    edges = [MADE - DAY, *(window.end for window in windows)]
    assert [window.start for window in windows] == edges[:-1]
    assert dealt == [*due_between(DAILY, MADE, state.handled_until)]
    for window in windows:
        (last,) = [*due_between(DAILY, MADE - DAY, window.end)][-1:]
        assert window.end - last < 6 * HOUR
