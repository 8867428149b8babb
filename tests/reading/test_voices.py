"""Whose word a claim is, and whether the text keeps its distance."""

from collections.abc import Callable

import pytest

from bot.domain.claims import Attribution, Reading

Read = Callable[..., Reading]
VENDOR, OTHERS, NOBODY = Attribution.VENDOR, Attribution.THIRD_PARTY, Attribution.UNATTRIBUTED


@pytest.mark.parametrize(
    ("text", "voice"),
    [
        ("According to OpenAI, GPT-7 scores 80.1 on MMLU-Pro.", VENDOR),
        ("OpenAI's model card lists a 400K context window for GPT-7.", VENDOR),
        ("The company says GPT-7 is 2x faster than GPT-6.", VENDOR),
        ("OpenAI CEO Sam Altman said GPT-7 has a 2M context window.", VENDOR),
        ("Anthropic claims that Claude Opus 9 is 30% cheaper than GPT-7.", VENDOR),
        ("GPT-7 scores 80.1 on MMLU-Pro (OpenAI, OpenAIDevs).", VENDOR),
        ("Google notes that GPT-7 trails Gemini 5 Pro on MMLU-Pro.", OTHERS),
        ("In my tests, GPT-7 beat Claude Opus 9 on coding.", OTHERS),
        ("I ran GPT-7 on my laptop and got 40 tokens per second.", OTHERS),
        ("We benchmarked GPT-7: it scores 71.2 on GPQA Diamond.", OTHERS),
        ("Artificial Analysis measured 120 tokens per second for GPT-7.", OTHERS),
        ("Developers report that GPT-7 outperforms Claude Opus 9 at refactoring.", OTHERS),
        ("Independent testing puts GPT-7 at 62.0% on SWE-bench Verified.", OTHERS),
        ("According to The Information, GPT-7 has 3T parameters.", OTHERS),
        ("GPT-7 scores 80.1 on MMLU-Pro (@someone).", OTHERS),
        ("The Daily leaderboard has GPT-7 ahead of Claude Opus 9.", OTHERS),
        ("GPT-7 scores 80.1 on MMLU-Pro.", NOBODY),
        ("OpenAI launched GPT-7, which has a 1M token context.", NOBODY),
    ],
)
def test_the_source_that_a_sentence_names(read: Read, text: str, voice: Attribution) -> None:
    assert [claim.attribution for claim in read(text).claims if claim.kind != "release"] == [voice]


def test_a_source_reaches_over_what_its_line_ends_in(read: Read) -> None:
    listed = read("OpenAI says the following:\n\n- GPT-7 has 2T parameters\n- GPT-7 has a 1M context window\n")
    quoted = read("Google is emphasizing price:\n\n> Gemini 5 Pro beats GPT-7 on MMLU-Pro.\n")
    tested = read("## Independent evaluations\n\n- GPT-7: 80.1 on MMLU-Pro\n", title="GPT-7")
    assert {claim.attribution for claim in listed.claims} == {VENDOR}
    assert {claim.attribution for claim in quoted.claims} == {VENDOR}
    assert {claim.attribution for claim in tested.claims} == {OTHERS}


def test_it_also_says_goes_back_to_the_speaker(read: Read) -> None:
    found = read(
        "OpenAI says GPT-7 has 2T parameters. It also says GPT-7 has a 1M context window. GPT-7 has 64 layers."
    )
    assert {claim.attribution for claim in found.claims} == {VENDOR}


def test_a_makers_own_page_is_its_word_but_for_other_peoples_boards(read: Read) -> None:
    own = {"publisher": "OpenAI", "url": "https://openai.com/x"}
    assert read("GPT-7 scores 80.1 on MMLU-Pro.", **own).claims[0].attribution is VENDOR
    ranked = read("GPT-7 ranks first on the LMArena leaderboard.", **own).claims[0]
    assert ranked.attribution is OTHERS


def test_a_maker_that_serves_another_labs_model_is_a_third_party(read: Read) -> None:
    own = {"publisher": "NVIDIA", "url": "https://developer.nvidia.com/x"}
    found = read("In this post we show how we reach 120 tokens per second with DeepSeek-V9.", **own)
    assert [claim.attribution for claim in found.claims] == [OTHERS]


def test_we_are_excited_to_release_makes_a_guest_post_the_makers_word(read: Read) -> None:
    found = read("We are excited to release Nemotron 9. Nemotron 9 has a 1M token context window.")
    assert {claim.attribution for claim in found.claims} == {VENDOR}


@pytest.mark.parametrize(
    ("text", "hedged"),
    [
        ("OpenAI says GPT-7 beats Claude Opus 9.", False),
        ("OpenAI claims GPT-7 beats Claude Opus 9.", True),
        ("GPT-7 is touted as beating Claude Opus 9.", True),
        ("Rumor has it that GPT-7 beats Claude Opus 9.", True),
        ("GPT-7 is expected to beat Claude Opus 9.", True),
        ("GPT-7 might beat Claude Opus 9.", True),
        ("GPT-7 on par with Claude Opus 9?", True),
        ("GPT-7 beats Claude Opus 9, and its makers claim more to come.", False),
    ],
)
def test_what_is_held_back(read: Read, text: str, hedged: bool) -> None:
    assert [claim.hedged for claim in read(text).claims if claim.kind == "ranking"] == [hedged]


@pytest.mark.parametrize(
    "told",
    [
        'Another wrote: "GPT-7 scores 80.5% on MMLU."',
        'One outlet ran the headline "GPT-7 scores 80.5% on MMLU".',
        "There is a growing consensus that GPT-7 scores 80.5% on MMLU.",
        "In a community poll GPT-7 was said to reach 80.5% on MMLU.",
        "GPT-7 was claimed to reach 80.5% on MMLU.",
    ],
)
def test_people_speak_by_a_headline_a_poll_or_what_they_agree_on(read: Read, told: str) -> None:
    assert [claim.attribution for claim in read(told).claims if claim.kind == "benchmark"] == ["third_party"]
