"""what channels have been told, and what guilds mute."""

import sqlalchemy as sa
from alembic import op

revision = "d40b7e6a15c8"
down_revision = "a93e5d17c2f6"
branch_labels = None
depends_on = None

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "told_announcements",
        sa.Column("channel_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("announcement_id", _ID, autoincrement=False, nullable=False),
        sa.Column("edition_id", _ID, nullable=False),
        sa.ForeignKeyConstraint(
            ["announcement_id"],
            ["announcements.id"],
            name=op.f("fk_told_announcements_announcement_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["edition_id"], ["editions.id"], name=op.f("fk_told_announcements_edition_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("channel_id", "announcement_id", name=op.f("pk_told_announcements")),
    )
    op.create_index(op.f("ix_told_announcements_announcement_id"), "told_announcements", ["announcement_id"])
    op.create_index(op.f("ix_told_announcements_edition_id"), "told_announcements", ["edition_id"])
    op.create_table(
        "told_facts",
        sa.Column("channel_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("key", sa.String(length=32), nullable=False),
        sa.Column("edition_id", _ID, nullable=False),
        sa.Column("standing", sa.String(length=20), nullable=False),
        sa.Column("value", sa.Float(precision=53), nullable=True),
        sa.ForeignKeyConstraint(
            ["edition_id"], ["editions.id"], name=op.f("fk_told_facts_edition_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("channel_id", "key", name=op.f("pk_told_facts")),
    )
    op.create_index(op.f("ix_told_facts_edition_id"), "told_facts", ["edition_id"])
    op.create_table(
        "mutes",
        sa.Column("guild_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("name", sa.String(length=64), nullable=False),
        sa.Column("muted_by", sa.BigInteger(), nullable=False),
        sa.Column("muted_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["guild_id"], ["guilds.id"], name=op.f("fk_mutes_guild_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("guild_id", "kind", "name", name=op.f("pk_mutes")),
    )


def downgrade() -> None:
    op.drop_table("mutes")
    op.drop_table("told_facts")
    op.drop_table("told_announcements")
