"""What feeds announce: its words now and before, the identities it goes by, what it names, who may not see it.

``order_at`` orders answers: ``dated_at``, and before everything where there is none. What hangs off an announcement and
is asked for newest first has it too, with the feed: so one index finds the newest that a guild may see.
"""

from datetime import datetime

from sqlalchemy import BigInteger, Boolean, ForeignKey, Index, Integer, String, Text, false
from sqlalchemy.orm import Mapped, mapped_column

from db.tables.columns import UNDATED, Base, Instant, RowId


class AnnouncementRow(Base):
    """What one entry of one feed says. ``dated_at`` never changes, and decides nothing.

    ``fingerprint`` is of the words that its feed shows, by which an edit is told; ``revision`` counts its edits.
    ``from_article``: the text is that of the article's page, fetched since the feed gives less.
    """

    __tablename__ = "announcements"

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    feed_id: Mapped[int] = mapped_column(ForeignKey("feeds.id", ondelete="CASCADE"))
    title: Mapped[str] = mapped_column(Text)
    text: Mapped[str] = mapped_column(Text)
    url: Mapped[str | None] = mapped_column(Text)
    author: Mapped[str | None] = mapped_column(Text)
    published_at: Mapped[datetime | None]
    seen_at: Mapped[datetime]
    dated_at: Mapped[datetime | None]
    order_at: Mapped[datetime] = mapped_column(Instant, default=UNDATED, server_default="0")
    reader_version: Mapped[int | None] = mapped_column(Integer)
    fingerprint: Mapped[str | None] = mapped_column(String(64))
    revision: Mapped[int] = mapped_column(Integer, default=0, server_default="0")
    revised_at: Mapped[datetime | None]
    from_article: Mapped[bool] = mapped_column(Boolean, default=False, server_default=false())

    __table_args__ = (Index(None, "feed_id", "order_at"), Index(None, "order_at", "id", "feed_id"))


class RevisionRow(Base):
    """What an announcement said before its publisher changed it."""

    __tablename__ = "revisions"

    announcement_id: Mapped[int] = mapped_column(ForeignKey("announcements.id", ondelete="CASCADE"), primary_key=True)
    number: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    title: Mapped[str] = mapped_column(Text)
    text: Mapped[str] = mapped_column(Text)
    url: Mapped[str | None] = mapped_column(Text)
    published_at: Mapped[datetime | None]
    seen_at: Mapped[datetime]
    replaced_at: Mapped[datetime]


class HiddenAnnouncementRow(Base):
    """An announcement kept out of everything that a guild is shown.

    ``because`` of the guild's filter of its feed, which may change, or of its pause, during which it came: for good.
    """

    __tablename__ = "hidden_announcements"

    guild_id: Mapped[int] = mapped_column(ForeignKey("guilds.id", ondelete="CASCADE"), primary_key=True)
    announcement_id: Mapped[int] = mapped_column(
        ForeignKey("announcements.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    because: Mapped[str] = mapped_column(String(10), default="filter", server_default="filter")


class SeenEntryRow(Base):
    """A name under which a feed has shown an announcement: its guid, its link or its content. Seen, never dated."""

    __tablename__ = "seen_entries"

    feed_id: Mapped[int] = mapped_column(ForeignKey("feeds.id", ondelete="CASCADE"), primary_key=True)
    kind: Mapped[str] = mapped_column(String(10), primary_key=True)
    value: Mapped[str] = mapped_column(String(200), primary_key=True)
    announcement_id: Mapped[int] = mapped_column(ForeignKey("announcements.id", ondelete="CASCADE"), index=True)


class AnnouncementLabRow(Base):
    """A lab that an announcement names."""

    __tablename__ = "announcement_labs"

    announcement_id: Mapped[int] = mapped_column(ForeignKey("announcements.id", ondelete="CASCADE"), primary_key=True)
    lab_id: Mapped[str] = mapped_column(ForeignKey("labs.id"), primary_key=True)

    feed_id: Mapped[int] = mapped_column(BigInteger, default=0, server_default="0")
    order_at: Mapped[datetime] = mapped_column(Instant, default=UNDATED, server_default="0")

    __table_args__ = (
        Index("ix_announcement_labs_newest", "lab_id", "order_at", "announcement_id", "feed_id"),
        {"sqlite_with_rowid": False},
    )


class AnnouncementModelRow(Base):
    """A model that an announcement names."""

    __tablename__ = "announcement_models"

    announcement_id: Mapped[int] = mapped_column(ForeignKey("announcements.id", ondelete="CASCADE"), primary_key=True)
    model_id: Mapped[int] = mapped_column(ForeignKey("models.id"), primary_key=True)

    feed_id: Mapped[int] = mapped_column(BigInteger, default=0, server_default="0")
    order_at: Mapped[datetime] = mapped_column(Instant, default=UNDATED, server_default="0")

    __table_args__ = (
        Index("ix_announcement_models_newest", "model_id", "order_at", "announcement_id", "feed_id"),
        {"sqlite_with_rowid": False},
    )


class AnnouncementTopicRow(Base):
    """A topic of an announcement."""

    __tablename__ = "announcement_topics"

    announcement_id: Mapped[int] = mapped_column(ForeignKey("announcements.id", ondelete="CASCADE"), primary_key=True)
    topic: Mapped[str] = mapped_column(String(20), primary_key=True)

    feed_id: Mapped[int] = mapped_column(BigInteger, default=0, server_default="0")
    order_at: Mapped[datetime] = mapped_column(Instant, default=UNDATED, server_default="0")

    __table_args__ = (
        Index("ix_announcement_topics_newest", "topic", "order_at", "announcement_id", "feed_id"),
        {"sqlite_with_rowid": False},
    )
