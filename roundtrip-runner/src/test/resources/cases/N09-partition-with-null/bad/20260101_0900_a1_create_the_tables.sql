-- create the tables
-- revision: a1
-- down-revision: none

-- upgrade
CREATE TABLE events (id integer, kind text) PARTITION BY RANGE (id);
CREATE TABLE events_old PARTITION OF events FOR VALUES FROM (0) TO (1000);
CREATE TABLE events_new PARTITION OF events FOR VALUES FROM (1000) TO (2000);

-- downgrade
DROP TABLE events;
