"""Rankings that lean on a class, a place at the top or a neighbouring clause; likenesses that rank nothing."""

from collections.abc import Callable, Sequence

import pytest

from bot.domain.claims import Claim, Reading

Read = Callable[..., Reading]
Shorten = Callable[[Sequence[Claim]], list[tuple[str, str, str, float | None, str | None]]]


def _ranked(read: Read, short: Shorten, text: str) -> set[tuple[str, str, str | None]]:
    claims = [claim for claim in read(text).claims if claim.kind == "ranking"]
    return {(subject, metric, baseline) for _, subject, metric, _, baseline in short(claims)}


@pytest.mark.parametrize(
    ("text", "baseline"),
    [
        ("GPT-7 is small and matches or exceeds Claude Opus 9 in 12 tests.", "Claude Opus 9"),
        ("GPT-7 was built to rival the planning ability of leading proprietary models.", "leading proprietary models"),
        ("GPT-7 was meant to match the coding prowess of closed models.", "closed models"),
        ("GPT-7 delivers GPT-5-like quality.", "GPT-5"),
        ("GPT-7 performs like a 7–8B dense model.", "a dense model"),
    ],
)
def test_a_match_with_what_is_described(read: Read, text: str, baseline: str, short: Shorten) -> None:
    assert ("GPT-7", "matches", baseline) in _ranked(read, short, text)


@pytest.mark.parametrize(
    "words",
    [
        "shows superior throughput compared to models of a similar size such as Claude Opus 9 and Grok 8",
        "scores 51.2% on MMLU-Pro, higher than Claude Opus 9 and Grok 8",
        "has better accuracy than competitors of comparable size such as Claude Opus 9 and Grok 8",
    ],
)
def test_examples_of_a_class_are_beaten(read: Read, words: str, short: Shorten) -> None:
    found = _ranked(read, short, f"GPT-7 {words}.")
    assert {("GPT-7", "beats", "Claude Opus 9"), ("GPT-7", "beats", "Grok 8")} <= found
    assert "matches" not in {ranking for _, ranking, _ in found}


@pytest.mark.parametrize(
    "text",
    [
        "Compared with Claude Opus 9, GPT-7 shows outstanding reasoning.",
        "Compared to Claude Opus 9, GPT-7 has significantly improved long-context abilities.",
        "Although Claude Opus 9 is strong at completion, GPT-7 outperforms it on MMLU-Pro.",
        "While Claude Opus 9 has more parameters, GPT-7 surpasses it in coding.",
    ],
)
def test_the_other_side_stands_in_the_clause_before(read: Read, text: str, short: Shorten) -> None:
    assert ("GPT-7", "beats", "Claude Opus 9") in _ranked(read, short, text)


def test_an_opening_that_names_an_earlier_version(read: Read, short: Shorten) -> None:
    found = _ranked(read, short, "Compared to the previous 64K version, GPT-7 has clearly improved recall.")
    assert found == {("GPT-7", "beats", "previous version")}


@pytest.mark.parametrize(
    "text",
    [
        "GPT-7 still leads MMLU-Pro.",
        "GPT-7 leads 6/10 evals.",
        "GPT-7 now tops 7 of 12 benchmarks.",
        "GPT-7 leads five categories.",
    ],
)
def test_first_on_a_benchmark_or_some_of_them(read: Read, text: str, short: Shorten) -> None:
    assert ("GPT-7", "beats", None) in _ranked(read, short, text)


@pytest.mark.parametrize(
    ("text", "baseline"),
    [
        ("GPT-7 is the largest open-source MoE model in the industry.", "open-source moe models"),
        ("GPT-7 is the biggest video model ever released.", "video models"),
        ("The price is twice that of open-weights leader GPT-7.", "open-weights models"),
        ("GPT-7 reaches 18% on MMLU-Pro, 5 p.p. above the next best.", "next best"),
        ("GPT-7 leads by 4 points over the runner-up.", "runner-up"),
    ],
)
def test_first_of_a_class(read: Read, text: str, baseline: str, short: Shorten) -> None:
    assert ("GPT-7", "beats", baseline) in _ranked(read, short, text)


@pytest.mark.parametrize(
    "text",
    [
        "GPT-7 uses an attention scheme similar to Claude Opus 9.",
        "GPT-7 is an open research effort akin to Claude Opus 9.",
        "OpenAI announced GPT-7, a family that combines SOTA performance with high efficiency.",
        "GPT-7 lost ground to Claude Opus 9 in downloads.",
        "GPT-7 leads OpenAI's push into hospitals.",
        "The largest model that GPT-7 can load has 8 layers.",
    ],
)
def test_likeness_and_vague_praise_rank_nothing(read: Read, text: str, short: Shorten) -> None:
    assert _ranked(read, short, text) == set()


def test_what_follows_a_comma_is_said_of_it_and_not_of_the_model_it_follows(read: Read, short: Shorten) -> None:
    found = _ranked(
        read, short, "GPT-7 is out. It follows the design of GPT-6, setting the state of the art on MMLU-Pro."
    )
    assert found == {("GPT-7", "beats", None)}


@pytest.mark.parametrize(
    ("words", "ranking"),
    [
        ("loses six categories to Claude Opus 9", "trails"),
        ("is close enough to Claude Opus 9 to be a tie", "close_to"),
        ("sits near or at the frontier", "close_to"),
    ],
)
def test_further_words_that_rank(read: Read, words: str, ranking: str, short: Shorten) -> None:
    assert ranking in {metric for _, metric, _ in _ranked(read, short, f"GPT-7 {words}.")}


@pytest.mark.parametrize(
    ("text", "caveat"),
    [
        ("The gains of GPT-7 are vendor-stated.", "self_reported"),
        ("A high error rate undermines the headline claim of GPT-7.", "disputed"),
    ],
)
def test_words_that_hold_a_claim_back(read: Read, text: str, caveat: str) -> None:
    assert caveat in {claim.metric for claim in read(text).claims if claim.kind == "caveat"}


@pytest.mark.parametrize(
    ("text", "whose"),
    [
        ("@janedoe noted GPT-7 scores 92.5% on MMLU-Pro.", "third_party"),
        ("GPT-7 beats Claude Opus 9 on coding, via @janedoe99 and @some_lab.", "third_party"),
        ("GPT-7 beats Claude Opus 9 on coding, via @OpenAI and @OpenAIDevs.", "vendor"),
        ("Independent evals placed GPT-7 ahead of Claude Opus 9.", "third_party"),
        ("Sources indicate that GPT-7 is more expensive than Claude Opus 9.", "third_party"),
        ("OpenAI framed GPT-7 as better than Claude Opus 9.", "vendor"),
        ("GPT-7 is fast, with claims of up to 4x faster output than Claude Opus 9.", "vendor"),
    ],
)
def test_whose_word_it_is(read: Read, text: str, whose: str) -> None:
    claims = [claim for claim in read(text).claims if claim.kind in ("ranking", "benchmark", "ratio")]
    assert claims
    assert {claim.attribution for claim in claims} == {whose}
