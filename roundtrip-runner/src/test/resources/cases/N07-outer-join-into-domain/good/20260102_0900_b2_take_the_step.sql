-- take the step
-- revision: b2
-- down-revision: a1

-- upgrade
CREATE TABLE labels (order_id integer PRIMARY KEY, name given_name);
INSERT INTO labels SELECT o.id, coalesce(c.name::text, '') FROM orders o LEFT JOIN customers c ON c.id = o.customer_id;

-- downgrade
DROP TABLE labels;
