-- create the tables
-- revision: a1
-- down-revision: none

-- upgrade
CREATE TABLE events (id integer NOT NULL, kind text NOT NULL) PARTITION BY RANGE (id);
CREATE TABLE events_now PARTITION OF events FOR VALUES FROM (2000) TO (3000);
CREATE TABLE events_old (id integer NOT NULL, kind text);

-- downgrade
DROP TABLE events_old;
DROP TABLE events;
