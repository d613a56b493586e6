ALTER TABLE clubs ADD CONSTRAINT clubs_name_key UNIQUE (name);
