"""/digest schedule edit, sections: a form with what the schedule is now, a menu with the sections that it has."""

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import Any

import discord
from discord import app_commands, ui

from bot.delivery.whenwords import days_words, parse_when
from bot.domain.schedules import Schedule
from cogs.digest_group import SCHEDULE, schedule_group, schedules_like
from cogs.options import for_managers
from cogs.schedules import number_of, wanted_of
from cogs.views.interactions import Interaction, guarded, guild_of, require_manager
from cogs.views.layout import AnswerView
from cogs.views.schedules import render_schedule
from cogs.views.sections import sections_view
from db.schedules import Shape

_FORM = "gapwatch:schedule:"


@schedule_group.command(name="edit", description="Change a schedule's time, days, zone, labs and topics")
@app_commands.describe(schedule=SCHEDULE)
@app_commands.autocomplete(schedule=schedules_like)
@for_managers
async def edit(interaction: Interaction, schedule: app_commands.Range[str, 1, 200]) -> None:
    """Show the form."""
    found = await interaction.client.services.schedules.find(guild_of(interaction), number_of(schedule))
    await interaction.response.send_modal(EditForm(found))


@schedule_group.command(name="sections", description="Choose which parts a schedule's briefings have")
@app_commands.describe(schedule=SCHEDULE)
@app_commands.autocomplete(schedule=schedules_like)
@for_managers
async def sections(interaction: Interaction, schedule: app_commands.Range[str, 1, 200]) -> None:
    """Show the menu: the form has no room for another field."""
    await interaction.response.defer(thinking=True, ephemeral=True)
    found = await interaction.client.services.schedules.find(guild_of(interaction), number_of(schedule))
    await interaction.followup.send(view=sections_view(found), ephemeral=True)


class EditForm(ui.Modal, title="Change the schedule"):
    """What can be changed in words; for another channel or manner there is a new schedule.

    It names its schedule, so what is sent with it is understood by ``on_form`` in whatever run of the bot.
    """

    def __init__(self, schedule: Schedule) -> None:
        super().__init__(timeout=None, custom_id=f"{_FORM}{schedule.id}")
        when, labs, topics = schedule.when, ", ".join(schedule.wanted.labs), ", ".join(schedule.wanted.topics)
        for words, about, field in (
            ("Time", "08:30", _field("time", f"{when.at:%H:%M}")),
            ("Days", "daily, weekdays, “mon thu”, “monthly 15”", _field("days", days_words(when))),
            ("Time zone", "Europe/Berlin", _field("timezone", when.timezone)),
            ("Labs", "separated by commas; empty for all", _field("labs", labs, required=False)),
            (
                "Topics",
                "separated by commas; empty for all",
                _field("topics", topics, required=False),
            ),
        ):
            self.add_item(ui.Label(text=words, description=about, component=field))
        self.stop()  # discord.py would keep it in memory, and answer it there


async def on_form(interaction: Any) -> None:
    """Change the schedule of a form that was sent, or say what cannot be understood."""
    said = interaction.data or {}
    custom_id = str(said.get("custom_id", ""))
    if interaction.type is discord.InteractionType.modal_submit and custom_id.startswith(_FORM):
        await guarded(interaction, partial(_change, custom_id.removeprefix(_FORM), values_in(said)))


async def _change(number: str, said: Mapping[str, str], interaction: Interaction) -> None:
    require_manager(interaction)
    service, guild_id = interaction.client.services.schedules, guild_of(interaction)
    old = await service.find(guild_id, number_of(number))
    when = parse_when(said.get("time", ""), said.get("days", ""), said.get("timezone", ""))
    wanted = wanted_of(interaction, said.get("labs") or None, said.get("topics") or None, None, old.wanted.min_standing)
    shape = Shape(
        channel_id=old.channel_id,
        when=when,
        wanted=replace(wanted, sections=old.wanted.sections),
        manner=old.manner,
    )
    await interaction.response.defer(thinking=True)
    changed = await service.change(guild_id, old.id, shape)
    await interaction.followup.send(view=AnswerView(render_schedule("The schedule is changed", changed)))


def values_in(part: Mapping[str, Any]) -> dict[str, str]:
    """What stands in the fields of a form, by their names, however deep they are laid."""
    inner = [*part.get("components", ()), *([part["component"]] if "component" in part else [])]
    own = {part["custom_id"]: part["value"]} if "value" in part else {}
    return own | {name: value for each in inner for name, value in values_in(each).items()}


def _field(name: str, value: str, *, required: bool = True) -> "ui.TextInput[Any]":
    return ui.TextInput(
        custom_id=name, default=value or None, required=required, max_length=200, style=discord.TextStyle.short
    )
