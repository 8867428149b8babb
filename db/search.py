"""Find announcements by their words, with the search index of either database. What a guild may see: visibility.

What is typed is taken for words and nothing else: no operator, quote or wildcard of a query language gets through.
Every word must be there; one that is written with signs within ("GPT-5.5") is found as it is written, whatever the
signs; of a plain word its beginning is enough. Chinese, Japanese and Thai are written without spaces, and no index here
knows their words: such a run of characters is looked for in the texts themselves, which takes longer.
"""

import re

from sqlalchemy import ColumnElement, and_, column, false, func, literal_column, or_, select, table
from sqlalchemy.ext.asyncio import AsyncSession

from db.tables import AnnouncementRow

_LONGEST = 200
_WORDS_AT_MOST = 12
_BEGINNING = 3  # the fewest letters that are taken for the beginning of a word
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+")
_WORD = re.compile(r"[^\W_]+")


def says(session: AsyncSession, words: str) -> ColumnElement[bool]:
    """Holds for announcements whose title or text has all of these words; for none where no word is typed."""
    typed = words[:_LONGEST]
    runs = _UNSPACED.findall(typed)[:_WORDS_AT_MOST]
    pieces = [_WORD.findall(piece) for piece in _UNSPACED.sub(" ", typed).split()]
    phrases = [piece for piece in pieces if piece][:_WORDS_AT_MOST]
    conditions = [
        or_(AnnouncementRow.title.contains(run, autoescape=True), AnnouncementRow.text.contains(run, autoescape=True))
        for run in runs
    ]
    if phrases:
        on_postgresql = session.get_bind().dialect.name == "postgresql"
        conditions.append(_in_postgresql(phrases) if on_postgresql else _in_sqlite(phrases))
    return and_(*conditions) if conditions else false()


def _in_sqlite(phrases: list[list[str]]) -> ColumnElement[bool]:
    wanted = " ".join(f'"{" ".join(phrase)}"{"*" if _is_beginning(phrase) else ""}' for phrase in phrases)
    index = table("announcement_search", column("rowid"))
    found = select(index.c.rowid).where(literal_column("announcement_search").op("MATCH")(wanted))
    return AnnouncementRow.id.in_(found)


def _in_postgresql(phrases: list[list[str]]) -> ColumnElement[bool]:
    wanted = " & ".join(
        f"'{phrase[0]}':*" if _is_beginning(phrase) else " <-> ".join(f"'{word}'" for word in phrase)
        for phrase in phrases
    )
    return literal_column("announcements.search").op("@@")(func.to_tsquery("simple", wanted))


def _is_beginning(phrase: list[str]) -> bool:
    return len(phrase) == 1 and len(phrase[0]) >= _BEGINNING
