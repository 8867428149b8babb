"""What guilds put right in their own answers, and who did what."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, Boolean, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from db.tables.columns import Base, RowId


class GuildClaimCorrectionRow(Base):
    """A guild's word on a claim: that it is hidden, or what stands ``instead`` of its fields; neither once restored.

    The claim goes by its id for as long as there is one; by what follows, it is known again when its announcement is
    read anew and it has another.
    """

    __tablename__ = "guild_claim_corrections"

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    guild_id: Mapped[int] = mapped_column(ForeignKey("guilds.id", ondelete="CASCADE"))
    claim_id: Mapped[int | None] = mapped_column(ForeignKey("claims.id", ondelete="SET NULL"), index=True)
    announcement_id: Mapped[int] = mapped_column(ForeignKey("announcements.id", ondelete="CASCADE"), index=True)
    kind: Mapped[str] = mapped_column(String(12))
    metric: Mapped[str] = mapped_column(String(200))
    subject_key: Mapped[str] = mapped_column(Text)
    quote: Mapped[str] = mapped_column(Text)
    details: Mapped[list[Any]] = mapped_column(JSON)
    hidden: Mapped[bool] = mapped_column(Boolean)
    instead: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    reason: Mapped[str] = mapped_column(Text)
    corrected_by: Mapped[int] = mapped_column(BigInteger)
    corrected_at: Mapped[datetime]

    __table_args__ = (UniqueConstraint("guild_id", "claim_id"),)


class AuditEntryRow(Base):
    """One change that somebody made to a guild's answers. Rows are added, never changed; one is undone once."""

    __tablename__ = "audit_entries"

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    guild_id: Mapped[int] = mapped_column(ForeignKey("guilds.id", ondelete="CASCADE"))
    at: Mapped[datetime]
    user_id: Mapped[int] = mapped_column(BigInteger)
    action: Mapped[str] = mapped_column(String(10))
    target: Mapped[str] = mapped_column(String(220))
    label: Mapped[str] = mapped_column(Text)
    before_words: Mapped[str] = mapped_column(Text)
    before: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    after_words: Mapped[str] = mapped_column(Text)
    after: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    reason: Mapped[str] = mapped_column(Text)
    undoes_id: Mapped[int | None] = mapped_column(ForeignKey("audit_entries.id", ondelete="CASCADE"), unique=True)

    __table_args__ = (
        Index(None, "guild_id", "id"),
        Index(None, "guild_id", "target", "id"),
        Index(None, "guild_id", "user_id", "id"),
    )
