"""text of articles."""

import sqlalchemy as sa
from alembic import op

revision = "d27c60a5f3b8"
down_revision = "c1d09a7be4f3"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("announcements", schema=None) as batch_op:
        batch_op.add_column(sa.Column("from_article", sa.Boolean(), server_default=sa.false(), nullable=False))


def downgrade() -> None:
    with op.batch_alter_table("announcements", schema=None) as batch_op:
        batch_op.drop_column("from_article")
