-- count tags
-- revision: c3c0de
-- down-revision: b2c0de

-- upgrade
-- palindrome:allow PAL-D02 members.tags: no member has had the tag founder before
CREATE TABLE tags (name text PRIMARY KEY, members integer NOT NULL);
INSERT INTO tags SELECT tag, count(*) FROM members, unnest(tags) AS tag WHERE tag IS NOT NULL GROUP BY tag;
UPDATE members SET tags = array_append(tags, 'founder') WHERE joined_at < '2020-01-01 00:00+00';

-- downgrade
UPDATE members SET tags = array_remove(tags, 'founder');
DROP TABLE tags;
