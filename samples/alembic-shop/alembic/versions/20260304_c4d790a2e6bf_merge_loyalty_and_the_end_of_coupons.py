"""merge loyalty and the end of coupons

Revision ID: c4d790a2e6bf
Revises: a16f0b8d7c24, b8053ec9d176
Create Date: 2026-03-04 17:00:00

"""
from alembic import op


revision = "c4d790a2e6bf"
down_revision = ("a16f0b8d7c24", "b8053ec9d176")
branch_labels = None
depends_on = None


def upgrade():
    pass


def downgrade():
    pass
