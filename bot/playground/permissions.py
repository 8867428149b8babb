"""What a member may do in a guild and in a channel, computed as Discord computes it. Pure."""

from enum import IntFlag

from bot.playground.world import Channel, Guild, Overwrite, Place


class Permission(IntFlag):
    """The permissions that the playground asks about."""

    ADMINISTRATOR = 1 << 3
    MANAGE_CHANNELS = 1 << 4
    MANAGE_GUILD = 1 << 5
    ADD_REACTIONS = 1 << 6
    VIEW_CHANNEL = 1 << 10
    SEND_MESSAGES = 1 << 11
    MANAGE_MESSAGES = 1 << 13
    EMBED_LINKS = 1 << 14
    ATTACH_FILES = 1 << 15
    READ_MESSAGE_HISTORY = 1 << 16
    MENTION_EVERYONE = 1 << 17
    USE_APPLICATION_COMMANDS = 1 << 31
    MANAGE_THREADS = 1 << 34
    CREATE_PUBLIC_THREADS = 1 << 35
    SEND_MESSAGES_IN_THREADS = 1 << 38
    PIN_MESSAGES = 1 << 51


ALL = (1 << 53) - 1
MEMBER = (
    Permission.ADD_REACTIONS
    | Permission.VIEW_CHANNEL
    | Permission.SEND_MESSAGES
    | Permission.EMBED_LINKS
    | Permission.ATTACH_FILES
    | Permission.READ_MESSAGE_HISTORY
    | Permission.USE_APPLICATION_COMMANDS
    | Permission.CREATE_PUBLIC_THREADS
    | Permission.SEND_MESSAGES_IN_THREADS
)
DIRECT_MESSAGE = MEMBER | Permission.PIN_MESSAGES

_NEEDS_SENDING = Permission.MENTION_EVERYONE | Permission.EMBED_LINKS | Permission.ATTACH_FILES


def base_permissions(guild: Guild, user_id: str) -> int:
    """What the member's roles allow everywhere in the guild; nothing for someone who is not in it."""
    member = guild.member(user_id)
    if member is None:
        return 0
    if guild.owner_id == user_id:
        return ALL
    granted = 0
    for role in guild.roles:
        if role.id == guild.id or role.id in member.roles:
            granted |= role.permissions
    return ALL if granted & Permission.ADMINISTRATOR else granted


def channel_permissions(guild: Guild, channel: Channel, user_id: str) -> int:
    """What the member may do in this channel: overwrites for everyone, then for the roles, then for the member.

    A thread's are those of the channel above it.
    """
    granted = base_permissions(guild, user_id)
    member = guild.member(user_id)
    if member is None or granted == ALL:
        return granted
    above = guild.channel(channel.parent_id or "") if channel.is_thread else None
    by_id = {overwrite.id: overwrite for overwrite in (above or channel).overwrites}
    if everyone := by_id.get(guild.id):
        granted = _apply(granted, [everyone])
    granted = _apply(granted, [by_id[role] for role in member.roles if role in by_id])
    if own := by_id.get(user_id):
        granted = _apply(granted, [own])
    if not granted & Permission.VIEW_CHANNEL:
        return 0
    if not granted & Permission.SEND_MESSAGES:
        granted &= ~_NEEDS_SENDING
    return granted


def permissions_in(place: Place, user_id: str) -> int:
    """What a user may do in a channel of a guild or in direct messages."""
    if place.guild is not None:
        return channel_permissions(place.guild, place.channel, user_id)
    return DIRECT_MESSAGE if user_id in place.parties else 0


def may_use_command(default_member_permissions: str | None, granted: int) -> bool:
    """Whether someone with these permissions may run a command; "0" means administrators only."""
    if default_member_permissions is None or granted & Permission.ADMINISTRATOR:
        return True
    needed = int(default_member_permissions)
    return needed != 0 and granted & needed == needed


def _apply(granted: int, overwrites: list[Overwrite]) -> int:
    denied = allowed = 0
    for overwrite in overwrites:
        denied |= overwrite.deny
        allowed |= overwrite.allow
    return granted & ~denied | allowed
