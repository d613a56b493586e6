-- merge list and email
-- revision: d4
-- down-revision: b2, c3

-- upgrade

-- downgrade
