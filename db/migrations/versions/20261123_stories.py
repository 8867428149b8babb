"""stories."""

import sqlalchemy as sa
from alembic import op

revision = "9a4c61d7e2f0"
down_revision = "c9157fd699d3"
branch_labels = None
depends_on = None

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "stories",
        sa.Column("id", _ID, nullable=False),
        sa.Column("created_at", _MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stories")),
    )
    op.create_table(
        "story_members",
        sa.Column("announcement_id", _ID, autoincrement=False, nullable=False),
        sa.Column("story_id", _ID, nullable=False),
        sa.Column("joined_at", _MOMENT, nullable=False),
        sa.ForeignKeyConstraint(
            ["announcement_id"], ["announcements.id"], name=op.f("fk_story_members_announcement_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["story_id"], ["stories.id"], name=op.f("fk_story_members_story_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("announcement_id", name=op.f("pk_story_members")),
    )
    op.create_index(op.f("ix_story_members_story_id"), "story_members", ["story_id"])
    op.create_table(
        "story_anchors",
        sa.Column("announcement_id", _ID, autoincrement=False, nullable=False),
        sa.Column("anchor", sa.String(length=80), nullable=False),
        sa.Column("at", _MOMENT, nullable=False),
        sa.ForeignKeyConstraint(
            ["announcement_id"],
            ["story_members.announcement_id"],
            name=op.f("fk_story_anchors_announcement_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("announcement_id", "anchor", name=op.f("pk_story_anchors")),
    )
    op.create_index(op.f("ix_story_anchors_anchor_at"), "story_anchors", ["anchor", "at"])
    op.create_table(
        "story_queue",
        sa.Column("announcement_id", _ID, autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(
            ["announcement_id"], ["announcements.id"], name=op.f("fk_story_queue_announcement_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("announcement_id", name=op.f("pk_story_queue")),
    )
    _create_edits()
    # What has been read before there were stories gets its own in the background.
    op.execute(
        "INSERT INTO story_queue (announcement_id) SELECT id FROM announcements WHERE reader_version IS NOT NULL"
    )


def _create_edits() -> None:
    op.create_table(
        "guild_story_edits",
        sa.Column("id", _ID, nullable=False),
        sa.Column("guild_id", sa.BigInteger(), nullable=False),
        sa.Column("announcement_id", _ID, nullable=True),
        sa.Column("story_id", _ID, nullable=True),
        sa.Column("into_id", _ID, nullable=False),
        sa.Column("created_by", sa.BigInteger(), nullable=False),
        sa.Column("created_at", _MOMENT, nullable=False),
        sa.CheckConstraint("(announcement_id IS NULL) <> (story_id IS NULL)", name=op.f("one_thing_moved")),
        sa.ForeignKeyConstraint(
            ["announcement_id"],
            ["announcements.id"],
            name=op.f("fk_guild_story_edits_announcement_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["guild_id"], ["guilds.id"], name=op.f("fk_guild_story_edits_guild_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["into_id"], ["stories.id"], name=op.f("fk_guild_story_edits_into_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["story_id"], ["stories.id"], name=op.f("fk_guild_story_edits_story_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_guild_story_edits")),
        sa.UniqueConstraint("guild_id", "announcement_id", name=op.f("uq_guild_story_edits_guild_id_announcement_id")),
        sa.UniqueConstraint("guild_id", "story_id", name=op.f("uq_guild_story_edits_guild_id_story_id")),
    )
    for columns in (["announcement_id"], ["story_id"], ["into_id"], ["guild_id", "into_id"]):
        op.create_index(op.f(f"ix_guild_story_edits_{'_'.join(columns)}"), "guild_story_edits", columns)


def downgrade() -> None:
    for table in ("guild_story_edits", "story_queue", "story_anchors", "story_members", "stories"):
        op.drop_table(table)
