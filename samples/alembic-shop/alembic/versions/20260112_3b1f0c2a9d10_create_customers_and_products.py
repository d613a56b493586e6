"""create customers and products

Revision ID: 3b1f0c2a9d10
Revises: 
Create Date: 2026-01-12 09:30:00

"""
from alembic import op
import sqlalchemy as sa

revision = "3b1f0c2a9d10"
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "customers",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("email", sa.String(255), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_customers"),
        sa.UniqueConstraint("email", name="uq_customers_email"),
    )
    op.create_table(
        "products",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("price", sa.Numeric(8, 2), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_products"),
    )
    op.create_table(
        "coupons",
        sa.Column("code", sa.String(20), nullable=False),
        sa.Column("percent", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("code", name="pk_coupons"),
    )


def downgrade():
    op.drop_table("coupons")
    op.drop_table("products")
    op.drop_table("customers")
