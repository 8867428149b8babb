"""Claims, as read."""

from datetime import datetime

from sqlalchemy import Boolean, Float, ForeignKey, Index, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from db.tables.columns import Base, RowId


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
