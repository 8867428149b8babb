"""Stories: which announcements tell of one event, what they are looked up by, and what guilds have mended."""

from datetime import datetime

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from db.tables.columns import Base, RowId


class StoryRow(Base):
    """An event that announcements tell of. What a guild is shown of it is worked out of the members that it may see."""

    __tablename__ = "stories"

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    created_at: Mapped[datetime]


class StoryMemberRow(Base):
    """The one story of an announcement."""

    __tablename__ = "story_members"

    announcement_id: Mapped[int] = mapped_column(
        ForeignKey("announcements.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    story_id: Mapped[int] = mapped_column(ForeignKey("stories.id", ondelete="CASCADE"), index=True)
    joined_at: Mapped[datetime]


class StoryAnchorRow(Base):
    """What a member is found by when another like it comes: a model's family, a lab, a link; and when it was."""

    __tablename__ = "story_anchors"

    announcement_id: Mapped[int] = mapped_column(
        ForeignKey("story_members.announcement_id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    anchor: Mapped[str] = mapped_column(String(80), primary_key=True)
    at: Mapped[datetime]

    __table_args__ = (Index(None, "anchor", "at"),)


class StoryQueueRow(Base):
    """An announcement that has been read, for the first time or anew, and waits for its story."""

    __tablename__ = "story_queue"

    announcement_id: Mapped[int] = mapped_column(
        ForeignKey("announcements.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )


class GuildStoryEditRow(Base):
    """A guild's own correction: an announcement taken out of its story, or a story counted as part of another."""

    __tablename__ = "guild_story_edits"

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    guild_id: Mapped[int] = mapped_column(ForeignKey("guilds.id", ondelete="CASCADE"))
    announcement_id: Mapped[int | None] = mapped_column(ForeignKey("announcements.id", ondelete="CASCADE"), index=True)
    story_id: Mapped[int | None] = mapped_column(ForeignKey("stories.id", ondelete="CASCADE"), index=True)
    into_id: Mapped[int] = mapped_column(ForeignKey("stories.id", ondelete="CASCADE"), index=True)
    created_by: Mapped[int] = mapped_column(BigInteger)
    created_at: Mapped[datetime]

    __table_args__ = (
        UniqueConstraint("guild_id", "announcement_id"),
        UniqueConstraint("guild_id", "story_id"),
        CheckConstraint("(announcement_id IS NULL) <> (story_id IS NULL)", name="one_thing_moved"),
        Index(None, "guild_id", "into_id"),
    )
