"""What stands instead of a claim's fields, how it is kept as data, and how a claim is known again."""

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.claims import Bound, Claim, Kind, Ratio
from bot.domain.correction_state import correction_of, correction_state, own_name_of, own_name_state
from bot.domain.corrections import ClaimIdentity, Correction, Instead, OwnName, instead_of, same_claim, undoable
from bot.domain.names import ClassName, LabName, ModelName
from tests.claims import GPT, NOW, V3, V4, claim

_MODELS = st.sampled_from([V3, V4, GPT, ModelName(name="Nameless")])
_NAMED = st.one_of(_MODELS, st.just(LabName(id="openai", name="OpenAI")), st.just(ClassName(name="open models")))
_VALUES = st.floats(min_value=0, max_value=1e15)
_CLAIMS: st.SearchStrategy[Claim] = st.builds(
    lambda **fields: replace(claim(Kind.RATIO, Ratio.COST, quote="half the price"), **fields),
    subject=_NAMED,
    metric=st.sampled_from(list(Ratio)),
    value=_VALUES,
    baseline=st.none() | _NAMED,
    bound=st.sampled_from(Bound),
    hedged=st.booleans(),
)


@given(_CLAIMS, _CLAIMS)
def test_what_stands_instead_makes_one_claim_the_other(read: Claim, wanted: Claim):
    instead = instead_of(read, wanted)
    assert instead.applied_to(read) == wanted
    assert bool(instead) == (read != wanted)


@given(_CLAIMS, _CLAIMS, st.text(), st.booleans())
def test_a_correction_comes_back_from_its_data_as_it_was(read: Claim, wanted: Claim, reason: str, hidden: bool):
    correction = Correction(hidden=hidden, instead=instead_of(read, wanted), reason=reason, by=1 << 60, at=NOW)
    assert correction_of(_through_json(correction_state(correction))) == correction
    assert correction_of(_through_json(correction_state(None))) is None


@given(st.text(), st.none() | _MODELS, st.none() | _MODELS)
def test_an_own_name_comes_back_from_its_data_as_it_was(name: str, means: ModelName | None, apart: ModelName | None):
    own = OwnName(name=name, means=means, apart_from=apart)
    assert own_name_of(_through_json(own_name_state(own))) == own


def test_nothing_given_changes_nothing():
    read = claim(Kind.RATIO, Ratio.COST, 0.5, baseline=V3)
    assert not Instead()
    assert Instead().applied_to(read) == read
    assert Instead(no_baseline=True).applied_to(read).baseline is None


@pytest.mark.parametrize(
    ("history", "can_be_undone"),
    [
        ([], set()),
        ([(1, None), (2, None)], {2}),
        ([(1, None), (2, None), (3, 2)], {1, 3}),
        ([(1, None), (2, None), (3, 2), (4, 1)], {4}),
        ([(1, None), (2, None), (3, 2), (4, 1), (5, 4)], {5, 3}),
        ([(1, None), (2, None), (3, 2), (4, 1), (5, 4), (6, 3)], {6}),
        ([(1, None), (2, 1), (3, None)], {3}),
    ],
)
def test_the_last_that_stands_can_be_undone_and_the_last_undo_until_something_new(
    history: list[tuple[int, int | None]], can_be_undone: set[int]
):
    assert undoable(history) == can_be_undone


def identity(**fields: Any) -> ClaimIdentity:
    details = fields.pop("details", ("v3", "0.5", "", ""))
    said = {"kind": "ratio", "metric": "cost", "subject_key": "v4", "quote": "half the price"} | fields
    return ClaimIdentity(**said, details=details)


def test_a_claim_is_known_again_by_its_sentence_whatever_its_figure_is_now():
    found = {1: identity(quote="another"), 2: identity(details=("v3", "0.6", "1M", "")), 3: identity(metric="speed")}
    assert same_claim(identity(), found) == 2
    assert same_claim(identity(subject_key="gpt"), found) is None
    assert same_claim(identity(), {}) is None


def test_of_several_claims_of_a_sentence_the_most_alike_is_the_one_and_of_equals_none_is():
    found = {1: identity(details=("v2", "0.5", "", "")), 2: identity(details=("v3", "0.4", "", "x"))}
    assert same_claim(identity(), found) == 1
    assert same_claim(identity(), {1: identity(), 2: identity()}) is None


def _through_json(state: Any) -> Any:
    return json.loads(json.dumps(state))
