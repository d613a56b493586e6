-- before
create function eq(int, text) returns bool language sql immutable as 'select $1::text = $2';
create function ne(int, text) returns bool language sql immutable as 'select $1::text <> $2';
create function minus(int) returns int language sql immutable as 'select -$1';
create operator === (leftarg = int, rightarg = text, function = eq);
create operator +! (rightarg = int, function = minus);

-- after
create schema "Odd";
create function eq(int, text) returns bool language sql immutable as 'select $1::text = $2';
create function ne(int, text) returns bool language sql immutable as 'select $1::text <> $2';
create operator "Odd".=== (leftarg = int, rightarg = text, function = eq, negator = operator("Odd".<<>>));
create operator "Odd".<<>> (leftarg = int, rightarg = text, function = ne, negator = operator("Odd".===));
comment on operator "Odd".=== (int, text) is 'as text';
create operator === (leftarg = int, rightarg = text, function = eq, restrict = eqsel, join = eqjoinsel);
