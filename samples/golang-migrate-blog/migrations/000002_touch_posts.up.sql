BEGIN;
ALTER TABLE posts ADD COLUMN touched_at timestamptz NOT NULL DEFAULT now();
CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $body$
BEGIN
    NEW.touched_at := now();  -- a semicolon; in a comment
    RETURN NEW;
END;
$body$;
CREATE TRIGGER posts_touch BEFORE UPDATE ON posts FOR EACH ROW EXECUTE FUNCTION touch();
COMMIT;
