"""/digest preview, show: the briefing as it would be now, and those that were posted."""

from datetime import date

from discord import app_commands

from bot.errors import GapwatchError
from cogs.answering.asked import NoDate
from cogs.answering.sending import send_answer
from cogs.digest_group import digest_group
from cogs.options import PRIVATE
from cogs.views.editions import StoredView
from cogs.views.interactions import Interaction, guild_of
from cogs.views.queries import Query
from cogs.views.text import plural

MESSAGES_AT_MOST = 5


class NoEdition(GapwatchError):
    """Nothing was posted on that day."""

    next_step = "`/digest schedule list` says when briefings are posted; `/digest preview` shows one made now."


@digest_group.command(name="preview", description="The briefing as it would be posted now")
@app_commands.describe(hours="How far back it looks; 24 without it", private=PRIVATE)
async def preview(
    interaction: Interaction, hours: app_commands.Range[int, 1, 24 * 90] = 24, private: bool = False
) -> None:
    """Answer with the edition of the last hours."""
    await send_answer(interaction, Query(command="digest", hours=hours), private=private)


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
    views = [view for edition in kept for view in StoredView.of_kept(edition)]
    if not views:
        raise NoEdition(f"No briefing was made on {day.isoformat()}.")
    for view in views[:MESSAGES_AT_MOST]:
        await interaction.followup.send(view=view, ephemeral=private)
    if len(views) > MESSAGES_AT_MOST:
        left = plural(len(views) - MESSAGES_AT_MOST, "more message")
        await interaction.followup.send(f"{left} of that day not shown.", ephemeral=private)


def _day(written: str) -> date:
    try:
        return date.fromisoformat(written.strip())
    except ValueError as cause:
        raise NoDate(f"“{written}” is no date.") from cause
