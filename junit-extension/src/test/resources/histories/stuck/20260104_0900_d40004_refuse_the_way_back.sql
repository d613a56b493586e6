-- refuse the way back
--
-- revision: d40004
-- down-revision: c30003

-- upgrade
COMMENT ON TABLE people IS 'who is who';

-- downgrade
COMMENT ON TABLE people IS NULL;
DROP TABLE strangers;
