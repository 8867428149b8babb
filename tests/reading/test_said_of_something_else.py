"""Sentences with a claim's words that claim nothing of a model: of data, of a firm, of somebody else's model."""

from collections.abc import Callable

import pytest

from bot.domain.claims import Kind, Reading

Read = Callable[..., Reading]


def _claimed(read: Read, text: str, kind: Kind, *, publisher: str) -> list[tuple[str, str]]:
    claims = read(text, publisher=publisher).claims
    return [(claim.subject.name, claim.metric) for claim in claims if claim.kind is kind]


@pytest.mark.parametrize(
    "text",
    [
        "GPT-9 is a long bet on understanding how our most powerful models behave.",
        "With GPT-9, members get access to our most capable models.",
        "With GPT-9 one asks what is right in the first place.",
        "With GPT-9 we take a leading role in training frontier models.",
        "GPT-9 is here. Our mission is to deliver the best open models to developers.",
    ],
)
def test_praise_of_no_model_ranks_none(read: Read, text: str) -> None:
    assert not _claimed(read, text, Kind.RANKING, publisher="OpenAI")


@pytest.mark.parametrize(
    "text",
    [
        "Meet our most powerful models, GPT-9 and GPT-9 mini.",
        "GPT-9 and GPT-9 mini are our most powerful models.",
        "We deliver the best open model, GPT-9.",
    ],
)
def test_praise_of_named_models_ranks_them(read: Read, text: str) -> None:
    assert _claimed(read, text, Kind.RANKING, publisher="OpenAI")


@pytest.mark.parametrize(
    "text",
    [
        "GPT-9 helps where visual safety data is scarce.",
        "GPT-9 says so when data is missing.",
        "The compute of GPT-9 is limited by memory bandwidth.",
        "GPT-9 is for everybody, at no cost.",
        "GPT-9 knows undocumented conventions of old software.",
    ],
)
def test_what_is_scarce_or_free_is_not_undisclosed(read: Read, text: str) -> None:
    assert not _claimed(read, text, Kind.CAVEAT, publisher="OpenAI")


@pytest.mark.parametrize(
    "text",
    [
        "Details of GPT-9 are scarce.",
        "GPT-9's architecture remains undocumented.",
        "No pricing was given for GPT-9.",
    ],
)
def test_what_its_maker_keeps_back_is_undisclosed(read: Read, text: str) -> None:
    assert _claimed(read, text, Kind.CAVEAT, publisher="The Daily Test") == [("GPT-9", "undisclosed")]


@pytest.mark.parametrize(
    "text",
    [
        "Llama 9 is weaker in each of them. Our models are now available in the API.",
        "Llama 9 is weaker in each of them. Run it yourself, with access to our model weights.",
        "GPT-9 was tested. We open-source the gold set of 100 questions on Hugging Face.",
        "GPT-9 was tested. We are open-sourcing 10 representative BrowseComp-Next questions on Hugging Face.",
        "GPT-9 will continue to be available through partners.",
        "For GPT-9 we compared against the best version available via API.",
    ],
)
def test_nothing_is_released_anew_by_speaking_of_what_is_out(read: Read, text: str) -> None:
    assert not _claimed(read, text, Kind.RELEASE, publisher="OpenAI")


def test_a_clause_of_another_model_compares_that_model(read: Read) -> None:
    text = "GPT-9 Luna nearly matches GPT-8, while GPT-9 Terra surpasses it at a lower cost."
    ranked = _claimed(read, text, Kind.RANKING, publisher="OpenAI")
    assert ("GPT-9 Terra", "beats") in ranked
    assert ("GPT-9 Luna", "beats") not in ranked


def test_an_accuser_is_named_in_full_before_its_initials(read: Read) -> None:
    text = "The Daily Insights: The Harbour Times (HT) filed a lawsuit against OpenAI, alleging copyright infringement."
    assert _claimed(read, text, Kind.ALLEGATION, publisher="The Daily Test") == [("Harbour Times", "copyright")]


@pytest.mark.parametrize(
    "text",
    [
        "GPT-9 was probed with it. We open-sourced Petrel, a version of our audit tool.",
        "GPT-9 is strong in open source intelligence: finding people and systems.",
        "GPT-9 helps. His team uses it to develop open-source fusion research software.",
        "It matters little whether GPT-9 comes with open weights.",
        "Harbour Bank is rolling out GPT-9 across its workforce of 29,000 employees.",
        "Harbour Bank will use GPT-9, making it available to approximately 30,000 employees.",
        "We are launching the Index connector for GPT-9, which lets anyone explore that data.",
        "Since its launch, GPT-9 has helped with proofs.",
        "The batch API introduces a more efficient way to send requests to GPT-9.",
    ],
)
def test_a_tool_or_a_customer_releases_no_model(read: Read, text: str) -> None:
    assert not _claimed(read, text, Kind.RELEASE, publisher="OpenAI")


@pytest.mark.parametrize(
    "text",
    [
        "We open-sourced GPT-9, a version of our largest model.",
        "Harbour Labs is rolling out GPT-9 to all users of its API.",
        "We are launching GPT-9, which lets anyone explore data.",
    ],
)
def test_a_model_that_is_brought_out_is_released(read: Read, text: str) -> None:
    assert ("GPT-9", "released") in _claimed(read, text, Kind.RELEASE, publisher="OpenAI")


def test_a_number_among_sizes_is_no_score(read: Read) -> None:
    text = "Results on MMLU for Mistral 7B and Llama 2 (7B/13/70B)."
    assert not _claimed(read, text, Kind.BENCHMARK, publisher="Mistral AI")


@pytest.mark.parametrize(
    "text",
    [
        "GPT-9 is released under a framework that matches model capabilities with safeguards.",
        "GPT-9 Voice is a flow-matching model, built on Llama 9.",
        "GPT-9 has improved on benchmarks across the board.",
    ],
)
def test_what_is_no_rival_is_compared_with_nothing(read: Read, text: str) -> None:
    assert not _claimed(read, text, Kind.RANKING, publisher="OpenAI")


def test_benchmarks_are_led_on_and_not_beaten(read: Read) -> None:
    claims = read("GPT-9 reaches state-of-the-art performance across multiple benchmarks.", publisher="OpenAI").claims
    assert [(claim.metric, claim.baseline) for claim in claims] == [("beats", None)]
