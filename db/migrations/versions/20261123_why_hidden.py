"""why hidden."""

import sqlalchemy as sa
from alembic import op

revision = "c1d09a7be4f3"
down_revision = "7bd2e0751ae2"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("hidden_announcements") as batch_op:
        batch_op.add_column(sa.Column("because", sa.String(length=10), server_default="filter", nullable=False))


def downgrade() -> None:
    with op.batch_alter_table("hidden_announcements") as batch_op:
        batch_op.drop_column("because")
