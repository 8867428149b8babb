"""An edition in words: what it is made of, nothing cut; its pages and buttons; why a story stands where it does."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.briefing.edition import Coverage, Edition
from bot.briefing.scoring import Part, Reason, Score
from bot.domain.announcements import FeedKind
from bot.domain.claims import Attribution, Kind, Ratio, Release, Spec, Topic
from bot.domain.names import ModelName
from cogs.views.digest import Block, coverage_line, quiet_words, render_edition
from cogs.views.edition_buttons import LookButton, RankButton, item_buttons
from cogs.views.editions import COMPONENTS_AT_MOST, TEXT_LENGTH, EditionButton, StoredView, compose_edition, paged
from cogs.views.ranks import part_words, score_table
from tests.briefing.material import edition_of
from tests.claims import V3, announcement, claim, source, sourced
from tests.cogs.parcels import parcel

COMPUTE = claim(Kind.RATIO, Ratio.INFERENCE_COMPUTE, 0.27, baseline=V3, quote="It needs 27% of the FLOPs of V3.2.")


def launch(title: str = "V4 is out", url: str | None = "https://deepseek.example/v4", **more: Any) -> Edition:
    own = replace(source("DeepSeek", days_ago=0.1), title=title, url=url)
    said = [claim(Kind.RELEASE, Release.RELEASED), COMPUTE, claim(Kind.SPEC, Spec.INPUT_PRICE, 1.16)]
    return edition_of([announcement(own)], [sourced(each, own) for each in said], **more)


def texts(edition: Edition) -> str:
    return "\n".join(render_edition(edition).texts)


def test_a_story_has_its_title_who_tells_it_a_whole_quote_and_its_figures():
    lines = texts(launch()).splitlines()
    start = next(number for number, line in enumerate(lines) if line.startswith("### 1"))
    assert lines[start : start + 4] == [
        "### 1 · [V4 is out](<https://deepseek.example/v4>)",
        "-# 1 source: DeepSeek · maker's word",
        "> “It needs 27% of the FLOPs of V3.2.” (DeepSeek) [1]",
        "**DeepSeek-V4-Pro** compute / token 0.27× DeepSeek-V3.2 · price in $1.16 [1]",
    ]


def test_a_contested_figure_says_who_got_what():
    own, lab = source("DeepSeek", days_ago=0.2), source("Northlake", kind=FeedKind.EVALUATOR, days_ago=0.1)
    found = replace(
        COMPUTE, value=0.38, attribution=Attribution.THIRD_PARTY, quote=replace(COMPUTE.quote, text="We got 38%.")
    )
    claims = [sourced(COMPUTE, own), sourced(found, lab)]
    first = edition_of([announcement(own)], claims[:1])
    shown = texts(edition_of([announcement(lab)], claims, told=first.told))
    assert "### 1 · update: [" in shown
    assert "0.27×: was maker's word, now contested: 0.38× (Northlake)" in shown
    assert "V4-Pro  0.38× compute / token [1]  V3.2     measured" in shown


def test_a_quiet_day_says_what_was_looked_at_and_names_no_option_of_a_command():
    few = Coverage(feeds=2, failing=0, announcements=0, claims=0)
    assert quiet_words(few) == "A quiet day: nothing was announced in the feeds read."
    assert quiet_words(replace(few, announcements=3)) == "A quiet day: 3 announcements, none with a claim in it."
    assert quiet_words(replace(few, announcements=3, known=1)).endswith("1 story went on that was told here before.")
    assert "/feed add" in quiet_words(replace(few, feeds=0))
    assert not any("hours" in quiet_words(replace(few, announcements=n)) for n in (0, 3))


def test_the_coverage_says_what_fails_what_is_muted_and_when_the_next_one_comes():
    edition = launch(muted=2, next_at=source().seen_at)
    coverage = replace(edition.coverage, feeds=62, failing=3)
    line = coverage_line(replace(edition, coverage=coverage))
    for words in ("62 feeds read, 3 failing (/feed health)", "1 announcement", "2 muted (/digest mutes)", "next: <t:"):
        assert words in line


def test_a_hostile_title_neither_mentions_nor_formats():
    shown = texts(launch(title="@everyone **free** [x](https://bad.example)"))
    assert "@everyone" not in shown
    assert "**free**" not in shown
    assert "[x](" not in shown.replace("\\[", "")


def test_what_is_policy_is_listed_by_its_title():
    ministry = replace(source("Ministry", kind=FeedKind.PRESS, days_ago=0.1), title="A bill on weights", url=None)
    shown = texts(edition_of([announcement(ministry, topics=(Topic.POLICY,), claims_count=0)]))
    assert shown.endswith("### Policy and safety\n- A bill on weights (Ministry)")


def test_the_buttons_of_a_story_read_compare_and_explain():
    (item,) = launch().top
    read, compare, why = item_buttons(item, 1)
    assert (read.label, read.url) == ("Read", "https://deepseek.example/v4")  # type: ignore[attr-defined]
    assert isinstance(compare, LookButton)
    assert compare.item.label == "Compare with DeepSeek-V3.2"
    assert isinstance(why, RankButton)
    assert why.item.label == "Why is this first?"
    (unlinked,) = launch(url="javascript:alert(1)").top
    *_, why = item_buttons(unlinked, 2)
    assert isinstance(why, RankButton)
    assert why.item.label == "Why is this here?"
    assert len(item_buttons(unlinked, 2)) == 2


def test_a_comparison_that_a_button_cannot_carry_is_left_out():
    long = replace(COMPUTE, subject=ModelName(name="V" * 60), baseline=ModelName(name="W" * 60))
    own = source("DeepSeek", days_ago=0.1)
    (item,) = edition_of([announcement(own)], [sourced(long, own)]).top
    assert not any(isinstance(each, LookButton) for each in item_buttons(item, 1))


@given(
    st.lists(
        st.builds(
            Part,
            reason=st.sampled_from(Reason),
            points=st.integers(-999, 999).map(lambda cents: cents / 100),
            count=st.integers(0, 99),
        ),
        min_size=1,
        max_size=9,
    )
)
def test_the_points_shown_add_up_to_the_sum_shown(parts: list[Part]):
    *rows, total = score_table(Score(parts=tuple(parts))).splitlines()[2:-1]
    cents = [round(float(row.split()[0]) * 100) for row in rows]
    assert sum(cents) == round(float(total.split()[0]) * 100)


@pytest.mark.parametrize("reason", Reason)
def test_every_reason_has_words(reason: Reason):
    for count in (0, 1, 2):
        assert len(part_words(Part(reason=reason, points=1.0, count=count))) > 5


@given(st.lists(st.integers(1, 2600), max_size=14))
def test_pages_hold_whole_blocks_in_their_order_within_their_bounds(lengths: list[int]):
    blocks = [Block(text="x" * length) for length in lengths]
    pages = paged(blocks)
    assert [block for page in pages for block in page] == blocks
    for page in pages:
        assert sum(len(block.text) for block in page) <= TEXT_LENGTH
        assert len(page) <= COMPONENTS_AT_MOST


def test_the_mark_stands_beside_the_other_buttons_where_there_is_room():
    (page,) = compose_edition(launch()).pages
    view = StoredView.of_parcel(parcel(page, role_id=5))
    first, *_, last = view.to_components()
    assert first == {"type": 10, "content": "<@&5>"}
    assert last["components"][0]["custom_id"] == EditionButton.mark_of("ab" * 12)
    assert len(last["components"]) == 2
    bare = replace(page, components=({"type": 10, "content": "Words."},))
    assert StoredView.of_parcel(parcel(bare)).to_components()[-1]["type"] == 1
