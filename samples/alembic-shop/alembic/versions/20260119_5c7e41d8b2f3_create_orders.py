"""create orders

Revision ID: 5c7e41d8b2f3
Revises: 3b1f0c2a9d10
Create Date: 2026-01-19 14:05:00

"""
from alembic import op
import sqlalchemy as sa

revision = "5c7e41d8b2f3"
down_revision = "3b1f0c2a9d10"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "orders",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("customer_id", sa.Integer(), nullable=False),
        sa.Column("product_id", sa.Integer(), nullable=False),
        sa.Column("status", sa.Enum("placed", "paid", "sent", name="order_status"), nullable=False),
        sa.Column("placed_at", sa.DateTime(timezone=True), server_default=sa.func.now(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_orders"),
        sa.ForeignKeyConstraint(["customer_id"], ["customers.id"], name="fk_orders_customer_id"),
        sa.ForeignKeyConstraint(["product_id"], ["products.id"], name="fk_orders_product_id"),
    )
    op.create_index("ix_orders_customer_id", "orders", ["customer_id"])
    op.create_index("ix_orders_product_id", "orders", ["product_id"])


def downgrade():
    op.drop_table("orders")
    # Alembic creates the type with the table, and leaves it behind.
    op.execute("DROP TYPE order_status")
