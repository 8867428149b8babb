"""What a server leaves out of its channels: shown, added to, taken back. For those who may manage the server."""

import re
from collections.abc import Iterable, Sequence
from typing import Any, Self

import discord
from discord import ui

from bot.briefing.muting import Overview
from bot.domain.claims import Topic
from bot.domain.mutes import MuteKind
from cogs.views.answers import Answer
from cogs.views.interactions import Interaction, guarded, guild_of, require_manager
from cogs.views.layout import OPTIONS_AT_MOST, AnswerView
from cogs.views.text import safe

_Option = discord.SelectOption


class MutesView(AnswerView):
    """The mutes of a server, with a menu to add one and a menu to take one back."""

    def __init__(self, there: Overview) -> None:
        super().__init__(render_mutes(there))
        muted = there.mutes
        labs = [(MuteKind.LAB, lab.id, lab.name) for lab in there.labs if lab.id not in muted.labs]
        topics = [(MuteKind.TOPIC, topic.value, f"{topic} (topic)") for topic in Topic if topic not in muted.topics]
        self._menu("mute", "Mute a lab", labs)
        self._menu("mute-topic", "Mute a topic", topics)
        self._menu("unmute", "Tell of one again", there.muted)

    def _menu(self, what: str, placeholder: str, offered: Iterable[tuple[MuteKind, str, str]]) -> None:
        options = [_Option(label=label[:100], value=f"{kind}:{name}") for kind, name, label in offered]
        if options:
            self.add_item(ui.ActionRow(MuteSelect(what, placeholder, options[:OPTIONS_AT_MOST])))


def render_mutes(there: Overview) -> Answer:
    """What is left out."""
    lines = "\n".join(f"- {safe(shown)}" for _, _, shown in there.muted)
    nothing = "Nothing is muted: briefings and alerts here tell of all labs and topics that they are wanted for."
    small_print = (
        "-# An announcement is left out of briefings, and of alerts in channels, where it is of muted labs alone, or "
        "about muted topics alone. Answers, and the alerts that members have sent to themselves, leave out nothing."
    )
    return Answer(
        texts=("### Left out of this server's briefings and alerts", lines or nothing), small_print=small_print
    )


class MutesButton(ui.DynamicItem[ui.Button[Any]], template=r"gapwatch:mutes"):
    """Opens the mutes of the server."""

    def __init__(self) -> None:
        super().__init__(ui.Button(label="Mute…", custom_id="gapwatch:mutes"))

    @classmethod
    async def from_custom_id(cls, _interaction: Any, _item: ui.Item[Any], _match: re.Match[str], /) -> Self:
        """The button of a message that was sent before, perhaps before a restart."""
        return cls()

    async def callback(self, interaction: Any) -> None:
        """Answer whoever may manage the server."""
        await guarded(interaction, show_mutes)


async def show_mutes(interaction: Interaction) -> None:
    """Send the mutes to the person who asks. Raises MissingPermissions."""
    require_manager(interaction)
    await interaction.response.defer(ephemeral=True, thinking=True)
    there = await interaction.client.services.muting.overview(guild_of(interaction))
    await interaction.followup.send(view=MutesView(there))


class MuteSelect(ui.DynamicItem[ui.Select[Any]], template=r"gapwatch:(?P<what>mute|mute-topic|unmute)"):
    """A menu of labs and topics; choosing one mutes it, or tells of it again."""

    def __init__(self, what: str, placeholder: str, options: Sequence[_Option]) -> None:
        super().__init__(ui.Select(custom_id=f"gapwatch:{what}", placeholder=placeholder, options=[*options]))
        self.what = what

    @classmethod
    async def from_custom_id(cls, _interaction: Any, item: ui.Item[Any], match: re.Match[str], /) -> Self:
        """The menu of a message that was sent before, perhaps before a restart."""
        assert isinstance(item, ui.Select)
        return cls(match["what"], item.placeholder or "", item.options)

    async def callback(self, interaction: Any) -> None:
        """Change it, for whoever may manage the server."""
        await guarded(interaction, self._change)

    async def _change(self, interaction: Interaction) -> None:
        require_manager(interaction)
        await interaction.response.defer()
        kind, _, name = self.item.values[0].partition(":")
        muting, guild_id = interaction.client.services.muting, guild_of(interaction)
        if self.what == "unmute":
            await muting.unmute(guild_id, MuteKind(kind), name)
        else:
            await muting.mute(guild_id, MuteKind(kind), name, user_id=interaction.user.id)
        await interaction.edit_original_response(view=MutesView(await muting.overview(guild_id)))


BUTTONS = (MutesButton, MuteSelect)
