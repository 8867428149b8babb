"""Which gateway events a session asked for, and what of them it may see. Pure."""

from bot.playground.refusals import Json

GUILDS = 1 << 0
GUILD_MEMBERS = 1 << 1
GUILD_PRESENCES = 1 << 8
GUILD_MESSAGES = 1 << 9
MESSAGE_CONTENT = 1 << 15

PRIVILEGED = GUILD_MEMBERS | GUILD_PRESENCES | MESSAGE_CONTENT
VALID = (1 << 17) - 1 | 1 << 20 | 1 << 21 | 1 << 24 | 1 << 25

# The intent for an event in a guild, and the one for it in direct messages. Events that are not here always come.
_NEEDED = {
    "GUILD_CREATE": (GUILDS, 0),
    "CHANNEL_PINS_UPDATE": (GUILDS, 1 << 12),
    "MESSAGE_CREATE": (GUILD_MESSAGES, 1 << 12),
    "MESSAGE_UPDATE": (GUILD_MESSAGES, 1 << 12),
    "MESSAGE_DELETE": (GUILD_MESSAGES, 1 << 12),
    "MESSAGE_REACTION_ADD": (1 << 10, 1 << 13),
    "MESSAGE_REACTION_REMOVE": (1 << 10, 1 << 13),
    "TYPING_START": (1 << 11, 1 << 14),
}

# The application's flags that say which privileged intents were switched on for it.
_FLAGS = {GUILD_PRESENCES: 1 << 13, GUILD_MEMBERS: 1 << 15, MESSAGE_CONTENT: 1 << 19}


def application_flags(allowed: int) -> int:
    """The application's flags for these privileged intents, as a small bot has them."""
    return sum(flag for intent, flag in _FLAGS.items() if allowed & intent)


def wants(event: str, intents: int, *, in_guild: bool) -> bool:
    """Whether a session with these intents gets this event."""
    if event not in _NEEDED:
        return True
    needed = _NEEDED[event][0 if in_guild else 1]
    return not needed or bool(intents & needed)


def tailor(event: str, data: Json, intents: int, bot_id: str) -> Json:
    """The event as such a session may see it: without the content of messages that do not concern the bot."""
    if event not in ("MESSAGE_CREATE", "MESSAGE_UPDATE") or intents & MESSAGE_CONTENT or _concerns(data, bot_id):
        return data
    return data | {"content": "", "embeds": [], "attachments": [], "components": []}


def _concerns(message: Json, bot_id: str) -> bool:
    in_direct_messages = "guild_id" not in message
    by_bot = message["author"]["id"] == bot_id
    return in_direct_messages or by_bot or any(user["id"] == bot_id for user in message["mentions"])
