"""On which day a model ends, out of the sentence that says so."""

from dataclasses import replace
from datetime import date

import pytest

from bot.briefing.retirements import retirement_day, retirements_of
from bot.domain.claims import Kind, Release
from tests.claims import GPT, V3, claim, source, sourced

SAID = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("sentence", "day"),
    [
        ("GPT-4.5 will be retired from the API on July 14, 2027.", date(2027, 7, 14)),
        ("We will retire it on 5 January 2027.", date(2027, 1, 5)),
        ("We will retire it on the 5th of January.", date(2027, 1, 5)),
        ("It will be shut down on Dec. 1st.", date(2026, 12, 1)),
        ("It will be shut down on 2027-02-05; use Gemini 3 Flash.", date(2027, 2, 5)),
        ("DeepSeek-V3.2 将于2026年12月31日下线。", date(2026, 12, 31)),
        ("该模型将于1月5日停用。", date(2027, 1, 5)),
        ("It will no longer be available after the end of March 2027.", date(2027, 3, 31)),
        ("It is retired at the end of the year.", date(2026, 12, 31)),
        ("It is shut down at the end of the quarter.", date(2026, 12, 31)),
        ("They are deprecated today and stop answering in ninety days.", date(2027, 2, 21)),
        ("It will be retired in 2 weeks.", date(2026, 12, 7)),
        (
            "Sonnet 3.7 was deprecated on October 28, 2026 and will be retired on February 19, 2027.",
            date(2027, 2, 19),
        ),
        ("It will be retired today, November 23.", SAID),
        # no day, none to come, or none that is sure
        ("It will be retired in the middle of next month.", None),
        ("It was retired on 1 March 2025.", None),
        ("It was retired on 1 November.", None),
        ("It will be retired on 05/01/2027.", None),
        ("It will be retired on February 30.", None),
        ("May 50% of you not mind: it will be retired.", None),
        ("It will be retired in March.", None),
    ],
)
def test_the_day_of_the_end(sentence: str, day: date | None):
    assert retirement_day(sentence, SAID) == day


def ends(model, quote: str, **more):
    return claim(Kind.RELEASE, Release.DEPRECATED, subject=model, quote=quote, **more)


def test_the_makers_own_day_counts_and_of_its_words_the_last():
    openai = replace(source("OpenAI", days_ago=20), lab="openai")
    later = replace(source("OpenAI", days_ago=10), lab="openai")
    press = source("The Wire", days_ago=1)
    told = [
        sourced(ends(GPT, "It will be retired on 2027-01-05."), openai),
        sourced(ends(GPT, "It will be retired on 2027-02-05 instead."), later),
        sourced(ends(GPT, "It will be retired on 2027-01-05, says OpenAI."), press),
        sourced(ends(V3, "It may be retired on 2027-01-05.", hedged=True), press),
        sourced(ends(V3, "It will be retired."), press),
        sourced(claim(Kind.RELEASE, Release.RELEASED, quote="Out on 2027-01-05."), press),
    ]
    (found,) = retirements_of(told)
    assert (found.model, found.on, found.told_by) == (GPT, date(2027, 2, 5), told[1])
