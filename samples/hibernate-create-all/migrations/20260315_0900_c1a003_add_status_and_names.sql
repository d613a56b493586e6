-- add the status of orders and the names of customers
--
-- revision: c1a003
-- down-revision: c1a002

-- upgrade
-- Hibernate names an enum type after its class, and gives it casts, so that it may send a status as text.
CREATE TYPE orderstatus AS ENUM ('NEW', 'PAID', 'SHIPPED');
CREATE CAST (varchar AS orderstatus) WITH INOUT AS IMPLICIT;
CREATE CAST (orderstatus AS varchar) WITH INOUT AS IMPLICIT;
ALTER TABLE orders ADD COLUMN status orderstatus NOT NULL DEFAULT 'NEW';
ALTER TABLE customers ADD COLUMN full_name varchar(255);

-- downgrade
ALTER TABLE customers DROP COLUMN full_name;
ALTER TABLE orders DROP COLUMN status;
DROP CAST (orderstatus AS varchar);
DROP CAST (varchar AS orderstatus);
DROP TYPE orderstatus;
