-- refer to pets
--
-- revision: b20002
-- down-revision: a10001

-- upgrade
CREATE TABLE owners (person bigint REFERENCES people, pet bigint REFERENCES pets);

-- downgrade
DROP TABLE owners;
