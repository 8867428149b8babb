"""Render watches: what they are for, where their alerts go, what they would have told."""

from collections.abc import Sequence

import discord

from bot.briefing.replaying import Replay, Told
from bot.briefing.watching import wanted_words
from bot.domain.watches import AT_MOST_AN_HOUR, Outlet, OutletStatus, Watch
from bot.ledger.lines import Line
from bot.ledger.standing import ledger_of
from cogs.views.answers import Answer, Footnotes
from cogs.views.comparison import claim_lines, footer
from cogs.views.text import cut, link, plural, safe, when

SHOWN_AT_MOST = 5
_FIGURES_OF_EACH = 2


def render_added(watch: Watch, muted: Sequence[str]) -> Answer:
    """A new watch, and what it means; ``muted`` is what the server has muted, as it is shown."""
    text = f"Alerts go to {place_words(watch.outlet)}: one for each story, and one more for each development in it."
    try_it = "`/watch replay` shows what it would have told; `/watch quiet` sets quiet hours and the most an hour."
    stopped = [_stopped(watch.outlet)] if watch.outlet.status is OutletStatus.STOPPED else []
    left_out = _left_out(watch.outlet, muted)
    return Answer(texts=(f"### Watching for {safe(wanted_words(watch.wanted))}", text, *left_out, *stopped, try_it))


def render_watches(there: Sequence[Watch], stopped: Sequence[Outlet], muted: Sequence[str]) -> Answer:
    """Every watch that somebody may handle, by where its alerts go; ``muted`` is what the server has muted."""
    if not there and not stopped:
        text = "Nothing is watched for. Begin: /watch add"
        return Answer(texts=("### Watches", text))
    outlets = {each.outlet.id: each.outlet for each in there} | {each.id: each for each in stopped}
    return Answer(
        texts=("### Watches", *(_of_outlet(each, there, muted) for each in outlets.values())),
        small_print="-# To try one on what was announced: /watch replay",
    )


def render_removed(watch: Watch) -> Answer:
    """What is watched for no more."""
    return Answer(texts=(f"### No longer watching for {safe(wanted_words(watch.wanted))}",))


def render_hours(outlet: Outlet) -> Answer:
    """When alerts are posted now."""
    return Answer(texts=(f"### Alerts to {place_words(outlet)}", f"{_hours(outlet)}. What waits is summed up then."))


def render_resumed(resumed: Sequence[Outlet]) -> Answer:
    """Where alerts are posted again."""
    if not resumed:
        return Answer(texts=("### No alerts of yours were stopped", "/watch list shows them all."))
    places = ", ".join(map(place_words, resumed))
    return Answer(texts=("### Alerts go on", f"To {places}. What waited is told now."))


def render_replay(replayed: Replay, days: int) -> Answer:
    """What a watch would have told: the newest first, each with why and its sentence."""
    notes, told = Footnotes(), replayed.told
    title = f"### {plural(len(told), 'alert')} in {plural(days, 'day')}: {safe(wanted_words(replayed.watch.wanted))}"
    counts = f"{plural(replayed.looked_at, 'announcement')} looked at"
    if replayed.folded:
        counts += f", {replayed.folded} more of the same stories"
    blocks = [_told(each, notes) for each in told[::-1][:SHOWN_AT_MOST]]
    left = len(told) - len(blocks)
    if left > 0:
        blocks.append(f"-# and {left} earlier")
    if not told:
        blocks = ["It would have told nothing. A threshold further off, or fewer conditions, tell more."]
    return Answer(texts=(title, *blocks), small_print=footer(notes, counts, "nothing was posted"))


def watch_label(watch: Watch, guild: discord.Guild | None) -> str:
    """A watch in a list of choices."""
    outlet = watch.outlet
    channel = guild.get_channel_or_thread(outlet.channel_id) if guild and outlet.channel_id else None
    where = "direct message" if outlet.user_id else f"#{channel.name}" if channel else "a channel that is gone"
    return cut(f"{wanted_words(watch.wanted)} · {where} · no. {watch.id}", 100)


def place_words(outlet: Outlet) -> str:
    """Where alerts go."""
    return "your direct messages" if outlet.user_id is not None else f"<#{outlet.channel_id}>"


def _of_outlet(outlet: Outlet, there: Sequence[Watch], muted: Sequence[str]) -> str:
    wanted = [f"- {safe(wanted_words(each.wanted))} · no. {each.id}" for each in there if each.outlet.id == outlet.id]
    lines = [f"**To {place_words(outlet)}** {_hours(outlet)}", *wanted, *_left_out(outlet, muted)]
    if outlet.status is OutletStatus.STOPPED:
        lines.append(_stopped(outlet))
    return "\n".join(lines)


def _left_out(outlet: Outlet, muted: Sequence[str]) -> list[str]:
    """That a channel is not told of what its server has muted."""
    if outlet.channel_id is None or not muted:
        return []
    return [f"-# without what is of muted labs or topics alone (/digest mutes): {safe(', '.join(muted), 400)}"]


def _stopped(outlet: Outlet) -> str:
    return f"-# stopped, nothing is posted: {safe(outlet.reason or '')} Mend that, then /watch resume"


def _hours(outlet: Outlet) -> str:
    said = [] if outlet.at_most == AT_MOST_AN_HOUR else [f"at most {outlet.at_most} an hour"]
    if outlet.quiet is not None:
        quiet = outlet.quiet
        said.insert(0, f"quiet from {quiet.start:%H:%M} to {quiet.end:%H:%M}, {quiet.timezone}")
    return ", ".join(said) or f"at any time, at most {outlet.at_most} an hour"


def _told(told: Told, notes: Footnotes) -> str:
    source = told.announcement.source
    lines = [f"**{link(source.title, source.url, 120)}**\n-# {safe(source.publisher)} · {when(source)}"]
    said = told.developments or told.match.conditions
    lines.append(f"-# {safe('; '.join(said), 200)}")
    figures: Sequence[Line] = ledger_of(told.match.claims)[:_FIGURES_OF_EACH]
    if figures:
        lines.append(claim_lines(figures, notes))
    return "\n".join(lines)
