-- take the step
-- revision: b2
-- down-revision: a1

-- upgrade
CREATE TABLE events_new PARTITION OF events FOR VALUES FROM (1000) TO (2000);

-- downgrade
DROP TABLE events_new;
