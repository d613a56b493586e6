ALTER TABLE posts ADD COLUMN slug varchar(40);
UPDATE posts SET slug = lower(replace(title, ' ', '-'));
ALTER TABLE posts ALTER COLUMN slug SET NOT NULL;
