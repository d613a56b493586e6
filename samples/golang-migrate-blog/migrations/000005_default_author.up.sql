CREATE TABLE authors (id integer PRIMARY KEY, name text NOT NULL);
INSERT INTO authors VALUES (1, 'The editors');
