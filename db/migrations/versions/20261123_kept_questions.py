"""kept questions, looks."""

import sqlalchemy as sa
from alembic import op

revision = "7a3c9e51d0b2"
down_revision = "5e8f1d2b97c4"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Questions that a button's id has no room for; who last asked what changed."""
    op.create_table(
        "kept_questions",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kept_questions")),
        sa.UniqueConstraint("digest", name=op.f("uq_kept_questions_digest")),
    )
    with op.batch_alter_table("kept_questions", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_kept_questions_asked_at"), ["asked_at"], unique=False)
    op.create_table(
        "looks",
        sa.Column("guild_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("user_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("looked_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("guild_id", "user_id", name=op.f("pk_looks")),
    )
