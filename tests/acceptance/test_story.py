"""/story as people meet it: found, shown, mended by admins, in one server and not in another."""

import pytest

from tests.acceptance.running import NEWS, PAPERS, Running

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def _id_of(running: Running, typed: str) -> str:
    (choice,) = await running.ada.autocomplete(NEWS, "story show", "story", typed)
    return str(choice["value"])


async def test_before_any_feed_there_is_no_story(running: Running):
    reply = await running.milo.command(NEWS, "story find")
    assert "No story yet" in reply.text
    assert "/feed add" in reply.text
    unknown = await running.milo.command(NEWS, "story show", story="anything")
    assert "No story told of lately" in unknown.text
    assert unknown.ephemeral


async def test_what_tells_of_one_event_is_found_as_one_story(running: Running):
    for name in ("deepseek.xml", "wire.xml", "openai.xml"):
        assert "stored and read" in (await running.ada.command(NEWS, "feed add", url=running.url(name))).text
    await running.app.keeper.place_waiting()
    found = await running.milo.command(NEWS, "story find", query="FLOPs")
    assert "Previewing V4" in found.text
    assert "Also in [The Wire]" in found.text
    assert "V4 is coming" not in found.text  # folded in
    by_model = await running.milo.command(NEWS, "story find", model="GPT-5.5", period=90)
    assert "Previewing V4" not in by_model.text
    typo = await running.milo.command(NEWS, "story find", lab="Deepsek")
    assert "Did you mean DeepSeek" in typo.text


async def test_a_story_shows_who_tells_it_with_which_figures_and_why_together(running: Running):
    shown = await running.milo.command(NEWS, "story show", story=await _id_of(running, "previewing"))
    first, *_ = shown.text.splitlines()
    assert first.startswith("### [Previewing V4]")
    for words in ("**Also in** [The Wire]", "maker's word", "**Told**", "V4 is coming", "same model", "2 sources"):
        assert words in shown.text, words
    by_title = await running.milo.command(NEWS, "story show", story="previewing v4")
    assert by_title.text == shown.text
    menu = next(part for part in shown.components if part["type"] == 3)
    why = await running.milo.choose(shown, menu["custom_id"], menu["options"][0]["value"])
    assert why.ephemeral


async def test_an_admin_splits_and_merges_and_a_member_may_not(running: Running):
    story = await _id_of(running, "previewing")
    (choice,) = await running.ada.autocomplete(NEWS, "story split", "announcement", "coming", story=story)
    assert (await running.milo.command(NEWS, "story split", story=story, announcement=choice["value"])).ephemeral
    split = await running.ada.command(NEWS, "story split", story=story, announcement=choice["value"])
    assert "Split off: [V4 is coming]" in split.text
    alone = await running.ada.command(NEWS, "story split", story=story, announcement=choice["value"])
    assert "a story of its own already" in alone.text
    assert "Also in" not in (await running.milo.command(NEWS, "story show", story=story)).text
    merged = await running.ada.command(NEWS, "story merge", story=story, other=await _id_of(running, "coming"))
    assert "told by 2 announcements now" in merged.text
    same = await running.ada.command(NEWS, "story merge", story=story, other=story)
    assert "cannot be merged with itself" in same.text


async def test_hostile_titles_neither_mention_nor_format(running: Running):
    reply = await running.milo.command(NEWS, "story find", lab="OpenAI")
    assert "@here look" not in reply.text
    assert reply.message is not None
    assert reply.message["mention_everyone"] is False


async def test_nothing_of_one_server_shows_in_another(running: Running):
    story = await _id_of(running, "previewing")
    async with running.playground.person("olga") as olga:
        assert await olga.autocomplete(PAPERS, "story show", "story", "") == []
        reply = await olga.command(PAPERS, "story show", story=story)
        assert "No announcement in this server's feeds tells this story" in reply.text
        assert "No story yet" in (await olga.command(PAPERS, "story find")).text
