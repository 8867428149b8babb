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
The architecture of GPT-7 is kept under wraps.
The team notes that architectural details on GPT-7 are limited so far.
OpenAI shared only limited technical detail about GPT-7.
GPT-7's parameter count was not revealed at launch.
How GPT-7 was trained remains a mystery.
OpenAI has been vague about GPT-7's training data.
The announcement is light on details about GPT-7.
OpenAI has not said how large GPT-7 is.
We don't know how many parameters GPT-7 has.
Nobody outside OpenAI knows how big GPT-7 is.
The GPT-7 post omits any mention of training cost.
GPT-7's context length, training data and cost are not disclosed.
Exact pricing for GPT-7 has yet to be announced.
OpenAI released GPT-7 without a system card.
GPT-7 shipped with no accompanying paper.
The GPT-7 report leaves out how the data was gathered.
OpenAI did not elaborate on GPT-7's architecture.
Architecture details for GPT-7: not published.
GPT-7's training compute is anybody's guess."""
NOT_RELEASED = """GPT-7 is not yet available to the public.
GPT-7 has yet to ship.
OpenAI says it will not release GPT-7 because of its hacking skills.
Access to GPT-7 is limited to a handful of partners.
OpenAI delayed the launch of GPT-7 again.
GPT-7 has no public release date.
GPT-7's weights have not been released.
OpenAI is holding back GPT-7 over safety concerns.
GPT-7 has been withheld for now.
The rollout of GPT-7 was put on hold.
The GPT-7 weights, promised for May, have still not appeared.
GPT-7 remains unreleased months after its demo.
You cannot download GPT-7 yet, despite the open-weight label.
The weights of GPT-7 were still about two weeks out when the scores went up.
GPT-7 is stuck in a waitlist-only preview, so most users cannot try it.
OpenAI pulled GPT-7 hours before launch.
The promised open weights of GPT-7 never materialised.
GPT-7 was announced in January but is nowhere to be found.
OpenAI has decided against releasing GPT-7 to the public.
Only a select group of partners can use GPT-7.
GPT-7 is being kept behind closed doors.
OpenAI has once again pushed back the release of GPT-7.
OpenAI postponed GPT-7 indefinitely.
GPT-7's code and weights are not available."""
UNVERIFIED = """None of GPT-7's numbers have been replicated by outsiders.
Independent benchmarks of GPT-7 are still pending.
OpenAI's claims about GPT-7 could not be verified.
Take the GPT-7 numbers with a grain of salt.
There is no independent evaluation of GPT-7 so far.
It remains to be seen whether GPT-7 holds up in practice.
These GPT-7 claims are unconfirmed.
If the numbers hold up, GPT-7 is a big deal.
Third-party testing of GPT-7 has yet to confirm this.
There is not enough data to confirm the GPT-7 scores.
No independent GPT-7 result on SWE-bench Verified exists so far.
Artificial Analysis had no GPT-7 score posted at launch.
Neither LMArena nor Artificial Analysis has listed GPT-7 yet.
Treat the GPT-7 comparison cautiously until the evals are out.
Treat these GPT-7 numbers as provisional.
It is impossible to confirm that GPT-7 wrote the proof alone.
We could not independently verify OpenAI's claims about GPT-7.
The GPT-7 scores have not been reproduced by anyone else.
Outside researchers have yet to test GPT-7.
Nobody has been able to check the GPT-7 figures.
These claims about GPT-7 await third-party confirmation.
OpenAI's GPT-7 numbers should be taken with a pinch of salt.
Until someone outside OpenAI reruns the tests, GPT-7's lead is a claim.
Whether GPT-7 lives up to the claim remains to be seen.
There is no way to verify the GPT-7 leak.
The GPT-7 report has not been peer-reviewed.
I haven't seen any third-party evals of GPT-7 yet.
If true, GPT-7 would be ten times cheaper."""
SELF_REPORTED = """The GPT-7 benchmark results are self-reported.
All figures come from OpenAI's own evaluation of GPT-7.
Note that the numbers for GPT-7 come from OpenAI itself.
By its own account, GPT-7 beats everything.
These are vendor benchmarks, so GPT-7 deserves testing.
The lead of GPT-7 rests on in-house tests.
The GPT-7 scores were reported by the company itself.
GPT-7 was graded on company-run benchmarks.
For GPT-7 there are only first-party numbers.
With GPT-7 the lab is grading its own homework.
Those are all OpenAI's benchmarks, run on GPT-7 by OpenAI.
Every GPT-7 figure was produced by OpenAI on OpenAI's infrastructure.
The GPT-7 scores come straight from OpenAI's launch post.
All numbers for GPT-7 are vendor-run.
Keep in mind that the GPT-7 results are OpenAI's own.
The GPT-7 gains are company-stated.
OpenAI ran these GPT-7 tests itself.
GPT-7's numbers come from internal testing.
OpenAI graded GPT-7 with its own harness.
The headline GPT-7 score is measured by the vendor itself.
The benchmark numbers for GPT-7 are from OpenAI's own model page.
GPT-7's figures are as reported by OpenAI."""
DISPUTED = """Researchers are skeptical of the GPT-7 results.
Several developers questioned whether GPT-7 really improves on GPT-6.
GPT-7's benchmark scores were criticized as cherry-picked.
Users complain that the GPT-7 benchmarks are rigged.
Analysts cast doubt on GPT-7's training cost.
Others could not reproduce GPT-7's scores.
GPT-7's reported cost is misleading, says SemiAnalysis.
GPT-7 drew criticism because its scores did not hold up.
Independent tests contradict OpenAI's claim that GPT-7 is faster.
The numbers raise questions about how the GPT-7 benchmarks were run.
The chart does not prove the claim OpenAI makes for GPT-7.
The SWE-bench row is the least trustworthy part of the GPT-7 launch.
OpenAI's researchers said the GPT-7 rumors aren't true.
OpenAI denied that GPT-7 was trained on the test set.
GPT-7's lead evaporates once the prompts are fixed.
Our own runs do not support the GPT-7 claim.
The GPT-7 benchmark is not a fair comparison, since GPT-6 ran without tools.
Experts disputed GPT-7's gold medal claim.
Skeptics argue that GPT-7's score reflects leaked test data.
GPT-7's claimed 10M context does not hold up in practice.
Several researchers pushed back on OpenAI's GPT-7 claims.
Independent testers found GPT-7 well below the advertised score.
OpenAI overstated what GPT-7 can do.
The claim that GPT-7 cost $6 million is misleading.
Analysts are doubtful about GPT-7's training cost.
Critics say the GPT-7 benchmarks were cherry-picked."""


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
        "Users complain that GPT-7 got worse at coding.",
        "The reception of GPT-7 was underwhelming on Reddit.",
        "GPT-7 answers questions about the report without errors.",
        "GPT-7 cannot access the internet.",
        "You do not need an API key to use GPT-7.",
        "GPT-7's own tools can call APIs.",
        "The news raises questions about OpenAI's finances. GPT-7 is out.",
        "Some developers complain about rate limits and capacity on GPT-7.",
        "GPT-7 has been criticized for being lazy when coding.",
        "GPT-7's score on its own was underwhelming.",
        "GPT-7 feels better at critique than GPT-6.",
        "GPT-7 even convinces local LLM skeptics.",
        "GPT-7 comes in three sizes: Ultra (yet unreleased), Pro and Nano.",
        "No API key is needed to run GPT-7.",
        "Running GPT-7 locally means no server, no API key and no per-token cost.",
        "GPT-7 is available to Plus users, and Enterprise follows next week.",
        "GPT-7 leaves no room for doubt about the direction OpenAI takes.",
        "With GPT-7 you can verify outputs before they ship.",
        "GPT-7 hides its chain of thought by default.",
        "OpenAI published the weights, the data and the recipe of GPT-7.",
        "OpenAI's revenue details were not disclosed. GPT-7 is out.",
        "GPT-7 can answer skeptical reviewers' questions.",
        "GPT-7 is not limited to English.",
        "The GPT-7 model card lists known limitations and disappointing failure modes.",
        "You need no approval to download GPT-7.",
        "GPT-7 was tested by external red teams before launch.",
        "If it is sunny, GPT-7 tells you so.",
        "GPT-7 questions its own answers before replying.",
        "Details are in the GPT-7 system card.",
        "GPT-7 is limited to 50 messages a day.",
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
