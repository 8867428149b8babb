"""Answers on their way to Discord: a command's, and those that the buttons under an answer ask for.

The buttons work after a restart: all they need is in their ids, or kept under the number there.
"""

import io
import re
from typing import Any, Literal, Self

import discord
from discord import ui

from bot.charts.drawing import drawn
from bot.client import Services
from bot.ledger.lines import Line
from bot.ledger.wording import claim_words
from cogs.answering.answerers import AnswerOutdated, answer, answerer_of
from cogs.answering.asked import Asked
from cogs.views.answers import Answer
from cogs.views.interactions import Interaction, guarded, guild_of, require_manager
from cogs.views.layout import OPTIONS_AT_MOST, AnswerView
from cogs.views.queries import Query
from cogs.views.report import ReportButton
from cogs.views.sheets import csv_of, json_of
from cogs.views.text import cut
from cogs.views.why import render_why

BUTTONS_IN_A_ROW = 5
_CODE_LENGTH = 80  # of the 100 characters that Discord gives a custom id; the rest is ours


async def send_answer(interaction: Interaction, query: Query, *, private: bool = False) -> None:
    """Answer a command: defer, ask, render. Errors reach the one handler."""
    await interaction.response.defer(thinking=True, ephemeral=private)
    view = await answered(interaction, query)
    await interaction.followup.send(view=view, files=view.files, ephemeral=private)


async def answered(interaction: Interaction, query: Query, page: int = 0) -> AnswerView:
    """The message that answers a question, with its buttons."""
    services = interaction.client.services
    shown = await answer(
        Asked(services=services, guild_id=guild_of(interaction), query=query, now=services.clock(), page=page)
    )
    picture = await drawn(shown.picture) if shown.picture else None
    return AnswerView(shown, await _rows(services, shown, query, page), picture)


async def code_of(services: Services, query: Query) -> str:
    """The question for a button: itself, or the number under which it is kept where it is too long."""
    code = query.encode()
    return code if len(code) <= _CODE_LENGTH else f"#{await services.questions.keep(code)}"


async def query_of(services: Services, code: str) -> Query:
    """The question of a button. Raises AnswerOutdated where it is none of ours any more."""
    kept = await services.questions.find(int(code[1:])) if re.fullmatch(r"#[0-9]{1,18}", code) else code
    query = Query.decode(kept) if kept is not None else None
    if query is None:
        raise AnswerOutdated("This button belongs to an older form of the answer.")
    return query


async def _rows(services: Services, shown: Answer, query: Query, page: int) -> list[ui.ActionRow[Any]]:
    code = await code_of(services, query)
    rows: list[ui.ActionRow[Any]] = []
    if shown.figures:
        rows.append(ui.ActionRow(WhySelect.of(shown.figures)))
    buttons = [*_page_buttons(shown.pages, page, code)]
    if shown.sheet:
        buttons += [FileButton("csv", code), FileButton("json", code)]
    if buttons:
        rows.append(ui.ActionRow(*buttons))
    rows += _reporting(shown)
    if shown.follow_ups:
        offered = shown.follow_ups[:BUTTONS_IN_A_ROW]
        rows.append(ui.ActionRow(*[AskButton(await code_of(services, each.query), each.label) for each in offered]))
    return rows


def _reporting(shown: Answer) -> list[ui.ActionRow[Any]]:
    return [ui.ActionRow(ReportButton(shown.explains))] if shown.explains is not None else []


def _page_buttons(pages: int, page: int, code: str) -> list[ui.Item[Any]]:
    if pages < 2:
        return []
    at = min(page, pages - 1)
    return [
        PageButton(at - 1, code, "Previous", disabled=at == 0),
        PageButton(at + 1, code, "Next", disabled=at == pages - 1),
    ]


class PageButton(ui.DynamicItem[ui.Button[Any]], template=r"gapwatch:page:(?P<page>-1|[0-9]{1,6}):(?P<code>.+)"):
    """Turns to another page of the same answer, in the same message."""

    def __init__(self, page: int, code: str, label: str = "Page", *, disabled: bool = False) -> None:
        super().__init__(ui.Button(label=label, custom_id=f"gapwatch:page:{page}:{code}", disabled=disabled))
        self.page = page
        self.code = code

    @classmethod
    async def from_custom_id(cls, _interaction: Any, _item: ui.Item[Any], match: re.Match[str], /) -> Self:
        """The button of a message that was sent before, perhaps before a restart."""
        return cls(int(match["page"]), match["code"])

    async def callback(self, interaction: Any) -> None:
        """Put the asked-for page in place of the one shown."""
        await guarded(interaction, self._turn)

    async def _turn(self, interaction: Interaction) -> None:
        query = await query_of(interaction.client.services, self.code)
        _may_ask(interaction, query)
        await interaction.response.defer()
        view = await answered(interaction, query, self.page)
        await interaction.edit_original_response(view=view, attachments=view.files)


class AskButton(ui.DynamicItem[ui.Button[Any]], template=r"gapwatch:ask:(?P<code>.+)"):
    """Asks a further question; the answer is a message of its own."""

    def __init__(self, code: str, label: str = "Ask") -> None:
        super().__init__(
            ui.Button(label=cut(label, 80), custom_id=f"gapwatch:ask:{code}", style=discord.ButtonStyle.primary)
        )
        self.code = code

    @classmethod
    async def from_custom_id(cls, _interaction: Any, _item: ui.Item[Any], match: re.Match[str], /) -> Self:
        """The button of a message that was sent before, perhaps before a restart."""
        return cls(match["code"])

    async def callback(self, interaction: Any) -> None:
        """Send the answer, as private as the message of the button."""
        await guarded(interaction, self._ask)

    async def _ask(self, interaction: Interaction) -> None:
        query = await query_of(interaction.client.services, self.code)
        _may_ask(interaction, query)
        private = interaction.message is not None and interaction.message.flags.ephemeral
        await send_answer(interaction, query, private=private)


class FileButton(ui.DynamicItem[ui.Button[Any]], template=r"gapwatch:file:(?P<form>csv|json):(?P<code>.+)"):
    """Sends everything behind an answer as a file, to the person who asked."""

    def __init__(self, form: Literal["csv", "json"], code: str) -> None:
        super().__init__(ui.Button(label=form.upper(), custom_id=f"gapwatch:file:{form}:{code}"))
        self.form = form
        self.code = code

    @classmethod
    async def from_custom_id(cls, _interaction: Any, _item: ui.Item[Any], match: re.Match[str], /) -> Self:
        """The button of a message that was sent before, perhaps before a restart."""
        return cls("csv" if match["form"] == "csv" else "json", match["code"])

    async def callback(self, interaction: Any) -> None:
        """Send the file."""
        await guarded(interaction, self._export)

    async def _export(self, interaction: Interaction) -> None:
        services = interaction.client.services
        query = await query_of(services, self.code)
        _may_ask(interaction, query)
        await interaction.response.defer(ephemeral=True, thinking=True)
        asked = Asked(services=services, guild_id=guild_of(interaction), query=query, now=services.clock())
        shown = await answer(asked)
        if shown.sheet is None:
            raise AnswerOutdated("There is nothing behind this answer any more.")
        content = (csv_of if self.form == "csv" else json_of)(shown.sheet())
        file = discord.File(io.BytesIO(content), filename=f"gapwatch-{query.command}.{self.form}")
        await interaction.followup.send("Everything behind this answer, with its quotes and links.", file=file)


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
        """Answer the person who chose, and nobody else."""
        await guarded(interaction, self._explain)

    async def _explain(self, interaction: Interaction) -> None:
        await interaction.response.defer(ephemeral=True, thinking=True)
        chosen = self.item.values[0]
        found = None
        if chosen.isdecimal():
            found = await interaction.client.services.ledger.why(guild_of(interaction), int(chosen))
        if found is None:
            raise AnswerOutdated("This figure is not in this server's feeds any more.")
        shown = render_why(*found)
        await interaction.followup.send(view=AnswerView(shown, _reporting(shown)))


BUTTONS = (PageButton, AskButton, FileButton, WhySelect)


def _may_ask(interaction: Interaction, query: Query) -> None:
    if answerer_of(query.command).for_managers:
        require_manager(interaction)


def _option(value: str, figure: Line) -> discord.SelectOption:
    claim = figure.claim
    label = cut(f"{claim.subject.name} · {claim_words(claim)}", 100)
    quote = cut(f"{figure.origin.source.publisher}: {claim.quote.text}", 100)
    return discord.SelectOption(label=label, value=value, description=quote)
