"""What a message says, wherever it says it, and how what was read in it is shown."""

from types import SimpleNamespace
from typing import Any

import discord

from bot.domain.claims import Kind, Ratio, Reading
from bot.feeds.passages import Passage
from cogs.passages import text_of
from cogs.views.layout import AnswerView
from cogs.views.passages import render_passage
from tests.claims import GPT, V3, claim


def message(**parts: Any) -> Any:
    return SimpleNamespace(**({"content": "", "message_snapshots": [], "components": [], "embeds": []} | parts))


def test_a_message_says_its_own_words_and_those_that_it_forwards():
    embed = discord.Embed(title="Not this")
    forwarded = SimpleNamespace(content="forwarded")
    assert text_of(message(content="own", message_snapshots=[forwarded], embeds=[embed])) == "own\n\nforwarded"


def test_a_message_of_embeds_alone_says_their_words_and_addresses():
    embed = discord.Embed(title="V4", description="is out", url="https://a.example")
    embed.add_field(name="price", value="$1")
    assert text_of(message(embeds=[embed])) == "V4\n\nis out\n\nprice: $1\n\nhttps://a.example"


def test_a_message_of_components_says_their_texts():
    view = discord.ui.LayoutView()
    view.add_item(discord.ui.Container(discord.ui.TextDisplay("within")))
    (container,) = view.to_components()
    part = discord.components.Container(container, None)
    assert text_of(message(components=[part])) == "within"


def test_claims_of_one_sentence_share_a_line_and_hostile_words_stay_words():
    hostile = "@everyone **half** [the price](https://evil.example)"
    said = (
        claim(Kind.RATIO, Ratio.COST, 0.5, baseline=V3, quote=hostile),
        claim(Kind.RATIO, Ratio.COST, 0.5, subject=GPT, baseline=V3, quote=hostile),
    )
    shown = render_passage(Passage(title="", url=None, reading=Reading(claims=said)))
    assert shown.texts[0] == "### 2 claims in the message"
    assert len(shown.texts) == 2
    assert "@everyone" not in shown.texts[1]
    assert r"\[the price]" in shown.texts[1]


def test_many_claims_fit_into_one_message():
    said = tuple(
        claim(Kind.RATIO, Ratio.COST, 0.5, baseline=V3, quote=f"{number} " + "_" * 300) for number in range(100)
    )
    view = AnswerView(render_passage(Passage(title="t" * 400, url="https://a.example", reading=Reading(claims=said))))
    assert view.content_length() <= 4000
    assert view.total_children_count <= 40


def test_no_claims_say_what_one_would_be():
    shown = render_passage(Passage(title="", url=None, reading=Reading(models=(GPT,))))
    assert "names GPT-5.5, and claims nothing" in shown.texts[1]
