"""The sections of a schedule's briefings: shown in a menu with those that they have, and chosen there."""

import re
from collections.abc import Mapping
from typing import Any, Self

import discord
from discord import ui

from bot.domain.schedules import Schedule, Section
from cogs.views.interactions import Interaction, guarded, guild_of, require_manager
from cogs.views.layout import AnswerView
from cogs.views.schedules import render_schedule

_LABELS: Mapping[Section, str] = {
    Section.STORIES: "Top stories",
    Section.MODELS: "New and changed models",
    Section.EFFICIENCY: "Efficiency and price",
    Section.CHANGES: "Measured or contested since last time",
    Section.POLICY: "Policy and safety",
    Section.ALSO: "Also noted",
}
_ALWAYS = "The one line and what was read are always there."


def sections_view(schedule: Schedule) -> AnswerView:
    """A schedule with the menu of its sections, those that it has being chosen there."""
    options = [
        discord.SelectOption(label=label, value=section.value, default=schedule.wanted.has(section))
        for section, label in _LABELS.items()
    ]
    shown = render_schedule("Sections of its briefings", schedule, _ALWAYS)
    return AnswerView(shown, [ui.ActionRow(SectionsSelect(schedule.id, options))])


class SectionsSelect(ui.DynamicItem[ui.Select[Any]], template=r"gapwatch:sections:(?P<schedule>[0-9]{1,18})"):
    """A menu of sections; whatever is chosen there is what the schedule's briefings have from then on."""

    def __init__(self, schedule_id: int, options: list[discord.SelectOption]) -> None:
        super().__init__(
            ui.Select(
                custom_id=f"gapwatch:sections:{schedule_id}",
                placeholder="Choose the parts that they have",
                max_values=len(options),
                options=options,
            )
        )
        self.schedule_id = schedule_id

    @classmethod
    async def from_custom_id(cls, _interaction: Any, item: ui.Item[Any], match: re.Match[str], /) -> Self:
        """The menu of a message that was sent before, perhaps before a restart."""
        assert isinstance(item, ui.Select)
        return cls(int(match["schedule"]), item.options)

    async def callback(self, interaction: Any) -> None:
        """Change it, for whoever may manage the server."""
        await guarded(interaction, self._change)

    async def _change(self, interaction: Interaction) -> None:
        require_manager(interaction)
        await interaction.response.defer()
        chosen = [section for section in Section if section.value in self.item.values]
        schedules = interaction.client.services.schedules
        changed = await schedules.choose_sections(guild_of(interaction), self.schedule_id, chosen)
        await interaction.edit_original_response(view=sections_view(changed))
