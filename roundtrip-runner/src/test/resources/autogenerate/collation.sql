-- before
create collation old (provider = libc, locale = 'C');
create collation changed (provider = icu, locale = 'de-DE');
create table t (id int);

-- after
create collation changed (provider = icu, locale = 'sv-SE', deterministic = false);
create collation "New" (provider = libc, locale = 'C');
create table t (id int, name text collate "New");
