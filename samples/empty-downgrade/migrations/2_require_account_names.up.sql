ALTER TABLE accounts ALTER COLUMN name SET NOT NULL;
CREATE INDEX accounts_name_idx ON accounts (name);
