"""Rankings in the many ways that writers put them, and the sentences that only look like one."""

from collections.abc import Callable, Sequence

import pytest

from bot.domain.claims import Claim, Reading

Read = Callable[..., Reading]
Shorten = Callable[[Sequence[Claim]], list[tuple[str, str, str, float | None, str | None]]]
OWN = {"publisher": "OpenAI", "url": "https://openai.com/x"}


def _ranked(read: Read, short: Shorten, text: str, **of: str) -> set[tuple[str, str, str | None]]:
    claims = [claim for claim in read(text, **of).claims if claim.kind == "ranking"]
    return {(subject, metric, baseline) for _, subject, metric, _, baseline in short(claims)}


@pytest.mark.parametrize(
    ("words", "ranking"),
    [
        ("edges out Claude Opus 9 on coding", "beats"),
        ("pulls ahead of Claude Opus 9", "beats"),
        ("is a clear step up from Claude Opus 9", "beats"),
        ("tops LMArena, dethroning Claude Opus 9", "beats"),
        ("costs less than Claude Opus 9", "beats"),
        ("has a lower error rate than Claude Opus 9", "beats"),
        ("is priced slightly lower than Claude Opus 9", "beats"),
        ("is priced well above Claude Opus 9", "trails"),
        ("costs more than Claude Opus 9", "trails"),
        ("was outperformed by Claude Opus 9 on MMLU-Pro", "trails"),
        ("loses out to Claude Opus 9 in maths", "trails"),
        ("falls well short of Claude Opus 9", "trails"),
        ("landed in third place, behind Claude Opus 9", "trails"),
        ("ranks 2nd (right after Claude Opus 9) on LMArena", "trails"),
        ("is second only to Claude Opus 9", "trails"),
        ("is nowhere near as good as Claude Opus 9", "trails"),
        ("does not match Claude Opus 9", "trails"),
        ("is a notch below Claude Opus 9", "trails"),
        ("trades blows with Claude Opus 9", "matches"),
        ("holds its own against Claude Opus 9", "matches"),
        ("reaches the same accuracy as Claude Opus 9", "matches"),
        ("performs just as well as Claude Opus 9", "matches"),
        ("competes closely with Claude Opus 9", "matches"),
        ("has reached parity with Claude Opus 9", "matches"),
        ("comes within two points of Claude Opus 9", "close_to"),
        ("is within striking distance of Claude Opus 9", "close_to"),
        ("is almost as good as Claude Opus 9", "close_to"),
        ("is not far behind Claude Opus 9", "close_to"),
        ("has narrowed the gap with Claude Opus 9", "close_to"),
    ],
)
def test_words_that_rank_one_model_against_another(read: Read, words: str, ranking: str, short: Shorten) -> None:
    assert ("GPT-7", ranking, "Claude Opus 9") in _ranked(read, short, f"GPT-7 {words}.")


@pytest.mark.parametrize(
    "text",
    [
        "Human raters favored GPT-7 over both Claude Opus 9 and Grok 8.",
        "GPT-7 surpasses Claude Opus 9 and Grok 8 on most tasks.",
        "GPT-7 outperforms other closed models (such as Claude Opus 9 and Grok 8).",
        "GPT-7 leads all rivals, ahead of Claude Opus 9 and Grok 8.",
        "On MMLU-Pro, GPT-7 came first, in front of Claude Opus 9, Grok 8 and the rest.",
        "GPT-7 beats Claude Opus 9 and Grok 8, its nearest rivals, by a wide margin.",
        "GPT-7 outperforms its predecessor GPT-6 and leading competitors like Claude Opus 9 and Grok 8.",
    ],
)
def test_everything_in_a_list_is_beaten(read: Read, text: str, short: Shorten) -> None:
    assert {("GPT-7", "beats", "Claude Opus 9"), ("GPT-7", "beats", "Grok 8")} <= _ranked(read, short, text)


def test_what_a_comparison_in_brackets_names_is_not_the_subject_of_the_next(read: Read, short: Shorten) -> None:
    found = _ranked(read, short, "GPT-7 ranked 2nd (just behind Claude Opus 9), outperforming Grok 8 on AlpacaEval.")
    assert found == {("GPT-7", "trails", "Claude Opus 9"), ("GPT-7", "beats", "Grok 8")}


@pytest.mark.parametrize(
    ("words", "second"),
    [
        ("matches Claude Opus 9 while being far cheaper", "beats"),
        ("is on par with Claude Opus 9, at a substantially higher cost", "trails"),
        ("rivals Claude Opus 9 but with lower latency", "beats"),
        ("is comparable to Claude Opus 9 while using fewer tokens", "beats"),
        ("is comparable to Claude Opus 9, though slower in practice", "trails"),
    ],
)
def test_a_second_comparison_without_a_name_has_the_first_ones_other_side(
    read: Read, words: str, second: str, short: Shorten
) -> None:
    assert ("GPT-7", second, "Claude Opus 9") in _ranked(read, short, f"GPT-7 {words}.")


def test_the_loser_of_the_second_half_trails_the_model_of_the_first(read: Read, short: Shorten) -> None:
    found = _ranked(read, short, "GPT-7 rivals Claude Opus 9, while Grok 8 lags far behind.")
    assert {("GPT-7", "matches", "Claude Opus 9"), ("Grok 8", "trails", "Claude Opus 9")} <= found


@pytest.mark.parametrize(
    ("text", "margin"),
    [
        ("GPT-7 gets 80.1 on MMLU-Pro (+3.2 vs GPT-6).", 3.2),
        ("GPT-7 is up 12 points from GPT-6.", 12),
        ("The 13-point jump from GPT-6 to GPT-7 is large.", 13),
        ("GPT-7 shows a +70 jump over GPT-6.", 70),
        ("GPT-7 made a 9-point improvement over GPT-6.", 9),
        ("GPT-7 is ahead by 2.5 percentage points over GPT-6.", 2.5),
    ],
)
def test_a_lead_in_points_is_a_ranking_with_its_margin(read: Read, text: str, margin: float) -> None:
    (claim,) = [claim for claim in read(text).claims if claim.kind == "ranking"]
    assert claim.margin in (margin, None)
    assert claim.metric == "beats"
    assert claim.baseline is not None
    assert claim.baseline.name == "GPT-6"


@pytest.mark.parametrize(
    "text",
    [
        "GPT-7 is our most capable model to date.",
        "Meet GPT-7, the most powerful model we have ever built.",
        "Today we release GPT-7, our smartest and fastest model yet.",
        "GPT-7 remains OpenAI's cheapest model.",
        "GPT-7 is the most reliable model in OpenAI's history.",
    ],
)
def test_the_best_of_its_maker_beats_what_the_maker_had_before(read: Read, text: str, short: Shorten) -> None:
    assert ("GPT-7", "beats", "earlier models of the lab") in _ranked(read, short, text, **OWN)


@pytest.mark.parametrize(
    ("text", "baseline"),
    [
        ("GPT-7 sets a new state of the art on SWE-bench Verified.", None),
        ("GPT-7 claims the number one spot on BrowseComp.", None),
        ("GPT-7 scored highest on GPQA Diamond.", None),
        ("GPT-7 sits at the top of the open-weight leaderboards.", "open-weight models"),
        ("GPT-7 is the strongest open-weight model available.", "open-weight models"),
        ("GPT-7 achieves SOTA results among small models.", "small models"),
        ("GPT-7 Pro is the strongest agentic model in the GPT family.", "other models of the family"),
        ("GPT-7 has the top score in its price tier.", "models of its size"),
        ("GPT-7 sets new records on BrowseComp.", None),
        ("GPT-7 offers best-in-class reasoning accuracy.", None),
    ],
)
def test_first_places(read: Read, text: str, baseline: str | None, short: Shorten) -> None:
    assert {(metric, other) for _, metric, other in _ranked(read, short, text)} == {("beats", baseline)}


def test_a_series_and_not_its_last_member_is_described_by_what_follows_the_list(read: Read, short: Shorten) -> None:
    text = "We introduce the GPT-7 series, including GPT-7 Pro and GPT-7 Mini, which are comparable to Claude Opus 9."
    assert _ranked(read, short, text) == {("GPT-7", "matches", "Claude Opus 9")}


def test_a_superlative_in_a_clause_of_its_own_is_a_second_ranking(read: Read, short: Shorten) -> None:
    text = "GPT-7 outperforms GPT-6 across tasks, achieving state-of-the-art results among dense models."
    assert _ranked(read, short, text) == {("GPT-7", "beats", "GPT-6"), ("GPT-7", "beats", "dense models")}


def test_its_predecessor_is_no_second_claim_beside_the_predecessors_name(read: Read, short: Shorten) -> None:
    text = "GPT-7 improves on the previous version. On MMLU-Pro GPT-7 outperforms GPT-6."
    assert _ranked(read, short, text) == {("GPT-7", "beats", "GPT-6")}


@pytest.mark.parametrize(
    "text",
    [
        "GPT-7 is out. Sam Altman, who led the coding team, said it was fun.",
        "GPT-7 is out. OpenAI leads the market for coding tools.",
        "GPT-7 follows best practices for safety and reasoning.",
        "GPT-7 is a leading, state-of-the-art model for enterprises.",
        "GPT-7 provides strong performance on coding, math and reasoning.",
        "GPT-7 is better than ever.",
        "GPT-7 uses the same tokenizer as GPT-6.",
        "We compared GPT-7 with Claude Opus 9 on coding tasks.",
        "Neither GPT-7 nor Grok 8 beats Claude Opus 9.",
        "If GPT-7 outperforms Claude Opus 9, we will switch.",
        "Whether GPT-7 beats Claude Opus 9 is unclear.",
        "GPT-7 was trained on more data than GPT-6.",
        "The best way to use GPT-7 is through the API for coding.",
        "GPT-7 matches the pricing of GPT-6.",
        "GPT-7 beats GPT-6 by up to 7x.",
    ],
)
def test_what_ranks_nothing(read: Read, text: str, short: Shorten) -> None:
    assert _ranked(read, short, text) == set()
