"""What a watch is met by, and that it says why."""

from dataclasses import replace

import pytest

from bot.briefing.watching import is_under, matches, meets, wanted_words
from bot.domain.announcements import Announcement, SourcedClaim
from bot.domain.claims import Bound, Kind, Ratio, Release, Spec, Topic
from bot.domain.names import ModelName
from bot.domain.watches import Comparison, Threshold, WatchFor
from tests.claims import GPT, V3, V4, claim, source, sourced

HALF = Threshold(kind=Kind.RATIO, metric=Ratio.INFERENCE_COMPUTE, comparison=Comparison.AT_MOST, value=0.5)
SAVES = claim(Kind.RATIO, Ratio.INFERENCE_COMPUTE, 0.27, baseline=V3, quote="27% of the FLOPs of V3.2")
PRICE = claim(Kind.SPEC, Spec.INPUT_PRICE, 5.0, subject=GPT)


def told(*, title: str = "News of the day", text: str = "", lab: str | None = None, **more) -> Announcement:
    made = Announcement(
        source=replace(source(), title=title, lab=lab),
        text=text,
        labs=("deepseek",),
        models=(V4,),
        topics=(),
        claims_count=1,
    )
    return replace(made, **more)


def claims_of(*said) -> list[SourcedClaim]:
    return [sourced(each) for each in said]


@pytest.mark.parametrize(
    ("watched", "name", "met"),
    [
        ("DeepSeek-V4", "DeepSeek-V4-Pro", True),
        ("deepseek v4 pro", "DeepSeek-V4-Pro", True),
        ("DeepSeek-V4-Pro", "DeepSeek-V4", False),
        ("DeepSeek-V4", "DeepSeek-V4.1", False),
        ("GPT-5", "GPT-5.5", False),
        ("GPT-5", "GPT-5 mini", True),
        ("Claude", "Claude Opus 4.7", True),
        ("Qwen3", "Qwen3-32B", True),
    ],
)
def test_a_model_is_met_by_itself_and_by_its_family(watched: str, name: str, met: bool):
    assert is_under(watched, name) is met
    found = matches(WatchFor(model=watched), told(models=(ModelName(name=name),)), [])
    assert (found is not None) is met


@pytest.mark.parametrize(
    ("comparison", "wanted", "value", "bound", "met"),
    [
        (Comparison.AT_MOST, 0.5, 0.5, Bound.EXACT, True),
        (Comparison.AT_MOST, 0.5, 0.51, Bound.EXACT, False),
        (Comparison.AT_MOST, 0.5, 0.4, Bound.MORE_THAN, False),
        (Comparison.BELOW, 0.5, 0.5, Bound.EXACT, False),
        (Comparison.BELOW, 0.5, 0.5, Bound.LESS_THAN, True),
        (Comparison.BELOW, 0.5, 0.3, Bound.UP_TO, True),
        (Comparison.ABOVE, 2.0, 2.0, Bound.EXACT, False),
        (Comparison.ABOVE, 2.0, 2.0, Bound.MORE_THAN, True),
        (Comparison.ABOVE, 2.0, 3.0, Bound.LESS_THAN, False),
        (Comparison.AT_LEAST, 2.0, 3.0, Bound.UP_TO, True),
        (Comparison.AT_LEAST, 2.0, 2.0, Bound.ABOUT, True),
        (Comparison.AT_LEAST, 2.0, 1.9, Bound.MORE_THAN, False),
        (Comparison.EQUAL, 0.3, 0.1 + 0.2, Bound.EXACT, True),
        (Comparison.EQUAL, 0.3, 0.3, Bound.LESS_THAN, False),
    ],
)
def test_a_bound_is_part_of_the_figure(comparison: Comparison, wanted: float, value: float, bound: Bound, met: bool):
    threshold = replace(HALF, comparison=comparison, value=wanted)
    assert meets(threshold, replace(SAVES, value=value, bound=bound)) is met


def test_a_threshold_asks_for_its_own_metric_in_its_own_kind():
    memory = Threshold(kind=Kind.SPEC, metric=Spec.MEMORY, comparison=Comparison.AT_MOST, value=80e9)
    assert meets(memory, claim(Kind.SPEC, Spec.MEMORY, 40e9))
    assert not meets(memory, claim(Kind.RATIO, Ratio.MEMORY, 0.5, baseline=V3))
    assert not meets(HALF, claim(Kind.RATIO, Ratio.KV_CACHE, 0.1, baseline=V3))
    assert not meets(HALF, claim(Kind.RELEASE, Release.RELEASED))


def test_one_claim_has_to_meet_all_that_is_asked_of_claims():
    claims = claims_of(SAVES, PRICE)
    news = told(models=(V4, GPT), labs=("deepseek", "openai"))
    found = matches(WatchFor(lab="deepseek", threshold=HALF), news, claims)
    assert found is not None
    assert found.claims == (claims[0],)
    assert matches(WatchFor(lab="openai", threshold=HALF), news, claims) is None
    assert matches(WatchFor(model="GPT-5.5", kind=Kind.RATIO), news, claims) is None
    assert matches(WatchFor(model="DeepSeek-V3.2", kind=Kind.RATIO), replace(news, models=(V3,)), claims) is not None


def test_it_says_which_conditions_were_met():
    news = told(text="At last: open  WEIGHTS for all.", lab="deepseek", topics=(Topic.EFFICIENCY,))
    wanted = WatchFor(
        model="DeepSeek-V4",
        lab="deepseek",
        lab_name="DeepSeek",
        topic=Topic.EFFICIENCY,
        phrase="open weights",
        threshold=HALF,
    )
    found = matches(wanted, news, claims_of(SAVES))
    assert found is not None
    assert found.conditions == (
        "is about efficiency",
        "says “open weights”",
        "names DeepSeek-V4-Pro",
        "is from DeepSeek",
        "claims of DeepSeek-V4-Pro: compute / token 0.27× DeepSeek-V3.2 (watched for compute / token ≤ 0.5×)",
    )
    assert wanted_words(wanted) == (
        "model DeepSeek-V4, lab DeepSeek, topic efficiency, the words “open weights”, compute / token ≤ 0.5×"
    )


@pytest.mark.parametrize(
    ("phrase", "text", "met"),
    [
        ("open weights", "Open weights.", True),
        ("weights", "counterweights", False),
        ("C++", "written in C++.", True),
        ("开源", "模型今日开源发布", True),
        ("a.b", "a-b", False),
    ],
)
def test_a_phrase_is_whole_words_and_no_pattern(phrase: str, text: str, met: bool):
    assert (matches(WatchFor(phrase=phrase), told(text=text), []) is not None) is met


def test_what_is_about_the_model_goes_along_where_nothing_is_asked_of_claims():
    claims = claims_of(SAVES, PRICE)
    found = matches(WatchFor(model="DeepSeek-V4"), told(), claims)
    assert found is not None
    assert found.claims == (claims[0],)
    assert matches(WatchFor(), told(), claims) is None
