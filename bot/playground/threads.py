"""Threads, and posts of forums, which are threads too: opened here, told to the bot and the page.

Who may open one, and under what, is asked by the callers (rest_threads, talking).
"""

from collections.abc import Callable
from dataclasses import replace

from bot.playground.gateway import Gateway
from bot.playground.records import Message, Records
from bot.playground.shapes import FORUM, thread_shape
from bot.playground.world import Channel, Place

TEXT, ANNOUNCEMENTS = 0, 5
ANNOUNCEMENT_THREAD, PUBLIC_THREAD = 10, 11
MOST_NAME = 100


class Threads:
    """Opens threads."""

    def __init__(self, records: Records, gateway: Gateway, tell_state: Callable[[], None]) -> None:
        self._records = records
        self._gateway = gateway
        self._tell_state = tell_state

    def open(self, place: Place, name: str, owner_id: str, under: Message | None = None) -> Place:
        """A new thread; one under a message has the message's id, so a message has at most one."""
        if place.guild is None or place.channel.type not in (TEXT, ANNOUNCEMENTS, FORUM):
            raise LookupError(f"channel {place.channel.id} takes no threads")
        thread = Channel(
            id=under.id if under else self._records.snowflakes.make(),
            name=name,
            type=ANNOUNCEMENT_THREAD if place.channel.type == ANNOUNCEMENTS else PUBLIC_THREAD,
            parent_id=place.channel.id,
            owner_id=owner_id,
        )
        guild = replace(place.guild, channels=(*place.guild.channels, thread))
        self._records.put_guild(guild)
        self._gateway.dispatch("THREAD_CREATE", thread_shape(thread, guild) | {"newly_created": True}, guild.id)
        self._tell_state()
        return Place(channel=thread, guild=guild)
