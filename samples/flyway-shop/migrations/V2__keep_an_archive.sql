CREATE TABLE archived_orders (LIKE orders INCLUDING ALL);
ALTER TABLE archived_orders ADD COLUMN archived_on date NOT NULL DEFAULT current_date;
