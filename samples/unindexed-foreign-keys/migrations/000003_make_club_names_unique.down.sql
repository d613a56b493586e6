ALTER TABLE clubs DROP CONSTRAINT clubs_name_key;
