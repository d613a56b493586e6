"""What differs between the environments that the shop runs in."""
import os

DATABASE_URL = os.environ.get("DATABASE_URL", "postgresql://shop:shop@localhost:5432/shop")
