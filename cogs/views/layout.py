"""The message of an answer, and the buttons under it. They work after a restart: all they need is in their ids."""

import io
import re
from datetime import timedelta
from typing import Any, Self

import discord
from discord import ui

from bot.client import Services
from bot.domain.claims import Kind, Topic
from bot.errors import GapwatchError
from bot.ledger.lines import Line
from bot.ledger.wording import claim_words
from cogs.views.answers import Answer, csv_of
from cogs.views.comparison import render_comparison, render_labs
from cogs.views.digest import render_edition
from cogs.views.feeds import render_feeds, render_health
from cogs.views.interactions import Interaction, guarded, guild_of, require_manager
from cogs.views.lists import render_claims, render_efficiency, render_latest
from cogs.views.queries import FOR_MANAGERS, Query
from cogs.views.report import ReportButton
from cogs.views.text import MESSAGE_LENGTH, cut, cut_lines, fit, plural, safe
from cogs.views.why import render_why

__all__ = [
    "BUTTONS",
    "OPTIONS_AT_MOST",
    "AnswerOutdated",
    "AnswerView",
    "ExportButton",
    "Interaction",
    "PageButton",
    "WhySelect",
    "answer",
    "guarded",
    "guild_of",
    "send_answer",
]

OPTIONS_AT_MOST = 25
SMALL_PRINT_LENGTH = 1200
ANNOUNCEMENTS_AT_MOST = 60


class AnswerOutdated(GapwatchError):
    """A button of an answer whose form has changed, or whose claim is gone."""

    next_step = "Run the command again for a fresh answer."


async def answer(services: Services, guild_id: int, query: Query) -> Answer:
    """Ask the service that the question is for, and render what it says. Raises GapwatchError."""
    ledger, now = services.ledger, services.clock()
    match query.command:
        case "models":
            return render_comparison(await ledger.compare_models(guild_id, query.names, now))
        case "labs":
            return render_labs(await ledger.compare_labs(guild_id, query.names, now))
        case "efficiency":
            figures = await ledger.efficiency(guild_id, query.metric or None)
            return render_efficiency(figures, query.metric or None, query.page)
        case "claims":
            about = query.model or query.lab or None
            figures = await ledger.claims(guild_id, about, Kind(query.kind) if query.kind else None)
            return render_claims(figures, about, query.kind or None, query.page)
        case "latest":
            found = await ledger.latest(
                guild_id,
                lab=query.lab or None,
                model=query.model or None,
                topic=Topic(query.topic) if query.topic else None,
                words=query.text or None,
                limit=ANNOUNCEMENTS_AT_MOST,
            )
            asked = "".join(f" · {safe(part)}" for part in (query.lab, query.model, query.topic, query.text) if part)
            return render_latest(found, asked, query.page)
        case "digest":
            return render_edition(await services.briefing.preview(guild_id, now, timedelta(hours=query.hours or 24)))
        case "feeds":
            return render_feeds(await services.subscriptions.list(guild_id), now, query.page)
        case "health":
            return render_health(await services.subscriptions.list(guild_id), now, query.page)


class AnswerView(ui.LayoutView):
    """An answer as a message: its texts, then a menu of its figures and the buttons."""

    def __init__(self, shown: Answer, query: Query | None = None) -> None:
        super().__init__(timeout=None)
        code = query.encode() if query else None
        small_print = cut_lines(shown.small_print, SMALL_PRINT_LENGTH)
        kept, left_out = fit(shown.texts, MESSAGE_LENGTH - len(small_print))
        for text in kept:
            self.add_item(ui.TextDisplay(text))
        if left_out:
            more = "The CSV has all of it." if code and shown.to_export else "Ask for less to see the rest."
            parts = plural(left_out, "more part")
            self.add_item(ui.TextDisplay(f"-# {parts} did not fit into one message. {more}"))
        if small_print:
            self.add_item(ui.TextDisplay(small_print))
        if shown.figures:
            self.add_item(ui.ActionRow(WhySelect.of(shown.figures)))
        if query and code:
            buttons = _buttons(shown, query, code)
            if buttons:
                self.add_item(ui.ActionRow(*buttons))


def _buttons(shown: Answer, query: Query, code: str) -> list[ui.Item[Any]]:
    buttons: list[ui.Item[Any]] = []
    if shown.pages > 1:
        page = min(query.page, shown.pages - 1)
        for label, at in (("Previous", page - 1), ("Next", page + 1)):
            target = query.at(at).encode() if 0 <= at < shown.pages else None
            # a disabled button still needs an id of its own
            buttons.append(PageButton(target or f"none-{label.lower()}", label, disabled=target is None))
    if shown.to_export:
        buttons.append(ExportButton(code))
    return buttons


class PageButton(ui.DynamicItem[ui.Button[Any]], template=r"gapwatch:page:(?P<code>.+)"):
    """Turns to another page of the same answer, in the same message."""

    def __init__(self, code: str, label: str = "", *, disabled: bool = False) -> None:
        super().__init__(ui.Button(label=label or "Page", custom_id=f"gapwatch:page:{code}", disabled=disabled))
        self.code = code

    @classmethod
    async def from_custom_id(cls, _interaction: Any, _item: ui.Item[Any], match: re.Match[str], /) -> Self:
        """The button of a message that was sent before, perhaps before a restart."""
        return cls(match["code"])

    async def callback(self, interaction: Any) -> None:
        """Put the asked-for page in place of the one shown."""
        await guarded(interaction, self._turn)

    async def _turn(self, interaction: Interaction) -> None:
        query = _decode(self.code)
        if query.command in FOR_MANAGERS:
            require_manager(interaction)
        await interaction.response.defer()
        shown = await answer(interaction.client.services, guild_of(interaction), query)
        await interaction.edit_original_response(view=AnswerView(shown, query))


class ExportButton(ui.DynamicItem[ui.Button[Any]], template=r"gapwatch:csv:(?P<code>.+)"):
    """Sends every claim behind an answer as CSV, to the person who asked."""

    def __init__(self, code: str) -> None:
        super().__init__(ui.Button(label="CSV", custom_id=f"gapwatch:csv:{code}"))
        self.code = code

    @classmethod
    async def from_custom_id(cls, _interaction: Any, _item: ui.Item[Any], match: re.Match[str], /) -> Self:
        """The button of a message that was sent before, perhaps before a restart."""
        return cls(match["code"])

    async def callback(self, interaction: Any) -> None:
        """Send the file."""
        await guarded(interaction, self._export)

    async def _export(self, interaction: Interaction) -> None:
        query = _decode(self.code)
        await interaction.response.defer(ephemeral=True, thinking=True)
        shown = await answer(interaction.client.services, guild_of(interaction), query)
        name = f"gapwatch-{query.command}.csv"
        file = discord.File(io.BytesIO(csv_of(shown.to_export)), filename=name)
        await interaction.followup.send("Every claim behind this answer, with its quote and link.", file=file)


class WhySelect(ui.DynamicItem[ui.Select[Any]], template=r"gapwatch:why"):
    """A menu of an answer's figures; choosing one shows the sentence it came from."""

    def __init__(self, options: list[discord.SelectOption]) -> None:
        super().__init__(ui.Select(custom_id="gapwatch:why", placeholder="Why? Choose a figure", options=options))

    @classmethod
    def of(cls, figures: tuple[Line, ...]) -> Self:
        """The menu for these figures, as far as Discord takes them."""
        unique = {str(figure.origin.id): figure for figure in figures}
        return cls([_option(value, figure) for value, figure in list(unique.items())[:OPTIONS_AT_MOST]])

    @classmethod
    async def from_custom_id(cls, _interaction: Any, item: ui.Item[Any], _match: re.Match[str], /) -> Self:
        """The menu of a message that was sent before, perhaps before a restart."""
        assert isinstance(item, ui.Select)
        return cls(item.options)

    async def callback(self, interaction: Any) -> None:
        """Show where the chosen figure comes from, to the person who asked."""
        await guarded(interaction, self._explain)

    async def _explain(self, interaction: Interaction) -> None:
        await interaction.response.defer(ephemeral=True, thinking=True)
        chosen = self.item.values[0]
        found = None
        if chosen.isdecimal():
            found = await interaction.client.services.ledger.why(guild_of(interaction), int(chosen))
        if found is None:
            raise AnswerOutdated("This figure is not in this server's feeds any more.")
        shown = AnswerView(render_why(*found))
        shown.add_item(ui.ActionRow(ReportButton(found[0].id)))
        await interaction.followup.send(view=shown)


BUTTONS = (PageButton, ExportButton, WhySelect)


async def send_answer(interaction: Interaction, query: Query) -> None:
    """Answer a command: defer, ask, render. Errors reach the one handler."""
    await interaction.response.defer(thinking=True)
    shown = await answer(interaction.client.services, guild_of(interaction), query)
    await interaction.followup.send(view=AnswerView(shown, query))


def _decode(code: str) -> Query:
    query = Query.decode(code)
    if query is None:
        raise AnswerOutdated("This button belongs to an older form of the answer.")
    return query


def _option(value: str, figure: Line) -> discord.SelectOption:
    claim = figure.claim
    label = cut(f"{claim.subject.name} · {claim_words(claim)}", 100)
    quote = cut(f"{figure.origin.source.publisher}: {claim.quote.text}", 100)
    return discord.SelectOption(label=label, value=value, description=quote)
