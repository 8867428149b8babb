"""The buttons of a briefing: read a story, compare what it names, why it stands where it does.

They answer the person who clicks, and nobody else: a briefing stands in a channel that all read.
"""

import re
from collections.abc import Sequence
from typing import Any, Self

from discord import ui

from bot.briefing.edition import Edition, Item
from bot.briefing.scoring import Score
from bot.domain.names import ModelName
from bot.ledger.lines import Line
from cogs.answering.sending import query_of, send_answer
from cogs.views.answers import Answer
from cogs.views.digest import telling
from cogs.views.interactions import Interaction, guarded, guild_of
from cogs.views.layout import AnswerView
from cogs.views.queries import Query
from cogs.views.ranks import score_table
from cogs.views.text import cut, is_linkable, safe

MODELS_AT_MOST = 5
_CODE_LENGTH = 80
_ID_LENGTH = 100

Button = ui.Item[Any]


def item_buttons(item: Item, place: int) -> list[Button]:
    """What can be asked about one story of an edition."""
    source = item.story.lead.source
    buttons: list[Button] = []
    if source.url is not None and is_linkable(source.url):
        buttons.append(ui.Button(label="Read", url=source.url))
    pair = next(filter(None, map(_pair, telling(item.story.figures))), None)
    if pair is not None:
        buttons += _comparing(place, pair, f"Compare with {pair[1].name}")
    why = RankButton(place, item.story.id or 0, item.score)
    if len(why.custom_id) <= _ID_LENGTH:
        buttons.append(why)
    return buttons


def compare_buttons(edition: Edition) -> list[Button]:
    """A comparison of the models that the top stories are about."""
    subjects = (line.claim.subject for item in edition.top for line in telling(item.story.figures)[:1])
    models = {each.key: each for each in subjects if isinstance(each, ModelName)}
    return _comparing(0, list(models.values())[:MODELS_AT_MOST], "Compare the models named here")


def _pair(line: Line) -> tuple[ModelName, ModelName] | None:
    subject, baseline = line.claim.subject, line.claim.baseline
    if isinstance(subject, ModelName) and isinstance(baseline, ModelName) and subject.key != baseline.key:
        return subject, baseline
    return None


def _comparing(place: int, models: Sequence[ModelName], label: str) -> list[Button]:
    """The button, with as many of the models as a button can carry."""
    for count in range(len(models), 1, -1):
        code = Query(command="models", names=tuple(each.name for each in models[:count])).encode()
        if len(code) <= _CODE_LENGTH:
            return [LookButton(place, code, label)]
    return []


class LookButton(ui.DynamicItem[ui.Button[Any]], template=r"gapwatch:look:(?P<place>[0-9]{1,2}):(?P<code>.+)"):
    """Asks a question aside: only who clicks sees the answer. ``place`` tells buttons apart that ask the same."""

    def __init__(self, place: int, code: str, label: str = "Look") -> None:
        super().__init__(ui.Button(label=cut(label, 80), custom_id=f"gapwatch:look:{place}:{code}"))
        self.place, self.code = place, code

    @classmethod
    async def from_custom_id(cls, _interaction: Any, _item: ui.Item[Any], match: re.Match[str], /) -> Self:
        """The button of a message that was sent before, perhaps before a restart."""
        return cls(int(match["place"]), match["code"])

    async def callback(self, interaction: Any) -> None:
        """Answer the person who asked."""
        await guarded(interaction, self._look)

    async def _look(self, interaction: Interaction) -> None:
        query = await query_of(interaction.client.services, self.code)
        await send_answer(interaction, query, private=True)


class RankButton(
    ui.DynamicItem[ui.Button[Any]],
    template=r"gapwatch:rank:(?P<place>[0-9]{1,2}):(?P<story>[0-9]{1,18}):(?P<score>[a-z0-9.-]+)",
):
    """Says why a story stands where it does. It carries the score with which the edition was made."""

    def __init__(self, place: int, story_id: int, score: Score) -> None:
        label = "Why is this first?" if place == 1 else "Why is this here?"
        super().__init__(ui.Button(label=label, custom_id=f"gapwatch:rank:{place}:{story_id}:{score.code}"))
        self.place, self.story_id, self.score = place, story_id, score

    @classmethod
    async def from_custom_id(cls, _interaction: Any, _item: ui.Item[Any], match: re.Match[str], /) -> Self:
        """The button of a message that was sent before, perhaps before a restart."""
        return cls(int(match["place"]), int(match["story"]), Score.of_code(match["score"]))

    async def callback(self, interaction: Any) -> None:
        """Answer the person who asked."""
        await guarded(interaction, self._explain)

    async def _explain(self, interaction: Interaction) -> None:
        await interaction.response.defer(ephemeral=True, thinking=True)
        titles = await interaction.client.services.stories.titles(guild_of(interaction), [self.story_id])
        title = f": {safe(titles[self.story_id], 200)}" if self.story_id in titles else ""
        texts = (f"### Number {self.place} with {self.score.points:.2f} points{title}", score_table(self.score))
        small_print = "-# As it was when this briefing was made. The story as it is now: /story show"
        await interaction.followup.send(view=AnswerView(Answer(texts=texts, small_print=small_print)))


BUTTONS = (LookButton, RankButton)
