CREATE TABLE members (
    id      bigint PRIMARY KEY,
    club_id bigint REFERENCES clubs (id),
    email   text NOT NULL,
    UNIQUE (club_id, email)
);

CREATE TABLE fees (
    member_id bigint NOT NULL REFERENCES members (id),
    paid_on   date NOT NULL
);
