"""The rules: from a sentence, list or table to claims."""

from collections.abc import Callable, Sequence

import pytest

from bot.domain.claims import Attribution, Bound, Claim, Reading

Read = Callable[..., Reading]
Shorten = Callable[[Sequence[Claim]], list[tuple[str, str, str, float | None, str | None]]]
OWN = {"publisher": "OpenAI", "url": "https://openai.com/x"}


def _claims(reading: Reading, kind: str) -> list[Claim]:
    return [claim for claim in reading.claims if claim.kind == kind]


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("GPT-7 has 1.6T parameters (49B active).", {("parameters", 1.6e12), ("active_parameters", 49e9)}),
        ("GPT-7 is a 32B total / 9B active parameter model.", {("parameters", 32e9), ("active_parameters", 9e9)}),
        (
            "GPT-7 was pretrained on 14T tokens in 2.7M H800 GPU hours.",
            {("training_tokens", 14e12), ("training_gpu_hours", 2.7e6)},
        ),
        (
            "GPT-7 supports up to one million tokens of context and 64K output tokens.",
            {("context_window", 1e6), ("max_output", 64e3)},
        ),
        (
            "GPT-7 costs $2 per million input tokens and $8 per million output tokens.",
            {("input_price", 2.0), ("output_price", 8.0)},
        ),
        ("GPT-7 fits in 80 GB of memory.", {("memory", 80e9)}),
        (
            "GPT-7 generates 140 tokens per second with a time to first token of 0.3 seconds.",
            {("output_speed", 140.0), ("time_to_first_token", 0.3)},
        ),
        ("Training GPT-7 cost $6 million.", {("training_cost", 6e6)}),
    ],
)
def test_figures_of_a_model(read: Read, text: str, facts: set[tuple[str, float]]) -> None:
    assert {(claim.metric, claim.value) for claim in _claims(read(text), "spec")} == facts


def test_figures_go_to_the_model_they_stand_by(read: Read, short: Shorten) -> None:
    found = read("The window is 128K for GPT-7 and 400K for GPT-7 Pro, against Claude Opus 9's 200K context.")
    assert {(s, v) for _, s, _, v, _ in short(_claims(found, "spec"))} == {
        ("GPT-7", 128e3), ("GPT-7 Pro", 400e3), ("Claude Opus 9", 200e3),
    }  # fmt: skip


def test_what_a_model_grew_from_belongs_to_the_older_model(read: Read, short: Shorten) -> None:
    found = read("Compared with GPT-6, GPT-7 grows from 300B parameters (30B active) to 700B parameters (40B active).")
    assert {(s, m, v) for _, s, m, v, _ in short(found.claims)} == {
        ("GPT-6", "parameters", 3e11), ("GPT-6", "active_parameters", 3e10),
        ("GPT-7", "parameters", 7e11), ("GPT-7", "active_parameters", 4e10),
    }  # fmt: skip


def test_a_list_speaks_of_its_heading_and_an_old_price_is_not_told(read: Read, short: Shorten) -> None:
    found = read(
        "## GPT-7 mini\n\n- Total parameters: 30B\n- Context: 64K tokens\n\n"
        "It costs $1 per million input tokens, down from $3."
    )
    assert {(s, m, v) for _, s, m, v, _ in short(found.claims)} == {
        ("GPT-7 mini", "parameters", 3e10), ("GPT-7 mini", "context_window", 64e3), ("GPT-7 mini", "input_price", 1.0),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "scores"),
    [
        ("GPT-7 scores 80.6% on SWE-bench Verified.", {("GPT-7", "SWE-bench Verified", 80.6)}),
        (
            "GPT-7 (65.8% SWE-bench Verified, 96.6% Math-500)",
            {("GPT-7", "SWE-bench Verified", 65.8), ("GPT-7", "MATH-500", 96.6)},
        ),
        (
            "GPT-7 reached 61.0 on GPQA Diamond, versus 58.2 for Claude Opus 9.",
            {("GPT-7", "GPQA Diamond", 61.0), ("Claude Opus 9", "GPQA Diamond", 58.2)},
        ),
        (
            "On MMLU-Pro, GPT-7 gets 71.2 and beats Claude Opus 9's 70.1.",
            {("GPT-7", "MMLU-Pro", 71.2), ("Claude Opus 9", "MMLU-Pro", 70.1)},
        ),
        ("GPT-7 has an LMArena rating of 1520.", {("GPT-7", "LMArena", 1520.0)}),
        ("GPT-7 gains 12% higher MMLU accuracy in 5 shots.", set()),
    ],
)
def test_scores_on_benchmarks(read: Read, text: str, scores: set[tuple[str, str, float]], short: Shorten) -> None:
    assert {(s, m, v) for _, s, m, v, _ in short(_claims(read(text), "benchmark"))} == scores


def test_scores_in_nested_lists_are_on_the_benchmark_above(read: Read, short: Shorten) -> None:
    found = read("Results:\n\n- GDPval-AA\n  - GPT-7: 1554\n  - Claude Opus 9: 1490\n- CritPt\n  - GPT-7: 17%\n")
    assert {(s, m, v) for _, s, m, v, _ in short(found.claims)} == {
        ("GPT-7", "GDPval-AA", 1554.0), ("Claude Opus 9", "GDPval-AA", 1490.0), ("GPT-7", "CritPt", 17.0),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("words", "metric", "value"),
    [
        ("uses 27% of the FLOPs of GPT-6", "inference_compute", 0.27),
        ("cuts FLOPs by 73% compared with GPT-6", "inference_compute", 0.27),
        ("needs 4x fewer FLOPs than GPT-6", "inference_compute", 0.25),
        ("is half the price of GPT-6", "cost", 0.5),
        ("is 50% cheaper than GPT-6", "cost", 0.5),
        ("is 3x more expensive than GPT-6", "cost", 3.0),
        ("is 2x faster than GPT-6", "speed", 2.0),
        ("doubles the throughput of GPT-6", "speed", 2.0),
        ("is 40% faster than GPT-6", "speed", 1.4),
        ("has 30% lower latency than GPT-6", "latency", 0.7),
        ("uses a third of the tokens of GPT-6", "tokens_used", 0.3333),
        ("is 10x smaller than GPT-6", "size", 0.1),
        ("reduces the KV cache by 90% compared to GPT-6", "kv_cache", 0.1),
        ("saves 40% of training costs compared to GPT-6", "training_cost", 0.6),
        ("costs the same price as GPT-6", "cost", 1.0),
    ],
)
def test_ratios_have_direction_and_base(read: Read, words: str, metric: str, value: float, short: Shorten) -> None:
    assert ("ratio", "GPT-7", metric, value, "GPT-6") in short(read(f"GPT-7 {words}.").claims)


def test_a_bound_turns_round_with_a_ratio(read: Read) -> None:
    claim = _claims(read("GPT-7 needs over 70% less memory than GPT-6."), "ratio")[0]
    assert (claim.value, claim.bound) == (0.3, Bound.LESS_THAN)


@pytest.mark.parametrize(
    ("words", "ranking"),
    [
        ("outperforms GPT-6", "beats"),
        ("is better than GPT-6 at maths", "beats"),
        ("achieves higher accuracy on MMLU than GPT-6", "beats"),
        ("is cheaper than GPT-6", "beats"),
        ("rivals GPT-6", "matches"),
        ("shows performance comparable to GPT-6", "matches"),
        ("matches or exceeds GPT-6", "matches"),
        ("is closing the gap with GPT-6", "close_to"),
        ("approaches GPT-6", "close_to"),
        ("trails GPT-6", "trails"),
        ("is slower than GPT-6", "trails"),
    ],
)
def test_rankings(read: Read, words: str, ranking: str, short: Shorten) -> None:
    assert ("ranking", "GPT-7", ranking, None, "GPT-6") in short(read(f"GPT-7 {words}.").claims)


def test_every_model_of_a_list_is_a_baseline_and_gives_no_subject(read: Read, short: Shorten) -> None:
    found = read("GPT-7 beats several models like Claude Opus 9, Grok 8, and Gemini 5 Pro.")
    assert {(s, b) for _, s, _, _, b in short(found.claims)} == {
        ("GPT-7", "Claude Opus 9"), ("GPT-7", "Grok 8"), ("GPT-7", "Gemini 5 Pro"),
    }  # fmt: skip


def test_the_best_of_a_class_beats_it_and_praise_alone_is_nothing(read: Read, short: Shorten) -> None:
    assert ("ranking", "GPT-7", "beats", None, "open models") in short(read("GPT-7 ranks #1 among open models.").claims)
    assert read("GPT-7 delivers top-tier, competitive results.").claims == ()
    assert read("GPT-7 did not outperform GPT-6.").claims == ()


@pytest.mark.parametrize(
    ("text", "events"),
    [
        ("OpenAI launched GPT-7 today.", {("GPT-7", "released")}),
        ("GPT-7 is now available in the API.", {("GPT-7", "released")}),
        ("OpenAI unveiled GPT-7.", {("GPT-7", "announced")}),
        ("OpenAI plans to release GPT-7 next week.", {("GPT-7", "announced")}),
        ("OpenAI released a preview of GPT-7.", {("GPT-7", "previewed")}),
        ("GPT-7 will be retired in May.", {("GPT-7", "deprecated")}),
        ("Mistral open-sourced Magistral 9.", {("Magistral 9", "released"), ("Magistral 9", "open_weights")}),
        (
            "Alibaba unveiled the Qwen9 family including Qwen9-Max and Qwen9-VL.",
            {("Qwen9-Max", "announced"), ("Qwen9-VL", "announced")},
        ),
        ("OpenAI released a report on GPT-7.", set()),
    ],
)
def test_releases(read: Read, text: str, events: set[tuple[str, str]], short: Shorten) -> None:
    assert {(s, m) for _, s, m, _, _ in short(_claims(read(text), "release"))} == events


def test_a_paper_that_introduces_a_model_releases_nothing(read: Read) -> None:
    found = read("We introduce GPT-7, a language model.", publisher="arXiv", url="https://arxiv.org/abs/1")
    assert _claims(found, "release") == []


def test_a_list_under_a_line_of_release_releases_each(read: Read, short: Shorten) -> None:
    found = read("The following models are deprecated:\n\n- gpt-4-turbo\n- gpt-4o-mini\n", **OWN)
    assert {(s, m) for _, s, m, _, _ in short(found.claims)} == {
        ("gpt-4-turbo", "deprecated"),
        ("gpt-4o-mini", "deprecated"),
    }


def test_a_benchmark_table_gives_a_claim_a_cell(read: Read, short: Shorten) -> None:
    found = read(
        "| Benchmark | GPT-7 | Claude Opus 9 |\n|---|---|---|\n| MMLU-Pro | 80.1 | **79.2** |\n| HLE | 41.0% | - |\n"
    )
    assert {(s, m, v) for _, s, m, v, _ in short(found.claims)} == {
        ("GPT-7", "MMLU-Pro", 80.1), ("Claude Opus 9", "MMLU-Pro", 79.2), ("GPT-7", "Humanity's Last Exam", 41.0),
    }  # fmt: skip
    assert all("|" in claim.quote.text for claim in found.claims)


def test_a_table_with_a_model_a_row_and_one_of_properties(read: Read, short: Shorten) -> None:
    down = read("| Model | Params | Context |\n|---|---|---|\n| GPT-7 | 2T | 1M |\n| GPT-7 mini | 30B | 128K |\n")
    assert ("spec", "GPT-7 mini", "parameters", 3e10, None) in short(down.claims)
    properties = read(
        "# GPT-7\n\n| | |\n|---|---|\n| Total Parameters | 1T |\n| Context Length | 256K |\n", title="GPT-7", **OWN
    )
    assert ("spec", "GPT-7", "context_window", 256e3, None) in short(properties.claims)


@pytest.mark.parametrize(
    ("text", "caveat"),
    [
        ("OpenAI has not disclosed the size of GPT-7.", "undisclosed"),
        ("The scores of GPT-7 have not been independently verified.", "unverified"),
        ("The scores of GPT-7 are self-reported.", "self_reported"),
        ("Analysts cast doubt on GPT-7.", "disputed"),
    ],
)
def test_caveats(read: Read, text: str, caveat: str) -> None:
    assert [claim.metric for claim in _claims(read(text), "caveat")] == [caveat]


def test_an_allegation_names_accuser_accused_and_offence(read: Read, short: Shorten) -> None:
    found = read("The White House accused Moonshot AI of distilling Claude models.")
    assert short(found.claims) == [("allegation", "White House", "distillation", None, "Moonshot AI")]


def test_an_accusation_in_the_passive_has_no_accuser_and_gives_no_claim(read: Read) -> None:
    assert _claims(read("DeepSeek and MiniMax were accused of distillation attacks on Anthropic."), "allegation") == []


def test_a_figure_printed_in_full_in_brackets_is_the_figure(read: Read) -> None:
    assert [claim.value for claim in read("GPT-7 has a context length of 1M (1,048,576) tokens.").claims] == [1048576]


def test_a_service_tier_gives_no_ratio(read: Read) -> None:
    assert _claims(read("OpenAI offers GPT-7 in a fast tier at double the price."), "ratio") == []


def test_who_says_so_and_what_is_held_back(read: Read) -> None:
    own = read("GPT-7 outperforms GPT-6.", **OWN).claims[0]
    said = read("OpenAI says GPT-7 outperforms GPT-6.").claims[0]
    tested = read("We tested it: GPT-7 outperforms GPT-6.").claims[0]
    rumoured = read("GPT-7 reportedly outperforms GPT-6.").claims[0]
    assert (own.attribution, said.attribution) == (Attribution.VENDOR, Attribution.VENDOR)
    assert (tested.attribution, rumoured.attribution) == (Attribution.THIRD_PARTY, Attribution.UNATTRIBUTED)
    assert (own.hedged, rumoured.hedged) == (False, True)


@pytest.mark.parametrize(
    "text",
    [
        "OpenAI raised $40 billion at a $500 billion valuation.",
        "ChatGPT has 900 million weekly users, up 30% in a year.",
        "Nvidia sold 2 million H200 GPUs.",
        "GPT-7 supports tool calls and 32 languages.",
        "GPT-7 was trained by 40 researchers in 2026.",
    ],
)
def test_money_users_chips_and_features_are_silent(read: Read, text: str) -> None:
    assert read(text).claims == ()
