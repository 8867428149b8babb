"""Alembic's entry: runs on the connection that db.migrate hands in, or on GAPWATCH_DATABASE_URL for developers."""

import asyncio
import os
from typing import Literal

from alembic import context
from sqlalchemy import Connection
from sqlalchemy.ext.asyncio import create_async_engine

from db.migrate import is_mapped
from db.tables import Base, UtcDateTime


def render_item(kind: str, item: object, _context: object) -> str | Literal[False]:
    """A migration names no type of ours: it must still run when ours have changed."""
    return "sa.DateTime(timezone=True)" if kind == "type" and isinstance(item, UtcDateTime) else False


def run(connection: Connection) -> None:
    """Run the asked-for migrations on this connection."""
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        render_as_batch=True,
        render_item=render_item,
        include_object=is_mapped,
    )
    with context.begin_transaction():
        context.run_migrations()


async def run_alone() -> None:
    """For `alembic revision --autogenerate`: connect to the developer's database."""
    engine = create_async_engine(os.environ["GAPWATCH_DATABASE_URL"])
    async with engine.begin() as connection:
        await connection.run_sync(run)
    await engine.dispose()


handed_in: Connection | None = context.config.attributes.get("connection")
if handed_in is not None:
    run(handed_in)
else:
    asyncio.run(run_alone())
