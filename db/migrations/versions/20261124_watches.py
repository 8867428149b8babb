"""watches and their alerts; the outbox and stops for these too."""

import sqlalchemy as sa
from alembic import op

revision = "5d0c8e71b3fa"
down_revision = "d40b7e6a15c8"
branch_labels = None
depends_on = None

ROW_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    _make_outlets()
    _widen_outbox()
    _make_alerts()


def _make_outlets() -> None:
    op.create_table(
        "outlets",
        sa.Column("id", ROW_ID, nullable=False),
        sa.Column("guild_id", sa.BigInteger(), nullable=False),
        sa.Column("channel_id", sa.BigInteger(), nullable=True),
        sa.Column("user_id", sa.BigInteger(), nullable=True),
        sa.Column("status", sa.String(length=10), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("quiet", sa.JSON(), nullable=True),
        sa.Column("at_most", sa.Integer(), nullable=False),
        sa.Column("held_until", MOMENT, nullable=True),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.CheckConstraint("(channel_id IS NULL) <> (user_id IS NULL)", name="one_place"),
        sa.ForeignKeyConstraint(["guild_id"], ["guilds.id"], name="fk_outlets_guild_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_outlets"),
        sa.UniqueConstraint("guild_id", "channel_id", name="uq_outlets_guild_id_channel_id"),
        sa.UniqueConstraint("guild_id", "user_id", name="uq_outlets_guild_id_user_id"),
    )
    op.create_index("ix_outlets_user_id", "outlets", ["user_id"])
    op.create_table(
        "watches",
        sa.Column("id", ROW_ID, nullable=False),
        sa.Column("outlet_id", ROW_ID, nullable=False),
        sa.Column("wanted", sa.JSON(), nullable=False),
        sa.Column("created_by", sa.BigInteger(), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["outlet_id"], ["outlets.id"], name="fk_watches_outlet_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_watches"),
    )
    op.create_index("ix_watches_outlet_id", "watches", ["outlet_id"])


def _make_alerts() -> None:
    op.create_table(
        "alert_queue",
        sa.Column("announcement_id", ROW_ID, autoincrement=False, nullable=False),
        sa.Column("queued_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(
            ["announcement_id"], ["announcements.id"], name="fk_alert_queue_announcement_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("announcement_id", name="pk_alert_queue"),
    )
    op.create_table(
        "alerts",
        sa.Column("id", ROW_ID, nullable=False),
        sa.Column("outlet_id", ROW_ID, nullable=False),
        sa.Column("occasion", sa.String(length=250), nullable=False),
        sa.Column("announcement_id", ROW_ID, nullable=False),
        sa.Column("story_id", sa.BigInteger(), nullable=True),
        sa.Column("reasons", sa.JSON(), nullable=False),
        sa.Column("claim_ids", sa.JSON(), nullable=False),
        sa.Column("developments", sa.JSON(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("decided_at", MOMENT, nullable=False),
        sa.Column("edition_id", ROW_ID, nullable=True),
        sa.ForeignKeyConstraint(
            ["announcement_id"], ["announcements.id"], name="fk_alerts_announcement_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["edition_id"], ["editions.id"], name="fk_alerts_edition_id", ondelete="SET NULL"),
        sa.ForeignKeyConstraint(["outlet_id"], ["outlets.id"], name="fk_alerts_outlet_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_alerts"),
        sa.UniqueConstraint("outlet_id", "occasion", name="uq_alerts_outlet_id_occasion"),
    )
    for columns in (
        ["announcement_id"],
        ["edition_id"],
        ["decided_at"],
        ["outlet_id", "story_id"],
        ["state", "outlet_id"],
    ):
        op.create_index(op.f(f"ix_alerts_{'_'.join(columns)}"), "alerts", columns)


def _widen_outbox() -> None:
    """What is posted is a schedule's or an outlet's."""
    with op.batch_alter_table("deliveries") as deliveries:
        deliveries.add_column(sa.Column("what", sa.String(length=30), nullable=True))
        deliveries.add_column(sa.Column("outlet_id", ROW_ID, nullable=True))
        # SQLite makes the table of editions anew, and what hangs off the old one would go with it
        deliveries.drop_constraint("fk_deliveries_edition_id", type_="foreignkey")
    op.execute("UPDATE deliveries SET what = 'schedule ' || schedule_id")
    with op.batch_alter_table("editions") as editions:
        editions.add_column(sa.Column("outlet_id", ROW_ID, nullable=True))
        editions.create_foreign_key("fk_editions_outlet_id", "outlets", ["outlet_id"], ["id"], ondelete="CASCADE")
        editions.create_index("ix_editions_outlet_id_created_at", ["outlet_id", "created_at"])
    with op.batch_alter_table("deliveries") as deliveries:
        deliveries.alter_column("what", existing_type=sa.String(length=30), nullable=False)
        deliveries.alter_column("schedule_id", existing_type=ROW_ID, nullable=True)
        deliveries.create_foreign_key(
            "fk_deliveries_edition_id", "editions", ["edition_id"], ["id"], ondelete="CASCADE"
        )
        deliveries.create_foreign_key("fk_deliveries_outlet_id", "outlets", ["outlet_id"], ["id"], ondelete="CASCADE")
        deliveries.drop_constraint("uq_deliveries_schedule_id_edition_id_page", type_="unique")
        deliveries.create_unique_constraint("uq_deliveries_what_edition_id_page", ["what", "edition_id", "page"])
        deliveries.create_index("ix_deliveries_outlet_id", ["outlet_id"])
        deliveries.create_index("ix_deliveries_schedule_id", ["schedule_id"])
    with op.batch_alter_table("schedule_stops") as stops:
        stops.add_column(sa.Column("outlet_id", ROW_ID, nullable=True))
        stops.alter_column("schedule_id", existing_type=ROW_ID, nullable=True)
        stops.create_foreign_key("fk_schedule_stops_outlet_id", "outlets", ["outlet_id"], ["id"], ondelete="CASCADE")
        stops.create_index("ix_schedule_stops_outlet_id", ["outlet_id"])
