-- before
create table a (id int, owner text);
create policy p on a using (true);

-- after
create table a (id int, owner text);
alter table a enable row level security;
alter table a force row level security;
create policy p on a as restrictive for select using (owner = current_user);
create policy q on a for insert with check (id > 0);
