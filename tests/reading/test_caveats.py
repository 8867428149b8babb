"""Caveats and accusations, by what they mean and not by one phrase."""

from collections.abc import Callable, Sequence

import pytest

from bot.domain.claims import Claim, Reading

Read = Callable[..., Reading]
Shorten = Callable[[Sequence[Claim]], list[tuple[str, str, str, float | None, str | None]]]

UNDISCLOSED = """OpenAI declined to say how many parameters GPT-7 has.
The parameter count of GPT-7 has not been made public.
Details on the training data of GPT-7 remain scarce.
There is no technical report for GPT-7 yet.
No model card accompanied GPT-7.
Little is known about the architecture of GPT-7.
OpenAI did not publish pricing for GPT-7.
The company is tight-lipped about how GPT-7 was trained.
GPT-7 comes without any details about its training data.
The size of GPT-7 is unknown.
OpenAI hasn't said what GPT-7 will cost.
The architecture of GPT-7 is kept under wraps."""
NOT_RELEASED = """GPT-7 is not yet available to the public.
GPT-7 has yet to ship.
OpenAI says it will not release GPT-7 because of its hacking skills.
Access to GPT-7 is limited to a handful of partners.
OpenAI delayed the launch of GPT-7 again.
GPT-7 has no public release date.
GPT-7's weights have not been released.
OpenAI is holding back GPT-7 over safety concerns.
GPT-7 has been withheld for now.
The rollout of GPT-7 was put on hold."""
UNVERIFIED = """None of GPT-7's numbers have been replicated by outsiders.
Independent benchmarks of GPT-7 are still pending.
OpenAI's claims about GPT-7 could not be verified.
Take the GPT-7 numbers with a grain of salt.
There is no independent evaluation of GPT-7 so far.
It remains to be seen whether GPT-7 holds up in practice.
These GPT-7 claims are unconfirmed.
If the numbers hold up, GPT-7 is a big deal.
Third-party testing of GPT-7 has yet to confirm this.
There is not enough data to confirm the GPT-7 scores."""
SELF_REPORTED = """The GPT-7 benchmark results are self-reported.
All figures come from OpenAI's own evaluation of GPT-7.
Note that the numbers for GPT-7 come from OpenAI itself.
By its own account, GPT-7 beats everything.
These are vendor benchmarks, so GPT-7 deserves testing.
The lead of GPT-7 rests on in-house tests.
The GPT-7 scores were reported by the company itself.
GPT-7 was graded on company-run benchmarks.
For GPT-7 there are only first-party numbers.
With GPT-7 the lab is grading its own homework."""
DISPUTED = """Researchers are skeptical of the GPT-7 results.
Several developers questioned whether GPT-7 really improves on GPT-6.
GPT-7's benchmark scores were criticized as cherry-picked.
Users complain that GPT-7 got worse at coding.
Analysts cast doubt on GPT-7's training cost.
Others could not reproduce GPT-7's scores.
GPT-7's reported cost is misleading, says SemiAnalysis.
The reception of GPT-7 was underwhelming on Reddit.
Independent tests contradict OpenAI's claim that GPT-7 is faster.
The numbers raise questions about how the GPT-7 benchmarks were run."""


@pytest.mark.parametrize(
    ("caveat", "text"),
    [
        (caveat, text)
        for caveat, texts in (
            ("undisclosed", UNDISCLOSED),
            ("not_released", NOT_RELEASED),
            ("unverified", UNVERIFIED),
            ("self_reported", SELF_REPORTED),
            ("disputed", DISPUTED),
        )
        for text in texts.splitlines()
    ],
)
def test_caveats_on_a_model(read: Read, caveat: str, text: str, short: Shorten) -> None:
    found = [(subject, metric) for kind, subject, metric, _, _ in short(read(text).claims) if kind == "caveat"]
    assert ("GPT-7", caveat) in found


@pytest.mark.parametrize(
    "text",
    [
        "Do not use GPT-7 for medical advice. Outputs may be misleading.",
        "The startup behind GPT-7 raised money; OpenAI paid an undisclosed sum.",
        "GPT-7 does not support images.",
        "GPT-7 is not available in the EU.",
        "I have no doubt GPT-7 will sell.",
        "GPT-7 answers questions about the report without errors.",
        "GPT-7 cannot access the internet.",
        "You do not need an API key to use GPT-7.",
        "GPT-7's own tools can call APIs.",
        "The news raises questions about OpenAI's finances. GPT-7 is out.",
    ],
)
def test_what_holds_no_claim_back(read: Read, text: str) -> None:
    assert [claim for claim in read(text).claims if claim.kind == "caveat"] == []


def test_a_makers_own_page_disputes_nothing_of_its_own(read: Read) -> None:
    text = "GPT-7 may produce misleading statements. We questioned whether GPT-7 is safe. In-house tests follow."
    assert [c for c in read(text, publisher="OpenAI", url="https://openai.com/x").claims if c.kind == "caveat"] == []


@pytest.mark.parametrize(
    ("text", "accuser", "offence", "accused"),
    [
        ("Anthropic accused DeepSeek of distilling Claude.", "Anthropic", "distillation", "DeepSeek"),
        (
            "OpenAI says DeepSeek used its outputs to train R1 through distillation.",
            "OpenAI",
            "distillation",
            "DeepSeek",
        ),
        (
            "The New York Times sued OpenAI over copyright infringement.",
            "New York Times",
            "copyright",
            "OpenAI",
        ),
        ("A group of authors is suing Anthropic over pirated books.", "group of authors", "copyright", "Anthropic"),
        ("OpenAI was sued by Getty Images for copyright infringement.", "Getty Images", "copyright", "OpenAI"),
        (
            "Meta was accused by researchers of gaming the leaderboard with Llama 4.",
            "researchers",
            "benchmark_gaming",
            "Meta",
        ),
        ("Getty Images' lawsuit against Stability AI is about piracy.", "Getty Images", "copyright", "Stability AI"),
        (
            "US officials said DeepSeek smuggled banned Nvidia chips through shell companies.",
            "US officials",
            "export_controls",
            "DeepSeek",
        ),
        (
            "A House committee alleged that DeepSeek evaded export controls.",
            "House committee",
            "export_controls",
            "DeepSeek",
        ),
        ("xAI sued OpenAI, accusing it of stealing trade secrets.", "xAI", "security", "OpenAI"),
        ("Elon Musk sued OpenAI for breach of contract.", "Elon Musk", "other", "OpenAI"),
        ("DeepSeek faces a lawsuit from News Corp over stolen articles.", "News Corp", "copyright", "DeepSeek"),
        ("Former employees allege that xAI trained on test data.", "Former employees", "benchmark_gaming", "xAI"),
    ],
)
def test_who_accuses_whom_of_what(
    read: Read, text: str, accuser: str, offence: str, accused: str, short: Shorten
) -> None:
    assert ("allegation", accuser, offence, None, accused) in short(read(text).claims)


def test_the_accused_may_be_named_in_the_next_sentence(read: Read, short: Shorten) -> None:
    text = (
        "In February, Anthropic disclosed a large distillation campaign against Claude. "
        "Two labs - DeepSeek and Moonshot AI - ran thousands of fake accounts."
    )
    assert {(c[1], c[4]) for c in short(read(text).claims) if c[0] == "allegation"} == {
        ("Anthropic", "DeepSeek"), ("Anthropic", "Moonshot AI"),
    }  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "Reuters reported that Alibaba distilled Qwen models into smaller ones.",
        "DeepSeek published distilled models based on Qwen and Llama.",
        "Google says Gemini 5 was distilled from a larger model.",
        "Anthropic said security researchers at OpenAI praised the model.",
    ],
)
def test_what_accuses_nobody(read: Read, text: str) -> None:
    assert [claim for claim in read(text).claims if claim.kind == "allegation"] == []


def test_words_that_accuse_do_not_also_dispute(read: Read) -> None:
    found = read("Critics accuse Meta of cheating on benchmarks with Llama 4.")
    assert [claim.kind for claim in found.claims] == ["allegation"]
