"""``gapwatch feeds discover, test, starter, import, export``: where feeds come from, by the services of ``/feed``."""

import sys
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path
from typing import Annotated

import typer

from bot.app import open_app
from bot.cli.console import err, out, run
from bot.cli.feeds import Guild, app, guild_meant, run_for_guild
from bot.cli.reading import Unreadable
from bot.client import Services
from bot.config import load_settings
from bot.feeds.discovery import Candidate
from bot.feeds.links import link_key
from bot.feeds.opml import MAX_BYTES
from bot.feeds.starter import Pack, StarterFeed
from bot.feeds.trial import Trial
from bot.ledger.wording import claim_words, standing_words

__all__ = ["app"]

_ENTRIES_SHOWN = 10

Address = Annotated[str, typer.Argument(help="A feed, a page, a repository, a channel: any address.")]


@app.command("discover")
def discover_command(url: Address) -> None:
    """Find the feeds of a site, by any address of it. Nothing is stored."""

    async def discover(services: Services) -> None:
        discovery = await services.sources.discover(url)
        for candidate in discovery.candidates:
            newest = f", newest {candidate.newest_at:%Y-%m-%d}" if candidate.newest_at else ""
            out.print(candidate.url, markup=False)
            out.print(f"    {candidate.title}: {candidate.entries} entries{newest} ({_how(candidate)})", markup=False)
        if discovery.cut_short:
            out.print("The search was cut short; there may be more.")

    _run(discover)


@app.command("test")
def try_command(
    url: Address,
    wanted: Annotated[
        str | None, typer.Option("--filter", help="A filter to try on it, such as: -funding lab:deepseek")
    ] = None,
) -> None:
    """Try a feed, and a filter, without storing anything."""

    async def try_out(services: Services) -> None:
        for line in _trial_lines(await services.trials.try_out(url, wanted)):
            out.print(line, markup=False)

    _run(try_out)


@app.command("starter")
def starter_command(
    pack: Annotated[str | None, typer.Argument(help="The pack to show; without it, all packs.")] = None,
    add: Annotated[list[str] | None, typer.Option(help="The id of a feed to subscribe to; may be repeated.")] = None,
    add_all: Annotated[bool, typer.Option("--all", help="Subscribe to the whole pack, stale ones left out.")] = False,
    guild: Guild = None,
) -> None:
    """Show the starter packs, or subscribe to their feeds."""

    async def show(services: Services) -> None:
        packs = services.sources.packs
        chosen = packs.pack(pack) if pack else None
        wanted = [*packs.chosen(add or ()), *(feed for feed in _all_of(chosen) if add_all and feed.recommended)]
        if wanted:
            await _subscribe(services, await guild_meant(services, guild), wanted)
        elif chosen:
            _print_pack(chosen)
        else:
            for each in packs.packs:
                out.print(f"{each.id:<12} {len(each.feeds):>3} feeds  {each.about}", markup=False)

    if add_all and not pack:
        raise typer.BadParameter("--all needs a pack: labs, press, research or newsletters")
    _run(show)


@app.command("import")
def import_command(
    file: Annotated[Path, typer.Argument(help="An OPML file, or - for standard input.")], guild: Guild = None
) -> None:
    """Subscribe to every feed of an OPML file; they are read when their turns come."""
    body = _read(file)

    async def import_list(services: Services, guild_id: int) -> None:
        imported = await services.sources.import_opml(guild_id, body)
        out.print(f"{len(imported.added)} feeds added, {len(imported.already)} were read already.")
        for _, why in imported.refused:
            out.print(why, markup=False)
        if imported.added:
            out.print("They are read by the running bot, or now by: gapwatch poll")

    run_for_guild(guild, import_list)


@app.command("export")
def export_command(
    file: Annotated[Path | None, typer.Argument(help="Where to write it; standard output without.")] = None,
    guild: Guild = None,
) -> None:
    """Write a server's feeds as an OPML file."""

    async def export(services: Services, guild_id: int) -> None:
        body, count = await services.sources.export_opml(guild_id, "Feeds of Gapwatch")
        if file is None:
            sys.stdout.write(body.decode())
        else:
            _write(file, body)
            out.print(f"{count} feeds written to {file}.", markup=False)

    run_for_guild(guild, export)


def _run(work: Callable[[Services], Awaitable[None]]) -> None:
    async def opened() -> None:
        async with open_app(load_settings()) as gapwatch:
            await work(gapwatch.services)

    run(opened())


async def _subscribe(services: Services, guild_id: int, wanted: Sequence[StarterFeed]) -> None:
    there = await services.sources.subscribed(guild_id)
    missing = [feed for feed in wanted if link_key(feed.url) not in there]
    added = done = 0
    async for outcome in services.sources.add_starters(guild_id, missing):
        done += 1
        added += outcome.error is None
        error = f": {outcome.error}" if outcome.error else ""
        err.print(f"{done} of {len(missing)}: {outcome.feed.title}{error}", markup=False)
    out.print(f"{added} feeds added, {done - added} failed, {len(wanted) - len(missing)} were read already.")


def _all_of(pack: Pack | None) -> Sequence[StarterFeed]:
    return pack.feeds if pack else ()


def _print_pack(pack: Pack) -> None:
    for feed in pack.feeds:
        marks = f" ({', '.join(feed.marks)})" if feed.marks else ""
        out.print(f"{feed.id:<32} {feed.title}, {feed.publisher}{marks}", markup=False)


def _trial_lines(trial: Trial) -> list[str]:
    candidate = trial.found
    rhythm = f", usually {trial.rhythm_seconds / 3600:.3g} hours apart" if trial.rhythm_seconds else ""
    broken = ", broken and read all the same" if trial.salvaged else ""
    lines = [
        f"{candidate.title}: {candidate.url} ({_how(candidate)})",
        f"  {trial.listed} entries, {trial.stored} announcements would be stored{rhythm}",
        f"  {trial.size:,} bytes, {trial.encoding}{broken}; counts as {trial.lab or trial.kind.value}",
    ]
    if trial.filter:
        lines.append(f"  the filter shows {trial.shown} of the newest {len(trial.tried)}")
    for each in trial.tried[:_ENTRIES_SHOWN]:
        verdict = f" ({'shown' if each.verdict.shown else 'kept out'}: it {each.verdict.why})" if trial.filter else ""
        lines.append(f"- {each.entry.title}{verdict}")
        lines += [
            f"    {claim.subject.name}: {claim_words(claim)} ({standing_words(claim.attribution, hedged=claim.hedged)})"
            for claim in each.reading.claims
        ]
    return lines


def _how(candidate: Candidate) -> str:
    return candidate.what or candidate.found.words


def _read(file: Path) -> bytes:
    try:
        if str(file) == "-":
            return sys.stdin.buffer.read(MAX_BYTES + 1)
        with file.open("rb") as opened:
            return opened.read(MAX_BYTES + 1)
    except OSError as cause:
        raise typer.BadParameter(f"{file} cannot be opened: {cause.strerror}") from cause


def _write(file: Path, body: bytes) -> None:
    try:
        file.write_bytes(body)
    except OSError as cause:
        raise Unreadable(f"{file} cannot be written: {cause.strerror}.") from cause
