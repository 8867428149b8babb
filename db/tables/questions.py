"""Questions of answers that were sent, for buttons that have no room for them."""

from datetime import datetime

from sqlalchemy import String, Text
from sqlalchemy.orm import Mapped, mapped_column

from db.tables.columns import Base, RowId


class KeptQuestionRow(Base):
    """A question that is longer than a button's id may be. ``digest`` is the SHA-256 of its code."""

    __tablename__ = "kept_questions"

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    digest: Mapped[str] = mapped_column(String(64), unique=True)
    code: Mapped[str] = mapped_column(Text)
    asked_at: Mapped[datetime] = mapped_column(index=True)
