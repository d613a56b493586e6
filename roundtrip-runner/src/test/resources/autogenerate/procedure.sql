-- before
create table a (id int);
create procedure p(int) language sql as 'insert into a values ($1)';

-- after
create table a (id int);
create procedure p(x int, y int default 2) language plpgsql as 'begin insert into a values (x), (y); end';
