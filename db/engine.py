"""The database as the services see it: open it, begin a transaction, read.

SQLite by default (one file, WAL, foreign keys on); PostgreSQL by its address. Nothing here knows a table.
"""

import asyncio
import json
from collections.abc import AsyncIterator, Iterable, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager, nullcontext
from itertools import islice
from pathlib import Path
from typing import Any, Self, cast

from sqlalchemy import (
    URL,
    BindParameter,
    ColumnElement,
    Connection,
    Subquery,
    Table,
    any_,
    bindparam,
    event,
    func,
    insert,
    make_url,
    select,
    true,
    type_coerce,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, async_sessionmaker, create_async_engine
from sqlalchemy.orm import DeclarativeBase
from sqlalchemy.pool import ConnectionPoolEntry

from bot.errors import GapwatchError
from db.revision import current_revision, head_revision

BUSY_TIMEOUT_MS = 10_000
_ROWS_AT_ONCE = 500  # SQLite takes 32,766 parameters in a statement, PostgreSQL 65,535


class DatabaseUnreachable(GapwatchError):
    """The database did not answer, or its file cannot be opened."""

    next_step = (
        "Check GAPWATCH_DATABASE_URL, that its server runs, or that the folder of its file exists and is writable."
    )


class DatabaseNotMigrated(GapwatchError):
    """The tables are missing or of another version than the code."""

    next_step = "Run `gapwatch migrate`, then start again."


class BadDatabaseUrl(GapwatchError):
    """The setting is no address of a database that we support."""

    next_step = "Set GAPWATCH_DATABASE_URL to sqlite+aiosqlite:///path/to/file.db or postgresql+psycopg://user:password@host/name."


class Database:
    """An open database. ``begin`` writes in one transaction, ``read`` only reads; both give a session."""

    def __init__(self, engine: AsyncEngine) -> None:
        self.engine = engine
        # SQLite: a transaction that will write takes the write lock at its start. Taken later, two of them could each
        # hold a read lock and wait for the other, and no busy timeout resolves that.
        writing = engine.execution_options(gapwatch_writes=True)
        self._writers = async_sessionmaker(writing, expire_on_commit=False)
        # Of those who wait for that lock inside the database, some wait until they time out while others come and go;
        # so within this process they queue for it.
        self._turn: AbstractAsyncContextManager[None] = (
            asyncio.Lock() if engine.dialect.name == "sqlite" else nullcontext()
        )
        self._readers = async_sessionmaker(engine, expire_on_commit=False)

    @classmethod
    @asynccontextmanager
    async def open(cls, url: str, *, check_revision: bool = True) -> AsyncIterator[Self]:
        """An open database, closed at the end.

        Raises BadDatabaseUrl, DatabaseUnreachable, and DatabaseNotMigrated unless ``check_revision`` is off.
        """
        engine = create_engine(url)
        try:
            if check_revision:
                await _check_revision(engine)
            yield cls(engine)
        finally:
            await engine.dispose()

    @property
    def shown_url(self) -> str:
        """Its address without the password."""
        return self.engine.url.render_as_string(hide_password=True)

    @asynccontextmanager
    async def begin(self) -> AsyncIterator[AsyncSession]:
        """A session in one writing transaction: committed at the end, rolled back by any exception."""
        async with self._turn, self._writers.begin() as session:
            yield session

    @asynccontextmanager
    async def read(self) -> AsyncIterator[AsyncSession]:
        """A session that sees one consistent state and writes nothing."""
        async with self._readers() as session:
            yield session


async def insert_unless_there(session: AsyncSession, table: type[DeclarativeBase], rows: list[dict[str, Any]]) -> int:
    """Insert the rows, leaving out those whose key is taken (ON CONFLICT DO NOTHING); returns how many went in."""
    key = cast("Table", table.__table__).primary_key
    count = 0
    for at in range(0, len(rows), _ROWS_AT_ONCE):
        some = _insert_ignoring(session, table).values(rows[at : at + _ROWS_AT_ONCE]).returning(*key)
        # counted by what comes back: drivers report no row count for an insert of many rows
        count += len((await session.execute(some)).all())
    return count


async def insert_all(session: AsyncSession, table: type[DeclarativeBase], rows: Iterable[dict[str, Any]]) -> None:
    """Insert rows of the same columns, some at a time: the event loop waits while one lot is made and bound."""
    left = iter(rows)
    while lot := list(islice(left, _ROWS_AT_ONCE)):
        await session.execute(insert(cast("Table", table.__table__)), lot)


async def insert_missing_from(session: AsyncSession, table: type[DeclarativeBase], given: Subquery) -> None:
    """Insert the given rows, whose columns are named like the table's, without those whose key is taken."""
    chosen = select(given).where(true())  # without a WHERE, SQLite takes ON CONFLICT for the condition of a join
    await session.execute(_insert_ignoring(session, table).from_select(given.c.keys(), chosen))


def _insert_ignoring(session: AsyncSession, table: type[DeclarativeBase]) -> sqlite.Insert | postgresql.Insert:
    core = cast("Table", table.__table__)
    if session.get_bind().dialect.name == "postgresql":
        return postgresql.insert(core).on_conflict_do_nothing()
    return sqlite.insert(core).on_conflict_do_nothing()


def among(session: AsyncSession, column: Any, values: Sequence[Any]) -> ColumnElement[bool]:
    """Whether a column's value is one of these, however many: one parameter, so that the statement is always the same.

    With a parameter for each, a statement of a thousand takes longer to be put together than to be run.
    """
    dialect = session.get_bind().dialect.name
    return among_given(dialect, column, bindparam(None, given_as(dialect, values)))


def among_given(dialect: str, column: Any, given: BindParameter[Any]) -> ColumnElement[bool]:
    """``among`` for a statement that is made once: ``given`` is a parameter for ``given_as`` of the values."""
    if dialect == "postgresql":
        return cast("ColumnElement[bool]", column == any_(type_coerce(given, postgresql.ARRAY(column.type))))
    each = func.json_each(given).table_valued("value")
    return cast("ColumnElement[bool]", column.in_(select(each.c.value)))


def given_as(dialect: str, values: Sequence[Any]) -> Any:
    """The values as one parameter, in the way of each database."""
    return list(values) if dialect == "postgresql" else json.dumps(list(values))


@asynccontextmanager
async def in_index_order(session: AsyncSession) -> AsyncIterator[None]:
    """Queries within are answered off an index that has the order that is asked for, and end when there is enough.

    SQLite does so by itself. PostgreSQL reckons with the rows that there are of anything on average, which are few, and
    would gather and sort them; of what is talked of most there are hundreds of thousands.
    """
    if session.get_bind().dialect.name != "postgresql":
        yield
        return
    await _allow_gathering(session, "off")
    yield
    await _allow_gathering(session, "on")


async def _allow_gathering(session: AsyncSession, allowed: str) -> None:
    settings = ("enable_bitmapscan", "enable_sort", "enable_seqscan")
    await session.execute(select(*(func.set_config(setting, allowed, True) for setting in settings)))


async def new_ids(session: AsyncSession, table: type[DeclarativeBase], count: int) -> list[int]:
    """Ids for rows inserted next, in a writing transaction: known before them, so that all can go in at once."""
    core = cast("Table", table.__table__)
    if session.get_bind().dialect.name == "postgresql":
        sequence = func.pg_get_serial_sequence(core.name, "id")
        return list(await session.scalars(select(func.nextval(sequence)).select_from(func.generate_series(1, count))))
    last = await session.scalar(select(func.max(core.c.id))) or 0
    return list(range(last + 1, last + 1 + count))


def parse_url(url: str) -> URL:
    """The address of a supported database. Raises BadDatabaseUrl."""
    try:
        parsed = make_url(url)
    except ArgumentError as cause:
        raise BadDatabaseUrl("The database address cannot be read.") from cause
    if parsed.drivername not in {"sqlite+aiosqlite", "postgresql+psycopg"}:
        raise BadDatabaseUrl(f"Gapwatch cannot use the database driver {parsed.drivername!r}.")
    return parsed


def create_engine(url: str) -> AsyncEngine:
    """An engine with our settings on every connection; connects only when used. Raises BadDatabaseUrl."""
    parsed = parse_url(url)
    if parsed.get_backend_name() != "sqlite":
        try:
            # A plan that is made for any value is made for a rare one, and a frequent one would pay for it.
            options = {"options": "-c plan_cache_mode=force_custom_plan"}
            return create_async_engine(parsed, pool_size=10, max_overflow=10, pool_pre_ping=True, connect_args=options)
        except (ModuleNotFoundError, NoSuchModuleError) as cause:
            raise BadDatabaseUrl(f"The database driver {parsed.drivername!r} is not installed.") from cause
    # The connection that was used last goes first: each has a thread and a cache of its own.
    engine = create_async_engine(parsed, pool_size=10, max_overflow=10, pool_use_lifo=True)
    event.listen(engine.sync_engine, "connect", _set_up_sqlite)
    event.listen(engine.sync_engine, "begin", _begin_sqlite)
    return engine


def _set_up_sqlite(connection: Any, _entry: ConnectionPoolEntry) -> None:
    connection.isolation_level = None  # the driver begins nothing by itself: _begin_sqlite does
    cursor = connection.cursor()
    for pragma in (
        f"busy_timeout = {BUSY_TIMEOUT_MS}",
        "journal_mode = WAL",
        "foreign_keys = ON",
        "synchronous = NORMAL",
        "wal_autocheckpoint = 4000",  # pages, 16 MB: what many feeds bring is not written to the file bit by bit
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get("gapwatch_writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


async def _check_revision(engine: AsyncEngine) -> None:
    where = engine.url.render_as_string(hide_password=True)
    if engine.url.get_backend_name() == "sqlite" and not Path(str(engine.url.database)).is_file():
        raise DatabaseNotMigrated(f"There is no database yet at {where}.")
    try:
        async with engine.connect() as connection:
            found = await connection.run_sync(current_revision)
    except (DBAPIError, OSError) as cause:
        raise DatabaseUnreachable(f"The database at {where} cannot be reached: {_reason(cause)}.") from cause
    if found != head_revision():
        raise DatabaseNotMigrated(f"The database at {where} is at version {found or 'none'}, not {head_revision()}.")


def _reason(cause: Exception) -> str:
    original = cause.orig if isinstance(cause, DBAPIError) else cause
    lines = str(original).strip().splitlines()
    return lines[0].rstrip(".") if lines else type(cause).__name__
