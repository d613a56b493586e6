"""The tables as the application sees them at the head of the migrations."""
from sqlalchemy import CheckConstraint, Column, DateTime, Enum, ForeignKey, Integer, MetaData, String, Text, func
from sqlalchemy.orm import declarative_base, relationship

# Names that do not depend on the database, so that a downgrade can drop what it must.
metadata = MetaData(
    naming_convention={
        "ix": "ix_%(column_0_label)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)
Base = declarative_base(metadata=metadata)


class Customer(Base):
    __tablename__ = "customers"

    id = Column(Integer, primary_key=True)
    email = Column(String(255), nullable=False, unique=True)
    loyalty_points = Column(Integer, nullable=False, server_default="0")
    orders = relationship("Order", back_populates="customer")


class Product(Base):
    __tablename__ = "products"
    __table_args__ = (CheckConstraint("price_cents BETWEEN 0 AND 99999999", name="price"),)

    id = Column(Integer, primary_key=True)
    name = Column(Text, nullable=False)
    price_cents = Column(Integer, nullable=False)


class Order(Base):
    __tablename__ = "orders"

    id = Column(Integer, primary_key=True)
    customer_id = Column(Integer, ForeignKey("customers.id"), nullable=False, index=True)
    product_id = Column(Integer, ForeignKey("products.id"), nullable=False, index=True)
    status = Column(Enum("placed", "paid", "sent", name="order_status"), nullable=False)
    placed_at = Column(DateTime(timezone=True), nullable=False, server_default=func.now())
    customer = relationship("Customer", back_populates="orders")
