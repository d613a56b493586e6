-- before
create text search dictionary words (template = pg_catalog.simple, stopwords = 'english', accept = false);
create text search dictionary old (template = pg_catalog.simple);
create text search configuration changed (parser = pg_catalog."default");
alter text search configuration changed add mapping for word with simple, old;
alter text search configuration changed add mapping for email with simple;
create text search configuration gone (copy = pg_catalog.english);
create table t (x text);
create index t_fts on t using gin (to_tsvector('changed', x));

-- after
create text search dictionary words (template = pg_catalog.simple, stopwords = 'english');
create text search dictionary "New" (template = pg_catalog.snowball, language = 'german');
create text search configuration changed (parser = pg_catalog."default");
alter text search configuration changed add mapping for word with "New", simple;
alter text search configuration changed add mapping for url with words;
create text search configuration fresh (copy = pg_catalog.simple);
comment on text search configuration fresh is 'new';
create table t (x text);
create index t_fts on t using gin (to_tsvector('changed', x));
