-- show users
-- revision: b2
-- down-revision: a1

-- upgrade
CREATE VIEW user_list AS SELECT * FROM users;

-- downgrade
DROP VIEW user_list;
