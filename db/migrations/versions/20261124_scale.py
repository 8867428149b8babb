"""scale: what answers are ordered by stands in every index that they need, and mentions are counted as they come.

Triggers keep the counts. A later migration that makes ``announcement_models``, ``announcement_labs`` or
``hidden_announcements`` anew on SQLite drops them with the old table, and has to make them again.
"""

from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "a93e5d17c2f6"
down_revision = "2b6d1f7c9ae4"
branch_labels = None
depends_on = None

_IDS_AT_ONCE = 50_000
Kind = sa.types.TypeEngine[Any]

MENTIONS = (
    ("announcement_labs", "lab_id", sa.String(length=64), "labs"),
    ("announcement_models", "model_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), "models"),
    ("announcement_topics", "topic", sa.String(length=20), None),
)
COUNTED = (
    ("model_mentions", "announcement_models", "model_id", sa.BigInteger()),
    ("lab_mentions", "announcement_labs", "lab_id", sa.String(length=64)),
)
CLAIM_INDEXES_BEFORE = (
    ["baseline_lab_id"],
    ["baseline_model_id"],
    ["benchmark_id"],
    ["kind", "metric"],
    ["replaced_by_id"],
    ["subject_lab_id", "kind", "metric"],
    ["subject_model_id", "kind", "metric"],
)
CLAIM_INDEXES: dict[str, tuple[list[str], str | None]] = {
    "ix_claims_on_models": (["subject_model_id", "order_at", "id", "feed_id", "kind", "metric"], None),
    "ix_claims_on_labs": (["subject_lab_id", "order_at", "id", "feed_id", "kind", "metric"], None),
    "ix_claims_on_metrics": (["kind", "metric", "order_at", "id", "feed_id", "subject_model_id"], None),
    "ix_claims_against_models": (
        ["baseline_model_id", "order_at", "id", "feed_id", "kind"],
        "baseline_model_id IS NOT NULL",
    ),
    "ix_claims_on_labs_themselves": (
        ["subject_lab_id", "order_at", "id", "feed_id"],
        "subject_lab_id IS NOT NULL AND subject_model_id IS NULL",
    ),
    "ix_claims_against_labs_themselves": (
        ["baseline_lab_id", "order_at", "id", "feed_id"],
        "baseline_lab_id IS NOT NULL AND baseline_model_id IS NULL",
    ),
    "ix_claims_withdrawn_at_feed_id": (["withdrawn_at", "feed_id"], "withdrawn_at IS NOT NULL"),
    "ix_claims_replaced_by_id": (["replaced_by_id"], "replaced_by_id IS NOT NULL"),
}

SQLITE_TRIGGERS = (
    """
    CREATE TRIGGER {counts}_insert AFTER INSERT ON {named} BEGIN
        INSERT INTO {counts} ({name}, feed_id, mentions) VALUES (new.{name}, new.feed_id, 1)
        ON CONFLICT ({name}, feed_id) DO UPDATE SET mentions = mentions + 1;
        INSERT INTO hidden_{counts} (guild_id, {name}, feed_id, mentions)
        SELECT guild_id, new.{name}, new.feed_id, 1 FROM hidden_announcements
        WHERE announcement_id = new.announcement_id
        ON CONFLICT (guild_id, {name}, feed_id) DO UPDATE SET mentions = mentions + 1;
    END
    """,
    """
    CREATE TRIGGER {counts}_delete AFTER DELETE ON {named} BEGIN
        UPDATE {counts} SET mentions = mentions - 1 WHERE {name} = old.{name} AND feed_id = old.feed_id;
        DELETE FROM {counts} WHERE {name} = old.{name} AND feed_id = old.feed_id AND mentions <= 0;
        UPDATE hidden_{counts} SET mentions = mentions - 1
        WHERE {name} = old.{name} AND feed_id = old.feed_id AND guild_id IN
            (SELECT guild_id FROM hidden_announcements WHERE announcement_id = old.announcement_id);
        DELETE FROM hidden_{counts}
        WHERE {name} = old.{name} AND feed_id = old.feed_id AND mentions <= 0 AND guild_id IN
            (SELECT guild_id FROM hidden_announcements WHERE announcement_id = old.announcement_id);
    END
    """,
    """
    CREATE TRIGGER {counts}_move AFTER UPDATE OF feed_id ON {named} BEGIN
        UPDATE {counts} SET mentions = mentions - 1 WHERE {name} = old.{name} AND feed_id = old.feed_id;
        DELETE FROM {counts} WHERE {name} = old.{name} AND feed_id = old.feed_id AND mentions <= 0;
        UPDATE hidden_{counts} SET mentions = mentions - 1
        WHERE {name} = old.{name} AND feed_id = old.feed_id AND guild_id IN
            (SELECT guild_id FROM hidden_announcements WHERE announcement_id = old.announcement_id);
        DELETE FROM hidden_{counts}
        WHERE {name} = old.{name} AND feed_id = old.feed_id AND mentions <= 0 AND guild_id IN
            (SELECT guild_id FROM hidden_announcements WHERE announcement_id = old.announcement_id);
        INSERT INTO {counts} ({name}, feed_id, mentions) VALUES (new.{name}, new.feed_id, 1)
        ON CONFLICT ({name}, feed_id) DO UPDATE SET mentions = mentions + 1;
        INSERT INTO hidden_{counts} (guild_id, {name}, feed_id, mentions)
        SELECT guild_id, new.{name}, new.feed_id, 1 FROM hidden_announcements
        WHERE announcement_id = new.announcement_id
        ON CONFLICT (guild_id, {name}, feed_id) DO UPDATE SET mentions = mentions + 1;
    END
    """,
    """
    CREATE TRIGGER hidden_{counts}_insert AFTER INSERT ON hidden_announcements BEGIN
        INSERT INTO hidden_{counts} (guild_id, {name}, feed_id, mentions)
        SELECT new.guild_id, {name}, feed_id, 1 FROM {named} WHERE announcement_id = new.announcement_id
        ON CONFLICT (guild_id, {name}, feed_id) DO UPDATE SET mentions = mentions + 1;
    END
    """,
    """
    CREATE TRIGGER hidden_{counts}_delete AFTER DELETE ON hidden_announcements BEGIN
        UPDATE hidden_{counts} SET mentions = mentions - 1
        WHERE guild_id = old.guild_id AND ({name}, feed_id) IN
            (SELECT {name}, feed_id FROM {named} WHERE announcement_id = old.announcement_id);
        DELETE FROM hidden_{counts}
        WHERE guild_id = old.guild_id AND mentions <= 0 AND ({name}, feed_id) IN
            (SELECT {name}, feed_id FROM {named} WHERE announcement_id = old.announcement_id);
    END
    """,
)

# Once a statement, not once a row; in one order, so that two transactions do not wait for each other.
POSTGRESQL_FUNCTIONS = (
    """
    CREATE FUNCTION count_{counts}() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF TG_OP <> 'INSERT' THEN
            UPDATE {counts} AS counted SET mentions = counted.mentions - less.mentions
            FROM (SELECT {name}, feed_id, count(*) AS mentions FROM gone GROUP BY 1, 2) AS less
            WHERE counted.{name} = less.{name} AND counted.feed_id = less.feed_id;
            DELETE FROM {counts} AS counted USING gone
            WHERE counted.{name} = gone.{name} AND counted.feed_id = gone.feed_id AND counted.mentions <= 0;
            UPDATE hidden_{counts} AS counted SET mentions = counted.mentions - less.mentions
            FROM (
                SELECT guild_id, {name}, feed_id, count(*) AS mentions
                FROM gone JOIN hidden_announcements USING (announcement_id) GROUP BY 1, 2, 3
            ) AS less
            WHERE counted.guild_id = less.guild_id AND counted.{name} = less.{name}
                AND counted.feed_id = less.feed_id;
            DELETE FROM hidden_{counts} AS counted USING gone JOIN hidden_announcements USING (announcement_id)
            WHERE counted.guild_id = hidden_announcements.guild_id AND counted.{name} = gone.{name}
                AND counted.feed_id = gone.feed_id AND counted.mentions <= 0;
        END IF;
        IF TG_OP <> 'DELETE' THEN
            INSERT INTO {counts} AS counted ({name}, feed_id, mentions)
            SELECT {name}, feed_id, count(*) FROM came GROUP BY 1, 2 ORDER BY 2, 1
            ON CONFLICT ({name}, feed_id) DO UPDATE SET mentions = counted.mentions + excluded.mentions;
            INSERT INTO hidden_{counts} AS counted (guild_id, {name}, feed_id, mentions)
            SELECT guild_id, {name}, feed_id, count(*)
            FROM came JOIN hidden_announcements USING (announcement_id) GROUP BY 1, 2, 3 ORDER BY 1, 3, 2
            ON CONFLICT (guild_id, {name}, feed_id) DO UPDATE SET mentions = counted.mentions + excluded.mentions;
        END IF;
        RETURN NULL;
    END $$
    """,
    """
    CREATE FUNCTION count_hidden_{counts}() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF TG_OP = 'INSERT' THEN
            INSERT INTO hidden_{counts} AS counted (guild_id, {name}, feed_id, mentions)
            SELECT guild_id, {name}, feed_id, count(*)
            FROM came JOIN {named} USING (announcement_id) GROUP BY 1, 2, 3 ORDER BY 1, 3, 2
            ON CONFLICT (guild_id, {name}, feed_id) DO UPDATE SET mentions = counted.mentions + excluded.mentions;
        ELSE
            UPDATE hidden_{counts} AS counted SET mentions = counted.mentions - less.mentions
            FROM (
                SELECT guild_id, {name}, feed_id, count(*) AS mentions
                FROM gone JOIN {named} USING (announcement_id) GROUP BY 1, 2, 3
            ) AS less
            WHERE counted.guild_id = less.guild_id AND counted.{name} = less.{name}
                AND counted.feed_id = less.feed_id;
            DELETE FROM hidden_{counts} AS counted USING gone JOIN {named} AS named USING (announcement_id)
            WHERE counted.guild_id = gone.guild_id AND counted.{name} = named.{name}
                AND counted.feed_id = named.feed_id AND counted.mentions <= 0;
        END IF;
        RETURN NULL;
    END $$
    """,
)
POSTGRESQL_TRIGGERS = (
    """
    CREATE TRIGGER {counts}_insert AFTER INSERT ON {named}
    REFERENCING NEW TABLE AS came FOR EACH STATEMENT EXECUTE FUNCTION count_{counts}()
    """,
    """
    CREATE TRIGGER {counts}_delete AFTER DELETE ON {named}
    REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION count_{counts}()
    """,
    """
    CREATE TRIGGER {counts}_move AFTER UPDATE ON {named}
    REFERENCING OLD TABLE AS gone NEW TABLE AS came FOR EACH STATEMENT EXECUTE FUNCTION count_{counts}()
    """,
    """
    CREATE TRIGGER hidden_{counts}_insert AFTER INSERT ON hidden_announcements
    REFERENCING NEW TABLE AS came FOR EACH STATEMENT EXECUTE FUNCTION count_hidden_{counts}()
    """,
    """
    CREATE TRIGGER hidden_{counts}_delete AFTER DELETE ON hidden_announcements
    REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION count_hidden_{counts}()
    """,
)
COUNT_ALL = (
    """
    INSERT INTO {counts} ({name}, feed_id, mentions)
    SELECT {name}, feed_id, count(*) FROM {named} GROUP BY {name}, feed_id
    """,
    """
    INSERT INTO hidden_{counts} (guild_id, {name}, feed_id, mentions)
    SELECT guild_id, {name}, feed_id, count(*)
    FROM hidden_announcements JOIN {named} ON {named}.announcement_id = hidden_announcements.announcement_id
    GROUP BY guild_id, {name}, feed_id
    """,
)


def upgrade() -> None:
    _date_announcements()
    for table, name, kind, target in MENTIONS:
        if _on_sqlite():
            _make_mentions_anew(table, name, kind, target)
        else:
            _place_mentions(table, name)
    _place_claims()
    for counts, named, name, kind in COUNTED:
        _make_counts(counts, name, kind)
        for statement in (*COUNT_ALL, *_triggers()):
            _run(statement.format(counts=counts, named=named, name=name))


def downgrade() -> None:
    for counts, named, _, _ in COUNTED:
        for event, table in _events(counts, named):
            op.execute(f"DROP TRIGGER {event}" if _on_sqlite() else f"DROP TRIGGER {event} ON {table}")
        if not _on_sqlite():
            op.execute(f"DROP FUNCTION count_{counts}()")
            op.execute(f"DROP FUNCTION count_hidden_{counts}()")
        op.drop_table(f"hidden_{counts}")
        op.drop_table(counts)
    for name in CLAIM_INDEXES:
        op.drop_index(name, "claims")
    for columns in CLAIM_INDEXES_BEFORE:
        op.create_index(_index("claims", columns), "claims", columns)
    for table, name, _, _ in MENTIONS:
        op.drop_index(f"ix_{table}_newest", table)
        op.create_index(_index(table, [name, "announcement_id"]), table, [name, "announcement_id"])
    op.drop_index(_index("announcements", ["feed_id", "order_at"]), "announcements")
    op.drop_index(_index("announcements", ["order_at", "id", "feed_id"]), "announcements")
    op.create_index(_index("announcements", ["feed_id", "dated_at"]), "announcements", ["feed_id", "dated_at"])
    op.create_index(_index("announcements", ["dated_at"]), "announcements", ["dated_at"])
    for table in ("claims", *(table for table, _, _, _ in MENTIONS)):
        op.execute(f"ALTER TABLE {table} DROP COLUMN feed_id")
        op.execute(f"ALTER TABLE {table} DROP COLUMN order_at")
    op.execute("ALTER TABLE announcements DROP COLUMN order_at")


def _date_announcements() -> None:
    op.add_column("announcements", sa.Column("order_at", sa.BigInteger(), server_default="0", nullable=False))
    if _on_sqlite():
        microseconds = "CAST(strftime('%s', dated_at) AS INTEGER) * 1000000 + CAST(substr(dated_at, 21, 6) AS INTEGER)"
    else:
        microseconds = "CAST(extract(epoch FROM dated_at) * 1000000 AS bigint)"
    for first, last in _batches("announcements", "id"):
        _run(
            f"UPDATE announcements SET order_at = {microseconds}"  # noqa: S608
            f" WHERE dated_at IS NOT NULL AND id BETWEEN {first} AND {last}"
        )
    for before in (["feed_id", "dated_at"], ["dated_at"]):
        op.drop_index(_index("announcements", before), "announcements")
    for columns in (["feed_id", "order_at"], ["order_at", "id", "feed_id"]):
        op.create_index(_index("announcements", columns), "announcements", columns)


def _make_mentions_anew(table: str, name: str, kind: Kind, target: str | None) -> None:
    """SQLite keeps a table of nothing but its key in one tree, if it is told so when the table is made."""
    op.rename_table(table, f"{table}_before")
    op.drop_index(_index(table, [name, "announcement_id"]), f"{table}_before")
    keys = [
        sa.ForeignKeyConstraint(
            ["announcement_id"], ["announcements.id"], name=op.f(f"fk_{table}_announcement_id"), ondelete="CASCADE"
        )
    ]
    if target:
        keys.append(sa.ForeignKeyConstraint([name], [f"{target}.id"], name=op.f(f"fk_{table}_{name}")))
    op.create_table(
        table,
        sa.Column("announcement_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(name, kind, nullable=False),
        sa.Column("feed_id", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("order_at", sa.BigInteger(), server_default="0", nullable=False),
        *keys,
        sa.PrimaryKeyConstraint("announcement_id", name, name=op.f(f"pk_{table}")),
        sqlite_with_rowid=False,
    )
    for first, last in _batches(f"{table}_before", "announcement_id"):
        _run(
            f"INSERT INTO {table} (announcement_id, {name}, feed_id, order_at)"  # noqa: S608
            f" SELECT announcement_id, {name}, feed_id, order_at FROM {table}_before"
            " JOIN announcements ON announcements.id = announcement_id"
            f" WHERE announcement_id BETWEEN {first} AND {last} ORDER BY announcement_id, {name}"
        )
    op.drop_table(f"{table}_before")
    op.create_index(f"ix_{table}_newest", table, [name, "order_at", "announcement_id", "feed_id"])


def _place_mentions(table: str, name: str) -> None:
    _add_place(table)
    op.drop_index(_index(table, [name, "announcement_id"]), table)
    op.create_index(f"ix_{table}_newest", table, [name, "order_at", "announcement_id", "feed_id"])


def _place_claims() -> None:
    for columns in CLAIM_INDEXES_BEFORE:
        op.drop_index(_index("claims", columns), "claims")
    _add_place("claims")
    for name, (columns, condition) in CLAIM_INDEXES.items():
        where = sa.text(condition) if condition else None
        op.create_index(name, "claims", columns, sqlite_where=where, postgresql_where=where)


def _add_place(table: str) -> None:
    """Give what hangs off announcements their feed and their date."""
    for column in ("feed_id", "order_at"):
        op.add_column(table, sa.Column(column, sa.BigInteger(), server_default="0", nullable=False))
    for first, last in _batches(table, "announcement_id"):
        _run(
            f"UPDATE {table} SET feed_id = announcements.feed_id, order_at = announcements.order_at"  # noqa: S608
            " FROM announcements"
            f" WHERE announcements.id = {table}.announcement_id"
            f" AND {table}.announcement_id BETWEEN {first} AND {last}"
        )


def _make_counts(counts: str, name: str, kind: Kind) -> None:
    op.create_table(
        counts,
        sa.Column(name, kind, autoincrement=False, nullable=False),
        sa.Column("feed_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("mentions", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint(name, "feed_id", name=op.f(f"pk_{counts}")),
        sqlite_with_rowid=False,
    )
    if counts == "model_mentions":
        op.create_index(_index(counts, ["feed_id", name]), counts, ["feed_id", name])
    op.create_table(
        f"hidden_{counts}",
        sa.Column("guild_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column(name, kind, autoincrement=False, nullable=False),
        sa.Column("feed_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("mentions", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("guild_id", name, "feed_id", name=op.f(f"pk_hidden_{counts}")),
        sqlite_with_rowid=False,
    )


def _triggers() -> tuple[str, ...]:
    return SQLITE_TRIGGERS if _on_sqlite() else (*POSTGRESQL_FUNCTIONS, *POSTGRESQL_TRIGGERS)


def _events(counts: str, named: str) -> list[tuple[str, str]]:
    return [
        *((f"{counts}_{event}", named) for event in ("insert", "delete", "move")),
        *((f"hidden_{counts}_{event}", "hidden_announcements") for event in ("insert", "delete")),
    ]


def _batches(table: str, column: str) -> Iterator[tuple[int, int]]:
    highest = f"SELECT coalesce(max({column}), 0) FROM {table}"  # noqa: S608
    last = op.get_bind().exec_driver_sql(highest).scalar_one()
    for at in range(1, last + 1, _IDS_AT_ONCE):
        yield at, at + _IDS_AT_ONCE - 1


def _index(table: str, columns: list[str]) -> str:
    return str(op.f(f"ix_{table}_{'_'.join(columns)}"))


def _run(statement: str) -> None:
    """Run a statement as it stands. It is put together of this file's own words."""
    op.get_bind().exec_driver_sql(statement)


def _on_sqlite() -> bool:
    return bool(op.get_bind().dialect.name == "sqlite")
