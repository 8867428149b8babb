"""Thresholds as people write them."""

import pytest

from bot.briefing.thresholds import metric_choices, parse_threshold
from bot.briefing.watching import threshold_words
from bot.domain.claims import Kind, Ratio, Spec
from bot.domain.watches import Comparison
from bot.errors import GapwatchError


@pytest.mark.parametrize(
    ("words", "kind", "metric", "comparison", "value"),
    [
        ("inference_compute ≤ 0.5", Kind.RATIO, Ratio.INFERENCE_COMPUTE, Comparison.AT_MOST, 0.5),
        ("Inference compute <= 50%", Kind.RATIO, Ratio.INFERENCE_COMPUTE, Comparison.AT_MOST, 0.5),
        ("compute / token at most 0.5x", Kind.RATIO, Ratio.INFERENCE_COMPUTE, Comparison.AT_MOST, 0.5),
        ("cost < half", Kind.RATIO, Ratio.COST, Comparison.BELOW, 0.5),
        ("speed >= 2x", Kind.RATIO, Ratio.SPEED, Comparison.AT_LEAST, 2.0),
        ("price in under $1", Kind.SPEC, Spec.INPUT_PRICE, Comparison.BELOW, 1.0),
        ("memory ≤ 80 GB", Kind.SPEC, Spec.MEMORY, Comparison.AT_MOST, 80e9),
        ("memory ≤ 0.5", Kind.RATIO, Ratio.MEMORY, Comparison.AT_MOST, 0.5),
        ("context > 1M", Kind.SPEC, Spec.CONTEXT_WINDOW, Comparison.ABOVE, 1e6),
        ("context_window ≥ 2x", Kind.RATIO, Ratio.CONTEXT_WINDOW, Comparison.AT_LEAST, 2.0),
        ("parameters ≥ 70B", Kind.SPEC, Spec.PARAMETERS, Comparison.AT_LEAST, 70e9),
        ("mmlu pro ≥ 80%", Kind.BENCHMARK, "MMLU-Pro", Comparison.AT_LEAST, 80.0),
        ("latency = 0.7", Kind.RATIO, Ratio.LATENCY, Comparison.EQUAL, 0.7),
    ],
)
def test_what_is_meant(words: str, kind: Kind, metric: str, comparison: Comparison, value: float):
    found = parse_threshold(words)
    assert (found.kind, found.metric, found.comparison) == (kind, metric, comparison)
    assert found.value == pytest.approx(value)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("speed", "has no metric, sign and figure"),
        ("≤ 3", "has no metric, sign and figure"),
        ("wibble < 3", "“wibble” is neither a metric nor a known benchmark"),
        ("inferense compute < 3", "The nearest is inference_compute"),
        ("speed > fast", "“fast” is not one figure"),
        ("memory < 3 apples", "is not one figure"),
        ("speed > up to 2", "has a sign of its own"),
        ("mmlu-pro > 180", "cannot be right"),
        ("x" * 200 + " < 1", "has no metric"),
    ],
)
def test_nonsense_gets_a_sentence(words: str, said: str):
    with pytest.raises(GapwatchError) as caught:
        parse_threshold(words)
    assert said in caught.value.sentence


def test_what_it_is_in_words_is_understood_again():
    for words in ("inference_compute ≤ 0.5", "price in < $1", "MMLU-Pro ≥ 80", "memory ≤ 80 GB"):
        threshold = parse_threshold(words)
        assert parse_threshold(threshold_words(threshold)) == threshold


def test_metrics_are_offered_then_signs():
    assert "input_price" in metric_choices("pri", 25)
    assert metric_choices("inference_c", 25)[0] == "inference_compute ≤ "
    assert metric_choices("speed > 2", 25) == ["speed > 2"]
    assert len(metric_choices("", 25)) == 25
