-- take the step
-- revision: b2
-- down-revision: a1

-- upgrade
ALTER DOMAIN given_name SET NOT NULL;

-- downgrade
ALTER DOMAIN given_name DROP NOT NULL;
