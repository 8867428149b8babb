"""/digest: registers the group, whose commands stand in the modules that are imported here.

Those modules are loaded once a process, however many bots load this extension: a command is added to its group once.
"""

from bot.client import GapwatchBot
from cogs import briefings, schedule_changes, schedules
from cogs.digest_group import digest_group
from cogs.views import edition_buttons, mutes
from cogs.views.editions import EditionButton
from cogs.views.sections import SectionsSelect

COMMANDS_OF = (briefings, schedules, schedule_changes)


async def setup(bot: GapwatchBot) -> None:
    """Called by discord.py when the extension is loaded."""
    bot.add_dynamic_items(EditionButton, SectionsSelect, *edition_buttons.BUTTONS, *mutes.BUTTONS)
    bot.add_listener(schedule_changes.on_form, "on_interaction")
    bot.tree.add_command(digest_group)
