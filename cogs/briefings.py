"""/digest preview, show, mutes: the briefing as it would be, those that were posted, what they leave out."""

from collections.abc import Iterable
from datetime import date, timedelta

from discord import app_commands

from bot.errors import GapwatchError
from cogs.answering.asked import NoDate
from cogs.digest_group import digest_group, schedules_like
from cogs.options import PRIVATE, for_managers
from cogs.schedules import number_of
from cogs.views.editions import StoredView, compose_edition
from cogs.views.interactions import Interaction, guild_of
from cogs.views.mutes import show_mutes
from cogs.views.text import plural

MESSAGES_AT_MOST = 5


class NoEdition(GapwatchError):
    """Nothing was posted on that day."""

    next_step = "`/digest schedule list` says when briefings are posted; `/digest preview` shows one made now."


@digest_group.command(name="preview", description="The briefing as it would be posted now")
@app_commands.describe(
    schedule="The next briefing of this schedule; choose one of the list that opens while you type",
    hours="Without a schedule: how far back it looks; 24 without it",
    private=PRIVATE,
)
@app_commands.autocomplete(schedule=schedules_like)
async def preview(
    interaction: Interaction,
    schedule: app_commands.Range[str, 1, 200] | None = None,
    hours: app_commands.Range[int, 1, 24 * 90] = 24,
    private: bool = False,
) -> None:
    """Answer with the pages of a schedule's next edition, or of the last hours."""
    services, guild_id = interaction.client.services, guild_of(interaction)
    await interaction.response.defer(thinking=True, ephemeral=private)
    if schedule is None:
        edition = await services.editions.preview(guild_id, services.clock(), timedelta(hours=hours))
    else:
        found = await services.schedules.find(guild_id, number_of(schedule))
        edition = await services.editions.upcoming(found, services.clock())
    await _send(interaction, StoredView.of_pages(compose_edition(edition).pages), private=private)


@digest_group.command(name="show", description="The briefings that were posted on a day, as they were posted")
@app_commands.describe(
    date="The day, such as 2026-11-23, as this server's schedules count days; kept for 90 days", private=PRIVATE
)
async def show(interaction: Interaction, date: app_commands.Range[str, 1, 20], private: bool = False) -> None:
    """Answer with the pages that were kept."""
    day = _day(date)
    await interaction.response.defer(thinking=True, ephemeral=private)
    service, guild_id = interaction.client.services.schedules, guild_of(interaction)
    there = await service.of_guild(guild_id)
    zone = there[0].schedule.when.timezone if there else "UTC"
    kept = await service.editions_of(guild_id, day, zone)
    views = [view for edition in kept for view in StoredView.of_pages(edition.pages)]
    if not views:
        raise NoEdition(f"No briefing was made on {day.isoformat()}.")
    await _send(interaction, views[:MESSAGES_AT_MOST], private=private)
    if len(views) > MESSAGES_AT_MOST:
        left = plural(len(views) - MESSAGES_AT_MOST, "more message")
        await interaction.followup.send(f"{left} of that day not shown.", ephemeral=private)


@digest_group.command(
    name="mutes", description="Labs and topics left out of briefings and alerts; mute one, or tell of it again"
)
@for_managers
async def mutes(interaction: Interaction) -> None:
    """Show what is muted, with menus to change it."""
    await show_mutes(interaction)


async def _send(interaction: Interaction, views: Iterable[StoredView], *, private: bool) -> None:
    for view in views:
        await interaction.followup.send(view=view, ephemeral=private)


def _day(written: str) -> date:
    try:
        return date.fromisoformat(written.strip())
    except ValueError as cause:
        raise NoDate(f"“{written}” is no date.") from cause
