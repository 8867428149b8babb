"""The menus under a list of feeds to choose from. They work after a restart: all they need is in their ids and values.

Anybody in the channel sees them; only those who may manage the server may use them.
"""

import asyncio
import logging
import re
import time
from collections.abc import Awaitable, Callable, Sequence
from contextlib import aclosing
from typing import Any, Self
from urllib.parse import unquote

import discord
from discord import app_commands, ui

from bot.domain.announcements import Announcement
from bot.domain.filters import NO_FILTER, FeedFilter
from bot.errors import GapwatchError
from bot.feeds.discovery import Discovery
from bot.feeds.filter_syntax import write_filter
from bot.feeds.links import link_key
from bot.feeds.sources import Added, StarterOutcome
from bot.feeds.starter import Pack, StarterFeed
from cogs.views.feed_sources import (
    facts_of,
    render_added_several,
    render_discovery,
    render_found,
    render_pack,
    render_packs,
    render_progress,
)
from cogs.views.feeds import render_added
from cogs.views.interactions import Interaction, guarded, guild_of
from cogs.views.layout import OPTIONS_AT_MOST, AnswerView
from cogs.views.text import cut

_CUSTOM_ID = 100
_VALUE = 100
_SECONDS_OF_PROGRESS = 13 * 60  # an interaction can be answered for 15 minutes
_SECONDS_BETWEEN_EDITS = 2.0

_log = logging.getLogger(__name__)


class AddMenu(
    ui.DynamicItem[ui.Select[Any]], template=r"gapwatch:feed-add:(?P<channel>\d*):(?P<title>[^|]*)\|(?P<filter>.*)"
):
    """Feeds that were found; the chosen ones are subscribed to, with the channel, title and filter asked for."""

    def __init__(self, options: list[discord.SelectOption], channel: str = "", title: str = "", line: str = "") -> None:
        most = 1 if title else max(len(options), 1)
        super().__init__(
            ui.Select(
                custom_id=_add_id(channel, title, line),
                placeholder="Add to this server",
                options=options,
                max_values=most,
            )
        )
        self.channel = int(channel) if channel else None
        self.title = title or None
        self.line = line

    @classmethod
    async def from_custom_id(cls, _interaction: Any, item: ui.Item[Any], match: re.Match[str], /) -> Self:
        """The menu of a message that was sent before, perhaps before a restart."""
        assert isinstance(item, ui.Select)
        return cls(item.options, match["channel"], unquote(match["title"]), match["filter"])

    async def callback(self, interaction: Any) -> None:
        """Subscribe to what was chosen."""
        await guarded(interaction, _for_admins(self._add))

    async def _add(self, interaction: Interaction) -> None:
        await interaction.response.defer(thinking=True)
        added, failed = [], []
        for url in self.item.values:
            try:
                added.append(await self._add_one(interaction, url))
            except GapwatchError as cause:
                if len(self.item.values) == 1:
                    raise
                failed.append(cause.sentence)
        view = added_view(added[0]) if len(self.item.values) == 1 else AnswerView(render_added_several(added, failed))
        await interaction.followup.send(view=view)

    async def _add_one(self, interaction: Interaction, url: str) -> Added:
        services = interaction.client.services
        wanted = services.filters.parse(self.line) if self.line else NO_FILTER
        return await services.sources.add_feed(
            guild_of(interaction), url, self.channel, own_title=self.title, wanted=wanted
        )


class PackMenu(ui.DynamicItem[ui.Select[Any]], template=r"gapwatch:starter-packs"):
    """The starter packs; the chosen one is shown in place of their list."""

    def __init__(self, packs: Sequence[Pack] = ()) -> None:
        options = [discord.SelectOption(label=p.title, value=p.id, description=cut(p.about, 100)) for p in packs]
        super().__init__(ui.Select(custom_id="gapwatch:starter-packs", placeholder="Choose a pack", options=options))

    @classmethod
    async def from_custom_id(cls, _interaction: Any, _item: ui.Item[Any], _match: re.Match[str], /) -> Self:
        """The menu of a message that was sent before, perhaps before a restart."""
        return cls()

    async def callback(self, interaction: Any) -> None:
        """Show the pack that was chosen."""
        await guarded(interaction, _for_admins(self._show))

    async def _show(self, interaction: Interaction) -> None:
        await interaction.response.defer()
        sources = interaction.client.services.sources
        pack = sources.packs.pack(self.item.values[0])
        view = pack_view(pack, await sources.subscribed(guild_of(interaction)))
        await interaction.edit_original_response(view=view)


class StarterMenu(ui.DynamicItem[ui.Select[Any]], template=r"gapwatch:starter:(?P<pack>[a-z0-9-]+):(?P<part>\d+)"):
    """Feeds of a pack that the server does not read; the chosen ones are subscribed to."""

    def __init__(self, pack: str, part: int, feeds: Sequence[StarterFeed] = ()) -> None:
        options = [
            discord.SelectOption(label=cut(feed.title, 100), value=feed.id, description=", ".join(feed.marks) or None)
            for feed in feeds
        ]
        placeholder = f"Choose: {feeds[0].title} … {feeds[-1].title}" if feeds else "Choose feeds"
        super().__init__(
            ui.Select(
                custom_id=f"gapwatch:starter:{pack}:{part}",
                placeholder=cut(placeholder, 150),
                options=options,
                max_values=max(len(options), 1),
            )
        )

    @classmethod
    async def from_custom_id(cls, _interaction: Any, _item: ui.Item[Any], match: re.Match[str], /) -> Self:
        """The menu of a message that was sent before, perhaps before a restart."""
        return cls(match["pack"], int(match["part"]))

    async def callback(self, interaction: Any) -> None:
        """Subscribe to what was chosen."""
        await guarded(interaction, _for_admins(self._add))

    async def _add(self, interaction: Interaction) -> None:
        await _add_starters(interaction, interaction.client.services.sources.packs.chosen(self.item.values))


class StarterAllButton(ui.DynamicItem[ui.Button[Any]], template=r"gapwatch:starter-all:(?P<pack>[a-z0-9-]+)"):
    """Subscribes to all feeds of a pack but those that are stale or say the same as another."""

    def __init__(self, pack: str, count: int = 0) -> None:
        label = f"Add all {count}" if count > 1 else "Add it" if count else "All are read here"
        super().__init__(ui.Button(label=label, custom_id=f"gapwatch:starter-all:{pack}", disabled=count == 0))
        self.pack = pack

    @classmethod
    async def from_custom_id(cls, _interaction: Any, _item: ui.Item[Any], match: re.Match[str], /) -> Self:
        """The button of a message that was sent before, perhaps before a restart."""
        return cls(match["pack"])

    async def callback(self, interaction: Any) -> None:
        """Subscribe to the pack."""
        await guarded(interaction, _for_admins(self._add))

    async def _add(self, interaction: Interaction) -> None:
        sources = interaction.client.services.sources
        subscribed = await sources.subscribed(guild_of(interaction))
        await _add_starters(interaction, _missing(sources.packs.pack(self.pack), subscribed, recommended=True))


MENUS = (AddMenu, PackMenu, StarterMenu, StarterAllButton)


def added_view(added: Added, shown: Sequence[Announcement] = ()) -> AnswerView:
    """The message of a feed that was added, with where it was found."""
    view = AnswerView(render_added(added.subscription, added.report, shown))
    if found := render_found(added):
        view.add_item(ui.TextDisplay(found))
    return view


def discovery_view(
    discovery: Discovery,
    subscribed: frozenset[str],
    channel_id: int | None = None,
    title: str | None = None,
    wanted: FeedFilter = NO_FILTER,
) -> AnswerView:
    """The feeds that were found, and a menu to add them. An id holds 100 characters: what is longer is not kept."""
    view = AnswerView(render_discovery(discovery, subscribed))
    channel, title, line = str(channel_id or ""), title or "", write_filter(wanted)
    options = [
        discord.SelectOption(label=cut(candidate.title, 100), value=candidate.url, description=facts_of(candidate))
        for candidate in discovery.candidates
        if len(candidate.url) <= _VALUE and link_key(candidate.url) not in subscribed
    ]
    if line and len(_add_id(channel, title, line)) > _CUSTOM_ID:
        view.add_item(ui.TextDisplay("-# The filter is too long for this menu to keep: set it with `/feed filter`."))
        line = ""
    if len(_add_id(channel, title, line)) > _CUSTOM_ID:
        view.add_item(ui.TextDisplay("-# The title is too long for this menu to keep: set it with `/feed edit`."))
        title = ""
    if options:
        view.add_item(ui.ActionRow(AddMenu(options[:OPTIONS_AT_MOST], channel, title, line)))
    if any(len(candidate.url) > _VALUE for candidate in discovery.candidates):
        view.add_item(ui.TextDisplay("-# An address too long for the menu can be given to `/feed add`."))
    return view


def packs_view(packs: Sequence[Pack], subscribed: frozenset[str]) -> AnswerView:
    """The packs, and a menu of them."""
    view = AnswerView(render_packs(packs, subscribed))
    view.add_item(ui.ActionRow(PackMenu(packs)))
    return view


def pack_view(pack: Pack, subscribed: frozenset[str]) -> AnswerView:
    """A pack's feeds, menus of those that are not read here, and a button for all of them."""
    view = AnswerView(render_pack(pack, subscribed))
    missing = _missing(pack, subscribed)
    for part, at in enumerate(range(0, len(missing), OPTIONS_AT_MOST)):
        view.add_item(ui.ActionRow(StarterMenu(pack.id, part, missing[at : at + OPTIONS_AT_MOST])))
    count = len(_missing(pack, subscribed, recommended=True))
    view.add_item(ui.ActionRow(StarterAllButton(pack.id, count)))
    return view


def _missing(pack: Pack, subscribed: frozenset[str], *, recommended: bool = False) -> tuple[StarterFeed, ...]:
    return tuple(
        feed for feed in pack.feeds if link_key(feed.url) not in subscribed and (feed.recommended or not recommended)
    )


def _add_id(channel: str, title: str, line: str) -> str:
    return f"gapwatch:feed-add:{channel}:{title.replace('%', '%25').replace('|', '%7C')}|{line}"


async def _add_starters(interaction: Interaction, wanted: Sequence[StarterFeed]) -> None:
    """Subscribe to the feeds, and tell how far it has come in the same message until all are done or time is up."""
    await interaction.response.defer(thinking=True)
    sources = interaction.client.services.sources
    subscribed = await sources.subscribed(guild_of(interaction))
    wanted = [feed for feed in wanted if link_key(feed.url) not in subscribed]
    outcomes: list[StarterOutcome] = []
    told_at = time.monotonic()
    await _tell(interaction, wanted, outcomes)
    try:
        async with (
            asyncio.timeout(_SECONDS_OF_PROGRESS),
            aclosing(sources.add_starters(guild_of(interaction), wanted)) as turns,
        ):
            async for outcome in turns:
                outcomes.append(outcome)
                if time.monotonic() - told_at > _SECONDS_BETWEEN_EDITS:
                    await _tell(interaction, wanted, outcomes)
                    told_at = time.monotonic()
    except TimeoutError:
        _log.warning("a starter pack was not done in time: %s of %s", len(outcomes), len(wanted))
    await interaction.edit_original_response(view=AnswerView(render_progress(wanted, outcomes, ended=True)))


async def _tell(interaction: Interaction, wanted: Sequence[StarterFeed], outcomes: Sequence[StarterOutcome]) -> None:
    try:
        await interaction.edit_original_response(view=AnswerView(render_progress(wanted, outcomes, ended=False)))
    except discord.HTTPException as cause:  # the feeds matter more than the news of them
        _log.warning("progress could not be told: %s", cause)


def _for_admins(act: Callable[[Interaction], Awaitable[None]]) -> Callable[[Interaction], Awaitable[None]]:
    async def checked(interaction: Interaction) -> None:
        if not interaction.permissions.manage_guild:
            raise app_commands.MissingPermissions(["manage_guild"])
        await act(interaction)

    return checked
