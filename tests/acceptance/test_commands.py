"""What people meet: the real bot, real discord.py, the playground in between. Each builds on the ones before."""

import pytest

from bot.playground.person import Reply
from tests.acceptance.articles import PREVIEW, write_feed
from tests.acceptance.running import LOCKED, NEWS, PAPERS, Running
from tests.playground.openapi import assert_valid, is_present

pytestmark = pytest.mark.asyncio(loop_scope="module")

COMMANDS = {
    "Read claims",
    "ask",
    "audit",
    "changed",
    "claim",
    "claims",
    "compare",
    "contested",
    "digest",
    "efficiency",
    "feed",
    "gap",
    "help",
    "lab",
    "latest",
    "model",
    "price-history",
    "search",
    "story",
    "timeline",
    "undisclosed",
    "watch",
    "why",
}


async def test_the_commands_are_synced_once_and_each_is_described(running: Running):
    assert {
        command["name"] for command in running.ada.state["commands"][running.ada.state["guilds"][0]["id"]]
    } == COMMANDS
    synced = [r for r in running.playground.requests if r.method == "PUT" and r.path.endswith("/commands")]
    assert len(synced) == 1


async def test_before_any_feed_every_answer_says_what_to_try(running: Running):
    for command in ("latest", "efficiency", "claims", "digest preview"):
        reply = await running.milo.command(NEWS, command)
        assert "/feed add" in reply.text, command
    unknown = await running.milo.command(NEWS, "compare models", a="DeepSeek-V4-Pro", b="GPT-5.5")
    assert "names the model" in unknown.text
    assert unknown.ephemeral


async def test_a_member_may_not_add_a_feed(running: Running):
    reply = await running.milo.command(NEWS, "feed add", url=running.url("deepseek.xml"))
    assert reply.failed


async def test_an_admin_adds_a_feed_and_it_is_read_at_once(running: Running):
    reply = await running.ada.command(NEWS, "feed add", url=running.url("deepseek.xml"))
    assert "1 announcement stored and read, none posted" in reply.text
    assert "the voice of DeepSeek" in reply.text
    for name in ("wire.xml", "openai.xml"):
        assert "stored and read" in (await running.ada.command(NEWS, "feed add", url=running.url(name))).text


async def test_adding_it_again_says_so(running: Running):
    reply = await running.ada.command(NEWS, "feed add", url=running.url("deepseek.xml"))
    assert "already" in reply.text
    assert reply.ephemeral


@pytest.mark.parametrize(
    ("url", "says"),
    [
        ("http://10.0.0.1/feed", "private"),
        ("ftp://example.org/feed", "http"),
        ("not an address", "address"),
    ],
)
async def test_an_address_that_cannot_be_a_feed_is_refused_with_a_reason(running: Running, url: str, says: str):
    reply = await running.ada.command(NEWS, "feed add", url=url)
    assert says in reply.text
    assert reply.ephemeral


async def test_models_are_compared_with_the_makers_word_marked_as_such(running: Running):
    reply = await running.milo.command(NEWS, "compare models", a="DeepSeek-V4-Pro", b="DeepSeek-V3.2")
    first_line = reply.text.splitlines()[0]
    assert first_line == (
        "### DeepSeek-V4-Pro: 27% of DeepSeek-V3.2's compute / token, by the maker's own word; "
        "not yet measured by others"
    )
    assert "27% of the single-token inference FLOPs" in reply.text
    for figure in ("1.6T", "49B", "1M", "80.6", "73.1", "maker's word"):
        assert figure in reply.text, figure
    assert "https://deepseek.com/news/1" in reply.text
    assert not reply.ephemeral


async def test_why_shows_the_sentence_and_everybody_who_repeats_it(running: Running):
    comparison = await running.milo.command(NEWS, "compare models", a="DeepSeek-V4-Pro", b="DeepSeek-V3.2")
    menu = next(part for part in comparison.components if part["type"] == 3)
    option = next(o for o in menu["options"] if "compute / token" in o["label"])
    why = await running.milo.choose(comparison, menu["custom_id"], option["value"])
    assert why.ephemeral
    assert "27%" in why.text
    assert "The Wire" in why.text
    assert "not yet measured by others" in why.text


async def test_why_can_be_asked_by_words_of_the_claim(running: Running):
    (first, *_) = await running.milo.autocomplete(NEWS, "why", "claim", "V4 compute")
    assert "compute / token 0.27×" in first["name"]
    why = await running.milo.command(NEWS, "why", claim=first["value"])
    assert "Also put as: “" in why.text
    assert not why.ephemeral
    refused = await running.milo.click(why, "Report a mistake")
    assert "Manage Server" in refused.text
    nothing = await running.milo.command(NEWS, "why", claim="a claim that nobody makes")
    assert nothing.ephemeral


async def test_the_csv_button_sends_every_claim_with_its_quote(running: Running):
    comparison = await running.milo.command(NEWS, "compare models", a="DeepSeek-V4-Pro", b="DeepSeek-V3.2")
    reply = await running.milo.click(comparison, "CSV")
    assert reply.ephemeral
    assert reply.message is not None
    assert reply.message["attachments"][0]["filename"] == "gapwatch-models.csv"


async def test_a_question_too_long_for_a_button_is_kept_for_it(running: Running):
    asked = await running.milo.command(
        NEWS, "compare models", a="DeepSeek-V4-Pro", b="DeepSeek-V3.2", c="GPT-5.5", metric="SWE-bench Verified " * 4
    )
    reply = await running.milo.click(asked, "JSON")
    assert reply.message is not None
    assert reply.message["attachments"][0]["filename"] == "gapwatch-models.json"
    assert await running.milo.download(reply.message["attachments"][0]) == b"[]"


async def test_a_private_answer_is_for_the_asker_alone(running: Running):
    reply = await running.milo.command(NEWS, "efficiency", private=True)
    assert reply.ephemeral
    assert "compute / token" in reply.text


async def test_a_comparison_can_be_of_one_metric(running: Running):
    reply = await running.milo.command(
        NEWS, "compare models", a="DeepSeek-V4-Pro", b="DeepSeek-V3.2", metric="SWE-bench Verified"
    )
    assert "80.6" in reply.text
    assert "1.6T" not in reply.text


async def test_claims_can_be_asked_for_by_standing_and_period(running: Running):
    theirs = await running.milo.command(NEWS, "claims", kind="ratio", standing="repeated")
    assert "27%" in theirs.text
    assert "No ratio claims" in (await running.milo.command(NEWS, "claims", kind="ratio", standing="measured")).text


async def test_claims_can_be_asked_for_as_they_were_known_on_a_day(running: Running):
    assert "No claims" in (await running.milo.command(NEWS, "claims", as_of="2020-01-01")).text
    assert "27%" in (await running.milo.command(NEWS, "claims", kind="ratio", as_of="2999-01-01")).text
    refused = await running.milo.command(NEWS, "model show", name="DeepSeek-V4-Pro", as_of="yesterday")
    assert "is no date. Write it as year-month-day" in refused.text


async def test_a_list_turns_its_pages_in_place(running: Running):
    first = await running.milo.command(NEWS, "claims")
    assert "page 1 of 2" in first.text
    second = await running.milo.click(first, "Next")
    assert "page 2 of 2" in second.text
    assert first.message is not None
    assert second.message is not None
    assert second.message["id"] == first.message["id"]


async def test_names_are_offered_while_typing(running: Running):
    offered = await running.milo.autocomplete(NEWS, "compare models", "a", "v4")
    assert [choice["value"] for choice in offered] == ["DeepSeek-V4-Pro"]
    labs = await running.milo.autocomplete(NEWS, "compare labs", "a", "chatgpt")
    assert [choice["value"] for choice in labs] == ["OpenAI"]


async def test_metrics_are_offered_while_typing_and_others_refused(running: Running):
    offered = await running.milo.autocomplete(NEWS, "efficiency", "metric", "cache")
    assert [choice["value"] for choice in offered] == ["kv_cache"]
    refused = await running.milo.command(NEWS, "efficiency", metric="beauty")
    assert "no efficiency metric" in refused.text
    assert refused.ephemeral


async def test_a_typo_is_answered_with_the_nearest_names(running: Running):
    reply = await running.milo.command(NEWS, "compare models", a="Deepsek V4 Pro", b="GPT-5.5")
    assert "Did you mean DeepSeek-V4-Pro" in reply.text


async def test_labs_efficiency_latest_and_digest_answer(running: Running):
    labs = await running.milo.command(NEWS, "compare labs", a="deepseek", b="openai")
    assert "DeepSeek" in labs.text
    assert "$5.00 in" in labs.text
    efficiency = await running.milo.command(NEWS, "efficiency", metric="inference_compute")
    assert "0.27× compute / token" in efficiency.text
    assert "Previewing V4" in (await running.milo.command(NEWS, "latest", lab="DeepSeek")).text
    assert "Previewing V4" in (await running.milo.command(NEWS, "latest", text="previewing v4")).text
    assert "Nothing announced" in (await running.milo.command(NEWS, "latest", text="nobody says this")).text
    digest = await running.milo.command(NEWS, "digest preview", hours=24 * 90)
    assert "Previewing V4" in digest.text
    assert "3 feeds" in digest.text


async def test_one_model_one_lab_and_two_sides_answer(running: Running):
    card = await running.milo.command(NEWS, "model show", name="DeepSeek-V4-Pro")
    assert card.text.startswith("### DeepSeek-V4-Pro: ")
    assert "1.6T" in card.text
    timeline = await running.milo.click(card, "Timeline")
    assert "**DeepSeek-V4-Pro**" in timeline.text
    assert "DeepSeek" in (await running.milo.command(NEWS, "lab show", name="deepseek")).text
    assert "previewed" in (await running.milo.command(NEWS, "timeline", about="DeepSeek")).text
    assert "$5" in (await running.milo.command(NEWS, "price-history", model="GPT-5.5")).text
    assert "undisclosed" in (await running.milo.command(NEWS, "undisclosed")).text
    gap = await running.milo.command(NEWS, "gap", a="DeepSeek-V4-Pro", b="DeepSeek-V3.2", private=True)
    assert "7.5 ahead of DeepSeek-V3.2" in gap.text
    assert gap.ephemeral
    nothing = await running.milo.command(NEWS, "gap", a="DeepSeek-V4-Pro", b="deepseek v4 pro")
    assert "nothing to measure" in nothing.text
    assert nothing.ephemeral


async def test_a_chart_comes_with_its_words(running: Running):
    reply = await running.milo.command(NEWS, "timeline", about="DeepSeek")
    assert reply.message is not None
    (attachment,) = reply.message["attachments"]
    assert (await running.milo.download(attachment)).startswith(b"\x89PNG")
    (gallery,) = (part for part in reply.message["components"] if part["type"] == 12)
    (item,) = gallery["items"]
    assert item["description"].startswith("DeepSeek, timeline")
    front = await running.milo.command(NEWS, "efficiency", benchmark="SWE-bench Verified", cost="input_price")
    assert "No model has both" in front.text or "nothing beats" in front.text


async def test_what_changed_is_asked_for_a_period_or_since_the_last_time(running: Running):
    first = await running.milo.command(NEWS, "changed")
    assert "are new" in first.text
    assert "Nothing changed" in (await running.milo.command(NEWS, "changed")).text
    assert "are new" in (await running.milo.command(NEWS, "changed", since=7)).text


async def test_hostile_words_of_a_feed_neither_mention_nor_format(running: Running):
    reply = await running.milo.command(NEWS, "latest", lab="OpenAI")
    assert "@here look" not in reply.text
    assert "**free**" not in reply.text
    assert reply.message is not None
    assert reply.message["mention_everyone"] is False


async def test_nothing_of_one_server_shows_in_another(running: Running):
    async with running.playground.person("olga") as olga:
        reply = await olga.command(PAPERS, "compare models", a="DeepSeek-V4-Pro", b="DeepSeek-V3.2")
        assert "No announcement in this server's feeds" in reply.text
        assert await olga.autocomplete(PAPERS, "compare models", "a", "v4") == []


async def test_an_admin_mends_names_for_this_server(running: Running):
    done = await running.ada.command(NEWS, "model alias", model="DeepSeek-V4-Pro", alias="the whale")
    assert "“the whale” now means DeepSeek-V4-Pro here" in done.text
    asked = await running.milo.command(NEWS, "compare models", a="the whale", b="DeepSeek-V3.2")
    assert "27%" in asked.text
    assert [c["value"] for c in await running.milo.autocomplete(NEWS, "compare models", "a", "whale")] == [
        "DeepSeek-V4-Pro"
    ]
    again = await running.ada.command(NEWS, "model alias", model="DeepSeek-V4-Pro", alias="deepseek v4 pro")
    assert "is DeepSeek-V4-Pro already" in again.text
    refused = await running.milo.command(NEWS, "model alias", model="GPT-5.5", alias="x")
    assert "needs the permission Manage Guild" in refused.text
    assert refused.ephemeral


async def test_feeds_are_listed_and_removed_by_choice(running: Running):
    listed = await running.ada.command(NEWS, "feed list")
    assert "3 feeds, all well" in listed.text
    (choice,) = await running.ada.autocomplete(NEWS, "feed remove", "feed", "wire")
    gone = await running.ada.command(NEWS, "feed remove", feed=choice["value"])
    assert "No longer reading The Wire" in gone.text
    assert "2 feeds" in (await running.ada.command(NEWS, "feed list")).text


async def test_a_poll_brings_what_is_new_and_nothing_twice(running: Running):
    new = {"Previewing V4": PREVIEW, "V4 weights": "<p>DeepSeek-V4-Pro is available with open weights today.</p>"}
    write_feed(running.folder / "deepseek.xml", "DeepSeek News", "https://deepseek.com/news", new)
    await running.poll_now()
    latest = await running.milo.command(NEWS, "latest", lab="DeepSeek")
    assert latest.text.count("Previewing V4") == 1
    assert "V4 weights" in latest.text


async def test_help_names_every_command_to_the_person_alone(running: Running):
    reply = await running.milo.command(NEWS, "help")
    assert reply.ephemeral
    for command in ("compare models", "feed add", "digest preview"):
        assert f"/{command}" in reply.text


async def test_commands_answer_where_the_bot_may_not_post(running: Running):
    assert _answered(await running.milo.command(LOCKED, "latest"))


async def test_the_bot_survives_a_dropped_gateway(running: Running):
    running.playground.drop_gateway()
    reply = await running.milo.command(NEWS, "latest")
    assert _answered(reply)


def _answered(reply: Reply) -> bool:
    return reply.failed is None and "Latest announcements" in reply.text


@pytest.mark.skipif(not is_present(), reason="Discord's description of its API is not beside this checkout")
async def test_every_request_of_the_bot_is_one_that_discord_describes(running: Running):
    assert {request.method for request in running.playground.requests} >= {"GET", "POST", "PUT"}
    for request in running.playground.requests:
        assert_valid(request)
