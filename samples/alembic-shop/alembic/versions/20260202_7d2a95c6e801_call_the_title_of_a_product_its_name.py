"""call the title of a product its name

Revision ID: 7d2a95c6e801
Revises: 5c7e41d8b2f3
Create Date: 2026-02-02 10:15:00

"""
from alembic import op


revision = "7d2a95c6e801"
down_revision = "5c7e41d8b2f3"
branch_labels = None
depends_on = None


def upgrade():
    op.alter_column("products", "title", new_column_name="name")


def downgrade():
    op.alter_column("products", "name", new_column_name="title")
