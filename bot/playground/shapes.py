"""Users, roles, channels, guilds and members in Discord's own JSON shapes. Pure: made from the world's data alone."""

from collections.abc import Callable
from typing import Any

from bot.playground.permissions import base_permissions, permissions_in
from bot.playground.refusals import Json
from bot.playground.world import Channel, Guild, Member, Place, Role, User, World

LOCALE = "en-US"
FORUM = 15


def user_shape(user: User) -> Json:
    """A user as it stands in messages and members."""
    return {
        "id": user.id,
        "username": user.username,
        "global_name": user.global_name,
        "discriminator": "0000" if user.bot else "0",
        "avatar": None,
        "bot": user.bot,
        "public_flags": 0,
        "flags": 0,
        "banner": None,
        "accent_color": None,
        "avatar_decoration_data": None,
    }


def role_shape(role: Role, bot_id: str) -> Json:
    """A role of a guild."""
    shape: Json = {
        "id": role.id,
        "name": role.name,
        "permissions": str(role.permissions),
        "color": role.color,
        "colors": {"primary_color": role.color, "secondary_color": None, "tertiary_color": None},
        "position": role.position,
        "hoist": role.hoist,
        "managed": role.managed,
        "mentionable": False,
        "icon": None,
        "unicode_emoji": None,
        "flags": 0,
    }
    if role.managed:
        shape["tags"] = {"bot_id": bot_id}
    return shape


def channel_shape(channel: Channel, guild: Guild | None, last_message_id: str | None = None) -> Json:
    """A channel of a guild."""
    shape: Json = {
        "id": channel.id,
        "guild_id": guild.id if guild else None,
        "name": channel.name,
        "type": channel.type,
        "topic": channel.topic,
        "position": channel.position,
        "permission_overwrites": [
            {"id": one.id, "type": int(one.of_member), "allow": str(one.allow), "deny": str(one.deny)}
            for one in channel.overwrites
        ],
        "parent_id": channel.parent_id,
        "nsfw": False,
        "rate_limit_per_user": 0,
        "last_message_id": last_message_id,
        "last_pin_timestamp": None,
        "flags": 0,
    }
    if channel.type == FORUM:
        shape |= {"available_tags": [], "default_reaction_emoji": None, "default_sort_order": None}
        shape |= {"default_forum_layout": 0, "default_thread_rate_limit_per_user": 0}
    return shape


def thread_shape(thread: Channel, guild: Guild, last_message_id: str | None = None) -> Json:
    """A thread."""
    return {
        "id": thread.id,
        "guild_id": guild.id,
        "parent_id": thread.parent_id,
        "owner_id": thread.owner_id,
        "name": thread.name,
        "type": thread.type,
        "last_message_id": last_message_id,
        "message_count": 0,
        "member_count": 1,
        "total_message_sent": 0,
        "rate_limit_per_user": 0,
        "flags": 0,
        "thread_metadata": {
            "archived": thread.archived,
            "auto_archive_duration": 4320,
            "archive_timestamp": guild.joined_at.isoformat(),
            "locked": thread.locked,
        },
    }


def dm_shape(channel_id: str, recipient: User, last_message_id: str | None = None) -> Json:
    """Direct messages between the bot and a person."""
    return {
        "id": channel_id,
        "type": 1,
        "last_message_id": last_message_id,
        "flags": 0,
        "recipients": [user_shape(recipient)],
    }


def place_shape(world: World, place: Place, last_message_id: str | None = None) -> Json:
    """A channel of either sort."""
    if place.guild is not None and place.channel.is_thread:
        return thread_shape(place.channel, place.guild, last_message_id)
    if place.guild is not None:
        return channel_shape(place.channel, place.guild, last_message_id)
    recipient = next(user for user in world.people if user.id in place.parties)
    return dm_shape(place.channel.id, recipient, last_message_id)


def member_shape(world: World, guild: Guild, member: Member, *, with_user: bool = True) -> Json:
    """A member of a guild; without the user where the user stands beside it."""
    shape: Json = {
        "roles": list(member.roles),
        "nick": member.nick,
        "avatar": None,
        "banner": None,
        "joined_at": guild.joined_at.isoformat(),
        "premium_since": None,
        "deaf": False,
        "mute": False,
        "pending": False,
        "flags": 0,
        "communication_disabled_until": None,
    }
    if with_user and (user := world.user(member.user_id)):
        shape["user"] = user_shape(user)
    return shape


def acting_member_shape(world: World, place: Place, user_id: str) -> Json:
    """A member as an interaction names it: with what it may do in that channel."""
    guild = place.guild
    member = guild.member(user_id) if guild else None
    if guild is None or member is None:
        raise LookupError(f"user {user_id} is not a member at {place.channel.id}")
    return member_shape(world, guild, member) | {"permissions": str(permissions_in(place, user_id))}


def guild_shape(world: World, guild: Guild) -> Json:
    """A guild as REST tells of it."""
    nothing: dict[str, Any] = dict.fromkeys(
        (
            "icon", "icon_hash", "splash", "discovery_splash", "banner", "description", "afk_channel_id",
            "system_channel_id", "rules_channel_id", "public_updates_channel_id", "safety_alerts_channel_id",
            "application_id", "vanity_url_code", "widget_channel_id",
        )
    )  # fmt: skip
    return nothing | {
        "id": guild.id,
        "name": guild.name,
        "owner_id": guild.owner_id,
        "roles": [role_shape(role, world.bot.id) for role in guild.roles],
        "emojis": [],
        "stickers": [],
        "features": [],
        "region": "deprecated",
        "afk_timeout": 300,
        "widget_enabled": False,
        "verification_level": 1,
        "default_message_notifications": 1,
        "explicit_content_filter": 0,
        "mfa_level": 0,
        "nsfw": False,
        "nsfw_level": 0,
        "premium_tier": 0,
        "premium_subscription_count": 0,
        "premium_progress_bar_enabled": False,
        "system_channel_flags": 0,
        "preferred_locale": LOCALE,
        "max_members": 500000,
        "max_presences": None,
        "max_video_channel_users": 25,
        "max_stage_video_channel_users": 50,
    }


def guild_create_shape(world: World, guild: Guild, *, all_members: bool) -> Json:
    """A guild as the gateway announces it; other members only with the intent for them."""
    members = [member for member in guild.members if all_members or member.user_id == world.bot.id]
    return guild_shape(world, guild) | {
        "joined_at": guild.joined_at.isoformat(),
        "large": False,
        "unavailable": False,
        "member_count": len(guild.members),
        "members": [member_shape(world, guild, member) for member in members],
        "channels": [channel_shape(channel, guild) for channel in guild.channels if not channel.is_thread],
        "threads": [thread_shape(channel, guild) for channel in guild.channels if channel.is_thread],
        "voice_states": [],
        "presences": [],
        "stage_instances": [],
        "guild_scheduled_events": [],
        "soundboard_sounds": [],
    }


def application_shape(world: World, flags: int) -> Json:
    """The bot's application."""
    return {
        "id": world.bot.id,
        "name": world.bot.username,
        "icon": None,
        "description": "",
        "summary": "",
        "type": None,
        "bot": user_shape(world.bot),
        "bot_public": True,
        "bot_require_code_grant": False,
        "verify_key": "0" * 64,
        "owner": user_shape(world.people[0]),
        "team": None,
        "flags": flags,
        "approximate_guild_count": len(world.bot_guilds),
        "integration_types_config": {"0": {}},
        "redirect_uris": [],
        "interactions_endpoint_url": None,
    }


DIRECT = "@me"
"""Where the state lists the commands of direct messages, beside the guilds by their ids."""


def state_shape(
    world: World,
    *,
    online: bool,
    commands: dict[str, list[Json]],
    last_message_id: Callable[[str], str | None],
    clock: Json,
    deadline_seconds: float,
    connecting: str | None,
) -> Json:
    """Everything the page draws around the messages; see docs/playground.md."""
    return {
        "bot": {"id": world.bot.id, "username": world.bot.username, "avatar_url": None, "online": online},
        "people": [
            {
                "id": one.id,
                "username": one.username,
                "global_name": one.global_name,
                "color": one.color,
                "dm_channel_id": one.dm_channel_id,
            }
            for one in world.people
        ],
        "guilds": [_page_guild(world, guild, last_message_id) for guild in world.guilds_of_people],
        "commands": commands,
        "clock": clock,
        "deadline_seconds": deadline_seconds,
        "connecting": connecting,
    }


def page_channel(world: World, guild: Guild, channel: Channel, last_message_id: str | None) -> Json:
    """A channel as the page lists it, with what the people here may do in it."""
    place = Place(channel=channel, guild=guild)
    known = (world.bot, *world.people)
    return {
        "id": channel.id,
        "name": channel.name,
        "type": channel.type,
        "topic": channel.topic,
        "position": channel.position,
        "parent_id": channel.parent_id,
        "owner_id": channel.owner_id,
        "archived": channel.archived,
        "locked": channel.locked,
        "last_message_id": last_message_id,
        "permissions": {one.id: str(permissions_in(place, one.id)) for one in known if guild.member(one.id)},
    }


def _page_guild(world: World, guild: Guild, last_message_id: Callable[[str], str | None]) -> Json:
    return {
        "id": guild.id,
        "name": guild.name,
        "channels": [page_channel(world, guild, one, last_message_id(one.id)) for one in guild.channels],
        "roles": [
            {"id": one.id, "name": one.name, "color": one.color, "position": one.position, "hoist": one.hoist}
            for one in guild.roles
        ],
        "members": [
            {
                "user_id": member.user_id,
                "roles": list(member.roles),
                "permissions": str(base_permissions(guild, member.user_id)),
            }
            for member in guild.members
        ],
    }
