package shop;

import jakarta.persistence.CheckConstraint;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.math.BigDecimal;

@Entity
@Table(name = "products", check = @CheckConstraint(name = "price_not_negative", constraint = "price >= 0"))
class Product {

    @Id
    @Column(length = 40)
    String sku;

    @Column(nullable = false, precision = 10, scale = 2)
    BigDecimal price;
}
