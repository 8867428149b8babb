"""The charts of prices and sizes: what holds, what was, and that a catalogue's word stays apart from the maker's."""

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.charts.history import context_chart, price_chart, price_panel
from bot.charts.history_words import Stretch, in_series, latest_change, stretches_of
from bot.charts.words import Word
from bot.domain.announcements import FeedKind, SourcedClaim
from bot.domain.claims import Spec
from bot.domain.names import ModelName
from bot.ledger.prices import Period, history_of
from bot.ledger.standing import ledger_of
from tests.charts.cards import HOSTILE, assert_legible, assert_sendable, letters
from tests.claims import NOW, V4, source
from tests.ledger.test_prices import price

DAY = timedelta(days=1)


def periods(*claims: SourcedClaim) -> tuple[Period, ...]:
    return history_of(V4, ledger_of(claims))


def stretch(value: float, since: float, until: float | None = None, **more: object) -> Stretch:
    """Of the input price by a catalogue, unless told otherwise; in days ago."""
    about = {"metric": Spec.INPUT_PRICE, "word": Word.CATALOGUE} | more
    return Stretch(value=value, since=NOW - since * DAY, until=None if until is None else NOW - until * DAY, **about)


def cut() -> tuple[Period, ...]:
    return periods(
        price(1.74, source(days_ago=29)),
        price(1.16, source(days_ago=2)),
        price(2.32, source(days_ago=29), Spec.OUTPUT_PRICE),
        price(1e6, source(days_ago=29), Spec.CONTEXT_WINDOW),
    )


def test_the_words_tell_what_holds_what_moved_last_and_every_step():
    assert price_chart(V4.name, cut(), NOW).alt == (
        "DeepSeek-V4-Pro, price per million tokens: $1.16 in, $2.32 out; in 33.3% less since 21 Nov 2026. "
        "Price in, maker's word: $1.74 from 25 Oct 2026 to 21 Nov 2026 and $1.16 since 21 Nov 2026. "
        "Price out, maker's word: $2.32 since 25 Oct 2026."
    )


def test_sizes_have_a_chart_of_their_own():
    chart = context_chart(V4.name, cut(), NOW)
    assert chart.filename == "context.png"
    assert chart.alt == (
        "DeepSeek-V4-Pro, context window and output in tokens: 1M context; no change known since 25 Oct 2026. "
        "Context, maker's word: 1M since 25 Oct 2026."
    )
    assert_sendable(chart)


def test_a_catalogue_stands_beside_the_makers_word_by_name():
    listed = stretch(1.25, 20)
    chart = price_chart(V4.name, cut(), NOW, [listed])
    assert "Price in, catalogue: $1.25 since 3 Nov 2026." in chart.alt
    assert "$1.16 in, $2.32 out" in chart.alt
    seen = letters(price_panel(V4.name, cut(), NOW, [listed]))
    assert seen[seen.index("in $1.25") + 1] == "catalogue"
    assert seen[seen.index("in $1.16") + 1] == "maker's word"
    assert_sendable(chart)


def test_a_price_that_both_give_has_one_name_and_two_lines():
    panel = price_panel(V4.name, cut(), NOW, [stretch(1.16, 2)])
    seen = letters(panel)
    at = seen.index("in $1.16")
    assert seen[at + 1 : at + 3] == ["maker's word", "catalogue"]
    assert_legible(panel)


def test_only_a_catalogue_answers_too():
    assert price_chart(V4.name, [], NOW, [stretch(1.25, 20)]).alt.startswith(
        "DeepSeek-V4-Pro, price per million tokens: $1.25 in; no change known since 3 Nov 2026."
    )


def test_what_the_press_reports_is_not_the_makers_word():
    reported = price(9.99, source("Wire", kind=FeedKind.PRESS, days_ago=10))
    assert [s.word for s in stretches_of(periods(price(1.74, source(days_ago=29)), reported))] == [
        Word.MAKER,
        Word.REPORTED,
    ]


def test_tiers_are_told_apart():
    tiers = source(days_ago=9)
    panel = price_panel(
        V4.name, periods(price(2.0, tiers, setting="128K tokens"), price(4.0, tiers, setting="1M tokens")), NOW
    )
    assert {"$2.00 to $4.00 in", "128K tokens", "1M tokens"} <= set(letters(panel))
    assert_legible(panel)


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [(2.0, 1.0, "50% less"), (1.0, 1.25, "25% more"), (1.0, 8.0, "8× as much"), (0.0, 1.0, "no longer free")],
)
def test_a_change_is_told_as_people_tell_it(before: float, after: float, words: str):
    assert latest_change([stretch(before, 9, 5), stretch(after, 5)]) == f"in {words} since 18 Nov 2026"


def test_a_figure_that_lapsed_is_not_said_to_hold():
    assert "Nothing that still holds" in price_chart("V4", [], NOW, [stretch(1.0, 9, 5)]).alt


def test_nothing_known_is_said():
    chart = price_chart(V4.name, [], NOW)
    assert chart.alt == "DeepSeek-V4-Pro, price per million tokens: No dated figure is known."
    assert_legible(price_panel(V4.name, [], NOW))


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_stays_a_name(name: str):
    assert_legible(price_panel(name, [], NOW, [stretch(1.0, 9, 5, setting=name), stretch(2.0, 5, setting=name)]))


def test_the_same_prices_give_the_same_bytes():
    assert price_chart("V4", cut(), NOW).png == price_chart("V4", cut(), NOW).png


_figures = st.floats(0, 1000).map(lambda value: float(f"{value:.3g}"))
_stretches = st.builds(
    lambda metric, word, value, since, lasted, setting: stretch(
        value, since, None if lasted is None else since * lasted, metric=metric, word=word, setting=setting
    ),
    st.sampled_from([Spec.INPUT_PRICE, Spec.OUTPUT_PRICE, Spec.CACHED_INPUT_PRICE, Spec.PRICE]),
    st.sampled_from([Word.MAKER, Word.REPORTED, Word.CATALOGUE]),
    _figures,
    st.floats(0, 2000),
    st.none() | st.floats(0, 1),
    st.sampled_from(["", "", "batch", "a very long setting of a tier that nobody reads"]),
)


@settings(max_examples=12)
@given(st.lists(_stretches, min_size=1, max_size=16))
def test_any_history_can_be_read(stretches: list[Stretch]):
    panel = price_panel("V4", [], NOW, stretches)
    assert_legible(panel)
    assert panel.png().startswith(b"\x89PNG")
    assert sum(map(len, in_series(stretches))) == len(stretches)


def test_the_prices_of_the_demo(demo_claims: tuple[SourcedClaim, ...]):
    told = history_of(ModelName(name="DeepSeek-V4-Pro"), ledger_of(demo_claims))
    assert "$3.48 from 25 Oct 2026" in price_chart("DeepSeek-V4-Pro", told, NOW).alt
    assert_legible(price_panel("DeepSeek-V4-Pro", told, NOW))
    assert_sendable(context_chart("DeepSeek-V4-Pro", told, NOW))
