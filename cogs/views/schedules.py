"""Render schedules: what they are, when they are due next, what waits; and what changing one means."""

from collections.abc import Sequence

import discord

from bot.delivery.making import MadeNow
from bot.delivery.schedules import Overview
from bot.delivery.whenwords import when_words
from bot.domain.schedules import PostAs, Schedule, ScheduleStatus
from bot.ledger.standing import Standing
from bot.ledger.wording import STANDING_WORDS
from cogs.views.answers import Answer
from cogs.views.text import cut, plural, safe, stamp
from db.outbox import Stop

POST_AS_WORDS = {
    PostAs.MESSAGES: "messages in the channel",
    PostAs.THREAD: "one message, the rest in a thread under it",
    PostAs.CROSSPOST: "published to the servers that follow the channel",
}
_STATUS_WORDS = {
    ScheduleStatus.ACTIVE: "",
    ScheduleStatus.PAUSED: "paused: /digest schedule resume",
    ScheduleStatus.STOPPED: "stopped, because Discord refused it: mend that, then /digest resume",
}


def render_schedules(there: Sequence[Overview]) -> Answer:
    """Every schedule of a server."""
    if not there:
        text = "This server has no schedule. Make one: /digest schedule add"
        return Answer(texts=("### Briefings on schedule", text))
    return Answer(
        texts=("### Briefings on schedule", *(_several(each) for each in there)),
        small_print="-# To try a channel: /digest test · past briefings: /digest show",
    )


def render_schedule(title: str, schedule: Schedule, *notes: str) -> Answer:
    """One schedule, as it is now."""
    texts = [f"### {title}", _described(schedule)]
    if schedule.status is ScheduleStatus.ACTIVE:
        texts.append(f"The next briefing is posted {stamp(schedule.next_at)}.")
    return Answer(texts=(*texts, *notes))


def render_resumed(resumed: Sequence[Overview]) -> Answer:
    """What goes on."""
    if not resumed:
        return Answer(texts=("### No schedule of this server was stopped", "/digest schedule list shows them all."))
    lines = [
        f"- {_described(each.schedule)}\n  {_waiting(each) or 'nothing waits'}; next {stamp(each.schedule.next_at)}"
        for each in resumed
    ]
    return Answer(texts=(f"### {plural(len(resumed), 'schedule')} resumed", "\n".join(lines)))


def render_made(made: MadeNow) -> Answer:
    """What was made because somebody asked."""
    window = f"{stamp(made.window.start)} to {stamp(made.window.end)}"
    if made.kept is None:
        return Answer(texts=("### Nothing is posted", f"A quiet time from {window}, and this schedule is silent then."))
    text = f"It tells of {window} and is posted in <#{made.schedule.channel_id}>. The next one begins where it ends."
    if made.schedule.status is not ScheduleStatus.ACTIVE:
        text += " The schedule does not run, so it waits until that is resumed."
    return Answer(texts=(f"### Briefing {made.kept.number} is made", text))


def render_stop(told: Stop) -> Answer:
    """What a server's admins read once."""
    what, resume, listed = (
        ("Alerts to", "/watch resume", "/watch list")
        if told.alerts
        else ("The briefing for", "/digest resume", "/digest schedule list")
    )
    return Answer(
        texts=(
            f"### {what} <#{told.channel_id}> {'are' if told.alerts else 'is'} stopped",
            safe(told.reason, 500),
            f"Everything is kept. Mend that, try with `/digest test`, then `{resume}` posts what waits.",
        ),
        small_print=f"-# All of them: {listed} · where these notices go: /feed notices",
    )


def schedule_label(schedule: Schedule, guild: discord.Guild | None) -> str:
    """A schedule in a list of choices."""
    channel = guild.get_channel_or_thread(schedule.channel_id) if guild else None
    where = f"#{channel.name}" if channel else "a channel that is gone"
    return cut(f"{where} · {when_words(schedule.when)} · no. {schedule.id}", 100)


def _several(each: Overview) -> str:
    schedule = each.schedule
    lines = [f"**<#{schedule.channel_id}>** {_described(schedule, channel=False)}"]
    status = _STATUS_WORDS[schedule.status]
    upcoming = f"next {stamp(schedule.next_at)}" if schedule.status is ScheduleStatus.ACTIVE else status
    lines.append("-# " + " · ".join(part for part in (upcoming, _waiting(each)) if part))
    return "\n".join(lines)


def _described(schedule: Schedule, *, channel: bool = True) -> str:
    wanted, manner = schedule.wanted, schedule.manner
    parts = [f"<#{schedule.channel_id}>"] if channel else []
    parts.append(when_words(schedule.when))
    if wanted.labs:
        parts.append(f"labs {safe(', '.join(wanted.labs))}")
    if wanted.topics:
        parts.append(f"topics {', '.join(wanted.topics)}")
    if wanted.min_standing:
        parts.append(f"figures {STANDING_WORDS[Standing(wanted.min_standing)]} or better")
    if wanted.sections:
        parts.append(f"sections {', '.join(wanted.sections)}")
    if manner.post_as is not PostAs.MESSAGES:
        parts.append(POST_AS_WORDS[manner.post_as])
    if manner.role_id is not None:
        parts.append(f"calls <@&{manner.role_id}>")
    if manner.silent_when_quiet:
        parts.append("silent on quiet days")
    return " · ".join(parts)


def _waiting(each: Overview) -> str:
    return f"{plural(each.waiting, 'message')} waiting to be posted" if each.waiting else ""
