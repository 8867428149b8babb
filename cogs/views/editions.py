"""An edition as messages: split into pages that are stored, and sent as they were stored, each with its mark."""

import re
from collections.abc import Sequence
from typing import Any, Self

import discord
from discord import ui

from bot.briefing.digest import Edition
from bot.domain.schedules import Composed, KeptEdition, Page, Parcel
from cogs.answering.sending import WhySelect, send_answer
from cogs.views.alerts import AlertButton
from cogs.views.answers import Answer
from cogs.views.digest import render_edition
from cogs.views.interactions import Interaction, guarded, guild_of
from cogs.views.layout import AnswerView
from cogs.views.queries import Query
from cogs.views.text import MESSAGE_LENGTH

PAGES_AT_MOST = 3
TITLE_LENGTH = 90


def compose_edition(edition: Edition) -> Composed:
    """The pages of an edition: parts are never cut, and the first page stands alone."""
    shown = render_edition(edition)
    return Composed(
        title=f"AI briefing {edition.window_end:%Y-%m-%d}"[:TITLE_LENGTH],
        pages=tuple(map(_page, paged(shown, PAGES_AT_MOST))),
        quiet=not edition.stories and not edition.policy,
    )


def paged(shown: Answer, most: int) -> list[Answer]:
    """The answer as up to so many messages; what does not fit into the last is left out there, and said so.

    The first has the menu of figures, the last the small print.
    """
    parts: list[list[str]] = [[]]
    for text in shown.texts:
        room = MESSAGE_LENGTH - len(shown.small_print) - sum(map(len, parts[-1]))
        if parts[-1] and len(text) > room and len(parts) < most:
            parts.append([])
        parts[-1].append(text)
    last = len(parts) - 1
    return [
        Answer(
            texts=tuple(texts),
            small_print=shown.small_print if number == last else f"-# Part {number + 1} of {last + 1}",
            figures=shown.figures if number == 0 else (),
        )
        for number, texts in enumerate(parts)
    ]


def _page(shown: Answer) -> Page:
    rows: Sequence[ui.ActionRow[Any]] = [ui.ActionRow(WhySelect.of(shown.figures))] if shown.figures else []
    components: list[dict[str, Any]] = AnswerView(shown, rows).to_components()  # type: ignore[no-untyped-call]
    return Page(components=tuple(components))


class StoredView(ui.LayoutView):
    """A message whose components were made before; nothing of it is rendered anew."""

    def __init__(self, components: Sequence[dict[str, Any]]) -> None:
        super().__init__(timeout=None)
        self._stored = list(components)

    @classmethod
    def of_parcel(cls, parcel: Parcel) -> Self:
        """The page with its mark, and a call to the role that was asked for on the first one."""
        components = [*parcel.page.components, *_row(_mark(parcel))]
        if parcel.number == 0 and parcel.manner.role_id is not None:
            components = [{"type": 10, "content": f"<@&{parcel.manner.role_id}>"}, *components]
        return cls(components)

    @classmethod
    def of_kept(cls, kept: KeptEdition) -> list[Self]:
        """The pages as they were posted, without marks."""
        return [cls(page.components) for page in kept.pages]

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


def _row(button: "EditionButton | AlertButton") -> list[dict[str, Any]]:
    return [{"type": 1, "components": [button.item.to_component_dict()]}]
