"""Text for Discord: outside words made harmless, tables in monospace, lengths kept.

Titles, names and quotes come from feeds, so every one of them passes ``safe`` or stands in a table.
"""

import re
from collections.abc import Sequence
from datetime import datetime

import discord
from rich.cells import cell_len, set_cell_size

from bot.domain.announcements import Source
from bot.ledger.snippets import Piece

MESSAGE_LENGTH = 3900
"""Discord counts 4,000 characters over all text of a message; some are left to say what was left out."""

_OPEN, _CLOSE = "\ue000", "\ue001"  # of private use: they stand for marks until the words around are harmless
_SPACES = re.compile(r"\s+")


def safe(text: str, length: int = 300) -> str:
    """Outside words as one line that is neither markdown nor a mention, cut at a word with an ellipsis."""
    return discord.utils.escape_markdown(discord.utils.escape_mentions(cut(text, length)))


def cut(text: str, length: int) -> str:
    """One line of at most ``length`` characters, cut at a word with an ellipsis."""
    line = _SPACES.sub(" ", text).strip()
    if len(line) <= length:
        return line
    return line[: length - 1].rsplit(" ", 1)[0].rstrip(" ,;:.") + "…"


def marked(pieces: Sequence[Piece], length: int = 300) -> str:
    """A stretch of an outside text as one harmless line, what was looked for in bold."""
    plain = "".join(f"{_OPEN}{text}{_CLOSE}" if found else text for text, found in _without_marks(pieces))
    line = safe(plain, length + 2 * len(pieces))
    return line.replace(f"{_CLOSE}{_OPEN}", "").replace(_OPEN, "**").replace(_CLOSE, "**")


def _without_marks(pieces: Sequence[Piece]) -> list[tuple[str, bool]]:
    return [(text.replace(_OPEN, "").replace(_CLOSE, ""), found) for text, found in pieces]


def typed(line: str, length: int = 300) -> str:
    """Words in a code span, as they would be typed: nothing in it is markdown or a mention."""
    shown = cut(line, length).replace("`", "'")
    return f"`{shown}`"


def link(text: str, url: str | None, length: int = 80) -> str:
    """A masked link, or the words alone where there is no address that can be linked."""
    words = safe(text, length).replace("[", "(").replace("]", ")")
    return f"[{words}](<{url}>)" if url is not None and is_linkable(url) else words


def is_linkable(url: str) -> bool:
    """Whether an address is one that a message can link to."""
    return url.startswith(("https://", "http://")) and len(url) <= 500 and not re.search(r"[\s<>()]", url)


def address(url: str) -> str:
    """An address that can be followed and shows no preview. Discord makes no masked link whose words are an address."""
    return f"<{url}>" if is_linkable(url) else safe(url)


def day(moment: datetime) -> str:
    """A date in the viewer's own language and time zone."""
    return f"<t:{int(moment.timestamp())}:D>"


def when(source: Source) -> str:
    """When something was announced, or that nobody says so."""
    return day(source.dated_at) if source.dated_at else f"undated, first seen {day(source.seen_at)}"


def stamp(moment: datetime) -> str:
    """A moment in the viewer's own time zone."""
    return f"<t:{int(moment.timestamp())}:f>"


def table(rows: Sequence[Sequence[str]], widest: int = 28) -> str:
    """Rows as an aligned monospace block; the first row heads the columns. Cells are cut at ``widest``."""
    cells = [[cut(cell, widest).replace("`", "'") for cell in row] for row in rows]
    columns = max(map(len, cells))
    cells = [row + [""] * (columns - len(row)) for row in cells]
    widths = [max(cell_len(row[i]) for row in cells) for i in range(columns)]
    lines = ("  ".join(set_cell_size(c, w) for c, w in zip(row, widths, strict=True)).rstrip() for row in cells)
    return "```\n" + "\n".join(lines) + "\n```"


def fit(parts: Sequence[str], length: int = MESSAGE_LENGTH) -> tuple[list[str], int]:
    """The leading parts that fit into ``length`` characters together, and how many were left out."""
    kept: list[str] = []
    left = length
    for part in parts:
        if len(part) > left:
            break
        kept.append(part)
        left -= len(part)
    return kept, len(parts) - len(kept)


def cut_lines(text: str, length: int) -> str:
    """Text of several parts, cut between two of them (" · ") so that no link is broken."""
    kept, left_out = fit([part + " · " for part in text.split(" · ")], length)
    return "".join(kept).removesuffix(" · ") + (" · …" if left_out else "")


def plural(count: int, one: str, many: str | None = None) -> str:
    """``1 claim``, ``2 claims``."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"
