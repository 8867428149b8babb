"""Questions kept for buttons that have no room for them. Their ids are handed out only in messages of the bot's own."""

from collections.abc import Callable
from datetime import datetime, timedelta

from db import questions
from db.engine import Database

KEPT_FOR = timedelta(days=180)
"""Since a question was last asked."""


class KeptQuestions:
    """Keeps the codes of questions, each once, and forgets those that nobody asked for half a year."""

    def __init__(self, database: Database, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._clock = clock

    async def keep(self, code: str) -> int:
        """Keep a question; returns the id that it goes by."""
        now = self._clock()
        async with self._database.begin() as session:
            await questions.forget_questions(session, before=now - KEPT_FOR)
            return await questions.keep_question(session, code, now)

    async def find(self, question_id: int) -> str | None:
        """The question of this id, or None where it is forgotten."""
        async with self._database.read() as session:
            return await questions.kept_question(session, question_id)
