"""Feeds, the guilds that subscribe to them, and what is told of them."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, Boolean, ForeignKey, Index, Integer, String, Text, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column

from db.tables.columns import Base, RowId


class FeedRow(Base):
    """A feed, shared by all guilds that subscribe to it, and where polling it stands."""

    __tablename__ = "feeds"

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    url: Mapped[str] = mapped_column(Text, unique=True)
    title: Mapped[str] = mapped_column(Text)
    publisher: Mapped[str] = mapped_column(Text)
    kind: Mapped[str] = mapped_column(String(20))
    lab: Mapped[str | None] = mapped_column(String(64))
    site_url: Mapped[str | None] = mapped_column(Text)
    status: Mapped[str] = mapped_column(String(10))
    etag: Mapped[str | None] = mapped_column(Text)
    last_modified: Mapped[str | None] = mapped_column(Text)
    body_hash: Mapped[str | None] = mapped_column(String(64))
    next_poll_at: Mapped[datetime]
    last_polled_at: Mapped[datetime | None]
    last_success_at: Mapped[datetime | None]
    failures: Mapped[int] = mapped_column(Integer, default=0)
    last_error: Mapped[str | None] = mapped_column(Text)
    created_at: Mapped[datetime]
    ttl_seconds: Mapped[int | None] = mapped_column(Integer)
    rhythm_seconds: Mapped[int | None] = mapped_column(Integer)
    wait_reason: Mapped[str] = mapped_column(String(20), default="added", server_default="added")
    moved_to: Mapped[str | None] = mapped_column(Text)
    moved_successes: Mapped[int] = mapped_column(Integer, default=0, server_default="0")
    salvaged: Mapped[bool] = mapped_column(Boolean, default=False, server_default=false())
    full_text: Mapped[bool] = mapped_column(Boolean, default=False, server_default=false())
    failing_since: Mapped[datetime | None]
    last_new_at: Mapped[datetime | None]

    __table_args__ = (Index(None, "status", "next_poll_at"),)


class GuildRow(Base):
    """A Discord server that the bot is, or was, in."""

    __tablename__ = "guilds"

    id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    name: Mapped[str] = mapped_column(Text)
    joined_at: Mapped[datetime]
    left_at: Mapped[datetime | None]
    notice_channel_id: Mapped[int | None] = mapped_column(BigInteger)


class SubscriptionRow(Base):
    """A guild's subscription to a feed. What a guild may see hangs on it."""

    __tablename__ = "subscriptions"

    guild_id: Mapped[int] = mapped_column(ForeignKey("guilds.id", ondelete="CASCADE"), primary_key=True)
    feed_id: Mapped[int] = mapped_column(ForeignKey("feeds.id", ondelete="CASCADE"), primary_key=True, index=True)
    channel_id: Mapped[int | None] = mapped_column(BigInteger)
    created_at: Mapped[datetime]
    own_title: Mapped[str | None] = mapped_column(Text)
    folder: Mapped[str | None] = mapped_column(Text)
    paused: Mapped[bool] = mapped_column(Boolean, default=False, server_default=false())
    filter: Mapped[dict[str, Any] | None] = mapped_column(JSON)


class FeedNoticeRow(Base):
    """A notice to a guild's admins that a feed fails, or is well again: one of each for each time that it failed."""

    __tablename__ = "feed_notices"

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    guild_id: Mapped[int] = mapped_column(ForeignKey("guilds.id", ondelete="CASCADE"))
    feed_id: Mapped[int] = mapped_column(ForeignKey("feeds.id", ondelete="CASCADE"), index=True)
    kind: Mapped[str] = mapped_column(String(10))
    since: Mapped[datetime]
    nonce: Mapped[str] = mapped_column(String(25), unique=True)
    attempts: Mapped[int] = mapped_column(Integer, default=0)
    due_at: Mapped[datetime]
    sent_at: Mapped[datetime | None]
    message_id: Mapped[int | None] = mapped_column(BigInteger)
    last_error: Mapped[str | None] = mapped_column(Text)

    __table_args__ = (UniqueConstraint("guild_id", "feed_id", "kind", "since"), Index(None, "sent_at", "due_at"))
