"""The briefing as people meet it: previewed, asked why, with something muted by who may."""

import pytest

from tests.acceptance.running import NEWS, Running

pytestmark = pytest.mark.asyncio(loop_scope="module")
BACK = 24 * 90


async def test_the_preview_tells_a_story_and_its_buttons_answer_aside(running: Running):
    for name in ("deepseek.xml", "wire.xml", "openai.xml"):
        assert "stored and read" in (await running.ada.command(NEWS, "feed add", url=running.url(name))).text
    await running.app.keeper.place_waiting()
    shown = await running.milo.command(NEWS, "digest preview", hours=BACK)
    assert "[Previewing V4]" in shown.text
    assert "3 feeds read" in shown.text
    why = await running.milo.click(shown, "Why is this first?")
    assert why.ephemeral
    assert "Number 1 with" in why.text
    assert "in all" in why.text
    compared = await running.milo.click(shown, "Compare with DeepSeek-V3.2")
    assert compared.ephemeral
    assert "V3.2" in compared.text


async def test_a_story_shows_the_parts_of_its_rank(running: Running):
    (choice,) = await running.ada.autocomplete(NEWS, "story show", "story", "previewing")
    shown = await running.milo.command(NEWS, "story show", story=choice["value"])
    assert "**Rank in a briefing made now**" in shown.text
    assert "not told here before" in shown.text


async def test_who_manages_the_server_mutes_a_lab_and_tells_of_it_again(running: Running):
    shown = await running.ada.command(NEWS, "digest preview", hours=BACK)
    assert (await running.milo.click(shown, "Mute…")).ephemeral
    assert "Manage" in (await running.milo.command(NEWS, "digest mutes")).text
    mutes = await running.ada.click(shown, "Mute…")
    assert "Nothing is muted" in mutes.text
    muted = await running.ada.choose(mutes, "gapwatch:mute", "lab:deepseek")
    assert "- DeepSeek" in muted.text
    without = await running.milo.command(NEWS, "digest preview", hours=BACK)
    assert "[Previewing V4]" not in without.text
    assert "muted (/digest mutes)" in without.text
    again = await running.ada.choose(await running.ada.command(NEWS, "digest mutes"), "gapwatch:unmute", "lab:deepseek")
    assert "Nothing is muted" in again.text
    assert "[Previewing V4]" in (await running.milo.command(NEWS, "digest preview", hours=BACK)).text


async def test_a_topic_is_muted_too(running: Running):
    mutes = await running.ada.command(NEWS, "digest mutes")
    muted = await running.ada.choose(mutes, "gapwatch:mute-topic", "topic:funding")
    assert "- funding (topic)" in muted.text
    await running.ada.choose(muted, "gapwatch:unmute", "topic:funding")


async def test_a_schedule_names_its_sections_and_can_be_previewed(running: Running):
    wanted = {"channel": "1300000000000001010", "time": "08:00", "days": "daily", "timezone": "UTC"}
    refused = await running.ada.command(NEWS, "digest schedule add", **wanted, sections="models, gossip")
    assert "“gossip” is no section." in refused.text
    offered = await running.ada.autocomplete(NEWS, "digest schedule add", "sections", "models, pol")
    assert [each["value"] for each in offered] == ["models, policy"]
    made = await running.ada.command(NEWS, "digest schedule add", **wanted, sections="policy, models")
    assert "sections models, policy" in made.text
    (choice,) = await running.ada.autocomplete(NEWS, "digest preview", "schedule", "")
    shown = await running.milo.command(NEWS, "digest preview", schedule=choice["value"])
    assert "next: <t:" in shown.text
    assert "### 1 ·" not in shown.text
    await running.ada.command(NEWS, "digest schedule remove", schedule=choice["value"])
