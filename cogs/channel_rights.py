"""What the bot needs in a channel to post briefings there, and what of it is missing."""

import discord

from bot.domain.schedules import Manner, PostAs
from bot.errors import GapwatchError

PostChannel = discord.TextChannel | discord.Thread

_WORDS = {
    "view_channel": "View Channel",
    "send_messages": "Send Messages",
    "send_messages_in_threads": "Send Messages in Threads",
    "read_message_history": "Read Message History",
    "create_public_threads": "Create Public Threads",
    "mention_everyone": "Mention All Roles",
}


class CannotPostThere(GapwatchError):
    """The bot lacks something in the channel."""

    next_step = "Mend that in the channel's settings, or choose another channel; `/digest test` tries it."


def faults_of(channel: PostChannel, manner: Manner) -> list[str]:
    """What stands against posting there in this manner, each as a sentence without its full stop."""
    faults = [f"The bot lacks the permission {name} in #{channel.name}" for name in missing(channel, manner)]
    in_thread = isinstance(channel, discord.Thread)
    if manner.post_as is PostAs.CROSSPOST and (in_thread or not channel.is_news()):
        faults.append(f"#{channel.name} is no announcement channel, so nothing there can be published to other servers")
    if manner.post_as is PostAs.THREAD and in_thread:
        faults.append(f"#{channel.name} is a thread, and there are no threads in threads")
    return faults


def missing(channel: PostChannel, manner: Manner) -> list[str]:
    """The permissions that the bot lacks there, as Discord calls them."""
    allowed = channel.permissions_for(channel.guild.me)
    return [_WORDS[name] for name in needed(channel, manner) if not getattr(allowed, name)]


def needed(channel: PostChannel, manner: Manner) -> list[str]:
    """The permissions that the bot needs there. What was sent is read again, so that nothing is sent twice."""
    in_thread = isinstance(channel, discord.Thread)
    names = ["view_channel", "send_messages_in_threads" if in_thread else "send_messages", "read_message_history"]
    if manner.post_as is PostAs.THREAD:
        names += ["create_public_threads", "send_messages_in_threads"]
    role = channel.guild.get_role(manner.role_id) if manner.role_id is not None else None
    if role is not None and not role.mentionable:
        names.append("mention_everyone")
    return names
