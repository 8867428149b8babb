"""Queries on kept questions: those that a button's id has no room for."""

import hashlib
from datetime import datetime

from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from db.engine import insert_unless_there
from db.tables import KeptQuestionRow


async def keep_question(session: AsyncSession, code: str, now: datetime) -> int:
    """Keep a question, once however often it is asked; returns its id."""
    digest = hashlib.sha256(code.encode()).hexdigest()
    await insert_unless_there(session, KeptQuestionRow, [{"digest": digest, "code": code, "asked_at": now}])
    await session.execute(update(KeptQuestionRow).where(KeptQuestionRow.digest == digest).values(asked_at=now))
    found = await session.scalar(select(KeptQuestionRow.id).where(KeptQuestionRow.digest == digest))
    assert found is not None
    return found


async def kept_question(session: AsyncSession, question_id: int) -> str | None:
    """The code of a kept question."""
    code: str | None = await session.scalar(select(KeptQuestionRow.code).where(KeptQuestionRow.id == question_id))
    return code


async def forget_questions(session: AsyncSession, before: datetime) -> None:
    """Forget what was last asked before this moment: its buttons then say that they are too old."""
    await session.execute(delete(KeptQuestionRow).where(KeptQuestionRow.asked_at < before))
