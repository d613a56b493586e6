-- palindrome:allow PAL-V04 visits: a log, written and read as a whole
CREATE TABLE visits (club_id bigint NOT NULL REFERENCES clubs (id), seen_at timestamptz NOT NULL);
CREATE INDEX visits_club_id_seen_at_idx ON visits (club_id, seen_at);
