"""Bring a database to the version of the code, with Alembic."""

from pathlib import Path
from typing import TYPE_CHECKING

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from db.revision import current_revision, head_revision

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncEngine

_SEARCH = frozenset({"search", "ix_announcements_search"})


def alembic_config() -> Config:
    """Alembic's configuration, which needs no file."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config


def scripts() -> ScriptDirectory:
    """Every migration there is."""
    return ScriptDirectory.from_config(alembic_config())


def is_mapped(_item: object, name: str | None, kind: str, _reflected: bool, _compared: object) -> bool:
    """Whether db.tables knows of it: the search index is each database's own, and made by a migration alone."""
    return not ((kind == "table" and str(name).startswith("announcement_search")) or name in _SEARCH)


def upgrade(connection: Connection, revision: str = "head") -> None:
    """Migrate to ``revision``. The caller commits."""
    config = alembic_config()
    config.attributes["connection"] = connection
    command.upgrade(config, revision)


async def migrate(engine: "AsyncEngine") -> tuple[str | None, str]:
    """Bring the database to the version of the code; returns the version before and after."""
    async with engine.execution_options(gapwatch_writes=True).begin() as connection:
        before = await connection.run_sync(current_revision)
        await connection.run_sync(upgrade)
        return before, head_revision()
