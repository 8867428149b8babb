"""How often feeds name a model or a lab, and how much of that is hidden from whom.

Triggers keep these tables (the migration that makes them has their text), so that they agree with what announcements
name and what is hidden whoever writes or deletes. A row whose count falls to none is gone.
"""

from sqlalchemy import BigInteger, Index, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from db.tables.columns import Base


class ModelMentionsRow(Base):
    """How many announcements of a feed name a model."""

    __tablename__ = "model_mentions"

    model_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    feed_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    mentions: Mapped[int] = mapped_column(Integer)

    __table_args__ = (Index(None, "feed_id", "model_id"), {"sqlite_with_rowid": False})


class LabMentionsRow(Base):
    """How many announcements of a feed name a lab."""

    __tablename__ = "lab_mentions"

    lab_id: Mapped[str] = mapped_column(String(64), primary_key=True)
    feed_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    mentions: Mapped[int] = mapped_column(Integer)

    __table_args__ = ({"sqlite_with_rowid": False},)


class HiddenModelMentionsRow(Base):
    """How many announcements of a feed that name a model are hidden from a guild."""

    __tablename__ = "hidden_model_mentions"

    guild_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    model_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    feed_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    mentions: Mapped[int] = mapped_column(Integer)

    __table_args__ = ({"sqlite_with_rowid": False},)


class HiddenLabMentionsRow(Base):
    """How many announcements of a feed that name a lab are hidden from a guild."""

    __tablename__ = "hidden_lab_mentions"

    guild_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    lab_id: Mapped[str] = mapped_column(String(64), primary_key=True)
    feed_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    mentions: Mapped[int] = mapped_column(Integer)

    __table_args__ = ({"sqlite_with_rowid": False},)
