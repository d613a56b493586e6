-- create orders
--
-- revision: 5b20e1
-- down-revision: none

-- upgrade
CREATE TABLE orders (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY
);

-- downgrade
DROP TABLE orders;
