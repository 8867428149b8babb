"""A server mends what was read: the real bot, real discord.py, the playground. Each builds on the ones before."""

import pytest

from bot.playground.person import Person, Reply
from tests.acceptance.running import NEWS, PAPERS, Running
from tests.playground.openapi import assert_valid, is_present

pytestmark = pytest.mark.asyncio(loop_scope="module")

MODELS = {"a": "DeepSeek-V4-Pro", "b": "DeepSeek-V3.2"}


async def claim_like(person: Person, typed: str, command: str = "claim hide", channel: str = NEWS) -> str:
    """The first claim that is offered for these words."""
    choice, *_ = await person.autocomplete(channel, command, "claim", typed)
    return str(choice["value"])


async def why(person: Person, figure: str, about: str = "DeepSeek-V4-Pro") -> Reply:
    """The Why answer of one of a model's figures."""
    listed = await person.command(NEWS, "claims", about=about)
    menu = next(part for part in listed.components if part["type"] == 3)
    option = next(option for option in menu["options"] if figure in option["label"])
    return await person.choose(listed, menu["custom_id"], option["value"])


async def test_members_may_do_none_of_it(running: Running):
    for command, options in {
        "claim hide": {"claim": "1"},
        "claim restore": {"claim": "1"},
        "claim correct": {"claim": "1", "value": "1"},
        "audit": {},
    }.items():
        assert (await running.milo.command(NEWS, command, **options)).failed, command
    refused = await running.milo.command(NEWS, "model split", model="x", alias="y")
    assert "needs the permission Manage Guild" in refused.text


async def test_with_nothing_put_right_the_trail_says_what_can_be(running: Running):
    for name in ("deepseek.xml", "wire.xml", "openai.xml"):
        await running.ada.command(NEWS, "feed add", url=running.url(name))
    async with running.playground.person("olga") as olga, running.playground.person("ada") as ada:
        await ada.command(PAPERS, "feed add", url=running.url("deepseek.xml"))
        assert "27%" in (await olga.command(PAPERS, "compare models", **MODELS)).text
    reply = await running.ada.command(NEWS, "audit")
    assert "Nothing was put right" in reply.text
    assert "`/claim hide`" in reply.text


async def test_claims_are_offered_by_words_of_them(running: Running):
    offered = await running.ada.autocomplete(NEWS, "claim correct", "claim", "v4 compute deepseek")
    assert "DeepSeek-V4-Pro · compute / token 0.27× DeepSeek-V3.2 — The Wire, 20 Nov" in [
        choice["name"] for choice in offered
    ]
    assert await running.ada.autocomplete(NEWS, "claim correct", "claim", "v4 zebra") == []
    assert await running.ada.autocomplete(NEWS, "claim restore", "claim", "") == []


async def test_a_corrected_claim_is_corrected_in_every_answer_at_once(running: Running):
    before = await why(running.milo, "active parameters")
    claim = await claim_like(running.ada, "active")
    done = await running.ada.command(NEWS, "claim correct", claim=claim, value="37B", reason="a slip of the @everyone")
    assert "### Corrected: DeepSeek-V4-Pro · active parameters 37B" in done.text
    assert "was 49B" in done.text
    assert "49B active" in done.text
    comparison = await running.milo.command(NEWS, "compare models", **MODELS)
    assert "37B" in comparison.text
    assert "corrected here" in comparison.text
    listed = await running.milo.command(NEWS, "claims", about="DeepSeek-V4-Pro")
    assert "active parameters 37B (maker's word, corrected by this server: was 49B)" in listed.text
    told = await why(running.milo, "active parameters 37B")
    assert f"Corrected by this server: was 49B (<@{running.ada.id}>" in told.text
    assert "“a slip of the @\u200beveryone”" in told.text
    assert "Corrected" not in before.text
    exported = await running.milo.click(comparison, "CSV")
    assert exported.message is not None
    table = (await running.milo.download(exported.message["attachments"][0])).decode("utf-8-sig")
    assert "37000000000.0" in table
    assert "corrected by this server: was 49B" in table


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ({"value": "many"}, "is not one figure"),
        ({"value": "27%"}, "no figure in parameters"),
        ({"value": "37B"}, "says so already"),
        ({"metric": "beauty"}, "nothing that a spec claim is of"),
        ({"metric": "price in"}, "has another unit"),
        ({"subject": "GPT-99"}, "names the model “GPT-99”"),
        ({"baseline": "DeepSeek-V3.2"}, "compared with nothing"),
        ({}, "Nothing was given"),
    ],
)
async def test_nonsense_is_refused_with_a_sentence(running: Running, options: dict[str, str], says: str):
    claim = await claim_like(running.ada, "active")
    reply = await running.ada.command(NEWS, "claim correct", claim=claim, **options)
    assert says in reply.text
    assert reply.ephemeral


async def test_words_that_name_no_claim_or_several_are_refused(running: Running):
    for words, says in (("zebra", "No claim"), ("v4", "More than one"), ("99999999", "No claim")):
        reply = await running.ada.command(NEWS, "claim hide", claim=words)
        assert says in reply.text
        assert reply.ephemeral


async def test_a_claim_given_to_another_model_is_found_there_alone(running: Running):
    claim = await claim_like(running.ada, "context")
    await running.ada.command(NEWS, "claim correct", claim=claim, subject="GPT-5.5", value="400K")
    theirs = await running.milo.command(NEWS, "claims", about="GPT-5.5")
    assert "context 400K" in theirs.text
    assert "was DeepSeek-V4-Pro, 1M" in theirs.text
    ours = await running.milo.command(NEWS, "claims", about="DeepSeek-V4-Pro", kind="spec")
    assert "context" not in ours.text.replace("1M-token context", "")


async def test_a_hidden_claim_shows_nowhere_until_it_is_restored(running: Running):
    claim = await claim_like(running.ada, "v4 swe-bench")
    told = await why(running.milo, "SWE-bench Verified 80.6")
    hidden = await running.ada.command(NEWS, "claim hide", claim=claim, reason="no such score")
    assert "### Hidden: DeepSeek-V4-Pro · SWE-bench Verified 80.6" in hidden.text
    assert "80.6" not in (await running.milo.command(NEWS, "compare models", **MODELS)).text
    assert "80.6" not in (await running.milo.command(NEWS, "claims", about="DeepSeek-V4-Pro", kind="benchmark")).text
    assert "80.6" not in (await running.milo.command(NEWS, "digest preview", hours=24 * 90)).text
    assert await running.ada.autocomplete(NEWS, "claim hide", "claim", "v4 swe-bench") == []
    again = await running.ada.command(NEWS, "claim hide", claim=claim)
    assert "hidden already" in again.text
    corrected = await running.ada.command(NEWS, "claim correct", claim=claim, value="80")
    assert "hidden" in corrected.text
    assert "Report a mistake" in [part.get("label") for part in told.components]
    restored = await running.ada.command(
        NEWS, "claim restore", claim=await claim_like(running.ada, "swe-bench", "claim restore")
    )
    assert "### As it was read: DeepSeek-V4-Pro · SWE-bench Verified 80.6" in restored.text
    assert "80.6" in (await running.milo.command(NEWS, "compare models", **MODELS)).text


async def test_nothing_of_it_shows_in_another_server(running: Running):
    async with running.playground.person("ada") as ada:
        claims = await ada.command(PAPERS, "claims", about="DeepSeek-V4-Pro", kind="spec")
        assert "49B" in claims.text
        assert "corrected" not in claims.text
        assert "context 1M" in claims.text
        assert "Nothing was put right" in (await ada.command(PAPERS, "audit")).text
        (offered, *_) = await ada.autocomplete(PAPERS, "claim hide", "claim", "active")
        assert "49B" in offered["name"]


async def test_the_trail_tells_who_did_what_and_undoes_it(running: Running):
    trail = await running.ada.command(NEWS, "audit")
    lines = trail.text.splitlines()
    assert lines[0] == "### 4 changes, the last first"
    assert "In force: 0 claims hidden, 2 corrected, 0 names" in trail.text
    assert lines[2] == "**restored** DeepSeek-V4-Pro · SWE-bench Verified 80.6: hidden → as read"
    assert "**corrected** DeepSeek-V4-Pro · active parameters 49B: 49B → 37B" in trail.text
    assert f"<@{running.ada.id}> · <t:" in trail.text
    refused = await running.milo.choose(trail, "gapwatch:undo", _option(trail, "active parameters"))
    assert "Manage Guild" in refused.text
    assert refused.ephemeral
    undone = await running.ada.choose(trail, "gapwatch:undo", _option(trail, "active parameters"))
    assert "### Undone: DeepSeek-V4-Pro · active parameters 49B\n37B → 49B" in undone.text
    assert "37B" not in (await running.milo.command(NEWS, "compare models", **MODELS)).text
    twice = await running.ada.choose(trail, "gapwatch:undo", _option(trail, "active parameters"))
    assert "undone already" in twice.text
    assert twice.ephemeral


async def test_an_undo_can_be_undone_and_what_it_overrode_cannot(running: Running):
    trail = await running.ada.command(NEWS, "audit")
    again = await running.ada.choose(trail, "gapwatch:undo", _option(trail, "undone: DeepSeek-V4-Pro · active"))
    assert "49B → 37B" in again.text
    assert "37B" in (await running.milo.command(NEWS, "compare models", **MODELS)).text
    claim = await claim_like(running.ada, "active")
    await running.ada.command(NEWS, "claim hide", claim=claim)
    stale = await running.ada.choose(trail, "gapwatch:undo", _option(trail, "undone: DeepSeek-V4-Pro · active"))
    assert "undone already" in stale.text


async def test_names_are_merged_split_and_undone_in_the_trail(running: Running):
    await running.ada.command(NEWS, "model merge", model="DeepSeek-V3.2", into="DeepSeek-V4-Pro")
    merged = await running.milo.command(NEWS, "claims", about="DeepSeek-V4-Pro", kind="benchmark")
    assert "73.1" in merged.text
    (offered,) = await running.ada.autocomplete(NEWS, "model split", "alias", "v3", model="DeepSeek-V4-Pro")
    assert offered["value"] == "DeepSeek-V3.2"
    split = await running.ada.command(NEWS, "model split", model="DeepSeek-V4-Pro", alias="DeepSeek-V3.2")
    assert "DeepSeek-V3.2 is not DeepSeek-V4-Pro here any more" in split.text
    apart = await running.milo.command(NEWS, "claims", about="DeepSeek-V4-Pro", kind="benchmark")
    assert "73.1" not in apart.text
    again = await running.ada.command(NEWS, "model split", model="DeepSeek-V4-Pro", alias="DeepSeek-V3.2")
    assert "does not count as DeepSeek-V4-Pro" in again.text
    trail = await running.ada.command(NEWS, "audit", user=running.ada.id)
    assert "**split** DeepSeek-V3.2: DeepSeek-V4-Pro → as read" in trail.text
    await running.ada.choose(trail, "gapwatch:undo", _option(trail, "split: DeepSeek-V3.2"))
    assert "73.1" in (await running.milo.command(NEWS, "claims", about="DeepSeek-V4-Pro", kind="benchmark")).text
    nobody = await running.ada.command(NEWS, "audit", user=running.milo.id)
    assert f"Nothing was put right in this server by <@{running.milo.id}>" in nobody.text


async def test_the_trail_turns_its_pages_for_managers(running: Running):
    first = await running.ada.command(NEWS, "audit")
    assert "page 1 of 2" in first.text
    refused = await running.milo.click(first, "Next")
    assert "Manage Guild" in refused.text
    second = await running.ada.click(first, "Next")
    assert "page 2 of 2" in second.text
    assert "**corrected** DeepSeek-V4-Pro · active parameters 49B: 49B → 37B" in second.text
    assert "page 2 of 2" in (await running.ada.command(NEWS, "audit", page=99)).text


async def test_a_mistake_is_reported_from_the_why_answer(running: Running):
    told = await why(running.milo, "price in", about="GPT-5.5")
    refused = await running.milo.click(told, "Report a mistake")
    assert "Manage Server" in refused.text
    assert "`/claim hide`" in refused.text
    told = await why(running.ada, "price in", about="GPT-5.5")
    form = await running.ada.click(told, "Report a mistake")
    assert form.modal is not None
    wrong = await running.ada.submit(form, {"act": ["correct"], "value": "free", "reason": ""})
    assert "is not one figure" in wrong.text
    assert wrong.ephemeral
    form = await running.ada.click(told, "Report a mistake")
    mended = await running.ada.submit(form, {"act": ["correct"], "value": "$4.50", "reason": "read the page"})
    assert "price in $4.50" in mended.text
    assert mended.ephemeral
    assert "price in $4.50" in (await running.milo.command(NEWS, "claims", about="GPT-5.5")).text
    form = await running.ada.click(await why(running.ada, "price in", about="GPT-5.5"), "Report a mistake")
    hidden = await running.ada.submit(form, {"act": ["hide"], "value": "", "reason": ""})
    assert "### Hidden" in hidden.text
    assert "price in" not in (await running.milo.command(NEWS, "claims", about="GPT-5.5")).text


@pytest.mark.skipif(not is_present(), reason="Discord's description of its API is not beside this checkout")
async def test_every_request_of_the_bot_is_one_that_discord_describes(running: Running):
    for request in running.playground.requests:
        assert_valid(request)


def _option(trail: Reply, containing: str) -> str:
    """The value of the first entry of the menu whose label holds the words."""
    menu = next(part for part in trail.components if part.get("custom_id") == "gapwatch:undo")
    return next(option["value"] for option in menu["options"] if containing in option["label"])
