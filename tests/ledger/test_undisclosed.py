"""The board of what was not said, and what closes an entry."""

from typing import Any

import pytest

from bot.domain.announcements import FeedKind, SourcedClaim
from bot.domain.claims import Attribution, Bound, Caveat, Kind, Release, Spec
from bot.ledger.standing import ledger_of
from bot.ledger.undisclosed import Item, Undisclosed, board_of, items_in
from tests.claims import V4, claim, source, sourced


def withheld(words: str, *, days_ago: float = 9) -> SourcedClaim:
    return sourced(claim(Kind.CAVEAT, Caveat.UNDISCLOSED, quote=words), source(days_ago=days_ago))


def said(kind: Kind, metric: str, value: float | None = None, *, days_ago: float = 2, **more: Any) -> SourcedClaim:
    return sourced(claim(kind, metric, value, **more), source(days_ago=days_ago))


def entry(*claims: SourcedClaim) -> Undisclosed:
    (found,) = board_of(ledger_of(claims))
    return found


@pytest.mark.parametrize(
    ("words", "items"),
    [
        ("We do not disclose the training data or the training compute", (Item.TRAINING_DATA, Item.TRAINING_COMPUTE)),
        ("It did not say what V4 was trained on", (Item.TRAINING_DATA,)),
        ("训练数据和训练算力均未披露,权重尚未开放", (Item.TRAINING_DATA, Item.TRAINING_COMPUTE, Item.WEIGHTS)),
        ("Its parameter count remains undisclosed", (Item.PARAMETERS,)),
        ("Pricing has not been announced", (Item.PRICE,)),
        ("The company gave no details", (Item.OTHER,)),
    ],
)
def test_the_words_name_the_item(words: str, items: tuple[Item, ...]):
    assert items_in(words) == items


def test_an_entry_is_open_since_it_was_first_told():
    found = entry(withheld("parameters undisclosed", days_ago=5), withheld("no parameter count", days_ago=9))
    assert (found.subject, found.item, found.closed_by) == (V4, Item.PARAMETERS, None)
    assert found.closed_at is None
    assert [s.claim.quote.text for s in found.told_by] == ["no parameter count", "parameters undisclosed"]


def test_who_says_it_closes_it():
    figure = said(Kind.SPEC, Spec.PARAMETERS, 1.6e12)
    found = entry(withheld("parameters undisclosed"), figure)
    assert (found.closed_by, found.closed_at) == (figure, figure.source.dated_at)


@pytest.mark.parametrize(
    "estimate",
    [
        said(Kind.SPEC, Spec.TRAINING_COMPUTE, 1e25, bound=Bound.ABOUT, attribution=Attribution.THIRD_PARTY),
        said(Kind.SPEC, Spec.TRAINING_COMPUTE, 1e25, hedged=True),
    ],
    ids=["an estimate", "a rumour"],
)
def test_an_estimate_or_a_rumour_is_listed_and_closes_nothing(estimate: SourcedClaim):
    found = entry(withheld("training compute undisclosed"), estimate)
    assert (found.closed_by, found.estimates) == (None, (estimate,))


def test_weights_are_closed_by_open_weights_from_another_text():
    text = source("News", kind=FeedKind.PRESS, days_ago=9)
    told = sourced(claim(Kind.CAVEAT, Caveat.UNDISCLOSED, quote="its weights are not published"), text)
    misread = sourced(claim(Kind.RELEASE, Release.OPEN_WEIGHTS), text)
    assert entry(told, misread).closed_by is None
    published = said(Kind.RELEASE, Release.OPEN_WEIGHTS)
    assert entry(told, misread, published).closed_by == published


def test_another_models_figure_closes_nothing_and_what_is_open_comes_first():
    claims = [
        withheld("parameters undisclosed", days_ago=9),
        withheld("training data undisclosed", days_ago=3),
        said(Kind.SPEC, Spec.PARAMETERS, 1.6e12),
    ]
    assert [found.item for found in board_of(ledger_of(claims))] == [Item.TRAINING_DATA, Item.PARAMETERS]


def test_the_demos_board_holds_v4s_training_data_open(demo_claims: tuple[SourcedClaim, ...]):
    board = {(found.subject.name, found.item): found for found in board_of(ledger_of(demo_claims))}
    assert board["DeepSeek-V4-Pro", Item.TRAINING_DATA].closed_by is None
    compute = board["DeepSeek-V4-Pro", Item.TRAINING_COMPUTE]
    assert (compute.closed_by, [s.source.publisher for s in compute.estimates]) == (None, ["Epoch AI"])
    assert board["GPT-5.5", Item.PARAMETERS].told_by[0].source.publisher == "OpenAI"
