"""Names of models: the same in other spelling, a family and its members, members of one family, strangers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.briefing.kinship import Kinship, kinship, name_words, stem, tail


@pytest.mark.parametrize(
    ("one", "other", "related"),
    [
        ("DeepSeek-V4-Pro", "deepseek v4 pro", Kinship.SAME),
        ("Claude Opus 4.7", "claude-opus-4-7", Kinship.SAME),
        ("Gemini 3.1 Pro Preview", "Gemini 3.1 Pro", Kinship.SAME),
        ("DeepSeek-V4", "DeepSeek-V4-Pro", Kinship.MEMBER),
        ("DeepSeek-R1", "DeepSeek-R1-0528", Kinship.MEMBER),
        ("GPT-5.5", "GPT-5.5 mini", Kinship.MEMBER),
        ("gpt-oss-safeguard", "gpt-oss-safeguard-120b", Kinship.MEMBER),
        ("Claude", "Claude Opus 4.7", Kinship.FAMILY),
        ("Claude Opus 4.6", "Claude Opus 4.7", Kinship.SIBLING),
        ("Nova 2 Pro", "Nova 2 Lite", Kinship.SIBLING),
        ("Qwen3.6-27B", "Qwen3.6-35B-A3B", Kinship.SIBLING),
        ("Nemotron 3 Super", "Nemotron 3 VoiceChat", Kinship.SIBLING),
        ("GPT-5.5", "Gemini 3.1 Pro", Kinship.NONE),
        ("Mistral Medium 3.5", "GPT-5.5", Kinship.NONE),
    ],
)
def test_how_two_models_are_related(one: str, other: str, related: Kinship):
    assert kinship(one, other) is kinship(other, one) is related


@given(st.text(max_size=30), st.text(max_size=30))
def test_any_two_words_are_related_alike_from_either_side(one: str, other: str):
    assert kinship(one, other) is kinship(other, one)
    assert stem(one) == " ".join(name_words(one)[: len(stem(one).split())])


def test_a_title_may_leave_the_first_word_out_where_the_rest_tells():
    assert tail("Claude Opus 4.7") == ("opus", "4.7")
    assert tail("DeepSeek-V4") == ("v4",)
    assert tail("GPT-5.5") == tail("Muse Spark") == tail("o3") == ()
