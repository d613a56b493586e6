-- take the step
-- revision: b2
-- down-revision: a1

-- upgrade
-- palindrome:allow PAL-N05 customers: the application has sent a country since 2.3
-- palindrome:allow PAL-N05 customers.country: the application has sent a country since 2.3
ALTER TABLE customers ADD COLUMN country text;
UPDATE customers SET country = 'unknown';
ALTER TABLE customers ADD CONSTRAINT customers_country_not_null CHECK (country IS NOT NULL) NOT VALID;
ALTER TABLE customers VALIDATE CONSTRAINT customers_country_not_null;
ALTER TABLE customers ALTER COLUMN country SET NOT NULL;
ALTER TABLE customers DROP CONSTRAINT customers_country_not_null;

-- downgrade
ALTER TABLE customers DROP COLUMN country;
