from fastapi import FastAPI

from shop.database import Session
from shop.models import Product

app = FastAPI()


@app.get("/products")
def products():
    with Session() as session:
        return [{"name": product.name, "price_cents": product.price_cents} for product in session.query(Product)]
