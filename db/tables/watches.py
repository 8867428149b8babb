"""Watches: where alerts go, what is watched for, what waits to be looked at, what was or is to be told."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, CheckConstraint, ForeignKey, Index, Integer, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from db.tables.columns import Base, RowId


class OutletRow(Base):
    """Where alerts of a guild go: a channel, or a member's direct messages."""

    __tablename__ = "outlets"

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    guild_id: Mapped[int] = mapped_column(ForeignKey("guilds.id", ondelete="CASCADE"))
    channel_id: Mapped[int | None] = mapped_column(BigInteger)
    user_id: Mapped[int | None] = mapped_column(BigInteger, index=True)
    status: Mapped[str] = mapped_column(String(10))
    reason: Mapped[str | None] = mapped_column(Text)
    quiet: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    at_most: Mapped[int] = mapped_column(Integer)
    held_until: Mapped[datetime | None]
    created_at: Mapped[datetime]

    __table_args__ = (
        UniqueConstraint("guild_id", "channel_id"),
        UniqueConstraint("guild_id", "user_id"),
        CheckConstraint("(channel_id IS NULL) <> (user_id IS NULL)", name="one_place"),
    )


class WatchRow(Base):
    """What an outlet is to be told of."""

    __tablename__ = "watches"

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    outlet_id: Mapped[int] = mapped_column(ForeignKey("outlets.id", ondelete="CASCADE"), index=True)
    wanted: Mapped[dict[str, Any]] = mapped_column(JSON)
    created_by: Mapped[int] = mapped_column(BigInteger)
    created_at: Mapped[datetime]


class AlertQueueRow(Base):
    """An announcement that is news, or was edited, and has not been held against the watches since."""

    __tablename__ = "alert_queue"

    announcement_id: Mapped[int] = mapped_column(
        ForeignKey("announcements.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    queued_at: Mapped[datetime]


class AlertRow(Base):
    """Something that an outlet is to be told, or was told: once each occasion."""

    __tablename__ = "alerts"

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    outlet_id: Mapped[int] = mapped_column(ForeignKey("outlets.id", ondelete="CASCADE"))
    occasion: Mapped[str] = mapped_column(String(250))
    announcement_id: Mapped[int] = mapped_column(ForeignKey("announcements.id", ondelete="CASCADE"), index=True)
    story_id: Mapped[int | None] = mapped_column(BigInteger)
    reasons: Mapped[list[Any]] = mapped_column(JSON)
    claim_ids: Mapped[list[Any]] = mapped_column(JSON)
    developments: Mapped[list[Any]] = mapped_column(JSON)
    state: Mapped[str] = mapped_column(String(10))
    decided_at: Mapped[datetime]
    edition_id: Mapped[int | None] = mapped_column(ForeignKey("editions.id", ondelete="SET NULL"), index=True)

    __table_args__ = (
        UniqueConstraint("outlet_id", "occasion"),
        Index(None, "outlet_id", "story_id"),
        Index(None, "state", "outlet_id"),
        Index(None, "decided_at"),
    )
