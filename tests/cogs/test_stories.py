"""Stories as they are shown: most important first, everybody named once, words from outside made harmless."""

from dataclasses import replace

from bot.briefing.finding import Found, Shown, Together
from bot.briefing.likeness import Likeness
from bot.briefing.scoring import Part, Reason, Score
from bot.briefing.stories import Story, tell_stories
from bot.domain.announcements import Announcement, FeedKind
from bot.domain.claims import Kind, Ratio
from bot.ledger.standing import ledger_of
from cogs.views.layout import AnswerView
from cogs.views.stories import render_found, render_merged, render_split, render_story
from tests.claims import V3, announcement, claim, source, sourced

COMPUTE = claim(Kind.RATIO, Ratio.INFERENCE_COMPUTE, 0.27, baseline=V3)


def told_by(*members: Announcement) -> Story:
    placed = {each.source.announcement_id: 5 for each in members}
    (story,) = tell_stories(members, ledger_of([sourced(COMPUTE, members[0].source)]), placed)
    return story


def shown(story: Story, *together: Together) -> Shown:
    score = Score(parts=(Part(reason=Reason.SOURCES, points=1.0), Part(reason=Reason.AGE, points=-0.25, count=10)))
    return Shown(story=story, together=together, score=score)


def press(publisher: str, hours_ago: float = 12.0) -> Announcement:
    return announcement(source(publisher, kind=FeedKind.PRESS, days_ago=hours_ago / 24))


def test_a_story_is_headed_by_its_lead_and_names_everybody_else_once():
    own = announcement(source("DeepSeek"))
    story = told_by(press("Wire", 9), own, press("Wire", 6), press("Daily", 3))
    heading, _, also, figures, timeline, *_ = render_story(shown(story)).texts
    assert heading == f"### [{own.source.title}](<{own.source.url}>)"
    assert also.count("[Wire]") == also.count("[Daily]") == 1
    assert "maker's word" in figures
    assert [line.split(" · ")[1].split(":")[0] for line in timeline.splitlines()[1:]] == [
        "DeepSeek",
        "Wire",
        "Wire",
        "Daily",
    ]


def test_what_stands_alone_has_nothing_to_explain():
    texts = "\n".join(render_story(shown(told_by(press("Wire")))).texts)
    assert not any(words in texts for words in ("Also in", "Told", "Why together"))


def test_reasons_are_said_with_their_points_the_weightiest_first():
    own, report = announcement(source("DeepSeek")), press("Wire")
    alike = Likeness(models=2.0, lab=0.4, days=-0.5)
    together = (Together(source=report.source, nearest=own.source, likeness=alike),)
    why = render_story(shown(told_by(own, report), *together)).texts[-1]
    assert why.endswith("- Wire with DeepSeek: the same model +2.0, days apart -0.5, the same lab +0.4")


def test_where_this_server_sees_no_reason_that_is_said():
    one, other = press("Wire"), press("Daily")
    together = (Together(source=one.source, nearest=other.source, likeness=Likeness(veto="another version")),)
    assert "nothing that this server sees" in render_story(shown(told_by(one, other), *together)).texts[-1]


def test_a_story_that_many_tell_fits_into_one_message():
    story = told_by(*(press(f"A publisher with a long name, number {n}", n) for n in range(1, 90)))
    answer = render_story(shown(story))
    assert "and 76 more" in answer.texts[2]
    assert sum(len(item["content"]) for item in AnswerView(answer).to_components() if item["type"] == 10) <= 4000


def test_a_hostile_publisher_neither_mentions_nor_formats():
    words = "@everyone **free**"
    hostile = announcement(replace(source("Wire", kind=FeedKind.PRESS), title=words, publisher=words))
    for answer in (
        render_found(Found(stories=(told_by(hostile),), page=0, pages=1), ""),
        render_story(shown(told_by(hostile, press("Wire")))),
        render_split(told_by(hostile)),
        render_merged(told_by(hostile)),
    ):
        text = "\n".join((*answer.texts, answer.small_print))
        assert "@everyone" not in text
        assert "**free**" not in text


def test_no_story_says_what_to_try():
    answer = render_found(Found(stories=(), page=0, pages=1), " · GPT-9")
    assert answer.texts[0] == "### No story · GPT-9 yet"
    assert "/feed add" in answer.texts[1]
