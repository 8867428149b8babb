"""What the ledger says now and did not say then."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from hypothesis import given

from bot.domain.announcements import FeedKind, SourcedClaim
from bot.domain.claims import Attribution, Kind, Spec
from bot.ledger.changes import ChangeKind, changes_between
from bot.ledger.known import as_of
from bot.ledger.standing import Standing, ledger_of, standing_of
from tests.claims import NOW, claim, source, sourced
from tests.ledger.test_lines import ledgers, score

DAY = timedelta(days=1)
WEEK_AGO = NOW - 7 * DAY


def price(value: float, days_ago: float) -> SourcedClaim:
    return sourced(claim(Kind.SPEC, Spec.INPUT_PRICE, value), source(days_ago=days_ago))


def changed(*claims: SourcedClaim) -> list[tuple[Any, ...]]:
    return [
        (change.kind, change.line.claim.value, change.was, change.now)
        for change in changes_between(claims, WEEK_AGO, NOW)
    ]


def test_what_was_there_and_stands_as_it_did_is_no_change():
    assert changed(price(1.0, 30), price(1.0, 2)) == []


def test_a_new_line_and_the_one_that_it_supersedes():
    old, new = price(1.74, 30), price(1.16, 2)
    assert changed(old, new) == [
        (ChangeKind.SUPERSEDED, 1.74, Standing.VENDORS_WORD, Standing.SUPERSEDED),
        (ChangeKind.NEW, 1.16, None, Standing.VENDORS_WORD),
    ]
    (superseded, _) = changes_between([old, new], WEEK_AGO, NOW)
    assert superseded.replaced_by == new


def test_a_word_that_was_measured_changes_its_standing():
    measured = score(79.2, "Vals AI", kind=FeedKind.EVALUATOR, attribution=Attribution.THIRD_PARTY, days_ago=2)
    assert changed(score(80.6, days_ago=30), measured) == [
        (ChangeKind.STANDING, 80.6, Standing.VENDORS_WORD, Standing.MEASURED),
        (ChangeKind.NEW, 79.2, None, Standing.MEASURED),
    ]


def test_an_edit_that_takes_a_figure_back_is_a_change_on_its_day():
    taken_back = replace(price(1.0, 30), withdrawn_at=NOW - 2 * DAY)
    assert changed(taken_back) == [(ChangeKind.WITHDRAWN, 1.0, Standing.VENDORS_WORD, Standing.WITHDRAWN)]
    assert changed(replace(taken_back, withdrawn_at=NOW - 9 * DAY)) == []
    assert changed(replace(taken_back, withdrawn_at=NOW + DAY)) == []


@given(ledgers())
def test_nothing_changes_in_no_time_and_everything_since_the_beginning(claims: list[SourcedClaim]):
    assert changes_between(claims, NOW, NOW) == ()
    everything = changes_between(claims, NOW - 365 * DAY, NOW)
    assert {change.kind for change in everything} == {ChangeKind.NEW}
    assert [change.line for change in everything] == list(ledger_of(claims))


@given(ledgers())
def test_a_line_that_is_not_named_stands_as_it_did(claims: list[SourcedClaim]):
    moment = NOW - DAY
    named = {change.line.origin.id for change in changes_between(claims, moment, NOW)}
    then = {s.id: standing_of(line) for line in ledger_of(as_of(claims, moment)) for s in line.claims}
    for line in ledger_of(claims):
        if line.origin.id not in named:
            assert standing_of(line) in [then[s.id] for s in line.claims if s.id in then]


def test_the_demos_last_week(demo_claims: tuple[SourcedClaim, ...]):
    found = {
        (change.line.claim.subject.name, change.line.claim.metric, change.line.claim.value): (change.was, change.now)
        for change in changes_between(demo_claims, WEEK_AGO, NOW)
    }
    assert found["Mistral Medium 3.5", "SWE-bench Verified", 77.6] == (Standing.VENDORS_WORD, Standing.MEASURED)
    assert found["Mistral Medium 3.5", "SWE-bench Verified", 76.9] == (None, Standing.MEASURED)
