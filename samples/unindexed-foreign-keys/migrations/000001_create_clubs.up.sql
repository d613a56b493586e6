CREATE TABLE clubs (id bigint PRIMARY KEY, name text NOT NULL);
CREATE INDEX clubs_name_idx ON clubs (name);
