"""Briefings: when they are due, what was in them, the outbox, and what admins are told of a schedule that stopped."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, ForeignKey, Index, Integer, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from db.tables.columns import Base, RowId


class ScheduleRow(Base):
    """When a guild's briefing is due, where it goes and what is in it; how far it has come."""

    __tablename__ = "schedules"

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    guild_id: Mapped[int] = mapped_column(ForeignKey("guilds.id", ondelete="CASCADE"), index=True)
    channel_id: Mapped[int] = mapped_column(BigInteger)
    cron: Mapped[str] = mapped_column(String(100))
    timezone: Mapped[str] = mapped_column(String(64))
    status: Mapped[str] = mapped_column(String(10))
    wanted: Mapped[dict[str, Any]] = mapped_column(JSON)
    manner: Mapped[dict[str, Any]] = mapped_column(JSON)
    created_at: Mapped[datetime]
    covered_until: Mapped[datetime]
    next_at: Mapped[datetime]
    handled_until: Mapped[datetime]

    __table_args__ = (Index(None, "status", "next_at"),)


class EditionRow(Base):
    """One briefing of a schedule, or one alert of an outlet, as it was put together: its window and its pages."""

    __tablename__ = "editions"

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    guild_id: Mapped[int] = mapped_column(ForeignKey("guilds.id", ondelete="CASCADE"))
    schedule_id: Mapped[int | None] = mapped_column(ForeignKey("schedules.id", ondelete="SET NULL"), index=True)
    outlet_id: Mapped[int | None] = mapped_column(ForeignKey("outlets.id", ondelete="CASCADE"))
    number: Mapped[int] = mapped_column(Integer)
    window_start: Mapped[datetime]
    window_end: Mapped[datetime]
    title: Mapped[str] = mapped_column(Text)
    pages: Mapped[list[Any]] = mapped_column(JSON)
    created_at: Mapped[datetime]

    __table_args__ = (
        Index(None, "guild_id", "created_at"),
        Index(None, "created_at"),
        Index(None, "outlet_id", "created_at"),
    )


class DeliveryRow(Base):
    """The outbox: one page of one edition to be posted once. Intent before effect.

    ``what`` names whose it is, a schedule or an outlet: the one of the two that is set. ``channel_id`` is where it
    goes; for a direct message, to whom.
    """

    __tablename__ = "deliveries"

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    what: Mapped[str] = mapped_column(String(30))
    schedule_id: Mapped[int | None] = mapped_column(ForeignKey("schedules.id", ondelete="CASCADE"), index=True)
    outlet_id: Mapped[int | None] = mapped_column(ForeignKey("outlets.id", ondelete="CASCADE"), index=True)
    edition_id: Mapped[int] = mapped_column(ForeignKey("editions.id", ondelete="CASCADE"), index=True)
    page: Mapped[int] = mapped_column(Integer)
    channel_id: Mapped[int] = mapped_column(BigInteger)
    state: Mapped[str] = mapped_column(String(10))
    nonce: Mapped[str] = mapped_column(String(25), unique=True)
    attempts: Mapped[int] = mapped_column(Integer, default=0)
    leased_by: Mapped[str | None] = mapped_column(String(32))
    leased_until: Mapped[datetime | None]
    tried_at: Mapped[datetime | None]
    message_id: Mapped[int | None] = mapped_column(BigInteger)
    last_error: Mapped[str | None] = mapped_column(Text)
    due_at: Mapped[datetime]
    sent_at: Mapped[datetime | None]

    __table_args__ = (UniqueConstraint("what", "edition_id", "page"), Index(None, "state", "due_at"))


class StopRow(Base):
    """A schedule, or an outlet, that Discord's refusal stopped: what its guild's admins are told, once."""

    __tablename__ = "schedule_stops"

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    schedule_id: Mapped[int | None] = mapped_column(ForeignKey("schedules.id", ondelete="CASCADE"), index=True)
    outlet_id: Mapped[int | None] = mapped_column(ForeignKey("outlets.id", ondelete="CASCADE"), index=True)
    reason: Mapped[str] = mapped_column(Text)
    stopped_at: Mapped[datetime]
    nonce: Mapped[str] = mapped_column(String(25), unique=True)
    attempts: Mapped[int] = mapped_column(Integer, default=0)
    due_at: Mapped[datetime]
    sent_at: Mapped[datetime | None]
    message_id: Mapped[int | None] = mapped_column(BigInteger)
    last_error: Mapped[str | None] = mapped_column(Text)

    __table_args__ = (Index(None, "sent_at", "due_at"),)
