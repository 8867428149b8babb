"""The group /digest, to which several modules add their commands, and the options that these share."""

from discord import app_commands

from cogs.options import Choices
from cogs.views.interactions import Interaction, guild_of
from cogs.views.schedules import schedule_label

digest_group = app_commands.Group(name="digest", description="The briefing, now and on schedule")
schedule_group = app_commands.Group(
    name="schedule", description="When briefings are posted, and where", parent=digest_group
)

SCHEDULE = "The schedule: choose one of the list that opens while you type"


async def schedules_like(interaction: Interaction, typed: str) -> Choices:
    """This server's schedules whose channel, days or time hold what was typed."""
    found = await interaction.client.services.schedules.of_guild(guild_of(interaction))
    labels = [(schedule_label(each.schedule, interaction.guild), each.schedule.id) for each in found]
    fitting = [(label, number) for label, number in labels if typed.casefold() in label.casefold()]
    return [app_commands.Choice(name=label, value=str(number)) for label, number in fitting[:25]]
