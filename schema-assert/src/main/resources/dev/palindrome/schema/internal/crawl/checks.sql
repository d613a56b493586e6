-- From pg_constraint, table by table. information_schema names a check by its schema alone, so that checks of the same
-- name in two tables get each other's text, and makes checks of NOT NULL whose names hold OIDs.
select current_database() as constraint_catalog, o.nspname as constraint_schema, c.conname as constraint_name,
    o.relname as table_name, 'CHECK' as constraint_type, 'NO' as is_deferrable, 'NO' as initially_deferred,
    pg_get_constraintdef(c.oid) as definition
from own o
join pg_constraint c on c.conrelid = o.oid and c.contype = 'c'
