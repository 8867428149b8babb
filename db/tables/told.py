"""What channels have been told by briefings, and what a guild leaves out of its channels.

What was told goes with the edition that told it last.
"""

from datetime import datetime

from sqlalchemy import BigInteger, Float, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from db.tables.columns import Base


class ToldAnnouncementRow(Base):
    """An announcement whose story a channel has been told."""

    __tablename__ = "told_announcements"

    channel_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    announcement_id: Mapped[int] = mapped_column(
        ForeignKey("announcements.id", ondelete="CASCADE"), primary_key=True, autoincrement=False, index=True
    )
    edition_id: Mapped[int] = mapped_column(ForeignKey("editions.id", ondelete="CASCADE"), index=True)


class ToldFactRow(Base):
    """Where a figure stood when a channel was told of it last, by the key of what it answers."""

    __tablename__ = "told_facts"

    channel_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    key: Mapped[str] = mapped_column(String(32), primary_key=True)
    edition_id: Mapped[int] = mapped_column(ForeignKey("editions.id", ondelete="CASCADE"), index=True)
    standing: Mapped[str] = mapped_column(String(20))
    value: Mapped[float | None] = mapped_column(Float(53))


class MuteRow(Base):
    """A lab or a topic that a guild's briefings leave out, and its alerts in channels."""

    __tablename__ = "mutes"

    guild_id: Mapped[int] = mapped_column(
        ForeignKey("guilds.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    kind: Mapped[str] = mapped_column(String(10), primary_key=True)
    name: Mapped[str] = mapped_column(String(64), primary_key=True)
    muted_by: Mapped[int] = mapped_column(BigInteger)
    muted_at: Mapped[datetime]
