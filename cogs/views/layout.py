"""The message of an answer."""

import io
from collections.abc import Sequence
from typing import Any

import discord
from discord import ui

from bot.charts.chart import Chart
from cogs.views.answers import Answer
from cogs.views.text import MESSAGE_LENGTH, cut_lines, fit, plural

OPTIONS_AT_MOST = 25
SMALL_PRINT_LENGTH = 1200


class AnswerView(ui.LayoutView):
    """An answer as a message: its texts, a picture, then rows of menus and buttons.

    ``files`` are to be sent with it: a picture is an attachment that the message refers to.
    """

    def __init__(self, shown: Answer, rows: Sequence[ui.ActionRow[Any]] = (), picture: Chart | None = None) -> None:
        super().__init__(timeout=None)
        small_print = cut_lines(shown.small_print, SMALL_PRINT_LENGTH)
        kept, left_out = fit(shown.texts, MESSAGE_LENGTH - len(small_print))
        for text in kept:
            self.add_item(ui.TextDisplay(text))
        if left_out:
            more = "The CSV has all of it." if rows and shown.sheet else "Ask for less to see the rest."
            parts = plural(left_out, "more part")
            self.add_item(ui.TextDisplay(f"-# {parts} did not fit into one message. {more}"))
        self._picture = picture
        if picture is not None:
            described = discord.MediaGalleryItem(f"attachment://{picture.filename}", description=picture.alt)
            self.add_item(ui.MediaGallery(described))
        if small_print:
            self.add_item(ui.TextDisplay(small_print))
        for row in rows:
            self.add_item(row)

    @property
    def files(self) -> list[discord.File]:
        """What the message refers to; made anew each time, since sending a file uses it up."""
        if self._picture is None:
            return []
        return [discord.File(io.BytesIO(self._picture.png), filename=self._picture.filename)]
