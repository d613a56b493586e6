-- add the status of orders and the names of customers
--
-- revision: c1a003
-- down-revision: c1a002

-- upgrade
-- Hibernate names an enum type after its class.
CREATE TYPE orderstatus AS ENUM ('NEW', 'PAID', 'SHIPPED');
ALTER TABLE orders ADD COLUMN status orderstatus NOT NULL DEFAULT 'NEW';
ALTER TABLE customers ADD COLUMN full_name varchar(255);

-- downgrade
ALTER TABLE customers DROP COLUMN full_name;
ALTER TABLE orders DROP COLUMN status;
DROP TYPE orderstatus;
