"""/feed: registers the group, whose commands stand in the modules that are imported here.

Those modules are loaded once a process, however many bots load this extension: a command is added to its group once.
"""

from bot.client import GapwatchBot
from cogs import feed_filters, feed_sources, feed_subscriptions, feed_upkeep
from cogs.feed_group import feed_group
from cogs.views.feed_filters import FilterButton
from cogs.views.feed_menus import MENUS

COMMANDS_OF = (feed_subscriptions, feed_filters, feed_upkeep, feed_sources)


async def setup(bot: GapwatchBot) -> None:
    """Called by discord.py when the extension is loaded."""
    bot.add_dynamic_items(*MENUS, FilterButton)
    bot.tree.add_command(feed_group)
