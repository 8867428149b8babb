"""Claims, as read."""

from datetime import datetime

from sqlalchemy import BigInteger, Boolean, Float, ForeignKey, Index, Integer, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from db.tables.columns import UNDATED, Base, Instant, RowId

_NEWEST = ("order_at", "id", "feed_id")
_OF_FEEDS = ("feed_id", "subject_model_id", "kind", "metric", "order_at", "id", "subject_lab_id", "baseline_model_id")


def _index_where(condition: str, *columns: str, name: str | None = None) -> Index:
    """An index over some of the rows: the others are most, and cost nothing."""
    return Index(name, *columns, sqlite_where=text(condition), postgresql_where=text(condition))


class ClaimRow(Base):
    """A claim with the words it came from. Exactly as read: what claims add up to is worked out, never stored.

    ``said_at`` is when the wording that makes the claim was first seen, ``withdrawn_at`` when an edit took it away;
    ``replaced_by_id`` is then the claim that says the same with another figure. ``feed_id`` and ``order_at`` are the
    announcement's: the indexes begin with what is asked for and go on by date, so that the newest claims on anything
    are read off an index, and the feeds that a guild does not read are passed over in it. Where that is most of what
    there is, the index that begins with the feed holds all that a claim is looked for by.
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
    baseline_model_id: Mapped[int | None] = mapped_column(ForeignKey("models.id"))
    baseline_lab_id: Mapped[str | None] = mapped_column(ForeignKey("labs.id"))
    benchmark_id: Mapped[int | None] = mapped_column(ForeignKey("benchmarks.id"))
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
    replaced_by_id: Mapped[int | None] = mapped_column(ForeignKey("claims.id", ondelete="SET NULL"))
    feed_id: Mapped[int] = mapped_column(BigInteger, default=0, server_default="0")
    order_at: Mapped[datetime] = mapped_column(Instant, default=UNDATED, server_default="0")

    __table_args__ = (
        Index("ix_claims_on_models", "subject_model_id", *_NEWEST, "kind", "metric"),
        Index("ix_claims_on_questions", "subject_model_id", "kind", "metric", *_NEWEST),
        Index("ix_claims_of_feeds", *_OF_FEEDS),
        Index("ix_claims_on_labs", "subject_lab_id", *_NEWEST, "kind", "metric"),
        Index("ix_claims_on_metrics", "kind", "metric", *_NEWEST, "subject_model_id"),
        _index_where(
            "baseline_model_id IS NOT NULL",
            *("baseline_model_id", *_NEWEST, "kind"),
            name="ix_claims_against_models",
        ),
        _index_where(
            "subject_lab_id IS NOT NULL AND subject_model_id IS NULL",
            *("subject_lab_id", *_NEWEST),
            name="ix_claims_on_labs_themselves",
        ),
        _index_where(
            "baseline_lab_id IS NOT NULL AND baseline_model_id IS NULL",
            *("baseline_lab_id", *_NEWEST),
            name="ix_claims_against_labs_themselves",
        ),
        _index_where("withdrawn_at IS NOT NULL", "withdrawn_at", "feed_id"),
        _index_where("replaced_by_id IS NOT NULL", "replaced_by_id"),
    )
