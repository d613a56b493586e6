-- report revenue by customer
--
-- revision: 9ad3f8
-- down-revision: e4c9a2
-- created: 2026-02-09 16:05

-- upgrade
CREATE FUNCTION order_total(wanted bigint) RETURNS numeric
    LANGUAGE sql STABLE
BEGIN ATOMIC
    SELECT coalesce(sum(items.quantity * products.cost), 0)
      FROM order_items AS items
      JOIN products ON products.id = items.product_id
     WHERE items.order_id = wanted;
END;

CREATE VIEW revenue AS
    SELECT customers.id, customers.email, sum(order_total(orders.id)) AS revenue
      FROM customers
      JOIN orders ON orders.customer_id = customers.id
     WHERE orders.status <> 'new'
     GROUP BY customers.id, customers.email;

-- downgrade
DROP VIEW revenue;
DROP FUNCTION order_total(bigint);
