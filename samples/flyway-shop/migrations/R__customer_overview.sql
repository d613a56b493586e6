CREATE OR REPLACE VIEW customer_overview AS
    SELECT customers.id, customers.email, count(orders.id) AS orders
      FROM customers
      LEFT JOIN orders ON orders.customer_id = customers.id
     GROUP BY customers.id, customers.email;
