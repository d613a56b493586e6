-- add mood
--
-- revision: c30003
-- down-revision: b20002

-- upgrade
CREATE TYPE mood AS ENUM ('glad', 'sad');
ALTER TABLE people ADD COLUMN mood mood;

-- downgrade
ALTER TABLE people DROP COLUMN mood;
