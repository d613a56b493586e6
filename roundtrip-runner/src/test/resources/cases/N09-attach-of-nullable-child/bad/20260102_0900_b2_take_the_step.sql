-- take the step
-- revision: b2
-- down-revision: a1

-- upgrade
ALTER TABLE events ATTACH PARTITION events_old FOR VALUES FROM (0) TO (1000);

-- downgrade
ALTER TABLE events DETACH PARTITION events_old;
