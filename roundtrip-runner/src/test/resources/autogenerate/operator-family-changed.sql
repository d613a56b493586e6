-- before
create operator family f using btree;
alter operator family f using btree add operator 1 < (int4, int4);

-- after
create operator family f using btree;
alter operator family f using btree add operator 1 < (int8, int8), function 1 (int8, int8) btint8cmp(int8, int8);
comment on operator family f using btree is 'numbers';
