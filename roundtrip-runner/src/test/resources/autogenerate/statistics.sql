-- before
create table a (x int, y int, z int);
create statistics s on x, y from a;

-- after
create table a (x int, y int, z int);
create statistics s (ndistinct, mcv) on x, z from a;
