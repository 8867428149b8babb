"""The migrations make the tables that the code expects, from empty, and can be run again."""

from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection

from db.engine import BadDatabaseUrl, Database, DatabaseNotMigrated, DatabaseUnreachable, create_engine
from db.migrate import is_mapped, migrate, scripts, upgrade
from db.revision import head_revision
from db.tables import Base

TRIGGERS = {
    *(f"announcement_search_{on}" for on in ("delete", "insert", "update")),
    *(f"{counts}_mentions_{on}" for counts in ("lab", "model") for on in ("delete", "insert", "move")),
    *(f"hidden_{counts}_mentions_{on}" for counts in ("lab", "model") for on in ("delete", "insert")),
}


async def test_migrations_make_exactly_the_tables_of_the_code(database: Database):
    async with database.engine.connect() as connection:
        assert await connection.run_sync(_differences) == []


async def test_migrating_again_changes_nothing(database: Database):
    assert await migrate(database.engine) == (head_revision(), head_revision())


def test_the_version_that_the_code_expects_is_that_of_the_last_migration():
    assert head_revision() == scripts().get_current_head()


async def test_a_missing_file_says_to_migrate(tmp_path: Path):
    with pytest.raises(DatabaseNotMigrated) as caught:
        async with Database.open(f"sqlite+aiosqlite:///{tmp_path}/none.db"):
            pass
    assert "gapwatch migrate" in caught.value.sentence
    assert not (tmp_path / "none.db").exists()


async def test_a_database_of_another_version_says_to_migrate(tmp_path: Path):
    engine = create_engine(f"sqlite+aiosqlite:///{tmp_path}/old.db")
    async with engine.begin() as connection:
        await connection.exec_driver_sql("CREATE TABLE something (id INTEGER)")
    await engine.dispose()
    with pytest.raises(DatabaseNotMigrated, match="version none"):
        async with Database.open(f"sqlite+aiosqlite:///{tmp_path}/old.db"):
            pass


async def test_an_unreachable_server_is_a_sentence_without_the_password():
    with pytest.raises(DatabaseUnreachable) as caught:
        async with Database.open("postgresql+psycopg://someone:secret@127.0.0.1:1/nothing"):
            pass
    assert "cannot be reached" in str(caught.value)
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize("url", ["nonsense", "mysql://localhost/x", "sqlite:///file.db", "oracle+nodriver://x"])
async def test_an_address_of_no_supported_database_is_refused(url: str):
    with pytest.raises(BadDatabaseUrl) as caught:
        async with Database.open(url):
            pass
    assert "GAPWATCH_DATABASE_URL" in caught.value.sentence


@pytest.mark.parametrize("earlier", [script.revision for script in scripts().walk_revisions()])
async def test_a_database_of_any_earlier_version_becomes_the_newest(tmp_path: Path, earlier: str):
    engine = create_engine(f"sqlite+aiosqlite:///{tmp_path}/old.db")
    async with engine.begin() as connection:
        await connection.run_sync(upgrade, earlier)
    assert (await migrate(engine))[0] == earlier
    async with engine.connect() as connection:
        assert await connection.run_sync(_differences) == []
        triggers = await connection.exec_driver_sql(
            "SELECT name FROM sqlite_master WHERE type = 'trigger' ORDER BY name"
        )
        assert set(triggers.scalars()) == TRIGGERS
    await engine.dispose()


def _differences(connection: Connection) -> list[object]:
    return compare_metadata(MigrationContext.configure(connection, opts={"include_object": is_mapped}), Base.metadata)


async def test_pages_that_wait_in_the_outbox_are_kept_when_it_becomes_that_of_alerts_too(tmp_path: Path):
    engine = create_engine(f"sqlite+aiosqlite:///{tmp_path}/old.db")
    async with engine.begin() as connection:
        await connection.run_sync(upgrade, "a93e5d17c2f6")
        for statement in (
            "INSERT INTO guilds (id, name, joined_at) VALUES (7, 'A server', '2026-11-23')",
            "INSERT INTO schedules (id, guild_id, channel_id, cron, timezone, status, wanted, manner, created_at,"
            " covered_until, next_at, handled_until) VALUES (3, 7, 77, '0 8 * * *', 'UTC', 'active', '{}', '{}',"
            " '2026-11-23', '2026-11-23', '2026-11-23', '2026-11-23')",
            "INSERT INTO editions (id, guild_id, schedule_id, number, window_start, window_end, title, pages,"
            " created_at) VALUES (5, 7, 3, 1, '2026-11-22', '2026-11-23', 'AI briefing', '[]', '2026-11-23')",
            "INSERT INTO deliveries (schedule_id, edition_id, page, channel_id, state, nonce, attempts, due_at)"
            " VALUES (3, 5, 0, 77, 'pending', 'abc', 0, '2026-11-23')",
        ):
            await connection.exec_driver_sql(statement)
    await migrate(engine)
    async with engine.connect() as connection:
        kept = await connection.exec_driver_sql("SELECT what, schedule_id, edition_id, nonce FROM deliveries")
        assert [tuple(row) for row in kept] == [("schedule 3", 3, 5, "abc")]
    await engine.dispose()
