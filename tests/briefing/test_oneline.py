"""The one line: who did what, in names and figures that the leading texts print, else their titles."""

import re
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from bot.briefing.oneline import LONGEST, words_of
from bot.domain.announcements import Announcement, FeedKind, SourcedClaim
from bot.domain.claims import Claim, Kind, Quote, Ratio, Release, Spec
from bot.domain.names import ModelName
from tests.briefing.material import edition_of
from tests.claims import V3, V4, announcement, claim, source, sourced

FLASH = ModelName(name="DeepSeek-V4-Flash", lab="deepseek")
TEXT = "Today we preview DeepSeek-V4-Pro. It needs 27% of the FLOPs of DeepSeek-V3.2. It costs $1.16, down from $1.74."


def said(kind: Kind, metric: str, value: float | None = None, quote: str = TEXT, **more: object) -> Claim:
    return claim(kind, metric, value, quote=quote, **more)


PREVIEW = said(Kind.RELEASE, Release.PREVIEWED)
COMPUTE = said(Kind.RATIO, Ratio.INFERENCE_COMPUTE, 0.27, baseline=V3)
CUT = said(Kind.SPEC, Spec.INPUT_PRICE, 1.16)


def line(
    *claims: Claim, text: str = TEXT, title: str = "Something new!", kind: FeedKind = FeedKind.VENDOR
) -> str | None:
    where = replace(source("DeepSeek" if kind is FeedKind.VENDOR else "The Wire", kind=kind, days_ago=0.1), title=title)
    return edition_of([announcement(where, text=text)], [sourced(each, where) for each in claims]).one_line


def test_a_launch_names_who_what_and_the_figure_as_it_is_printed():
    assert line(PREVIEW) == "DeepSeek previewed DeepSeek-V4-Pro."
    assert line(PREVIEW, COMPUTE) == (
        "DeepSeek previewed DeepSeek-V4-Pro, claiming 27% of DeepSeek-V3.2's compute / token."
    )


def test_the_last_step_is_told_of_and_two_models_at_most_are_named():
    text = f"{TEXT} DeepSeek-V4-Flash too."
    weights = [said(Kind.RELEASE, Release.OPEN_WEIGHTS, subject=model) for model in (V4, FLASH)]
    assert line(PREVIEW, *weights, text=text) == (
        "DeepSeek published the weights of DeepSeek-V4-Pro and DeepSeek-V4-Flash."
    )
    assert line(*weights, said(Kind.RELEASE, Release.OPEN_WEIGHTS, subject=V3), text=text) == "Something new."


def test_a_price_that_changed_is_told_with_both_amounts():
    assert line(CUT) == "DeepSeek cut DeepSeek-V4-Pro's input price from $1.74 to $1.16."
    assert line(said(Kind.SPEC, Spec.INPUT_PRICE, 2.0, quote="It costs $2.00, up from $1.")) == (
        "DeepSeek raised DeepSeek-V4-Pro's input price from $1 to $2.00."
    )
    assert line(said(Kind.SPEC, Spec.INPUT_PRICE, 2.0, quote="It costs $2.00.")) == "Something new."


def test_what_the_text_does_not_print_is_left_out():
    assert line(PREVIEW, text="It is here.") == "Something new."
    worked_out = replace(COMPUTE, quote=Quote(text="About a quarter of DeepSeek-V3.2.", start=0))
    assert line(PREVIEW, worked_out) == "DeepSeek previewed DeepSeek-V4-Pro."
    assert line(PREVIEW, COMPUTE, text="DeepSeek-V4-Pro is here.") == "DeepSeek previewed DeepSeek-V4-Pro."


def test_others_are_named_before_their_titles():
    assert line(COMPUTE, kind=FeedKind.PRESS) == "The Wire: Something new."


NAMES = st.sampled_from(["Foo-7B", "Foo-70B", "Bar 3.5", "Baz", "Qux-Max", "百川 4"])
QUOTES = st.sampled_from(
    [
        "27% of Baz.",
        "73% less than Foo-7B",
        "3.7x fewer than Baz",
        "a quarter",
        "$3, down from $4",
        "$0.27 (before: $3)",
    ]
)
VALUES = st.sampled_from([0.27, 1 / 3.7, 3.0, 0.25, 4.0])


@st.composite
def texts(draw: st.DrawFn) -> tuple[Announcement, list[SourcedClaim]]:
    """A text with some names and figures in it, and claims that a reader may have made of it, or of another one."""
    quotes = draw(st.lists(QUOTES, max_size=3))
    text = " ".join([*draw(st.lists(NAMES, max_size=4)), *quotes])
    lab = draw(st.sampled_from(["Acme", "Globex"]))
    where = replace(
        source(lab, days_ago=draw(st.integers(0, 9)) / 10), title=draw(st.sampled_from(["News", "Baz is out."]))
    )
    claims = []
    for quote in quotes:
        subject, baseline = ModelName(name=draw(NAMES)), ModelName(name=draw(NAMES))
        made = draw(
            st.sampled_from(
                [
                    said(Kind.RATIO, Ratio.COST, draw(VALUES), quote, subject=subject, baseline=baseline),
                    said(Kind.SPEC, Spec.INPUT_PRICE, draw(VALUES), quote, subject=subject),
                    said(Kind.RELEASE, draw(st.sampled_from(Release)), None, quote, subject=subject),
                ]
            )
        )
        claims.append(replace(sourced(made, where), subject_words=draw(NAMES)))
    return announcement(where, text=text, claims_count=len(claims)), claims


@given(st.lists(texts(), min_size=1, max_size=5))
def test_every_name_and_figure_stands_in_the_sources(day: list[tuple[Announcement, list[SourcedClaim]]]):
    edition = edition_of([each for each, _ in day], [claim for _, claims in day for claim in claims])
    if edition.one_line is None:
        return
    assert len(edition.one_line) <= LONGEST + 1
    sources = " ".join(words_of(item.story.lead) for item in edition.top).casefold()
    for word in re.findall(r"[^\s;:,]*[A-Z0-9$\u4e00-\u9fff][^\s;:,]*", edition.one_line):
        assert re.sub(r"'s$", "", word.rstrip(".")).casefold() in sources, word
