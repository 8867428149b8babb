"""What was asked: questions that a button has no room for, and who last asked what changed."""

from datetime import datetime

from sqlalchemy import BigInteger, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from db.tables.columns import Base, RowId


class KeptQuestionRow(Base):
    """A question that is longer than a button's id may be. ``digest`` is the SHA-256 of its code."""

    __tablename__ = "kept_questions"

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    digest: Mapped[str] = mapped_column(String(64), unique=True)
    code: Mapped[str] = mapped_column(Text)
    asked_at: Mapped[datetime] = mapped_column(index=True)


class LookRow(Base):
    """When a person last asked what changed: in a guild, or, where that is 0, in a direct message."""

    __tablename__ = "looks"

    guild_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    user_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    looked_at: Mapped[datetime]
