"""Plain questions become commands; what says too little is answered with the nearest three."""

import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.names import ModelName
from bot.ledger.asking import Unclear, Understood, understood
from bot.ledger.askingnames import GuildNames
from tests.conftest import NOW
from tests.ledger.asked import KNOWN, became, fields_of, fits, questions

HELD_OUT = questions("held_out_questions.jsonl")
RIGHT_OF_HELD_OUT = 38
"""As many were right when they were first asked. The rules were never changed for one of them."""

HOSTILE = (
    "@everyone " * 400,
    "gpt-5.5 vs " * 400,
    "since the last " * 300,
    "“" * 4000,
    "`" * 4000,
    "\u202e" * 2000 + "🤖" * 1000,
    "a" * 4000,
    "V4-" * 1300,
    "1,000." * 700,
    "深度求索" * 1000,
    "\x00\ud800 who cut cost",
    "in " + "9" * 4000 + " days",
)


@pytest.mark.parametrize("labelled", questions("questions.jsonl"), ids=lambda labelled: labelled["ask"][:60])
def test_a_question_becomes_its_command(labelled: dict[str, Any]):
    got = became(understood(labelled["ask"], KNOWN, NOW))
    assert fits(got, labelled), got


def test_questions_that_the_rules_were_not_made_for_are_understood_as_before():
    wrong = [each["ask"] for each in HELD_OUT if not fits(became(understood(each["ask"], KNOWN, NOW)), each)]
    assert len(HELD_OUT) - len(wrong) >= RIGHT_OF_HELD_OUT, wrong


def test_the_next_best_readings_are_offered_beside_the_best():
    got = understood("who cut inference cost most this month?", KNOWN, NOW)
    assert isinstance(got, Understood)
    assert {"command": "efficiency", "metric": "inference_compute", "days": 30, "order": "least"} in map(
        fields_of, got.others
    )


def test_a_word_that_fits_several_models_is_said_to():
    got = understood("is V4 better than Opus at coding?", KNOWN, NOW)
    assert isinstance(got, Understood)
    assert got.notes == (
        "“V4” is taken for DeepSeek-V4-Pro; it could be DeepSeek-V4-Flash.",
        "“Opus” is taken for Claude Opus 4.6; it could be Claude Opus 4.5.",
    )


def test_a_period_that_is_over_is_widened_until_now_and_said_to_be():
    got = understood("all claims of the last week", KNOWN, NOW)
    assert isinstance(got, Understood)
    assert "everything since then" in got.notes[0]
    since = understood("all claims since October", KNOWN, NOW)
    assert isinstance(since, Understood)
    assert since.notes == ()


def test_a_model_that_no_feed_names_keeps_its_whole_name():
    got = became(understood("DeepSeek V4 Ultra vs GPT-5.5", KNOWN, NOW))
    assert got["command"] == "models"
    assert got["names"][1] == "GPT-5.5"
    assert "Ultra" in got["names"][0]


def test_a_guilds_own_name_for_a_model_is_understood():
    own = GuildNames(models=KNOWN.models, labs=KNOWN.labs, own=(("whale", KNOWN.models[0]),))
    assert became(understood("whale vs gpt-5.5", own, NOW))["names"] == ["DeepSeek-V4-Pro", "GPT-5.5"]


def test_only_commands_that_are_offered_are_chosen():
    got = understood("when was Claude Opus 4.6 released?", KNOWN, NOW, offered={"claims", "latest"})
    meanings = got.nearest if isinstance(got, Unclear) else (got.meaning, *got.others)
    assert {meaning.command for meaning in meanings} <= {"claims", "latest"}


def test_what_says_too_little_gets_three_commands_and_its_words_looked_for():
    got = understood("reward hacking", KNOWN, NOW)
    assert isinstance(got, Unclear)
    assert len(got.nearest) == 3
    assert fields_of(got.nearest[0]) == {"command": "search", "text": "reward hacking"}


@pytest.mark.parametrize("question", HOSTILE, ids=lambda question: ascii(question[:12]))
def test_hostile_questions_are_answered_soon(question: str):
    names = GuildNames(models=KNOWN.models + tuple(ModelName(name=f"Model-{i} Pro") for i in range(1000)))
    understood("warm", names, NOW)
    began = time.perf_counter()
    understood(question, names, NOW)
    assert time.perf_counter() - began < 1.0


@given(st.text(st.characters(codec=None), max_size=300))
def test_any_text_is_answered(text: str):
    got = understood(text, KNOWN, NOW)
    meanings = got.nearest if isinstance(got, Unclear) else (got.meaning, *got.others)
    assert 1 <= len(meanings) <= 3
    assert isinstance(got, Understood) or len(meanings) == 3


_WORDS = st.sampled_from(
    "who what is than vs cost cheaper V4 Opus GPT-5.5 DeepSeek frontier gap since last week 2026 in May 31 coding "
    "claims not said price history of SWE-bench Verified ? , . ; new".split()
)


@given(st.lists(_WORDS, max_size=25))
def test_any_mixture_of_its_own_words_is_answered(words: list[str]):
    got = understood(" ".join(words), KNOWN, NOW)
    meanings = got.nearest if isinstance(got, Unclear) else (got.meaning, *got.others)
    assert len(set(meanings)) == len(meanings)
    for meaning in meanings:
        assert len(meaning.names) <= 5
        assert meaning.days >= 0
        assert meaning.command not in ("models", "labs", "gap") or len(meaning.names) >= 2
