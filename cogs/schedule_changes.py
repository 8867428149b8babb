"""/digest schedule edit: a form with what the schedule is now."""

from dataclasses import replace
from typing import Any

import discord
from discord import app_commands, ui

from bot.delivery.whenwords import days_words, parse_when
from bot.domain.schedules import Schedule, Wanted
from cogs.digest_group import SCHEDULE, schedule_group, schedules_like
from cogs.options import for_managers
from cogs.schedules import number_of, wanted_of
from cogs.views.interactions import Interaction, guarded, guild_of
from cogs.views.layout import AnswerView
from cogs.views.schedules import render_schedule
from db.schedules import Shape


@schedule_group.command(name="edit", description="Change a schedule's time, days, zone, labs and topics")
@app_commands.describe(schedule=SCHEDULE)
@app_commands.autocomplete(schedule=schedules_like)
@for_managers
async def edit(interaction: Interaction, schedule: app_commands.Range[str, 1, 200]) -> None:
    """Show the form."""
    found = await interaction.client.services.schedules.find(guild_of(interaction), number_of(schedule))
    await interaction.response.send_modal(EditForm(found))


class EditForm(ui.Modal, title="Change the schedule"):
    """What can be changed in words; for another channel or manner there is a new schedule."""

    def __init__(self, schedule: Schedule) -> None:
        super().__init__(timeout=15 * 60)
        when, wanted = schedule.when, schedule.wanted
        self._schedule = schedule
        self.time = _field("time", f"{when.at:%H:%M}")
        self.days = _field("days", days_words(when))
        self.timezone = _field("timezone", when.timezone)
        self.labs = _field("labs", ", ".join(wanted.labs), required=False)
        self.topics = _field("topics", ", ".join(wanted.topics), required=False)
        for words, about, field in (
            ("Time", "08:30", self.time),
            ("Days", "daily, weekdays, “mon thu”, “monthly 15”", self.days),
            ("Time zone", "Europe/Berlin", self.timezone),
            ("Labs", "separated by commas; empty for all", self.labs),
            ("Topics", "separated by commas; empty for all", self.topics),
        ):
            self.add_item(ui.Label(text=words, description=about, component=field))

    async def on_submit(self, interaction: Any) -> None:
        """Change it, or say what cannot be understood."""
        await guarded(interaction, self._change)

    async def _change(self, interaction: Interaction) -> None:
        old = self._schedule
        shape = Shape(
            channel_id=old.channel_id,
            when=parse_when(self.time.value, self.days.value, self.timezone.value),
            wanted=self._wanted(interaction),
            manner=old.manner,
        )
        await interaction.response.defer(thinking=True)
        changed = await interaction.client.services.schedules.change(guild_of(interaction), old.id, shape)
        await interaction.followup.send(view=AnswerView(render_schedule("The schedule is changed", changed)))

    def _wanted(self, interaction: Interaction) -> Wanted:
        """What the form says; sections and the least standing stay as they were."""
        old = self._schedule.wanted
        changed = wanted_of(interaction, self.labs.value or None, self.topics.value or None, None, old.min_standing)
        return replace(changed, sections=old.sections)


def _field(name: str, value: str, *, required: bool = True) -> "ui.TextInput[Any]":
    return ui.TextInput(
        custom_id=name, default=value or None, required=required, max_length=200, style=discord.TextStyle.short
    )
