"""give customers loyalty points

Revision ID: a16f0b8d7c24
Revises: 9e4b17f03a5c
Create Date: 2026-03-02 11:20:00

"""
from alembic import op
import sqlalchemy as sa

revision = "a16f0b8d7c24"
down_revision = "9e4b17f03a5c"
branch_labels = ("loyalty",)
depends_on = None


def upgrade():
    op.add_column("customers", sa.Column("loyalty_points", sa.Integer()))
    # The shop that runs during the migration knows nothing of the column.
    op.alter_column("customers", "loyalty_points", server_default="0")
    op.execute("UPDATE customers SET loyalty_points = 0 WHERE loyalty_points IS NULL")
    # A constraint that is validated without a lock on writers lets SET NOT NULL pass without a scan.
    op.execute(
        "ALTER TABLE customers ADD CONSTRAINT ck_customers_points CHECK (loyalty_points IS NOT NULL) NOT VALID"
    )
    op.execute("ALTER TABLE customers VALIDATE CONSTRAINT ck_customers_points")
    op.alter_column("customers", "loyalty_points", nullable=False)
    op.drop_constraint("ck_customers_points", "customers")


def downgrade():
    op.drop_column("customers", "loyalty_points")
