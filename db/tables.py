"""The tables. Only db imports them: queries turn rows into the nouns of bot.domain.

Times are aware and in UTC. Discord's ids are 64-bit integers. Whatever hangs off a feed goes with it.
"""

from datetime import UTC, datetime
from typing import Any, ClassVar

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    DateTime,
    Dialect,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Text,
    TypeDecorator,
    UniqueConstraint,
    false,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

RowId = BigInteger().with_variant(Integer, "sqlite")  # SQLite numbers rows by itself only for INTEGER


class UtcDateTime(TypeDecorator[datetime]):
    """An aware time in UTC. SQLite stores no zone, so it is put back on the way out; naive times are refused."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Aware in, UTC stored."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"a naive time cannot be stored: {value!r}")
        value = value.astimezone(UTC)
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """UTC stored, aware out."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Base(DeclarativeBase):
    """Names every constraint, so that migrations can name it on both databases."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map: ClassVar[dict[Any, Any]] = {datetime: UtcDateTime(), dict[str, Any]: JSON(), list[Any]: JSON()}


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


class AnnouncementRow(Base):
    """What one entry of one feed says. ``dated_at`` orders answers, and decides nothing.

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
    reader_version: Mapped[int | None] = mapped_column(Integer)
    fingerprint: Mapped[str | None] = mapped_column(String(64))
    revision: Mapped[int] = mapped_column(Integer, default=0, server_default="0")
    revised_at: Mapped[datetime | None]
    from_article: Mapped[bool] = mapped_column(Boolean, default=False, server_default=false())

    __table_args__ = (Index(None, "feed_id", "dated_at"), Index(None, "dated_at"))


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


class LabRow(Base):
    """A lab: from the registry, or as a text named it."""

    __tablename__ = "labs"

    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    name: Mapped[str] = mapped_column(Text)


class ModelRow(Base):
    """A model under its canonical name; ``key`` is the name without case and punctuation."""

    __tablename__ = "models"

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    key: Mapped[str] = mapped_column(String(200), unique=True)
    name: Mapped[str] = mapped_column(Text)
    lab_id: Mapped[str | None] = mapped_column(ForeignKey("labs.id"), index=True)
    first_seen_at: Mapped[datetime]


class ModelAliasRow(Base):
    """Another name under which a model goes."""

    __tablename__ = "model_aliases"

    key: Mapped[str] = mapped_column(String(200), primary_key=True)
    model_id: Mapped[int] = mapped_column(ForeignKey("models.id", ondelete="CASCADE"), index=True)


class RegistryNameRow(Base):
    """A name that the operator adds to the registry: of a lab or a family of models, or another one of it."""

    __tablename__ = "registry_names"

    kind: Mapped[str] = mapped_column(String(12), primary_key=True)
    key: Mapped[str] = mapped_column(String(200), primary_key=True)
    name: Mapped[str] = mapped_column(Text)
    lab_id: Mapped[str] = mapped_column(String(64), index=True)
    family: Mapped[str | None] = mapped_column(Text)
    bare: Mapped[bool] = mapped_column(Boolean)
    guard: Mapped[str] = mapped_column(String(10))
    created_at: Mapped[datetime]


class GuildModelNameRow(Base):
    """A guild's own correction: what goes by ``key`` is this model, in that guild's answers only."""

    __tablename__ = "guild_model_names"

    guild_id: Mapped[int] = mapped_column(ForeignKey("guilds.id", ondelete="CASCADE"), primary_key=True)
    key: Mapped[str] = mapped_column(String(200), primary_key=True)
    name: Mapped[str] = mapped_column(Text)
    model_id: Mapped[int] = mapped_column(ForeignKey("models.id", ondelete="CASCADE"), index=True)
    created_by: Mapped[int] = mapped_column(BigInteger)
    created_at: Mapped[datetime]


class BenchmarkRow(Base):
    """A benchmark: from the registry, or as a text named it."""

    __tablename__ = "benchmarks"

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    key: Mapped[str] = mapped_column(String(200), unique=True)
    name: Mapped[str] = mapped_column(Text)


class AnnouncementLabRow(Base):
    """A lab that an announcement names."""

    __tablename__ = "announcement_labs"

    announcement_id: Mapped[int] = mapped_column(ForeignKey("announcements.id", ondelete="CASCADE"), primary_key=True)
    lab_id: Mapped[str] = mapped_column(ForeignKey("labs.id"), primary_key=True)

    __table_args__ = (Index(None, "lab_id", "announcement_id"),)


class AnnouncementModelRow(Base):
    """A model that an announcement names."""

    __tablename__ = "announcement_models"

    announcement_id: Mapped[int] = mapped_column(ForeignKey("announcements.id", ondelete="CASCADE"), primary_key=True)
    model_id: Mapped[int] = mapped_column(ForeignKey("models.id"), primary_key=True)

    __table_args__ = (Index(None, "model_id", "announcement_id"),)


class AnnouncementTopicRow(Base):
    """A topic of an announcement."""

    __tablename__ = "announcement_topics"

    announcement_id: Mapped[int] = mapped_column(ForeignKey("announcements.id", ondelete="CASCADE"), primary_key=True)
    topic: Mapped[str] = mapped_column(String(20), primary_key=True)

    __table_args__ = (Index(None, "topic", "announcement_id"),)


class ClaimRow(Base):
    """A claim with the words it came from. Exactly as read: what claims add up to is worked out, never stored.

    ``said_at`` is when the wording that makes the claim was first seen, ``withdrawn_at`` when an edit took it away;
    ``replaced_by_id`` is then the claim that says the same with another figure.
    """

    __tablename__ = "claims"

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    announcement_id: Mapped[int] = mapped_column(ForeignKey("announcements.id", ondelete="CASCADE"), index=True)
    kind: Mapped[str] = mapped_column(String(12))
    metric: Mapped[str] = mapped_column(String(200))
    subject_name: Mapped[str] = mapped_column(Text)
    subject_model_id: Mapped[int | None] = mapped_column(ForeignKey("models.id"))
    subject_lab_id: Mapped[str | None] = mapped_column(ForeignKey("labs.id"))
    baseline_name: Mapped[str | None] = mapped_column(Text)
    baseline_model_id: Mapped[int | None] = mapped_column(ForeignKey("models.id"), index=True)
    baseline_lab_id: Mapped[str | None] = mapped_column(ForeignKey("labs.id"), index=True)
    benchmark_id: Mapped[int | None] = mapped_column(ForeignKey("benchmarks.id"), index=True)
    value: Mapped[float | None] = mapped_column(Float(53))
    bound: Mapped[str] = mapped_column(String(10))
    attribution: Mapped[str] = mapped_column(String(12))
    hedged: Mapped[bool] = mapped_column(Boolean)
    scope: Mapped[str | None] = mapped_column(Text)
    setting: Mapped[str | None] = mapped_column(Text)
    margin: Mapped[float | None] = mapped_column(Float(53))
    quote: Mapped[str] = mapped_column(Text)
    quote_start: Mapped[int] = mapped_column(Integer)
    rule: Mapped[str] = mapped_column(String(60))
    said_at: Mapped[datetime | None]
    withdrawn_at: Mapped[datetime | None]
    replaced_by_id: Mapped[int | None] = mapped_column(ForeignKey("claims.id", ondelete="SET NULL"), index=True)

    __table_args__ = (
        Index(None, "subject_model_id", "kind", "metric"),
        Index(None, "subject_lab_id", "kind", "metric"),
        Index(None, "kind", "metric"),
    )


class ScheduleRow(Base):
    """When a guild's briefing is due, where it goes and what is in it."""

    __tablename__ = "schedules"

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    guild_id: Mapped[int] = mapped_column(ForeignKey("guilds.id", ondelete="CASCADE"), index=True)
    channel_id: Mapped[int] = mapped_column(BigInteger)
    cron: Mapped[str] = mapped_column(String(100))
    timezone: Mapped[str] = mapped_column(String(64))
    status: Mapped[str] = mapped_column(String(10))
    options: Mapped[dict[str, Any]] = mapped_column(JSON)
    created_at: Mapped[datetime]


class EditionRow(Base):
    """One briefing as it was put together: its window and its pages."""

    __tablename__ = "editions"

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    guild_id: Mapped[int] = mapped_column(ForeignKey("guilds.id", ondelete="CASCADE"), index=True)
    schedule_id: Mapped[int | None] = mapped_column(ForeignKey("schedules.id", ondelete="SET NULL"), index=True)
    window_start: Mapped[datetime]
    window_end: Mapped[datetime]
    title: Mapped[str] = mapped_column(Text)
    pages: Mapped[list[Any]] = mapped_column(JSON)
    created_at: Mapped[datetime]


class DeliveryRow(Base):
    """The outbox: one page of one edition to be posted once. Intent before effect."""

    __tablename__ = "deliveries"

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    schedule_id: Mapped[int] = mapped_column(ForeignKey("schedules.id", ondelete="CASCADE"))
    edition_id: Mapped[int] = mapped_column(ForeignKey("editions.id", ondelete="CASCADE"), index=True)
    page: Mapped[int] = mapped_column(Integer)
    channel_id: Mapped[int] = mapped_column(BigInteger)
    state: Mapped[str] = mapped_column(String(10))
    nonce: Mapped[str] = mapped_column(String(25), unique=True)
    attempts: Mapped[int] = mapped_column(Integer, default=0)
    leased_until: Mapped[datetime | None]
    message_id: Mapped[int | None] = mapped_column(BigInteger)
    last_error: Mapped[str | None] = mapped_column(Text)
    due_at: Mapped[datetime]
    sent_at: Mapped[datetime | None]

    __table_args__ = (UniqueConstraint("schedule_id", "edition_id", "page"), Index(None, "state", "due_at"))
