"""search.

SQLite: an index beside the table, kept by triggers. A later migration that makes ``announcements`` anew (a batch that
does more than add a column) drops the triggers with the old table, and has to make them again.
PostgreSQL: a column that the database derives by itself.
"""

from alembic import op

revision = "5e8f1d2b97c4"
down_revision = "d27c60a5f3b8"
branch_labels = None
depends_on = None

# Stems are not cut, and accents are: names of models are searched for more than prose.
SQLITE = (
    """
    CREATE VIRTUAL TABLE announcement_search USING fts5(
        title, text, content='announcements', content_rowid='id', columnsize=0,
        tokenize='unicode61 remove_diacritics 2'
    )
    """,
    """
    CREATE TRIGGER announcement_search_insert AFTER INSERT ON announcements BEGIN
        INSERT INTO announcement_search (rowid, title, text) VALUES (new.id, new.title, new.text);
    END
    """,
    """
    CREATE TRIGGER announcement_search_delete AFTER DELETE ON announcements BEGIN
        INSERT INTO announcement_search (announcement_search, rowid, title, text)
        VALUES ('delete', old.id, old.title, old.text);
    END
    """,
    """
    CREATE TRIGGER announcement_search_update AFTER UPDATE OF title, text ON announcements BEGIN
        INSERT INTO announcement_search (announcement_search, rowid, title, text)
        VALUES ('delete', old.id, old.title, old.text);
        INSERT INTO announcement_search (rowid, title, text) VALUES (new.id, new.title, new.text);
    END
    """,
    "INSERT INTO announcement_search (announcement_search) VALUES ('rebuild')",
)

# PostgreSQL's parser reads GPT-5.5 as a word and a negative number: without punctuation it is three words, as it is
# on SQLite. It refuses texts whose words come to more than a megabyte, so only so much of a text is looked at.
# The apostrophe is doubled for SQL, and is one character.
PUNCTUATION = "-_./+,:;''\"()[]{}<>|*#@&=$!?~^`\\"
POSTGRESQL = (
    f"""
    ALTER TABLE announcements ADD COLUMN search tsvector GENERATED ALWAYS AS (
        to_tsvector('simple', translate(
            title || ' ' || left(text, 100000), '{PUNCTUATION}', repeat(' ', {len(PUNCTUATION) - 1})
        ))
    ) STORED
    """,
    "CREATE INDEX ix_announcements_search ON announcements USING gin (search)",
)


def upgrade() -> None:
    for statement in SQLITE if op.get_bind().dialect.name == "sqlite" else POSTGRESQL:
        op.get_bind().exec_driver_sql(statement)


def downgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        for event in ("insert", "delete", "update"):
            op.execute(f"DROP TRIGGER announcement_search_{event}")
        op.execute("DROP TABLE announcement_search")
    else:
        op.execute("DROP INDEX ix_announcements_search")
        op.execute("ALTER TABLE announcements DROP COLUMN search")
