"""``gapwatch feeds``: what a server reads, from the command line. The same services as behind ``/feed``."""

from collections.abc import Awaitable, Callable
from dataclasses import asdict
from datetime import datetime
from typing import Annotated, Any

import typer
from rich.table import Table

from bot.app import open_app, utc_now
from bot.cli.console import out, run
from bot.client import Services
from bot.config import load_settings
from bot.domain.announcements import FeedStatus, Subscription
from bot.domain.filters import NO_FILTER
from bot.errors import GapwatchError
from bot.feeds.discovery import Discovery
from bot.feeds.errors import SeveralFeeds
from bot.feeds.filter_syntax import write_filter
from bot.feeds.filtering import TRIED_DAYS, DryRun
from bot.feeds.health import judge, span_words, wait_words
from bot.feeds.upkeep import FeedDetails
from db import feeds

app = typer.Typer(no_args_is_help=True, help="Look after the feeds of a server.")

Guild = Annotated[int | None, typer.Option(help="The Discord server's id; not needed where the bot is in one only.")]
Feed = Annotated[str, typer.Argument(help="The feed, by its address, title or number.")]
AsJson = Annotated[bool, typer.Option("--json", help="JSON, for programs.")]
FilterLine = Annotated[str | None, typer.Option(help='Such as: price "open weights" -funding lab:deepseek kind:ratio')]


class WhichGuild(GapwatchError):
    """The command does not say which server it is about."""

    next_step = "Give its id: --guild ID (in Discord: developer mode on, right-click on the server, Copy Server ID)."


@app.command("add")
def add_command(
    url: str,
    guild: Guild = None,
    title: Annotated[str | None, typer.Option(help="A name of this server's own for it.")] = None,
    filter: FilterLine = None,  # noqa: A002 - the option's name
) -> None:
    """Subscribe a server to a feed, and read it now."""

    async def add(services: Services, guild_id: int) -> None:
        wanted = services.filters.parse(filter) if filter else NO_FILTER
        added = await services.sources.add(guild_id, url, own_title=title, wanted=wanted)
        if isinstance(added, Discovery):
            raise SeveralFeeds(added.address, ", ".join(candidate.url for candidate in added.candidates))
        out.print(f"Reading {added.subscription.title}: {added.report.new} announcements stored.", markup=False)
        if added.report.error:
            out.print(added.report.error, markup=False)

    run_for_guild(guild, add)


@app.command("list")
def list_command(guild: Guild = None, json: AsJson = False) -> None:
    """List the feeds of a server, and how they are."""

    async def show_list(services: Services, guild_id: int) -> None:
        subscribed = await services.subscriptions.list(guild_id)
        if json:
            out.print_json(data=[_facts(each) for each in subscribed], default=str)
        elif subscribed:
            _print_table(subscribed)
        else:
            out.print("This server reads no feeds. Add one with: gapwatch feeds add URL")

    run_for_guild(guild, show_list)


@app.command("show")
def show_command(feed: Feed, guild: Guild = None, json: AsJson = False) -> None:
    """Show everything about one feed."""

    async def show(services: Services, guild_id: int) -> None:
        details = await services.upkeep.details(guild_id, feed)
        if json:
            weekly = {"entries_a_week": details.weekly.entries, "claims_a_week": details.weekly.claims}
            out.print_json(data=_facts(details.subscription) | weekly, default=str)
        else:
            for line in _details(details):
                out.print(line, markup=False)

    run_for_guild(guild, show)


@app.command("health")
def health_command(guild: Guild = None, json: AsJson = False) -> None:
    """List the feeds to look at: failing, silent, moved, broken, gone. Exits with 1 where there is one."""

    async def show_health(services: Services, guild_id: int) -> None:
        subscribed = await services.subscriptions.list(guild_id)
        now = utc_now()
        troubled = [each for each in subscribed if not each.paused and not judge(each.feed, now).is_well]
        if json:
            out.print_json(data=[_facts(each) for each in troubled], default=str)
        elif troubled:
            _print_table(troubled)
        else:
            out.print("All feeds are well.")
        if troubled:
            raise typer.Exit(1)

    run_for_guild(guild, show_health)


@app.command("pause")
def pause_command(feed: Feed, guild: Guild = None) -> None:
    """Read a feed no more on a server's behalf, until it is resumed."""

    async def pause(services: Services, guild_id: int) -> None:
        paused = await services.upkeep.pause(guild_id, feed)
        out.print(f"{paused.title} is paused. What it publishes until then will not be shown.", markup=False)

    run_for_guild(guild, pause)


@app.command("resume")
def resume_command(feed: Feed, guild: Guild = None) -> None:
    """Read a paused feed again, from now on."""

    async def resume(services: Services, guild_id: int) -> None:
        resumed = await services.upkeep.resume(guild_id, feed)
        out.print(f"{resumed.subscription.title} is read again, from now on.", markup=False)
        if resumed.error:
            out.print(f"It could not be asked just now: {resumed.error}", markup=False)

    run_for_guild(guild, resume)


@app.command("remove")
def remove_command(feed: Feed, guild: Guild = None) -> None:
    """End a server's subscription to a feed."""

    async def remove(services: Services, guild_id: int) -> None:
        gone = await services.subscriptions.remove(guild_id, feed)
        out.print(f"No longer reading {gone.title}.", markup=False)

    run_for_guild(guild, remove)


@app.command("fulltext")
def fulltext_command(feed: Feed, on: Annotated[bool, typer.Option("--on/--off")], guild: Guild = None) -> None:
    """Have the articles behind a feed's links fetched, or not, for every server that reads it."""

    async def switch(services: Services, guild_id: int) -> None:
        changed = await services.upkeep.fetch_articles(guild_id, feed, on=on)
        what = "Its articles are fetched" if changed.feed.full_text else "Its articles are not fetched"
        out.print(f"{changed.title}: {what}.", markup=False)

    run_for_guild(guild, switch)


@app.command("filter")
def filter_command(
    feed: Feed,
    line: Annotated[str | None, typer.Argument(help="The whole filter; an empty one shows everything.")] = None,
    save: Annotated[bool, typer.Option("--save", help="Save it; without, it is only tried out.")] = False,
    guild: Guild = None,
    json: AsJson = False,
) -> None:
    """Try a filter on the last 90 days of a feed, or save it; without a filter, show the one in force."""

    async def try_or_save(services: Services, guild_id: int) -> None:
        subscription = await services.subscriptions.find(guild_id, feed)
        wanted = subscription.filter if line is None else services.filters.parse(line)
        tried = await services.filters.try_out(subscription, wanted)
        if json:
            examples = {"shown_as": tried.examples_shown, "hidden_as": tried.examples_hidden}
            listed = {name: [asdict(each) for each in found] for name, found in examples.items()}
            out.print_json(data={"filter": write_filter(wanted), "tried": tried.tried, "shown": tried.shown} | listed)
        else:
            _print_dry_run(tried)
        if save and line is not None:
            hidden = await services.filters.save(subscription, wanted)
            if not json:
                out.print(f"Saved: it hides {hidden} stored announcements, and holds for whatever comes.")

    run_for_guild(guild, try_or_save)


def run_for_guild(guild: int | None, work: Callable[[Services, int], Awaitable[None]]) -> None:
    """Open everything, find out which server is meant, and do the work."""

    async def opened() -> None:
        async with open_app(load_settings()) as gapwatch:
            await work(gapwatch.services, await guild_meant(gapwatch.services, guild))

    run(opened())


async def guild_meant(services: Services, guild: int | None) -> int:
    """The server meant: the one named, else the only one there is. Raises WhichGuild."""
    if guild is not None:
        return guild
    async with services.database.read() as session:
        known = await feeds.guilds(session)
    if len(known) != 1:
        names = ", ".join(f"{name} ({guild_id})" for guild_id, name in known) or "none yet"
        raise WhichGuild(f"The bot knows these servers: {names}.")
    return known[0][0]


def _print_table(subscribed: list[Subscription]) -> None:
    table = Table("title", "address", "state", "what to know")
    now = utc_now()
    for each in subscribed:
        health = judge(each.feed, now)
        state = "paused here" if each.paused else health.state.value
        table.add_row(each.title, each.feed.url, state, "" if health.is_well else health.sentence)
    out.print(table, markup=False)


def _print_dry_run(tried: DryRun) -> None:
    out.print(f"Filter: {write_filter(tried.filter) or 'none, everything is shown'}", markup=False)
    out.print(f"{tried.shown} of {tried.tried} announcements of the last {TRIED_DAYS} days shown.")
    for what, examples in (("hidden", tried.examples_hidden), ("shown", tried.examples_shown)):
        for example in examples:
            out.print(f"  {what}: {example.title} ({example.why})", markup=False)


def _facts(subscription: Subscription) -> dict[str, Any]:
    """What a program may want of a subscription."""
    feed = subscription.feed
    health = judge(feed, utc_now())
    return {
        "id": feed.id,
        "title": subscription.title,
        "url": feed.url,
        "kind": feed.kind.value,
        "lab": feed.lab,
        "publisher": feed.publisher,
        "health": health.state.value,
        "what_to_know": health.sentence,
        "paused": subscription.paused,
        "filter": write_filter(subscription.filter),
        "full_text": feed.full_text,
        "last_polled_at": _time(feed.last_polled_at),
        "last_success_at": _time(feed.last_success_at),
        "last_new_at": _time(feed.last_new_at),
        "next_poll_at": _time(feed.next_poll_at) if feed.status is FeedStatus.ACTIVE else None,
        "next_poll_because": wait_words(feed),
        "failures": feed.failures,
        "failing_since": _time(feed.failing_since),
        "last_error": feed.last_error,
        "rhythm_seconds": feed.rhythm_seconds,
        "moved_to": feed.moved_to,
        "salvaged": feed.salvaged,
    }


def _details(details: FeedDetails) -> list[str]:
    """The feed in lines for a person."""
    subscription, feed, now = details.subscription, details.subscription.feed, utc_now()
    polled = f"{span_words(now - feed.last_polled_at)} ago" if feed.last_polled_at else "never"
    lines = [
        f"{subscription.title}: {'paused here' if subscription.paused else details.health.state.value}",
        f"  address     {feed.url}",
        f"  last poll   {polled}",
    ]
    if feed.status is FeedStatus.ACTIVE:
        coming = f"in {span_words(feed.next_poll_at - now)}" if feed.next_poll_at > now else "now"
        lines.append(f"  next poll   {coming}, because {wait_words(feed)}")
    if not details.health.is_well:
        lines.append(f"  to know     {details.health.sentence}")
    return [
        *lines,
        f"  brings      {details.weekly.entries:.3g} entries and {details.weekly.claims:.3g} claims a week",
        f"  counts as   {f'the voice of {feed.publisher}' if feed.lab else feed.kind.value}",
        f"  filter      {write_filter(subscription.filter) or 'none'}",
        f"  full text   {'on' if feed.full_text else 'off'}",
    ]


def _time(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None
