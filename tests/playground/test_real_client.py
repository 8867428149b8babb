"""Real discord.py, unmodified, against the playground."""

import asyncio
import logging

import discord
import pytest

from bot.playground.person import Person, Refusal
from bot.playground.ratelimit import Limit, Limits
from bot.playground.server import Playground
from tests.playground.rest_client import HARBOR, LOCKED, MILO, NEWS, NORTHWIND, UNSEEN
from tests.playground.small_bot import SmallBot, running


@pytest.fixture
async def ada(live: Playground, bot: SmallBot):
    async with live.person("ada") as person:
        yield person


async def test_the_bot_logs_in_and_knows_its_guilds_channels_and_own_roles(bot: SmallBot) -> None:
    assert {str(guild.id) for guild in bot.guilds} == {NORTHWIND, HARBOR}
    northwind = bot.get_guild(int(NORTHWIND))
    assert northwind is not None
    assert [channel.name for channel in northwind.text_channels][:2] == ["ai-news", "general"]
    assert northwind.me.top_role.name == "Gapwatch"
    assert northwind.get_channel(int(NEWS)).permissions_for(northwind.me).send_messages
    assert not northwind.get_channel(int(LOCKED)).permissions_for(northwind.me).send_messages
    assert not northwind.get_channel(int(UNSEEN)).permissions_for(northwind.me).view_channel


async def test_synced_commands_come_back_with_the_same_ids_after_a_second_sync(bot: SmallBot) -> None:
    first = {command.name: command.id for command in await bot.tree.fetch_commands()}
    second = {command.name: command.id for command in await bot.tree.sync()}
    assert first == second
    assert "compare" in first


async def test_a_deferred_answer_is_fulfilled_by_its_first_followup(ada: Person) -> None:
    reply = await ada.command("Northwind Research/ai-news", "compare labs", a="DeepSeek", b="OpenAI")
    assert reply.text == "DeepSeek beside OpenAI"
    assert not reply.ephemeral
    assert reply.message["interaction_metadata"]["name"] == "compare labs"
    shown = await ada.messages(NEWS)
    assert [message["content"] for message in shown] == ["DeepSeek beside OpenAI"]


async def test_private_answers_are_seen_by_one_person_only(live: Playground, ada: Person) -> None:
    reply = await ada.command(NEWS, "whisper")
    assert reply.ephemeral
    await ada.wait_for_message(NEWS, "edited")
    assert [message["content"] for message in await ada.messages(NEWS)] == ["only for you, edited", "this too"]
    async with live.person("milo") as milo:
        assert await milo.messages(NEWS) == []


async def test_a_deferred_private_answer_stays_private(ada: Person) -> None:
    reply = await ada.command(NEWS, "whisper", late=True)
    assert (reply.text, reply.ephemeral) == ("late and private", True)


async def test_a_file_and_an_embed_arrive_and_the_file_can_be_fetched(bot: SmallBot, ada: Person) -> None:
    reply = await ada.command(NEWS, "chart")
    assert reply.text == "Scores\nA table\nas of today"
    (attachment,) = reply.message["attachments"]
    assert (attachment["filename"], attachment["description"]) == ("scores.csv", "Scores")
    message = await bot.get_channel(int(NEWS)).fetch_message(int(reply.message["id"]))
    assert await message.attachments[0].read() == b"lab,score\nDeepSeek,1\n"


async def test_a_select_menu_updates_its_own_message(ada: Person) -> None:
    panel = await ada.command(NEWS, "panel")
    assert "Nothing chosen" in panel.text
    chosen = await ada.choose(panel, "Choose a lab", "Mistral")
    assert "Chosen: Mistral" in chosen.text
    assert chosen.message["id"] == panel.message["id"]
    again = await ada.choose(chosen, "lab", ["Google"])
    assert "Chosen: Google" in again.text


async def test_buttons_answer_privately_defer_and_dispatch_dynamic_items(ada: Person) -> None:
    panel = await ada.command(NEWS, "panel")
    assert (await ada.click(panel, "More")).text == "more of it"
    assert "Slowly done" in (await ada.click(panel, "slow")).text
    assert (await ada.click(panel, "Vote")).text == "voted for 7"


async def test_a_modal_is_shown_checked_and_answered(ada: Person) -> None:
    form = await ada.command(NEWS, "survey")
    assert form.modal["title"] == "A survey"
    refused = await ada.submit(form, {"name": "x" * 21, "lab": ["Google"]})
    assert "between 1 and 20" in refused.failed
    reply = await ada.submit(form, {"name": "Ada", "lab": ["Google", "Mistral"]})
    assert reply.text == "Ada reads Google and Mistral"


async def test_autocomplete_asks_the_bot_as_it_is_typed(ada: Person) -> None:
    choices = await ada.autocomplete(NEWS, "compare labs", "a", "mis", b="OpenAI")
    assert choices == [{"name": "Mistral", "value": "mistral"}]


async def test_a_command_left_unanswered_fails_after_the_deadline(ada: Person) -> None:
    reply = await ada.command(NEWS, "ponder")
    assert reply.failed == "The application did not respond"


async def test_a_command_for_managers_is_refused_to_a_member_and_run_for_an_admin(
    live: Playground, ada: Person
) -> None:
    reply = await ada.command(NEWS, "settings", channel=NEWS, who=MILO)
    assert reply.text == f"<#{NEWS}> for Milo (member)"
    async with live.person("milo") as milo:
        refused = await milo.command(NEWS, "settings", channel=NEWS, who=MILO)
    assert refused.failed == "You do not have permission to use /settings here."


async def test_an_outsider_can_neither_read_nor_run_anything_in_a_guild_they_are_not_in(
    live: Playground, bot: SmallBot
) -> None:
    async with live.person("olga") as olga:
        assert (await olga.command(NEWS, "panel")).failed == "You cannot see that channel."
        with pytest.raises(Refusal, match="cannot see"):
            await olga.messages(NEWS)


async def test_options_are_checked_before_the_bot_is_asked(live: Playground, ada: Person) -> None:
    assert "between 1 and 10" in (await ada.command(NEWS, "measure", count=11)).failed
    assert "required: count" in (await ada.command(NEWS, "measure")).failed
    assert "choose one of Tokens" in (await ada.command(NEWS, "measure", count=1, unit="words")).failed
    uploaded = await ada.upload("report.txt", b"four")
    reply = await ada.command(NEWS, "measure", count=3, unit="tokens", report=uploaded["id"])
    assert reply.text == "3 tokens, 4 bytes"


async def test_the_bot_may_not_post_where_it_lacks_permission(bot: SmallBot) -> None:
    with pytest.raises(discord.Forbidden) as locked:
        await bot.get_channel(int(LOCKED)).send("hello")
    assert locked.value.code == 50013
    with pytest.raises(discord.Forbidden) as unseen:
        await bot.get_channel(int(UNSEEN)).send("hello")
    assert unseen.value.code == 50001


async def test_a_view_too_large_is_refused_with_discords_form_errors(bot: SmallBot) -> None:
    view = discord.ui.LayoutView()
    view.add_item(discord.ui.TextDisplay("x" * 2001)).add_item(discord.ui.TextDisplay("x" * 2000))
    with pytest.raises(discord.HTTPException) as refused:
        await bot.get_channel(int(NEWS)).send(view=view)
    assert (refused.value.status, refused.value.code) == (400, 50035)
    assert "exceeds the maximum of 4000" in refused.value.text


async def test_messages_can_be_sent_edited_pinned_reacted_to_and_deleted(bot: SmallBot) -> None:
    channel = bot.get_channel(int(NEWS))
    message = await channel.send("first", nonce="n-1")
    same = await channel.send("second", nonce="n-1")
    assert same.id == message.id
    await message.edit(content="changed", embed=discord.Embed(title="T"))
    await message.add_reaction("👍")
    await message.pin()
    fetched = await channel.fetch_message(message.id)
    assert (fetched.content, fetched.embeds[0].title, fetched.reactions[0].me) == ("changed", "T", True)
    assert fetched.edited_at is not None
    assert [pinned.id async for pinned in channel.pins()] == [message.id]
    await message.unpin()
    reply = await message.reply("answer")
    assert [one.content async for one in channel.history(limit=10)] == ["answer", "changed"]
    await reply.delete()
    with pytest.raises(discord.NotFound) as gone:
        await channel.fetch_message(reply.id)
    assert gone.value.code == 10008


async def test_a_direct_message_reaches_only_its_person(live: Playground, bot: SmallBot) -> None:
    user = await bot.fetch_user(int(MILO))
    await user.send("just for Milo")
    async with live.person("milo") as milo:
        assert [one["content"] for one in await milo.messages(str(user.dm_channel.id))] == ["just for Milo"]
    async with live.person("ada") as ada:
        with pytest.raises(Refusal):
            await ada.messages(str(user.dm_channel.id))


async def test_what_people_write_reaches_the_bot_without_its_content(bot: SmallBot, ada: Person) -> None:
    await ada.say(NEWS, "a secret")
    await ada.say(NEWS, f"<@{bot.user.id}> hello")
    await _until(lambda: len(bot.seen) == 2)
    assert [message.content for message in bot.seen] == ["", f"<@{bot.user.id}> hello"]


async def test_a_429_is_waited_out_by_the_client(point_at, caplog: pytest.LogCaptureFixture) -> None:
    limits = Limits(everything=Limit(requests=3, seconds=0.3))
    async with Playground(limits=limits) as playground:
        point_at(playground)
        async with running(SmallBot(intents=discord.Intents.default()), playground.token) as bot:
            channels = [bot.get_channel(int(channel)) for channel in (NEWS, "1300000000000001011")]
            with caplog.at_level(logging.WARNING, logger="discord.http"):
                sent = await asyncio.gather(
                    *(channel.fetch_message(1) for channel in channels * 4), return_exceptions=True
                )
        assert {type(one) for one in sent} == {discord.NotFound}
        assert 429 in [request.status for request in playground.requests]


async def test_a_dropped_gateway_is_resumed_and_nothing_is_lost(live: Playground, bot: SmallBot, ada: Person) -> None:
    live.drop_gateway()
    await ada.say(NEWS, f"<@{bot.user.id}> while away")
    await asyncio.wait_for(bot.resumed.wait(), 15)
    await _until(lambda: bot.seen)
    assert bot.seen[0].content.endswith("while away")
    assert (await ada.command(NEWS, "compare labs", a="x", b="y")).text == "x beside y"


async def test_asked_to_reconnect_the_client_resumes(live: Playground, bot: SmallBot, ada: Person) -> None:
    live.gateway.ask_to_reconnect()
    await asyncio.wait_for(bot.resumed.wait(), 15)
    assert (await ada.command(NEWS, "compare labs", a="x", b="y")).text == "x beside y"


async def test_an_invalid_session_makes_the_client_identify_anew(live: Playground, bot: SmallBot, ada: Person) -> None:
    live.gateway.invalidate()
    await ada.wait_for(lambda event: event == {"type": "bot_status", "online": False})
    await ada.wait_for(lambda event: event == {"type": "bot_status", "online": True})
    assert not bot.resumed.is_set()
    assert (await ada.command(NEWS, "compare labs", a="x", b="y")).text == "x beside y"


async def test_two_shards_log_in_and_each_sees_its_guilds(point_at) -> None:
    async with Playground(shards=2) as playground:
        point_at(playground)
        async with running(SmallBot(intents=discord.Intents.default()), playground.token) as bot:
            assert bot.shard_count == 2
            assert len(bot.guilds) == 2


async def test_a_plain_client_logs_in_too(point_at) -> None:
    async with Playground() as playground:
        point_at(playground)
        client = discord.Client(intents=discord.Intents.none())
        task = asyncio.create_task(client.start(playground.token))
        await asyncio.wait_for(_until(client.is_ready), 10)
        await client.close()
        await task


async def test_a_wrong_token_is_a_login_failure(live: Playground) -> None:
    client = discord.Client(intents=discord.Intents.none())
    async with client:
        with pytest.raises(discord.LoginFailure):
            await client.login("not the token")


async def test_privileged_intents_that_are_not_switched_on_are_refused(live: Playground) -> None:
    client = discord.AutoShardedClient(intents=discord.Intents.all())
    async with client:
        with pytest.raises(discord.PrivilegedIntentsRequired):
            await asyncio.wait_for(client.start(live.token), 10)


async def test_with_the_members_intent_every_member_is_known(point_at) -> None:
    async with Playground(allowed_privileged_intents=1 << 1 | 1 << 8 | 1 << 15) as playground:
        point_at(playground)
        intents = discord.Intents.all()
        async with running(SmallBot(intents=intents), playground.token) as bot:
            guild = bot.get_guild(int(NORTHWIND))
            assert {member.name for member in guild.members} == {"Gapwatch", "ada", "milo"}
            assert [one.name for one in await guild.query_members("mi")] == ["milo"]


async def _until(condition) -> None:
    async with asyncio.timeout(10):
        while not condition():
            await asyncio.sleep(0.01)
