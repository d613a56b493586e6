-- create events
-- revision: a1
-- down-revision: none

-- upgrade
CREATE TABLE events (id bigint PRIMARY KEY, content jsonb);

-- downgrade
DROP TABLE events;
