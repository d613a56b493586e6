-- What db/migrations leads to, written at once.
CREATE TYPE mood AS ENUM ('glad', 'sad');

CREATE TABLE people (
    first text NOT NULL,
    id    bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name  text NOT NULL
);
