"""What is of one event and what only sounds alike, in texts of our own, read by the real reader."""

from datetime import timedelta

import pytest

from bot.briefing.deciding import ENOUGH, Candidate, decide_story, leading
from bot.briefing.facts import figures_in
from bot.briefing.likeness import likeness
from bot.briefing.titles import joins_labs, lists_events, titled_models
from bot.domain.announcements import FeedKind
from bot.domain.names import ModelName
from tests.briefing.telling import Told, facts, own_post

LAUNCH = own_post(
    "Introducing Claude Opus 6.1",
    "Claude Opus 6.1 is available today. It scores 88.4% on SWE-bench Verified, at $5 per million input tokens.",
    lab="anthropic",
    hours_ago=30,
)
REPORT = Told(
    title="Anthropic's new flagship writes code all night",
    text="Anthropic released Claude Opus 6.1 on Monday. The company reports 88.4% on SWE-bench Verified.",
    hours_ago=26,
)
TEST = Told(
    title="Opus 6.1: first results",
    text="We ran Claude Opus 6.1 on our index, where it reaches 61 points.",
    publisher="A lab of measurers",
    kind=FeedKind.EVALUATOR,
    hours_ago=8,
)
IN_CHINESE = Told(
    title="Anthropic 发布 Claude Opus 6.1",
    text="Anthropic 今日发布 Claude Opus 6.1，SWE-bench Verified 得分为 88.4%。",
    publisher="日报",
    hours_ago=25,
)


def score(one: Told, other: Told) -> float:
    return likeness(facts(one), facts(other), {}).score


def veto(one: Told, other: Told) -> str | None:
    return likeness(facts(one), facts(other), {}).veto


@pytest.mark.parametrize("other", [REPORT, TEST, IN_CHINESE], ids=["press", "evaluator", "another language"])
def test_coverage_in_other_words_is_of_the_event_that_it_covers(other: Told):
    assert score(LAUNCH, other) == score(other, LAUNCH) >= ENOUGH


def test_the_same_words_about_another_version_are_another_event():
    earlier = own_post(
        "Introducing Claude Opus 6.0",
        "Claude Opus 6.0 is available today. It scores 88.4% on SWE-bench Verified, at $5 per million input tokens.",
        lab="anthropic",
        hours_ago=32,
    )
    assert veto(LAUNCH, earlier) == "another version"


def test_the_same_words_about_another_labs_model_are_another_event():
    rival = own_post("Introducing GPT-6.1", LAUNCH.text.replace("Claude Opus 6.1", "GPT-6.1"), lab="openai")
    assert veto(LAUNCH, rival) == "another lab"


def test_the_end_of_a_model_is_not_its_launch():
    end = own_post("Claude Opus 6.1 will be retired", "Claude Opus 6.1 is deprecated.", lab="anthropic", hours_ago=1)
    assert veto(LAUNCH, end) == "the end of a model and its life"


def test_what_is_said_of_a_model_a_week_later_is_another_event():
    later = own_post("Claude Opus 6.1 costs less", "Claude Opus 6.1 now costs $4.", lab="anthropic", hours_ago=-24 * 8)
    assert veto(LAUNCH, later) == "too far apart in time"


def test_two_posts_of_one_lab_on_one_day_are_two_events_unless_both_name_what_is_launched():
    partner = own_post(
        "A partnership for hospitals",
        "With a partner, we bring Claude Opus 6.1 to clinics.",
        lab="anthropic",
        hours_ago=29,
    )
    card = own_post("Claude Opus 6.1 system card", "What we tested before the launch.", lab="anthropic", hours_ago=29)
    assert score(LAUNCH, partner) < ENOUGH <= score(LAUNCH, card)


def test_a_weekly_newsletter_glues_nothing_together():
    issue = Told(
        title="The week in models",
        text="Claude Opus 6.1 scores 88.4% on SWE-bench Verified. GPT-6 is out. Kimi K3 has open weights.",
        publisher="Weekly",
        kind=FeedKind.NEWSLETTER,
        hours_ago=20,
    )
    assert veto(LAUNCH, issue) == veto(issue, REPORT) == "a roundup of several events"


def test_a_newsletter_on_one_thing_is_coverage_of_it():
    essay = Told(
        title="Claude Opus 6.1, read slowly",
        text="Claude Opus 6.1 scores 88.4% on SWE-bench Verified, and costs $5 per million input tokens.",
        publisher="Weekly",
        kind=FeedKind.NEWSLETTER,
        hours_ago=20,
    )
    assert score(LAUNCH, essay) >= ENOUGH


def test_what_nobody_knows_the_date_of_joins_by_its_link_alone():
    undated = Told(title="Claude Opus 6.1 is out", text=REPORT.text, hours_ago=None)
    assert veto(LAUNCH, undated) == "nobody knows when"
    again = own_post(LAUNCH.title, LAUNCH.text, lab="anthropic", url="https://a.example/opus")
    shared = Told(title=LAUNCH.title, text=LAUNCH.text, hours_ago=None, url="https://a.example/opus/")
    assert score(again, shared) >= ENOUGH


def test_an_old_acquaintance_needs_more_than_its_name():
    one, other = facts(LAUNCH), facts(TEST)
    assert likeness(one, other, {"claude opus 6.1": 40}).models < likeness(one, other, {}).models / 2


def test_an_old_acquaintance_is_news_again_where_both_tell_of_one_step_in_its_life():
    opened = own_post("Nova 9 weights", "Nova 9 is released with open weights.", lab="amazon")
    told = Told(title="Amazon opens Nova 9", text="Amazon has released Nova 9 with open weights.")
    aside = Told(title="A shed full of Nova 9", text="A farmer likes Nova 9 by Amazon.")
    known = {"nova 9": 40, "amazon nova 9": 40}
    assert (
        likeness(facts(opened), facts(told), known).score >= ENOUGH > likeness(facts(opened), facts(aside), known).score
    )


def test_who_is_held_against_another_is_what_a_title_is_about():
    essay = Told(
        title="DeepSeek-R7, an affordable rival to OpenAI's o9",
        text="DeepSeek-R7 reasons as well as o9.",
        kind=FeedKind.NEWSLETTER,
    )
    assert facts(essay).lead_lab == "deepseek"


def test_figures_that_a_report_does_not_share_speak_against_it():
    other = Told(
        title="Running Claude Opus 6.1 from a shed",
        text="On a farm in Devon, Claude Opus 6.1 wrote 4,310 notes about 77 cows.",
        hours_ago=20,
    )
    assert likeness(facts(LAUNCH), facts(other), {}).other_figures < 0


def test_the_same_share_said_the_other_way_round_is_the_same_figure():
    ours = own_post("Nova 9", "Nova 9 needs 27% of the FLOPs of Nova 8.", lab="amazon")
    theirs = Told(title="Nova 9 saves", text="Nova 9 needs 73% fewer FLOPs than Nova 8.")
    assert likeness(facts(ours), facts(theirs), {}).figures > 0


def test_versions_years_and_small_counts_are_no_figures():
    figures, percents = figures_in("In 2026 GPT-5.5 took 3 steps, 27% of 1.6T, $24,000.", [ModelName(name="GPT-5.5")])
    assert (figures, percents) == ({27.0, 1.6e12, 24000.0}, {27.0})


@pytest.mark.parametrize(
    ("title", "is_list"),
    [
        ("Robots fold laundry, chips get cheaper, a court decides", True),
        ("日报：甲公司发布新模型；乙公司开源；丙公司融资", True),
        ("GPT-6.1: faster, cheaper", False),
        ("Introducing Claude Opus 6.1", False),
    ],
)
def test_a_list_of_events_is_told_by_its_title(title: str, is_list: bool):
    assert lists_events(title) is is_list


def test_two_models_joined_in_a_title_are_several_events_but_not_two_held_against_each_other():
    models = [ModelName(name="Claude Opus 4.7", lab="anthropic"), ModelName(name="Kimi K2.6", lab="moonshot")]
    assert joins_labs("Opus 4.7 and Kimi K2.6 measured", models)
    assert not joins_labs("Kimi K2.6, an affordable rival to Opus 4.7", models)
    assert titled_models("Opus 4.7 and K2.6 measured", models) == {"claude opus 4.7", "kimi k 2.6"}


def test_a_title_names_a_model_as_far_as_it_does():
    pro, flash = ModelName(name="DeepSeek-V4-Pro", lab="deepseek"), ModelName(name="DeepSeek-V4-Flash", lab="deepseek")
    assert titled_models("Calling the V4 preview from the API", [pro, flash]) == {"deepseek v4"}
    assert titled_models("V4-Pro becomes cheaper", [pro, flash]) == {"deepseek v4 pro"}
    assert titled_models("Claude Opus 4.5 compared", [ModelName(name="Claude Opus")]) == {"claude opus 4.5"}


def test_the_labs_own_post_leads_however_late_it_comes():
    report, launch = facts(REPORT), facts(LAUNCH)
    late = facts(own_post(LAUNCH.title, LAUNCH.text, lab="anthropic", hours_ago=1))
    assert leading([report, late]) is late
    assert leading([report, launch, late]) is launch


def test_a_story_is_chosen_by_its_nearest_announcement_but_not_against_its_lead():
    launch, report, test = facts(LAUNCH), facts(REPORT), facts(TEST)
    sibling = facts(own_post("Claude Opus 6.0", "Claude Opus 6.0 is out.", lab="anthropic", hours_ago=25))
    placing = decide_story(test, [Candidate(story_id=1, members=(launch, report))], {})
    assert (placing.story_id, placing.nearest_id) == (1, launch.announcement_id)
    assert decide_story(test, [Candidate(story_id=1, members=(sibling, report))], {}).story_id is None
    assert decide_story(test, [], {}).story_id is None


def test_parts_say_why_and_add_up():
    alike = likeness(facts(LAUNCH), facts(REPORT), {})
    assert set(alike.parts) >= {"models", "lab", "figures", "own_post"}
    assert alike.score == pytest.approx(sum(alike.parts.values()))
    assert timedelta(days=1).total_seconds() * alike.days <= 0
