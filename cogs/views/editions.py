"""An edition as messages: split into pages that are stored, and sent as they were stored, each with its mark."""

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any, Self

import discord
from discord import ui

from bot.briefing.edition import Edition
from bot.domain.schedules import Composed, Page, Parcel
from cogs.answering.sending import WhySelect, send_answer
from cogs.views.alerts import AlertButton
from cogs.views.answers import Footnotes
from cogs.views.comparison import footer
from cogs.views.digest import Block, blocks_of, coverage_line, figures_of
from cogs.views.edition_buttons import compare_buttons, item_buttons
from cogs.views.interactions import Interaction, guarded, guild_of
from cogs.views.layout import SMALL_PRINT_LENGTH
from cogs.views.mutes import MutesButton
from cogs.views.queries import Query
from cogs.views.text import MESSAGE_LENGTH, cut_lines

TITLE_LENGTH = 90
COMPONENTS_AT_MOST = 34
"""Of the 40 that Discord takes, nested ones counted: a call to a role, the menu of figures and the buttons come too."""

_BUTTONS_IN_A_ROW = 5
_ROW, _BUTTON = 1, 2  # as Discord numbers components


def compose_edition(edition: Edition) -> Composed:
    """The pages of an edition: no block is cut, and the first page stands alone."""
    notes = Footnotes()
    blocks = blocks_of(edition, notes)
    pages = paged(blocks, lambda page, number: len(_small_print(edition, page, notes, number, of=len(blocks))))
    return Composed(
        title=f"AI briefing {edition.window_end:%Y-%m-%d}"[:TITLE_LENGTH],
        pages=tuple(_page(edition, page, notes, number, of=len(pages)) for number, page in enumerate(pages)),
        quiet=edition.is_quiet,
        told=edition.told,
    )


def paged(blocks: Sequence[Block], small_print: Callable[[Sequence[Block], int], int]) -> list[list[Block]]:
    """The blocks in their order, on as few pages as have room for them; each is shorter than a page.

    ``small_print`` says how long it is below blocks on the page of a number, counted from 0.
    """
    pages: list[list[Block]] = [[]]
    length = components = 0
    for block in blocks:
        there, number, more = [*pages[-1], block], len(pages) - 1, _count(block)
        room = MESSAGE_LENGTH - small_print(there, number)
        fits = length + len(block.text) <= room and components + more <= COMPONENTS_AT_MOST
        if fits or not pages[-1]:
            pages[-1] = there
        else:
            pages.append([block])
            length = components = 0
        length, components = length + len(block.text), components + more
    return pages


def _count(block: Block) -> int:
    """The components that a block takes: a text, and for a story a row with its buttons."""
    return 1 + (len(item_buttons(block.item, block.place)) + 1 if block.item else 0)


def _page(edition: Edition, blocks: Sequence[Block], notes: Footnotes, number: int, *, of: int) -> Page:
    page = ui.LayoutView(timeout=None)
    for block in blocks:
        page.add_item(ui.TextDisplay(block.text))
        buttons = item_buttons(block.item, block.place) if block.item else []
        if buttons:
            page.add_item(ui.ActionRow(*buttons))
    page.add_item(ui.TextDisplay(_small_print(edition, blocks, notes, number, of=of)))
    if figures := figures_of(blocks):
        page.add_item(ui.ActionRow(WhySelect.of(figures)))
    if number == 0:
        page.add_item(ui.ActionRow(*compare_buttons(edition), MutesButton()))
    components: list[dict[str, Any]] = page.to_components()  # type: ignore[no-untyped-call]
    return Page(components=tuple(components))


def _small_print(edition: Edition, blocks: Sequence[Block], notes: Footnotes, number: int, *, of: int) -> str:
    """The first page says what the edition rests on; each one lists the sources that it refers to."""
    marks = frozenset[int]().union(*(block.marks for block in blocks))
    part = [f"part {number + 1} of {of}"] if of > 1 else []
    lines = [coverage_line(edition)] if number == 0 else []
    if part or marks:
        lines.append(footer(notes, *part, only=marks))
    return cut_lines("\n".join(lines), SMALL_PRINT_LENGTH)


class StoredView(ui.LayoutView):
    """A message whose components were made before; nothing of it is rendered anew."""

    def __init__(self, components: Sequence[dict[str, Any]]) -> None:
        super().__init__(timeout=None)
        self._stored = list(components)

    @classmethod
    def of_parcel(cls, parcel: Parcel) -> Self:
        """The page with its mark, and a call to the role that was asked for on the first one."""
        components = _with_button(parcel.page.components, _mark(parcel))
        if parcel.number == 0 and parcel.manner.role_id is not None:
            components = [{"type": 10, "content": f"<@&{parcel.manner.role_id}>"}, *components]
        return cls(components)

    @classmethod
    def of_pages(cls, pages: Iterable[Page]) -> list[Self]:
        """Pages as they were made, without marks."""
        return [cls(page.components) for page in pages]

    def to_components(self) -> list[dict[str, Any]]:
        """What was stored."""
        return self._stored

    def has_components_v2(self) -> bool:
        """Texts stand as components, as in every answer."""
        return True


class EditionButton(ui.DynamicItem[ui.Button[Any]], template=r"gapwatch:edition:(?P<nonce>[0-9a-f]{24})"):
    """Lists everything that was read in an edition's window. Its id, the page's nonce, marks the page's message."""

    def __init__(self, nonce: str) -> None:
        super().__init__(
            ui.Button(label="Full list", custom_id=self.mark_of(nonce), style=discord.ButtonStyle.secondary)
        )
        self.nonce = nonce

    @staticmethod
    def mark_of(nonce: str) -> str:
        """What tells the page's message from all others."""
        return f"gapwatch:edition:{nonce}"

    @classmethod
    async def from_custom_id(cls, _interaction: Any, _item: ui.Item[Any], match: re.Match[str], /) -> Self:
        """The button of a message that was sent before, perhaps before a restart."""
        return cls(match["nonce"])

    async def callback(self, interaction: Any) -> None:
        """Answer the person who asked, and nobody else."""
        await guarded(interaction, self._list)

    async def _list(self, interaction: Interaction) -> None:
        services = interaction.client.services
        kept = await services.schedules.edition_of_page(guild_of(interaction), self.nonce)
        await send_answer(interaction, Query(command="edition", item=kept.id), private=True)


def _mark(parcel: Parcel) -> "EditionButton | AlertButton":
    return AlertButton(parcel.nonce) if parcel.schedule_id is None else EditionButton(parcel.nonce)


def _with_button(components: Sequence[dict[str, Any]], button: "EditionButton | AlertButton") -> list[dict[str, Any]]:
    """The button beside those of the last row, if it is one of buttons that has room, else in a row of its own."""
    own = button.item.to_component_dict()
    *others, last = components
    row: list[Any] = last.get("components", []) if last["type"] == _ROW else []
    if row and len(row) < _BUTTONS_IN_A_ROW and all(each["type"] == _BUTTON for each in row):
        return [*others, last | {"components": [own, *row]}]
    return [*components, {"type": _ROW, "components": [own]}]
