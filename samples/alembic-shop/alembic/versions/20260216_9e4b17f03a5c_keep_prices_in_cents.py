"""keep prices in cents

Revision ID: 9e4b17f03a5c
Revises: 7d2a95c6e801
Create Date: 2026-02-16 16:40:00

"""
from alembic import op
import sqlalchemy as sa

revision = "9e4b17f03a5c"
down_revision = "7d2a95c6e801"
branch_labels = None
depends_on = None


products = sa.table(
    "products", sa.column("id", sa.Integer()), sa.column("price", sa.Numeric(8, 2)), sa.column("price_cents", sa.Integer())
)


def upgrade():
    op.add_column("products", sa.Column("price_cents", sa.Integer()))
    op.execute(products.update().values(price_cents=sa.cast(products.c.price * 100, sa.Integer())))
    op.alter_column("products", "price_cents", nullable=False)
    # What numeric(8, 2) could hold, so that there is a way back.
    op.create_check_constraint(op.f("ck_products_price"), "products", "price_cents BETWEEN 0 AND 99999999")
    op.drop_column("products", "price")


def downgrade():
    op.add_column("products", sa.Column("price", sa.Numeric(8, 2)))
    op.execute(products.update().values(price=sa.cast(products.c.price_cents, sa.Numeric(10, 2)) / 100))
    op.alter_column("products", "price", nullable=False)
    op.drop_constraint(op.f("ck_products_price"), "products")
    op.drop_column("products", "price_cents")
