-- split the name
--
-- revision: b20002
-- down-revision: a10001

-- upgrade
ALTER TABLE people ADD COLUMN first text;
UPDATE people SET first = split_part(name, ' ', 1);
ALTER TABLE people ALTER COLUMN first SET NOT NULL;

-- downgrade
ALTER TABLE people DROP COLUMN first;
