"""Labs, models, benchmarks, and the other names they go by."""

from datetime import datetime

from sqlalchemy import BigInteger, Boolean, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from db.tables.columns import Base, RowId


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
    """A guild's own correction: what goes by ``key`` is this model, in that guild's answers only.

    Without a model, ``key`` is one of its own. ``apart_from_id`` is the model that the name is an alias of for every
    guild, and that this guild does not mean by it.
    """

    __tablename__ = "guild_model_names"

    guild_id: Mapped[int] = mapped_column(ForeignKey("guilds.id", ondelete="CASCADE"), primary_key=True)
    key: Mapped[str] = mapped_column(String(200), primary_key=True)
    name: Mapped[str] = mapped_column(Text)
    model_id: Mapped[int | None] = mapped_column(ForeignKey("models.id", ondelete="CASCADE"), index=True)
    apart_from_id: Mapped[int | None] = mapped_column(ForeignKey("models.id", ondelete="CASCADE"), index=True)
    created_by: Mapped[int] = mapped_column(BigInteger)
    created_at: Mapped[datetime]


class BenchmarkRow(Base):
    """A benchmark: from the registry, or as a text named it."""

    __tablename__ = "benchmarks"

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    key: Mapped[str] = mapped_column(String(200), unique=True)
    name: Mapped[str] = mapped_column(Text)
