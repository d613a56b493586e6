-- split names
-- revision: b2c0de
-- down-revision: a1c0de

-- upgrade
ALTER TABLE members ADD COLUMN first_name text, ADD COLUMN last_name text;
UPDATE members SET
    first_name = CASE WHEN full_name LIKE '% %' THEN split_part(full_name, ' ', 1) END,
    last_name = regexp_replace(full_name, '^[^ ]* ', '');
ALTER TABLE members ALTER COLUMN last_name SET NOT NULL;
ALTER TABLE members DROP COLUMN full_name;

-- downgrade
ALTER TABLE members ADD COLUMN full_name text;
UPDATE members SET full_name = concat_ws(' ', first_name, last_name);
ALTER TABLE members ALTER COLUMN full_name SET NOT NULL;
ALTER TABLE members DROP COLUMN first_name, DROP COLUMN last_name;
