"""Caveats, by what they mean and not by one phrase."""

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
