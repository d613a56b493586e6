-- by hand: user mapping s.public
-- before
create foreign data wrapper w;
create server s foreign data wrapper w;

-- after
create foreign data wrapper w;
create server s foreign data wrapper w;
create user mapping for public server s options (login 'a', password 'secret');
