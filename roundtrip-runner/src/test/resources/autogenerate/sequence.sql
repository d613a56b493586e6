-- before
create sequence s increment 2;
create sequence gone;

-- after
create sequence s increment 5 minvalue 10 maxvalue 1000 start 20 cache 3 cycle;
create sequence small as smallint;
