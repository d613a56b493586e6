-- +goose Up
-- 00004_add_notes.sql
ALTER TABLE orders ADD COLUMN note text;

-- +goose Down
ALTER TABLE orders DROP COLUMN note;
