"""What the catalogue of models says, as dated rows: no guild's, and never mixed with claims."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from db.tables.columns import Base, RowId


class CatalogueSourceRow(Base):
    """Where the catalogue comes from, and what was last had from there: ``edition`` as people are told, of which day.

    ``document`` tells the one that was read last (its hash, or its package's version) from others; ``matched_by`` the
    rules by which its entries were matched to our names: others would match it anew.
    """

    __tablename__ = "catalogue_sources"

    id: Mapped[str] = mapped_column(String(20), primary_key=True)
    edition: Mapped[str | None] = mapped_column(String(60))
    as_of: Mapped[date | None]
    asked_at: Mapped[datetime | None]
    etag: Mapped[str | None] = mapped_column(Text)
    last_modified: Mapped[str | None] = mapped_column(Text)
    document: Mapped[str | None] = mapped_column(String(64))
    matched_by: Mapped[str | None] = mapped_column(String(64))


class CatalogueModelRow(Base):
    """A model of the catalogue under its own key, and whose entry tells of it."""

    __tablename__ = "catalogue_models"

    key: Mapped[str] = mapped_column(String(200), primary_key=True)
    name: Mapped[str] = mapped_column(Text)
    lab_id: Mapped[str | None] = mapped_column(String(64))
    entry: Mapped[str] = mapped_column(Text)
    entry_name: Mapped[str] = mapped_column(Text)
    provider_id: Mapped[str] = mapped_column(String(120))
    provider_name: Mapped[str] = mapped_column(Text)


class CatalogueNameRow(Base):
    """A name (as its key) that means a model of the catalogue, from a day to a day."""

    __tablename__ = "catalogue_names"

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    key: Mapped[str] = mapped_column(String(200), index=True)
    model_key: Mapped[str] = mapped_column(ForeignKey("catalogue_models.key", ondelete="CASCADE"), index=True)
    since: Mapped[date]
    until: Mapped[date | None]


class CatalogueFactRow(Base):
    """One fact of a model, as one provider gives it, from a day to a day of the catalogue."""

    __tablename__ = "catalogue_facts"

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    model_key: Mapped[str] = mapped_column(ForeignKey("catalogue_models.key", ondelete="CASCADE"))
    fact: Mapped[str] = mapped_column(String(20))
    value: Mapped[Any] = mapped_column(JSON)
    provider_id: Mapped[str] = mapped_column(String(120))
    provider_name: Mapped[str] = mapped_column(Text)
    source: Mapped[str] = mapped_column(String(60))
    since: Mapped[date]
    until: Mapped[date | None]
    seen_at: Mapped[datetime]

    __table_args__ = (Index(None, "model_key", "fact"),)
