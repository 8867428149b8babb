"""What is typed into a search, as words and as conditions of either database's index. Which announcements: finding.

What is typed is taken for words and nothing else: no operator, quote or wildcard of a query language gets through.
Every word must be there; one that is written with signs within ("GPT-5.5") is found as it is written, whatever the
signs; of a plain word its beginning is enough. Chinese, Japanese and Thai are written without spaces, and no index here
knows their words: such a run of characters is looked for in the texts themselves, which takes longer.
"""

import re
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, func, or_

from db.tables import AnnouncementRow

_LONGEST = 200
_WORDS_AT_MOST = 12
_BEGINNING = 3  # the fewest letters that are taken for the beginning of a word
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+")
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, kw_only=True, slots=True)
class Phrases:
    """What is looked for: ``spaced`` words that stand together, each as its parts, and ``runs`` of characters."""

    spaced: tuple[tuple[str, ...], ...]
    runs: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.spaced or self.runs)


def phrases_in(words: str) -> Phrases:
    """What is looked for where this is typed; nothing where no word is."""
    typed = words[:_LONGEST]
    pieces = [tuple(_WORD.findall(piece)) for piece in _UNSPACED.sub(" ", typed).split()]
    return Phrases(
        spaced=tuple(piece for piece in pieces if piece)[:_WORDS_AT_MOST],
        runs=tuple(_UNSPACED.findall(typed)[:_WORDS_AT_MOST]),
    )


def is_beginning(phrase: tuple[str, ...]) -> bool:
    """Whether a longer word is found as well."""
    return len(phrase) == 1 and len(phrase[0]) >= _BEGINNING


def sqlite_query(phrases: Phrases) -> str:
    """The phrases as FTS5 is asked for them."""
    return " ".join(f'"{" ".join(phrase)}"{"*" if is_beginning(phrase) else ""}' for phrase in phrases.spaced)


def in_postgresql(phrases: Phrases, index: ColumnElement[Any]) -> ColumnElement[bool]:
    """Holds where PostgreSQL's column of indexed words has all the spaced phrases."""
    wanted = " & ".join(
        f"'{phrase[0]}':*" if is_beginning(phrase) else " <-> ".join(f"'{word}'" for word in phrase)
        for phrase in phrases.spaced
    )
    return index.op("@@")(func.to_tsquery("simple", wanted))


def has_runs(phrases: Phrases) -> list[ColumnElement[bool]]:
    """Holds for announcements whose title or text has the runs of characters: a condition for each."""
    title, text = AnnouncementRow.title, AnnouncementRow.text
    return [or_(title.contains(run, autoescape=True), text.contains(run, autoescape=True)) for run in phrases.runs]
