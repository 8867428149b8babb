"""A typed figure is read as a text's would be, and whatever is no figure of the metric is refused with an example."""

import pytest

from bot.domain.claims import Bound, Kind, Ratio, Spec
from bot.reading.typedfigures import NotAFigure, typed_figure


@pytest.mark.parametrize(
    ("words", "kind", "metric", "value", "bound"),
    [
        ("27%", Kind.RATIO, Ratio.INFERENCE_COMPUTE, 0.27, Bound.EXACT),
        ("0.27×", Kind.RATIO, Ratio.INFERENCE_COMPUTE, 0.27, Bound.EXACT),
        ("73% less", Kind.RATIO, Ratio.INFERENCE_COMPUTE, 0.27, Bound.EXACT),
        ("4x fewer", Kind.RATIO, Ratio.TOKENS_USED, 0.25, Bound.EXACT),
        ("half", Kind.RATIO, Ratio.COST, 0.5, Bound.EXACT),
        ("40% faster", Kind.RATIO, Ratio.SPEED, 1.4, Bound.EXACT),
        ("over 70% less", Kind.RATIO, Ratio.COST, 0.3, Bound.LESS_THAN),
        ("up to 3x", Kind.RATIO, Ratio.SPEED, 3.0, Bound.UP_TO),
        ("$2.50", Kind.SPEC, Spec.INPUT_PRICE, 2.5, Bound.EXACT),
        ("$0.14 per million tokens", Kind.SPEC, Spec.PRICE, 0.14, Bound.EXACT),
        ("0", Kind.SPEC, Spec.PRICE, 0.0, Bound.EXACT),
        ("1.6T", Kind.SPEC, Spec.PARAMETERS, 1.6e12, Bound.EXACT),
        ("~49B", Kind.SPEC, Spec.ACTIVE_PARAMETERS, 49e9, Bound.ABOUT),
        ("128K", Kind.SPEC, Spec.CONTEXT_WINDOW, 128_000, Bound.EXACT),
        ("131,072 tokens", Kind.SPEC, Spec.CONTEXT_WINDOW, 131_072, Bound.EXACT),
        ("80 GB", Kind.SPEC, Spec.MEMORY, 80e9, Bound.EXACT),
        ("350 ms", Kind.SPEC, Spec.TIME_TO_FIRST_TOKEN, 0.35, Bound.EXACT),
        ("3e25", Kind.SPEC, Spec.TRAINING_COMPUTE, 3e25, Bound.EXACT),
        ("80.6%", Kind.BENCHMARK, "SWE-bench Verified", 80.6, Bound.EXACT),
        ("1412", Kind.BENCHMARK, "LMArena", 1412, Bound.EXACT),
    ],
)
def test_a_figure_is_read_in_the_unit_of_its_metric(words: str, kind: Kind, metric: str, value: float, bound: Bound):
    assert typed_figure(words, kind, metric) == (pytest.approx(value), bound)


@pytest.mark.parametrize(
    ("words", "kind", "metric", "like"),
    [
        ("many", Kind.RATIO, Ratio.COST, "0.27x"),
        ("$3", Kind.RATIO, Ratio.COST, "0.27x"),
        ("120% less", Kind.RATIO, Ratio.COST, "0.27x"),
        ("0", Kind.RATIO, Ratio.COST, "0.27x"),
        ("0.5 0.6", Kind.RATIO, Ratio.COST, "0.27x"),
        ("€2", Kind.SPEC, Spec.PRICE, "$2.50"),
        ("27%", Kind.SPEC, Spec.PARAMETERS, "1.6T"),
        ("80", Kind.SPEC, Spec.MEMORY, "80 GB"),
        ("1e999", Kind.SPEC, Spec.TRAINING_COMPUTE, "3e25"),
        ("V4", Kind.SPEC, Spec.CONTEXT_WINDOW, "128K"),
        ("806", Kind.BENCHMARK, "SWE-bench Verified", "80.6"),
        ("-5", Kind.BENCHMARK, "LMArena", "80.6"),
        ("word about 5", Kind.BENCHMARK, "LMArena", "80.6"),
        ("80 less", Kind.BENCHMARK, "LMArena", "80.6"),
    ],
)
def test_what_is_no_figure_of_the_metric_is_refused_with_an_example(words: str, kind: Kind, metric: str, like: str):
    with pytest.raises(NotAFigure) as caught:
        typed_figure(words, kind, metric)
    assert like in caught.value.sentence
