-- take the step
-- revision: b2
-- down-revision: a1

-- upgrade
ALTER TYPE state RENAME TO wide_state;
CREATE TYPE state AS ENUM ('open', 'closed');
ALTER TABLE tickets ALTER COLUMN state TYPE state USING state::text::state;
DROP TYPE wide_state;

-- downgrade
ALTER TYPE state RENAME TO narrow_state;
CREATE TYPE state AS ENUM ('new', 'open', 'closed');
ALTER TABLE tickets ALTER COLUMN state TYPE state USING state::text::state;
DROP TYPE narrow_state;
