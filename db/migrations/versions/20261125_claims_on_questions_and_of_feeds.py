"""claims on questions and of feeds: read off an index of their own, however much is said by others or of others."""

from alembic import op

revision = "c4d81f0b6e27"
down_revision = "5d0c8e71b3fa"
branch_labels = None
depends_on = None

INDEXES = {
    "ix_claims_on_questions": ["subject_model_id", "kind", "metric", "order_at", "id", "feed_id"],
    "ix_claims_of_feeds": [
        *("feed_id", "subject_model_id", "kind", "metric", "order_at", "id"),
        *("subject_lab_id", "baseline_model_id"),
    ],
}


def upgrade() -> None:
    for name, columns in INDEXES.items():
        op.create_index(name, "claims", columns)
    _store_words("MAIN")


def downgrade() -> None:
    _store_words("EXTENDED")
    for name in INDEXES:
        op.drop_index(name, "claims")


def _store_words(storage: str) -> None:
    """Whether the words of an announcement stand beside its other columns, since each search looks at many."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute(f"ALTER TABLE announcements ALTER COLUMN search SET STORAGE {storage}")
