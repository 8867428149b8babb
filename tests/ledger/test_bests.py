"""The best figure on each day, as it would be found by looking at all figures on each."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.claims import Kind
from bot.ledger.bests import Held, best_on, days_of_change
from bot.ledger.standing import ledger_of
from tests.claims import NOW, claim, source, sourced

DAY = timedelta(days=1)


def held(score: int, since: int, lasting: int | None) -> Held:
    (line,) = ledger_of([sourced(claim(Kind.BENCHMARK, "HLE", float(score)), source(days_ago=100 - since))])
    at = NOW - (100 - since) * DAY
    return Held(line=line, score=float(score), since=at, until=None if lasting is None else at + lasting * DAY)


figures = st.builds(held, st.integers(0, 5), st.integers(0, 20), st.none() | st.integers(0, 10))


@given(st.lists(figures, max_size=12))
def test_the_best_of_each_day_is_held_then_and_none_that_is_held_is_better(every: list[Held]) -> None:
    days = days_of_change(every)
    for day, best in zip(days, best_on(every, days), strict=True):
        there = [each for each in every if each.since <= day and each.holds(day)]
        expected = max(there, key=lambda each: (each.score, -each.line.first_at.timestamp()), default=None)
        assert (best is None) == (expected is None)
        if best is not None and expected is not None:
            assert best.claim.value == expected.score
            assert best.first_at == expected.line.first_at
