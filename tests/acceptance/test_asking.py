"""Plain questions, search, and the menu *Read claims*, as people meet them."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio
from aiohttp import web

from bot.client import COGS, GapwatchBot
from bot.playground.person import Reply
from cogs.answering.answerers import ANSWERERS
from cogs.answering.command_lines import COMMANDS
from cogs.help import known_commands
from cogs.passages import TIMES
from cogs.views.help import REST, by_topic, render_help
from cogs.views.layout import AnswerView
from tests.acceptance.running import NEWS, PAPERS, Running

pytestmark = pytest.mark.asyncio(loop_scope="module")

CLAIM = "DeepSeek-V4-Pro needs 27% of the single-token inference FLOPs of DeepSeek-V3.2."
ARTICLE = (
    f"<html><head><title>A post</title></head><body><article><h1>A post</h1><p>{CLAIM}</p></article></body></html>"
)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def reading(running: Running) -> Running:
    """The bot in a guild that reads three feeds."""
    for name in ("deepseek.xml", "wire.xml", "openai.xml"):
        await running.ada.command(NEWS, "feed add", url=running.url(name))
    return running


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def pages() -> AsyncIterator[str]:
    """A site with an article, an empty page, a PDF and a place that leads into a private network."""

    async def answer(request: web.Request) -> web.Response:
        match request.path:
            case "/post":
                return web.Response(text=ARTICLE, content_type="text/html")
            case "/empty":
                return web.Response(text="<html><body><div></div></body></html>", content_type="text/html")
            case "/paper.pdf":
                return web.Response(body=b"%PDF-1.7 ...", content_type="application/pdf")
            case "/inside":
                raise web.HTTPFound("http://10.0.0.1/secret")
        raise web.HTTPNotFound

    app = web.Application()
    app.router.add_get("/{path:.*}", answer)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    await runner.cleanup()


async def test_a_question_is_answered_by_the_command_that_it_became(reading: Running):
    reply = await reading.milo.command(NEWS, "ask", question="is v4 better than V3.2 on swe-bench verified?")
    lines = reply.text.splitlines()
    assert lines[0] == "`/compare models a:DeepSeek-V4-Pro b:DeepSeek-V3.2 metric:SWE-bench Verified`"
    assert "80.6" in reply.text
    assert "73.1" in reply.text
    assert "1.6T" not in reply.text
    assert not reply.ephemeral


async def test_the_next_best_readings_are_buttons(reading: Running):
    asked = await reading.milo.command(NEWS, "ask", question="who cut inference cost most?", private=True)
    assert asked.ephemeral
    assert asked.text.startswith("`/efficiency metric:cost sort:least first`")
    other = await reading.milo.click(asked, "/efficiency metric:compute / token sort:least first")
    assert "27%" in other.text
    assert other.ephemeral


async def test_an_answer_of_a_question_turns_its_pages_under_its_command(reading: Running):
    first = await reading.milo.command(NEWS, "ask", question="show me all the claims")
    assert first.text.startswith("`/claims`")
    second = await reading.milo.click(first, "Next")
    assert second.text.startswith("`/claims`")
    assert "page 2 of 2" in second.text


async def test_a_question_that_no_command_fits_is_answered_with_the_nearest_three(reading: Running):
    reply = await reading.milo.command(NEWS, "ask", question="what is the weather in Berlin?")
    assert "No command answers" in reply.text
    buttons = [part for part in reply.components if part["type"] == 2]
    assert buttons[0]["label"] == "/search query:weather Berlin"
    assert len(buttons) == 3
    assert "Nothing says" in (await reading.milo.click(reply, "/search query:weather Berlin")).text


async def test_a_name_that_no_feed_uses_is_said_under_the_command(reading: Running):
    reply = await reading.milo.command(NEWS, "ask", question="DeepSeek V4 Ultra vs GPT-5.5")
    assert reply.text.startswith("`/compare models a:")
    assert "No announcement in this server's feeds names the model" in reply.text
    assert not reply.failed


async def test_a_question_in_another_server_names_nothing_of_this_one(reading: Running):
    async with reading.playground.person("olga") as olga:
        reply = await olga.command(PAPERS, "ask", question="whalefall")
        assert "DeepSeek" not in reply.text
        offered = await olga.autocomplete(PAPERS, "search", "feed", "", query="x")
        assert offered == []


@pytest.mark.parametrize("question", ["@everyone **x** [a](https://evil.example) `b`" * 20, "🤖" * 500, "…" * 1000])
async def test_hostile_questions_are_answered_within_the_limits(reading: Running, question: str):
    reply = await reading.milo.command(NEWS, "ask", question=question[:1000])
    assert reply.failed is None
    assert len(reply.text) <= 4000
    assert reply.message is not None
    assert reply.message["mention_everyone"] is False


async def test_efficiency_can_be_sorted(reading: Running):
    reply = await reading.milo.command(NEWS, "efficiency", sort="least")
    assert "; least: DeepSeek-V4-Pro at 0.27×" in reply.text


async def test_a_search_shows_the_sentence_with_the_words_in_bold(reading: Running):
    reply = await reading.milo.command(NEWS, "search", query="disclose training")
    assert reply.text.startswith("### “disclose training”: 1 announcement")
    assert "did not **disclose** the **training** data" in reply.text
    assert "The Wire" in reply.text
    assert "claim" in reply.text
    narrowed = await reading.milo.command(NEWS, "search", query="flops", feed="DeepSeek News", model="DeepSeek-V4-Pro")
    assert "1 announcement · DeepSeek-V4-Pro · DeepSeek News" in narrowed.text


async def test_hostile_words_of_a_hit_stay_words(reading: Running):
    reply = await reading.milo.command(NEWS, "search", query="free tokens")
    assert "@everyone" not in reply.text
    assert r"\*\***free**\*\*" in reply.text
    assert r"\[**tokens**](https://evil.example)" in reply.text


async def test_a_search_without_hits_offers_what_would_find_something(reading: Running):
    reply = await reading.milo.command(NEWS, "search", query="deepsek parameters", topic="legal")
    assert "Nothing says “deepsek parameters” · legal" in reply.text
    labels = [part["label"] for part in reply.components if part["type"] == 2]
    assert labels
    better = await reading.milo.click(reply, "“deepseek parameters” · everywhere")
    assert "**parameters**" in better.text
    hopeless = await reading.milo.command(NEWS, "search", query="zzzz")
    assert "fewer or other words" in hopeless.text


async def test_feeds_are_offered_by_title_and_an_unknown_one_is_refused(reading: Running):
    offered = await reading.milo.autocomplete(NEWS, "search", "feed", "news", query="x")
    assert {choice["value"] for choice in offered} == {"DeepSeek News", "OpenAI News"}
    refused = await reading.milo.command(NEWS, "search", query="x", feed=reading.url("wire.xml"))
    assert "No feed of this server" in refused.text
    assert refused.ephemeral


async def read(running: Running, content: str) -> Reply:
    """What the menu says of a message with this content, asked by whoever has asked least."""
    message = await running.milo.say(NEWS, content)
    return await running.ada.context_menu(message, "Read claims")


async def test_the_claims_of_a_message_are_read_for_the_asker_alone(reading: Running):
    message = await reading.milo.say(NEWS, f"Look: {CLAIM} See https://elsewhere.example/x")
    reply = await reading.milo.context_menu(message, "Read claims")
    assert reply.ephemeral
    assert "1 claim in the message" in reply.text
    assert "27%" in reply.text
    assert f"“Look: {CLAIM}”" in reply.text
    assert "was not opened" in reply.text
    assert "Nothing was stored" in reply.text


async def test_the_page_behind_the_link_of_a_message_is_read(reading: Running, pages: str):
    message = await reading.milo.say(NEWS, f"worth a read: <{pages}/post>.")
    reply = await reading.milo.context_menu(message, "Read claims")
    assert "1 claim on the page [A post]" in reply.text
    assert "27%" in reply.text


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("{pages}/paper.pdf", "is a PDF"),
        ("{pages}/inside", "private or local network"),
        ("{pages}/empty", "No text was found"),
        ("{feeds}/deepseek.xml", "is a feed, not an article"),
        ("🙂 !!", "no words"),
    ],
)
async def test_what_cannot_be_read_is_said_in_a_sentence(reading: Running, pages: str, content: str, says: str):
    reply = await read(reading, content.format(pages=pages, feeds=reading.url("").rstrip("/")))
    assert says in reply.text
    assert reply.ephemeral


async def test_who_reads_too_often_is_told_when_to_come_back(reading: Running):
    message = await reading.milo.say(NEWS, "Good morning")
    replies = [await reading.ada.context_menu(message, "Read claims") for _ in range(TIMES + 1)]
    assert "This may be asked 5 times in 60 seconds. Ask again in" in replies[-1].text
    assert replies[-1].ephemeral


async def test_an_answer_of_the_bot_is_not_read(reading: Running):
    answer = await reading.milo.command(NEWS, "latest")
    assert answer.message is not None
    reply = await reading.milo.context_menu(answer.message, "Read claims")
    assert "Gapwatch itself" in reply.text


async def test_help_shows_one_topic_at_a_time_within_the_limits(reading: Running):
    overview = await reading.milo.command(NEWS, "help")
    assert "`Read claims`" in overview.text
    feeds = await reading.milo.choose(overview, "gapwatch:help", "Feeds")
    assert "`/feed add` Subscribe" in feeds.text
    assert feeds.ephemeral
    asked = await reading.milo.command(NEWS, "help", topic="news")
    assert "`/search`" in asked.text


async def test_every_command_has_a_topic_and_every_topic_fits_into_a_message(reading: Running, commands: Any):
    known = known_commands(commands)
    assert REST not in by_topic(known)
    for topic in (None, *by_topic(known)):
        view = AnswerView(render_help(known, topic))
        assert "did not fit" not in "".join(
            str(part.content) for part in view.walk_children() if hasattr(part, "content")
        )
        assert view.content_length() <= 4000


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def commands(running: Running) -> Any:
    """The tree of commands, without a login."""
    bot = GapwatchBot(services=running.app.services)
    for cog in COGS:
        await bot.load_extension(cog)
    return bot.tree


async def test_what_is_shown_as_typed_can_be_typed(commands: Any):
    there = {command.qualified_name: command for command in commands.walk_commands()}
    for command, (name, options) in COMMANDS.items():
        if command in ANSWERERS:
            letters = set(options.get("names", ""))
            wanted = letters | {option for field, option in options.items() if field != "names"}
            assert wanted <= {parameter.name for parameter in there[name].parameters}, name
