"""What is near a ratio and is none: shares of a whole, settings, and the words of another amount."""

import pytest

from bot.domain.claims import Kind, Ratio, Spec
from bot.reading.document import Document
from bot.reading.reader import read_document


def metrics(text: str, kind: Kind) -> list[str]:
    return [claim.metric for claim in read_document(Document(text=text)).claims if claim.kind is kind]


@pytest.mark.parametrize(
    "share",
    [
        "For DeepSeek-V3.2 the indexer accounts for over half of the operations of a token.",
        "In DeepSeek-V3.2, attention makes up a third of the compute of a token.",
        "Routing represents about 10% of the inference compute of GPT-5.5.",
    ],
)
def test_a_part_of_a_models_own_amount_is_no_ratio(share: str):
    assert metrics(share, Kind.RATIO) == []


def test_an_improvement_that_is_said_to_represent_a_percentage_is_one():
    assert metrics("The new kernel of GPT-5.5 is quicker, representing a 37% speed improvement.", Kind.RATIO) == [
        Ratio.SPEED
    ]


@pytest.mark.parametrize(
    "text",
    [
        "GPT-5.5 now costs $2 per million input tokens and $8 per million output tokens. That is a third less.",
        "GPT-5.5 now sells at $2 per million tokens. This is 30% less than before.",
    ],
)
def test_tokens_that_a_price_is_per_are_not_what_is_used(text: str):
    assert metrics(text, Kind.RATIO) == [Ratio.COST]


def test_memory_for_the_cache_is_the_cache():
    text = "DeepSeek-V4 needs 10% of the memory for the KV cache that DeepSeek-V3.2 needs."
    assert metrics(text, Kind.RATIO) == [Ratio.KV_CACHE]


@pytest.mark.parametrize(
    "setting",
    [
        "At a context of one million tokens GPT-6 needs 27% of the FLOPs of GPT-5.5.",
        "GPT-6 needs 27% of the FLOPs of GPT-5.5 at a context of one million tokens.",
        "GPT-6 needs 27% of the FLOPs of GPT-5.5 at a sequence length of 512K tokens.",
        "GPT-6 needs 27% of the FLOPs of GPT-5.5 when handling a million tokens.",
    ],
)
def test_a_length_at_which_something_holds_is_nobodys_window(setting: str):
    assert metrics(setting, Kind.SPEC) == []


def test_a_window_that_a_model_has_still_is():
    assert metrics("GPT-6 ships with a context window of 1M tokens.", Kind.SPEC) == [Spec.CONTEXT_WINDOW]
