"""One fact in the words of several writers: prices, training, releases and rankings."""

from collections.abc import Callable, Sequence

import pytest

from bot.domain.claims import Claim, Reading

Read = Callable[..., Reading]
Short = tuple[str, str, str, float | None, str | None]
Shorten = Callable[[Sequence[Claim]], list[Short]]


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        (
            "GPT-7 is listed at $0.35 input and $0.85 output.",
            [("input_price", 0.35), ("output_price", 0.85)],
        ),
        (
            "GPT-7 is priced lower than any other OpenAI model: $0.10/million for input and $0.40/million for output.",
            [("input_price", 0.1), ("output_price", 0.4)],
        ),
        ("GPT-7 needs 59.4K H100 GPU hours ($148K).", [("training_gpu_hours", 59400.0), ("training_cost", 148000.0)]),
        ("GPT-7 was trained with less than $0.1 million.", [("training_cost", 100000.0)]),
        (
            "GPT-7 is trained for under $5 million, using 1.2T tokens.",
            [("training_cost", 5e6), ("training_tokens", 1.2e12)],
        ),
        ("GPT-7 gave a tenth of its 2T training tokens to Korean.", [("training_tokens", 2e12)]),
    ],
)
def test_prices_and_training_in_other_words(
    read: Read, short: Shorten, text: str, claims: list[tuple[str, float]]
) -> None:
    found = [claim for claim in short(read(text).claims) if claim[0] == "spec"]
    assert sorted((metric, value or 0.0) for _, _, metric, value, _ in found) == sorted(claims)


@pytest.mark.parametrize(
    "text",
    [
        "DeepSeek-V9-Coder is pre-trained from a checkpoint of DeepSeek-V9 with 6 trillion tokens.",
        "DeepSeek-V9-Coder, initialized from DeepSeek-V9, was trained on 6 trillion tokens.",
        "DeepSeek-V9-Coder is a stronger version of DeepSeek-V9, trained on 6 trillion tokens.",
    ],
)
def test_what_a_model_was_made_from_is_not_what_is_told_of(read: Read, short: Shorten, text: str) -> None:
    assert ("spec", "DeepSeek-V9-Coder", "training_tokens", 6e12, None) in short(read(text).claims)


@pytest.mark.parametrize(
    ("text", "publisher", "events"),
    [
        ("Meta trained Llama 9. In March Meta released the weights publicly.", "", {"released", "open_weights"}),
        ("Meta trained Llama 9. In March Meta published its weights.", "", {"released", "open_weights"}),
        ("Llama 9 is big. We openly release these models.", "Meta", {"released", "open_weights"}),
        ("Llama 9 is big. OpenAI released the weights of its own.", "", set()),
        ("Alibaba launched Qwen9-Max-Preview in April.", "", {"previewed"}),
        ("OpenAI introduced GPT-7. It costs $2 per million input tokens and $8 per million output.", "", {"released"}),
        ("OpenAI introduced GPT-7.", "", {"announced"}),
    ],
)
def test_where_a_model_stands_in_other_words(read: Read, text: str, publisher: str, events: set[str]) -> None:
    reading = read(text, publisher=publisher or "The Daily Test")
    assert {claim.metric for claim in reading.claims if claim.kind == "release"} == events


@pytest.mark.parametrize(
    ("text", "rankings"),
    [
        (
            "GPT-9 scores 59% on MMLU, above GPT-8, above Gemini 9 Pro, within reach of Claude Opus 9.",
            {("GPT-9", "beats", "GPT-8"), ("GPT-9", "beats", "Gemini 9 Pro"), ("GPT-9", "close_to", "Claude Opus 9")},
        ),
        (
            "GPT-9 is better than GPT-8 but below Claude Opus 9 for coding.",
            {("GPT-9", "beats", "GPT-8"), ("GPT-9", "trails", "Claude Opus 9")},
        ),
        ("GPT-9 is within the 95% CI of Claude Opus 9.", {("GPT-9", "matches", "Claude Opus 9")}),
        ("GPT-9 lands within the margin of error of Claude Opus 9.", {("GPT-9", "matches", "Claude Opus 9")}),
        (
            "GPT-9 does well, with GPT-9 beating Llama 8 and GPT-9-Chat surpassing Llama 8 Chat.",
            {("GPT-9", "beats", "Llama 8"), ("GPT-9-Chat", "beats", "Llama 8 Chat")},
        ),
        ("A failed run costs more than the model, as GPT-9 shows.", set()),
        ("GPT-9, with a similar base architecture as GPT-8, has experts.", set()),
        ("GPT-9 is above 80% on MMLU.", set()),
    ],
)
def test_rankings_in_other_words(read: Read, text: str, rankings: set[tuple[str, str, str]]) -> None:
    found = [claim for claim in read(text).claims if claim.kind == "ranking"]
    assert {(claim.subject.name, claim.metric, claim.baseline.name) for claim in found if claim.baseline} == rankings
