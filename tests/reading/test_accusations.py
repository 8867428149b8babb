"""Accusations: who alleges, against whom, and of what; and what accuses nobody."""

from collections.abc import Callable, Sequence

import pytest

from bot.domain.claims import Claim, Reading

Read = Callable[..., Reading]
Shorten = Callable[[Sequence[Claim]], list[tuple[str, str, str, float | None, str | None]]]


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
        ("xAI sued OpenAI, accusing it of stealing trade secrets.", "xAI", "other", "OpenAI"),
        ("Elon Musk sued OpenAI for breach of contract.", "Elon Musk", "other", "OpenAI"),
        ("DeepSeek faces a lawsuit from News Corp over stolen articles.", "News Corp", "copyright", "DeepSeek"),
        ("Former employees allege that xAI trained on test data.", "Former employees", "benchmark_gaming", "xAI"),
    ],
)
def test_who_accuses_whom_of_what(
    read: Read, text: str, accuser: str, offence: str, accused: str, short: Shorten
) -> None:
    assert ("allegation", accuser, offence, None, accused) in short(read(text).claims)


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        (
            "Anthropic has accused DeepSeek, Moonshot AI and MiniMax of siphoning Claude's capabilities.",
            [
                ("Anthropic", "distillation", "DeepSeek"),
                ("Anthropic", "distillation", "MiniMax"),
                ("Anthropic", "distillation", "Moonshot AI"),
            ],
        ),
        ("OpenAI told lawmakers that DeepSeek distilled its models.", [("OpenAI", "distillation", "DeepSeek")]),
        (
            "In a memo to Congress, OpenAI accused DeepSeek of free-riding on American labs by distilling "
            "their models.",
            [("OpenAI", "distillation", "DeepSeek")],
        ),
        (
            "A senior White House official said Moonshot AI had distilled Claude without authorization.",
            [("White House official", "distillation", "Moonshot AI")],
        ),
        (
            "Microsoft researchers believe DeepSeek exfiltrated OpenAI data through the API.",
            [("Microsoft researchers", "distillation", "DeepSeek")],
        ),
        (
            "Disney and Universal filed a lawsuit against Midjourney over copyright infringement.",
            [("Disney", "copyright", "Midjourney"), ("Universal", "copyright", "Midjourney")],
        ),
        (
            "Getty Images alleges that Stability AI copied millions of photos.",
            [("Getty Images", "copyright", "Stability AI")],
        ),
        (
            "Reddit sued Anthropic, claiming it scraped the site without a license.",
            [("Reddit", "copyright", "Anthropic")],
        ),
        (
            "Several novelists filed suit this week. The complaint names OpenAI, Meta and Google, and "
            "accuses them of training on pirated books.",
            [
                ("Several novelists", "copyright", "Google"),
                ("Several novelists", "copyright", "Meta"),
                ("Several novelists", "copyright", "OpenAI"),
            ],
        ),
        (
            "Prominent musicians have brought a new case against AI firms. The suit targets Anthropic and "
            "xAI for copying lyrics.",
            [("Prominent musicians", "copyright", "Anthropic"), ("Prominent musicians", "copyright", "xAI")],
        ),
        (
            "US officials allege DeepSeek used shell companies to obtain restricted Nvidia chips.",
            [("US officials", "export_controls", "DeepSeek")],
        ),
        (
            "According to a senior US official, DeepSeek trained its latest model on banned Blackwell chips.",
            [("senior US official", "export_controls", "DeepSeek")],
        ),
        (
            "The US Commerce Department is investigating whether DeepSeek evaded export controls.",
            [("US Commerce Department", "export_controls", "DeepSeek")],
        ),
        (
            "Italy's privacy regulator accused DeepSeek of sending user data to China.",
            [("Italy's privacy regulator", "security", "DeepSeek")],
        ),
        (
            "A whistleblower claims Meta trained Llama 4 on benchmark test sets.",
            [("whistleblower", "benchmark_gaming", "Meta")],
        ),
        ("Elon Musk is suing OpenAI, saying it abandoned its founding mission.", [("Elon Musk", "other", "OpenAI")]),
        (
            "Meta faces accusations from researchers that it gamed LMArena with Llama 4.",
            [("researchers", "benchmark_gaming", "Meta")],
        ),
        ("Britannica sued Perplexity for copying its definitions.", [("Britannica", "copyright", "Perplexity")]),
        (
            "Encyclopaedia Britannica and Merriam-Webster are suing OpenAI over copyright.",
            [("Encyclopaedia Britannica", "copyright", "OpenAI"), ("Merriam-Webster", "copyright", "OpenAI")],
        ),
        (
            "Japanese publishers demanded that OpenAI stop training Sora 2 on their works without permission.",
            [("Japanese publishers", "copyright", "OpenAI")],
        ),
        (
            "Anthropic cut off OpenAI's access to Claude, alleging a breach of its terms of service.",
            [("Anthropic", "other", "OpenAI")],
        ),
        (
            "Anthropic revoked OpenAI's API access, saying its staff had violated the terms of service.",
            [("Anthropic", "other", "OpenAI")],
        ),
        (
            "Ziff Davis, the owner of CNET, filed a copyright suit against OpenAI.",
            [("Ziff Davis", "copyright", "OpenAI")],
        ),
        (
            "Authors Richard Kadrey and Sarah Silverman sued Meta for training Llama on pirated books.",
            [("Richard Kadrey", "copyright", "Meta"), ("Sarah Silverman", "copyright", "Meta")],
        ),
        (
            "The lawsuit, filed by Concord Music, says Anthropic used lyrics without a license.",
            [("Concord Music", "copyright", "Anthropic")],
        ),
    ],
)
def test_accusations_in_other_words(read: Read, text: str, facts: list[tuple[str, str, str]], short: Shorten) -> None:
    found = [(who, offence, lab) for kind, who, offence, _, lab in short(read(text).claims) if kind == "allegation"]
    assert sorted(map(str, found)) == sorted(map(str, facts))


def test_what_is_only_said_to_have_been_done_is_hedged(read: Read) -> None:
    texts = ("Anthropic says DeepSeek allegedly distilled its models.", "Anthropic says DeepSeek stole its secrets.")
    assert [[claim.hedged for claim in read(text).claims if claim.kind == "allegation"] for text in texts] == [
        [True],
        [False],
    ]


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
        "OpenAI and Anthropic both warned that Chinese labs distil their models.",
        "DeepSeek distilled R1 into six smaller models.",
        "Anthropic said it will train on user chats unless people opt out.",
        "OpenAI said DeepSeek is a strong competitor.",
        "Google said Gemini was trained without copyrighted lyrics.",
        "Meta denied that it trained Llama 4 on test sets.",
        "Nvidia says export controls hurt its sales to Alibaba.",
        "OpenAI said hackers used ChatGPT for phishing.",
        "The judge in the Anthropic case approved the settlement over pirated books.",
        "Microsoft announced security features for OpenAI models.",
        "OpenAI reported that distillation cut the cost of GPT-7 mini.",
        "Anthropic found that DeepSeek models are easier to jailbreak than GPT-7.",
    ],
)
def test_what_accuses_nobody(read: Read, text: str) -> None:
    assert [claim for claim in read(text).claims if claim.kind == "allegation"] == []


def test_words_that_accuse_do_not_also_dispute(read: Read) -> None:
    found = read("Critics accuse Meta of cheating on benchmarks with Llama 4.")
    assert [claim.kind for claim in found.claims] == ["allegation"]
