"""/digest schedule add, list, pause, resume, remove; /digest now, test, resume. For those who may manage the server."""

import secrets

import discord
from discord import app_commands

from bot.delivery.notices import CannotPost
from bot.delivery.schedules import NoSuchSchedule
from bot.delivery.whenwords import parse_when, zones_like
from bot.domain.filters import NO_FILTER
from bot.domain.schedules import Manner, PostAs, Section, Wanted
from bot.errors import GapwatchError
from bot.feeds.filter_syntax import FilterParts
from bot.ledger.standing import Standing
from bot.ledger.wording import STANDING_WORDS
from cogs.channel_rights import CannotPostThere, faults_of
from cogs.digest_group import SCHEDULE, digest_group, schedule_group, schedules_like
from cogs.options import CHOICES_AT_MOST, Choices, for_managers, last_of, listed, listed_labs, listed_topics
from cogs.views.answers import Answer
from cogs.views.interactions import Interaction, guild_of
from cogs.views.layout import AnswerView
from cogs.views.schedules import (
    POST_AS_WORDS,
    render_made,
    render_resumed,
    render_schedule,
    render_schedules,
)
from db.schedules import Shape

_Words = app_commands.Range[str, 1, 200]
_DAYS = ("daily", "weekdays", "mon wed fri", "mon", "monthly 1")
_MANNERS = [app_commands.Choice(name=words, value=manner.value) for manner, words in POST_AS_WORDS.items()]
_LEAST = [
    app_commands.Choice(name=f"{STANDING_WORDS[standing]} or better", value=standing.value)
    for standing in (Standing.VENDORS_WORD, Standing.INDEPENDENT, Standing.MEASURED)
]


class RoleForEveryone(GapwatchError):
    """The role that everybody has."""

    next_step = "Choose a role that those have who want to be called."


class NoSuchSection(GapwatchError):
    """What was typed is no part of an edition."""

    next_step = f"Choose of: {', '.join(Section)}."


async def _sections(_interaction: Interaction, typed: str) -> Choices:
    return listed(typed, [section.value for section in Section if last_of(typed).lower() in section.value])


async def _zones(_interaction: Interaction, typed: str) -> Choices:
    return [app_commands.Choice(name=zone, value=zone) for zone in zones_like(typed, CHOICES_AT_MOST)]


async def _days(_interaction: Interaction, typed: str) -> Choices:
    offered = [typed] if typed and typed not in _DAYS else []
    return [app_commands.Choice(name=days, value=days) for days in (*offered, *_DAYS)]


@schedule_group.command(name="add", description="Post briefings in a channel on schedule")
@app_commands.describe(
    channel="Where: a text or announcement channel, or a thread, such as a post of a forum",
    time="At what time of day: 08:30",
    days="On which days: daily, weekdays, “mon thu”, “monthly 15”",
    timezone="Whose clock: Europe/Berlin",
    labs="Only what these labs, separated by commas, are named in",
    topics="Only what is about these topics, separated by commas",
    min_standing="Only figures that stand as well as this; what is contested stays",
    sections="Only these parts, separated by commas; all of them without it",
    role_mention="A role to call with each briefing",
    post_as="Messages in the channel unless you choose otherwise",
    silent_when_quiet="Post nothing where there is nothing to tell",
)
@app_commands.autocomplete(timezone=_zones, days=_days, labs=listed_labs, topics=listed_topics, sections=_sections)
@app_commands.choices(post_as=_MANNERS, min_standing=_LEAST)
@for_managers
async def add(
    interaction: Interaction,
    channel: discord.TextChannel | discord.Thread,
    time: _Words,
    days: _Words,
    timezone: _Words,
    labs: _Words | None = None,
    topics: _Words | None = None,
    min_standing: str | None = None,
    sections: _Words | None = None,
    role_mention: discord.Role | None = None,
    post_as: str = PostAs.MESSAGES.value,
    silent_when_quiet: bool = False,
) -> None:
    """Make the schedule, where the bot may post as is asked."""
    if role_mention is not None and role_mention.is_default():
        raise RoleForEveryone("Briefings do not call everyone.")
    manner = Manner(
        post_as=PostAs(post_as),
        role_id=role_mention.id if role_mention else None,
        silent_when_quiet=silent_when_quiet,
    )
    when = parse_when(time, days, timezone)
    wanted = wanted_of(interaction, labs, topics, sections, min_standing)
    _check(channel, manner)
    await interaction.response.defer(thinking=True)
    shape = Shape(channel_id=channel.id, when=when, wanted=wanted, manner=manner)
    made = await interaction.client.services.schedules.add(guild_of(interaction), shape)
    first = "The first one tells of the last 24 hours and what comes until then; each later one begins where it ended."
    await interaction.followup.send(view=AnswerView(render_schedule("A briefing is scheduled", made, first)))


@schedule_group.command(name="list", description="When briefings are posted, where, and what waits")
@for_managers
async def list_schedules(interaction: Interaction) -> None:
    """Answer with every schedule."""
    await interaction.response.defer(thinking=True)
    there = await interaction.client.services.schedules.of_guild(guild_of(interaction))
    await interaction.followup.send(view=AnswerView(render_schedules(there)))


@schedule_group.command(name="pause", description="Make and post no briefings of a schedule until it is resumed")
@app_commands.describe(schedule=SCHEDULE)
@app_commands.autocomplete(schedule=schedules_like)
@for_managers
async def pause(interaction: Interaction, schedule: _Words) -> None:
    """Pause, and say what that means."""
    await interaction.response.defer(thinking=True)
    paused = await interaction.client.services.schedules.pause(guild_of(interaction), number_of(schedule))
    meaning = "The first briefing after `/digest schedule resume` tells of everything since the last one."
    await interaction.followup.send(view=AnswerView(render_schedule("The schedule is paused", paused, meaning)))


@schedule_group.command(name="resume", description="Go on with a paused schedule, and post what waits for it")
@app_commands.describe(schedule=SCHEDULE)
@app_commands.autocomplete(schedule=schedules_like)
@for_managers
async def resume(interaction: Interaction, schedule: _Words) -> None:
    """Resume, and say what comes."""
    await interaction.response.defer(thinking=True)
    resumed = await interaction.client.services.schedules.resume(guild_of(interaction), number_of(schedule))
    await interaction.followup.send(view=AnswerView(render_resumed([resumed])))


@schedule_group.command(name="remove", description="End a schedule; the briefings that it made are kept")
@app_commands.describe(schedule=SCHEDULE)
@app_commands.autocomplete(schedule=schedules_like)
@for_managers
async def remove(interaction: Interaction, schedule: _Words) -> None:
    """Remove, and say what stays."""
    await interaction.response.defer(thinking=True)
    removed = await interaction.client.services.schedules.remove(guild_of(interaction), number_of(schedule))
    text = f"No more briefings of it in <#{removed.channel_id}>. Those that it made can be read with /digest show."
    await interaction.followup.send(view=AnswerView(Answer(texts=("### The schedule is removed", text))))


@digest_group.command(name="now", description="Post a schedule's next briefing now")
@app_commands.describe(schedule=SCHEDULE)
@app_commands.autocomplete(schedule=schedules_like)
@for_managers
async def now(interaction: Interaction, schedule: _Words) -> None:
    """Make the edition; the outbox posts it."""
    await interaction.response.defer(thinking=True)
    made = await interaction.client.services.schedules.make_now(guild_of(interaction), number_of(schedule))
    await interaction.followup.send(view=AnswerView(render_made(made)))


@digest_group.command(
    name="resume", description="Go on with the schedules that Discord had refused, and post what waits"
)
@for_managers
async def resume_all(interaction: Interaction) -> None:
    """Resume what was stopped."""
    await interaction.response.defer(thinking=True)
    resumed = await interaction.client.services.schedules.resume_stopped(guild_of(interaction))
    await interaction.followup.send(view=AnswerView(render_resumed(resumed)))


@digest_group.command(name="test", description="Whether briefings can be posted in a channel: tries it")
@app_commands.describe(
    channel="The channel, or a thread", post_as="As the schedule is to post", role_mention="A role to be called"
)
@app_commands.choices(post_as=_MANNERS)
@for_managers
async def try_channel(
    interaction: Interaction,
    channel: discord.TextChannel | discord.Thread,
    post_as: str = PostAs.MESSAGES.value,
    role_mention: discord.Role | None = None,
) -> None:
    """Say what is missing, before anything is posted; else post."""
    _check(channel, Manner(post_as=PostAs(post_as), role_id=role_mention.id if role_mention else None))
    await interaction.response.defer(thinking=True)
    said = Answer(
        texts=("### Briefings can be posted here", f"<@{interaction.user.id}> tried it with `/digest test`."),
    )
    try:
        message = await channel.send(view=AnswerView(said), nonce=secrets.token_hex(12))
    except discord.HTTPException as cause:
        raise CannotPost(f"Discord did not take a message in #{channel.name}: {cause.text or cause.status}.") from cause
    text = f"It stands in {message.jump_url}. Nothing is missing for what you asked."
    await interaction.followup.send(view=AnswerView(Answer(texts=(f"### The test is posted in <#{channel.id}>", text))))


def wanted_of(
    interaction: Interaction, labs: str | None, topics: str | None, sections: str | None, min_standing: str | None
) -> Wanted:
    """What is wanted of briefings. Raises BadFilter, NoSuchSection where no lab, topic or section is called so."""
    parts = FilterParts(labs=labs, topics=topics)
    chosen = interaction.client.services.filters.changed(NO_FILTER, parts)
    wanted = sections_named(sections or "")
    return Wanted(labs=chosen.labs, topics=chosen.topics, min_standing=min_standing, sections=wanted)


def sections_named(typed: str) -> tuple[Section, ...]:
    """The sections of a list that is separated by commas, in the order of an edition. Raises NoSuchSection."""
    named = {name.strip().lower() for name in typed.split(",")} - {""}
    unknown = sorted(named - set(Section))
    if unknown:
        raise NoSuchSection(f"“{unknown[0]}” is no section.")
    return tuple(section for section in Section if section in named)


def number_of(schedule: str) -> int:
    """The schedule's number. Raises NoSuchSchedule."""
    if not (schedule.isascii() and schedule.isdecimal() and len(schedule) < 19):
        raise NoSuchSchedule(f"“{schedule}” is no schedule of this server.")
    return int(schedule)


def _check(channel: discord.TextChannel | discord.Thread, manner: Manner) -> None:
    faults = faults_of(channel, manner)
    if faults:
        raise CannotPostThere(". ".join(faults) + ".")
