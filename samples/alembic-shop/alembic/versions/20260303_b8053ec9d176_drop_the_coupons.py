"""drop the coupons

Revision ID: b8053ec9d176
Revises: 9e4b17f03a5c
Create Date: 2026-03-03 08:50:00

"""
from alembic import op
import sqlalchemy as sa

revision = "b8053ec9d176"
down_revision = "9e4b17f03a5c"
branch_labels = None
depends_on = None


# palindrome:allow PAL-D01 coupons: the last coupon expired in 2025, and accounting has a copy


def upgrade():
    op.drop_table("coupons")


def downgrade():
    op.create_table(
        "coupons",
        sa.Column("code", sa.String(20), nullable=False),
        sa.Column("percent", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("code", name="pk_coupons"),
    )
