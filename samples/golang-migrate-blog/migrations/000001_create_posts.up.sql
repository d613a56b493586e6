CREATE TABLE posts (
    id        bigserial PRIMARY KEY,
    title     text NOT NULL,
    body      text NOT NULL DEFAULT '',
    published boolean NOT NULL DEFAULT false
);
