-- index owners
--
-- revision: c30003
-- down-revision: b20002

-- upgrade
CREATE INDEX owners_pet_idx ON owners (pet);

-- downgrade
DROP INDEX owners_pet_idx;
