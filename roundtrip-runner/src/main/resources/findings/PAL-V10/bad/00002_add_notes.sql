-- +goose Up
-- 00002_add_notes.sql
ALTER TABLE orders ADD COLUMN note text;

-- +goose Down
ALTER TABLE orders DROP COLUMN note;
