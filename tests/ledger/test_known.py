"""What was known when: the publisher's date, the moment of an edit, withdrawals that came later."""

from dataclasses import replace
from datetime import timedelta

from bot.domain.claims import Kind, Spec
from bot.ledger.known import as_of, known_at
from tests.claims import NOW, claim, source, sourced

DAY = timedelta(days=1)


def test_a_claim_is_known_from_the_publishers_date_else_from_when_it_was_seen():
    dated = sourced(claim(Kind.SPEC, Spec.PARAMETERS, 1e12), replace(source(days_ago=5), seen_at=NOW))
    assert known_at(dated) == NOW - 5 * DAY
    assert known_at(replace(dated, source=replace(dated.source, dated_at=None))) == NOW


def test_a_claim_that_an_edit_brought_is_known_from_the_edit():
    first = sourced(claim(Kind.SPEC, Spec.PARAMETERS, 1e12), source(days_ago=5))
    assert known_at(replace(first, said_at=first.source.seen_at)) == NOW - 5 * DAY
    assert known_at(replace(first, said_at=NOW - DAY)) == NOW - DAY


def test_as_of_forgets_what_came_later_and_withdrawals_too():
    old = replace(sourced(claim(Kind.SPEC, Spec.PARAMETERS, 1e12), source(days_ago=5)), withdrawn_at=NOW - DAY)
    new = replace(old, id=old.id + 1, said_at=NOW - DAY, withdrawn_at=None)
    old = replace(old, replaced_by_id=new.id)
    assert as_of([old, new], NOW - 6 * DAY) == ()
    assert as_of([old, new], NOW - 2 * DAY) == (replace(old, withdrawn_at=None, replaced_by_id=None),)
    assert as_of([old, new], NOW - DAY) == (old, new)
