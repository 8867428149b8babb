"""Threads, and posts of forums, which are threads too: opened and changed here, told to the bot and the page.

Whose business that is, the callers ask (rest_threads, talking); who may change one, `may_change` knows for both.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from bot.playground.gateway import Gateway
from bot.playground.permissions import Permission
from bot.playground.records import Message, Records
from bot.playground.shapes import FORUM, thread_shape
from bot.playground.world import Channel, Place

TEXT, ANNOUNCEMENTS = 0, 5
ANNOUNCEMENT_THREAD, PUBLIC_THREAD, PRIVATE_THREAD = 10, 11, 12
MOST_NAME = 100


def may_change(thread: Channel, user_id: str, granted: int, changes: Mapping[str, Any]) -> bool:
    """Whether somebody may change a thread so: who manages threads may; who began it, unless it is or becomes locked;
    and whoever writes in it may open it again.
    """
    if granted & Permission.MANAGE_THREADS:
        return True
    if thread.locked or "locked" in changes:
        return False
    reopens = changes == {"archived": False} and bool(granted & Permission.SEND_MESSAGES_IN_THREADS)
    return reopens or thread.owner_id == user_id


def may_write(thread: Channel, granted: int) -> bool:
    """Whether the lock of a thread, if it has one, lets somebody write."""
    return not thread.locked or bool(granted & Permission.MANAGE_THREADS)


class Threads:
    """Opens and changes threads."""

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

    def change(self, place: Place, changes: Mapping[str, Any]) -> Place:
        """Another name, archived or open, locked or not."""
        # An interaction's place is as it was when it began.
        place = self._records.world.place(place.channel.id) or place
        thread = replace(place.channel, **changes)
        if place.guild is None or thread == place.channel:
            return place
        channels = tuple(thread if one.id == thread.id else one for one in place.guild.channels)
        guild = replace(place.guild, channels=channels)
        self._records.put_guild(guild)
        self._gateway.dispatch("THREAD_UPDATE", thread_shape(thread, guild), guild.id)
        self._tell_state()
        return Place(channel=thread, guild=guild)
