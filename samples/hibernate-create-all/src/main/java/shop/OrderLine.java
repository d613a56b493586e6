package shop;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.ForeignKey;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import org.hibernate.annotations.OnDelete;
import org.hibernate.annotations.OnDeleteAction;

@Entity
@Table(name = "order_lines")
class OrderLine {

    @Id
    @ManyToOne(optional = false)
    @OnDelete(action = OnDeleteAction.CASCADE)
    @JoinColumn(name = "order_id", foreignKey = @ForeignKey(name = "order_lines_order_id_fkey"))
    Order order;

    @Id
    @ManyToOne(optional = false)
    @JoinColumn(name = "product_sku", foreignKey = @ForeignKey(name = "order_lines_product_sku_fkey"))
    Product product;

    @Column(nullable = false)
    int quantity;
}
