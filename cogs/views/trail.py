"""The trail as a message: its entries, a menu to undo one of them, the buttons that turn its pages.

All of it is for those who may manage the server when they click, and works after a restart.
"""

import re
from typing import Any, Self

import discord
from discord import ui

from bot.ledger.trail import TrailPage
from cogs.views.corrections import entry_label, render_trail, render_undone
from cogs.views.interactions import Interaction, guarded, guild_of, require_manager
from cogs.views.layout import AnswerView
from cogs.views.text import cut


class TrailView(AnswerView):
    """One page of the trail."""

    def __init__(self, trail: TrailPage) -> None:
        super().__init__(render_trail(trail))
        options = [
            discord.SelectOption(
                label=entry_label(entry),
                value=str(entry.id),
                description=cut(f"{entry.after.words} → {entry.before.words}", 100),
            )
            for entry in trail.entries
            if entry.can_be_undone
        ]
        if options:
            self.add_item(ui.ActionRow(UndoSelect(options)))
        if trail.pages > 1:
            turns = (("Previous", trail.page - 1), ("Next", trail.page + 1))
            self.add_item(
                ui.ActionRow(
                    *(
                        TrailButton(at, trail.user_id or 0, label, disabled=not 0 <= at < trail.pages)
                        for label, at in turns
                    )
                )
            )


class UndoSelect(ui.DynamicItem[ui.Select[Any]], template=r"gapwatch:undo"):
    """A menu of changes; choosing one takes it back."""

    def __init__(self, options: list[discord.SelectOption]) -> None:
        super().__init__(ui.Select(custom_id="gapwatch:undo", placeholder="Undo one of these", options=options))

    @classmethod
    async def from_custom_id(cls, _interaction: Any, item: ui.Item[Any], _match: re.Match[str], /) -> Self:
        """The menu of a message that was sent before, perhaps before a restart."""
        assert isinstance(item, ui.Select)
        return cls(item.options)

    async def callback(self, interaction: Any) -> None:
        """Take the chosen change back."""
        await guarded(interaction, self._undo)

    async def _undo(self, interaction: Interaction) -> None:
        require_manager(interaction)
        await interaction.response.defer(thinking=True)
        trail = interaction.client.services.trail
        entry = await trail.undo(guild_of(interaction), int(self.item.values[0]), user_id=interaction.user.id)
        await interaction.followup.send(view=AnswerView(render_undone(entry)))


class TrailButton(ui.DynamicItem[ui.Button[Any]], template=r"gapwatch:audit:(?P<page>-?[0-9]+):(?P<user>[0-9]+)"):
    """Turns to another page of the trail, in the same message."""

    def __init__(self, page: int, user_id: int, label: str = "Page", *, disabled: bool = False) -> None:
        super().__init__(ui.Button(label=label, custom_id=f"gapwatch:audit:{page}:{user_id}", disabled=disabled))
        self.page = page
        self.user_id = user_id

    @classmethod
    async def from_custom_id(cls, _interaction: Any, _item: ui.Item[Any], match: re.Match[str], /) -> Self:
        """The button of a message that was sent before, perhaps before a restart."""
        return cls(int(match["page"]), int(match["user"]))

    async def callback(self, interaction: Any) -> None:
        """Put the asked-for page in place of the one shown."""
        await guarded(interaction, self._turn)

    async def _turn(self, interaction: Interaction) -> None:
        require_manager(interaction)
        await interaction.response.defer()
        trail = interaction.client.services.trail
        page = await trail.page(guild_of(interaction), max(0, self.page), self.user_id or None)
        await interaction.edit_original_response(view=TrailView(page))


BUTTONS = (UndoSelect, TrailButton)
