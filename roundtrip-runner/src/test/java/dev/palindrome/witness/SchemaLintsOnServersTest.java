package dev.palindrome.witness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.palindrome.database.DatabaseOptions;
import dev.palindrome.database.TestDatabase;
import dev.palindrome.database.TestServers;
import dev.palindrome.schema.SchemaModels;
import dev.palindrome.schema.lint.Lint;
import dev.palindrome.schema.lint.SchemaLints;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a reviewer would ask about, and what not; and that what is proposed mends it. */
@Tag("database")
@Tag("server-only")
class SchemaLintsOnServersTest {

    private static TestDatabase database(int version) {
        return TestServers.shared(new DatabaseOptions(null, null, true, version, false))
                .create();
    }

    private static void execute(Connection session, List<String> statements) throws SQLException {
        try (Statement statement = session.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private static List<Lint> lints(int version, String... statements) throws SQLException {
        try (TestDatabase database = database(version);
                Connection session = database.connect()) {
            execute(session, List.of(statements));
            return SchemaLints.of(SchemaModels.of(session));
        }
    }

    /** With tables that give no cause by themselves. */
    private static List<String> messages(String sql) throws SQLException {
        return lints(
                        18,
                        "create table c (id int primary key, a int not null, b int not null, unique (a, b))",
                        "create table t (id int primary key, a int, b int, d text, e jsonb)",
                        sql)
                .stream()
                .map(Lint::message)
                .toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            quoteCharacter = '`',
            value = {
                "create index on t (a)",
                "create index on t (a, b)",
                "create index on t (a desc)",
                "create index on t using hash (a)",
                "create index on t (a) where a is not null",
                "create index on t (a, b) where a is not null",
            })
    void index_that_serves_a_foreign_key(String index) throws SQLException {
        assertThat(messages("alter table t add foreign key (a) references c; " + index))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            quoteCharacter = '`',
            value = {
                "create index on t (b, a)",
                "create index on t (b) include (a)",
                "create index on t (a) where b > 0",
                "create index on t (a) where a is not null and b > 0",
                "create unique index on t (a, b) where a is not null and b is not null",
                "create index on t (a) where a is not null or b > 0",
                "create index on t (abs(a))",
                "create index on t using brin (a)",
                "create index on t (a); update pg_index set indisvalid = false where indexrelid = 't_a_idx'::regclass",
            })
    void index_that_does_not_serve_a_foreign_key(String index) throws SQLException {
        assertThat(messages("alter table t add foreign key (a) references c; " + index))
                .containsExactly("Foreign key public.t.t_a_fkey has no index that begins with a");
    }

    @Test
    void index_serves_a_foreign_key_of_several_columns_in_any_order() throws SQLException {
        assertThat(messages("alter table t add foreign key (a, b) references c (a, b); create index on t (b, a, id)"))
                .isEmpty();
        assertThat(messages("alter table t add foreign key (a, b) references c (a, b); create index on t (b, id, a)"))
                .containsExactly("Foreign key public.t.t_a_b_fkey has no index that begins with a, b");
    }

    @Test
    void foreign_key_of_another_collation_is_not_served() throws SQLException {
        assertThat(messages("create table n (name text primary key); alter table t add foreign key (d) references n;"
                        + " create index on t (d collate \"C\")"))
                .containsExactly("Foreign key public.t.t_d_fkey has no index that begins with d");
    }

    @Test
    void partition_answers_for_nothing_that_its_parent_has() throws SQLException {
        assertThat(messages("create table p (day date not null, a int not null references c, primary key (day, a))"
                        + " partition by range (day);"
                        + " create table p1 partition of p for values from ('2020-01-01') to ('2021-01-01')"))
                .containsExactly("Foreign key public.p.p_a_fkey has no index that begins with a");
        assertThat(messages("create table p (day date not null) partition by range (day);"
                        + " create table p1 partition of p for values from ('2020-01-01') to ('2021-01-01');"
                        + " create index on p (day)"))
                .containsExactly("Table public.p has no primary key");
    }

    @Test
    void foreign_table_needs_no_primary_key() throws SQLException {
        assertThat(messages("create foreign data wrapper w; create server s foreign data wrapper w;"
                        + " create foreign table far (a int) server s"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            quoteCharacter = '`',
            value = {
                "alter table t add unique (a, b) ! Unique constraint public.t.t_a_b_key lets rows repeat where a or b is NULL",
                "create unique index u on t (a, id) ! Unique index public.u lets rows repeat where a is NULL",
                "create unique index u on t (a, id) where b is not null"
                        + " ! Unique index public.u lets rows repeat where a is NULL",
            })
    void nullable_columns_in_unique(String sql, String message) throws SQLException {
        assertThat(messages(sql)).containsExactly(message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "alter table t add unique nulls not distinct (a, b)",
                "create unique index on t (b, a) where a is not null and b is not null",
                "create unique index on t (id) include (a) where a > 0",
                "create unique index on t (lower(d), id)",
                "create domain given as int not null; alter table t add column g given unique",
                "create index on t (a, b)"
            })
    void unique_that_holds_for_every_row(String sql) throws SQLException {
        assertThat(messages(sql)).isEmpty();
    }

    @Test
    void single_value_that_is_unique_where_given_is_a_minor_matter() throws SQLException {
        assertThat(lints(18, "create table t (id int primary key, a int unique, b int, unique (a, b))"))
                .extracting(Lint::message, Lint::minor)
                .containsExactly(
                        tuple("Unique constraint public.t.t_a_b_key lets rows repeat where a or b is NULL", false),
                        tuple("Unique constraint public.t.t_a_key lets rows repeat where a is NULL", true));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            quoteCharacter = '`',
            value = {
                "create index i on t (a); create index j on t (a, b)"
                        + " ! Index public.i is redundant: index public.j has the same columns in front, and more",
                "create index i on t (a); create index j on t (a) ! Index public.j is redundant: index public.i has the same columns",
                "create index i on t (id)"
                        + " ! Index public.i is redundant: constraint public.t.t_pkey has the same columns",
                "create unique index i on t (id)"
                        + " ! Index public.i is redundant: constraint public.t.t_pkey has the same columns",
                "alter table t add unique (id)"
                        + " ! Constraint public.t.t_id_key is redundant: constraint public.t.t_pkey has the same columns",
                "create index i on t (a) where b > 0; create index j on t (a, d) where b > 0"
                        + " ! Index public.i is redundant: index public.j has the same columns in front, and more",
                "create index i on t (lower(d)); create index j on t (lower(d), a)"
                        + " ! Index public.i is redundant: index public.j has the same columns in front, and more",
                "create index i on t (a) include (b); create index j on t (a, b)"
                        + " ! Index public.i is redundant: index public.j has the same columns in front, and more",
                "create index i on t using gin (e); create index j on t using gin (e)"
                        + " ! Index public.j is redundant: index public.i has the same columns",
            })
    void redundant_index(String sql, String message) throws SQLException {
        assertThat(messages(sql)).containsExactly(message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "create index on t (a); create index on t (b, a)",
                "create index on t (a); create index on t using hash (a)",
                "create index on t (a); create index on t (a, b) where b > 0",
                "create index on t (a) where b > 0; create index on t (a, b)",
                "create index on t (a desc); create index on t (a, b)",
                "create index on t (d text_pattern_ops); create index on t (d, a)",
                "create index on t (d collate \"C\"); create index on t (d, a)",
                "create index on t (a) include (d); create index on t (a, b)",
                "create unique index on c (a); create index on c (a, id)",
                "create unique index on c (a); create unique index on c (a, id)",
                "create index on t using gin (e); create index on t using gin (e jsonb_path_ops)",
                "create index i on c (b); create index on c (b, a); alter table c cluster on i",
                "create index on t (a); create index j on t (a, b);"
                        + " update pg_index set indisvalid = false where indexrelid = 'j'::regclass"
            })
    void index_that_is_not_redundant(String sql) throws SQLException {
        assertThat(messages(sql)).noneMatch(message -> message.contains("redundant"));
    }

    @Test
    void replica_identity_is_not_redundant_and_what_equals_it_is() throws SQLException {
        assertThat(messages("create unique index j on c (b); alter table c replica identity using index j;"
                        + " create unique index i on c (b)"))
                .containsExactly("Index public.i is redundant: index public.j has the same columns");
    }

    @Test
    void unique_that_holds_at_once_replaces_one_that_is_deferrable() throws SQLException {
        assertThat(messages(
                        "alter table c add constraint u unique (id, a) deferrable; create unique index i on c (id, a)"))
                .containsExactly("Constraint public.c.u is redundant: index public.i has the same columns");
    }

    @ParameterizedTest
    @ValueSource(ints = {14, 15, 16, 17, 18})
    void first_proposal_mends_it_whatever_the_names_are(int version) throws SQLException {
        try (TestDatabase database = database(version);
                Connection session = database.connect()) {
            execute(
                    session,
                    List.of(
                            "create schema \"S\"",
                            "create table \"S\".\"user\" (\"order\" int primary key, \"x\"\"y\" int not null, \"end\" int)",
                            "create table \"S\".\"table\" (id int primary key, \"select\" int references \"S\".\"user\")",
                            "create unique index \"I\" on \"S\".\"user\" (\"x\"\"y\", \"end\")",
                            "create index \"J\" on \"S\".\"user\" (\"x\"\"y\")",
                            "create table nothing (a int)",
                            "create table \"has id\" (id int not null)",
                            "create table has_unique (a int not null unique, b int)",
                            "create table has_unique_index (a int not null, b int)",
                            "create unique index \"of it\" on has_unique_index (a)",
                            "create table joins (\"left\" int not null references \"S\".\"user\","
                                    + " \"right\" int not null references \"S\".\"table\")",
                            "create table parted (day date not null, id int) partition by range (day)",
                            "create table parted_2020 partition of parted for values from ('2020-01-01') to ('2021-01-01')",
                            "create table refers (day date not null, u int references \"S\".\"user\", primary key (day, u))"
                                    + " partition by range (day)",
                            "create table referring partition of refers for values from ('2020-01-01') to ('2021-01-01')",
                            "create index whole on refers (u, day)",
                            "create index part on refers (u)"));
            List<Lint> lints = SchemaLints.of(SchemaModels.of(session));
            assertThat(lints)
                    .extracting(lint -> lint.rule() + " " + lint.object().qualifiedName())
                    .containsExactly(
                            "FOREIGN_KEY_WITHOUT_INDEX \"S\".table.table_select_fkey",
                            "NULLABLE_COLUMN_IN_UNIQUE \"S\".\"I\"",
                            "REDUNDANT_INDEX \"S\".\"J\"",
                            "TABLE_WITHOUT_PRIMARY_KEY public.\"has id\"",
                            "TABLE_WITHOUT_PRIMARY_KEY public.has_unique",
                            "TABLE_WITHOUT_PRIMARY_KEY public.has_unique_index",
                            "TABLE_WITHOUT_PRIMARY_KEY public.joins",
                            "FOREIGN_KEY_WITHOUT_INDEX public.joins.joins_left_fkey",
                            "FOREIGN_KEY_WITHOUT_INDEX public.joins.joins_right_fkey",
                            "TABLE_WITHOUT_PRIMARY_KEY public.nothing",
                            "TABLE_WITHOUT_PRIMARY_KEY public.parted",
                            "REDUNDANT_INDEX public.part");
            assertThat(lints)
                    .extracting(lint -> String.join(" ", lint.proposals().get(0)))
                    .containsExactly(
                            "CREATE INDEX CONCURRENTLY ON \"S\".\"table\" (\"select\");",
                            "ALTER TABLE \"S\".\"user\" ALTER COLUMN \"end\" SET NOT NULL;",
                            "DROP INDEX CONCURRENTLY \"S\".\"J\";",
                            "ALTER TABLE public.\"has id\" ADD PRIMARY KEY (id);",
                            "ALTER TABLE public.has_unique DROP CONSTRAINT has_unique_a_key, ADD PRIMARY KEY (a);",
                            "ALTER TABLE public.has_unique_index ADD PRIMARY KEY USING INDEX \"of it\";",
                            "ALTER TABLE public.joins ADD PRIMARY KEY (\"left\", \"right\");",
                            "CREATE INDEX CONCURRENTLY ON public.joins (\"left\");",
                            "CREATE INDEX CONCURRENTLY ON public.joins (\"right\");",
                            "ALTER TABLE public.nothing ADD COLUMN id bigint GENERATED ALWAYS AS IDENTITY, ADD PRIMARY"
                                    + " KEY (id);",
                            "ALTER TABLE public.parted ADD PRIMARY KEY (id, day);",
                            "DROP INDEX public.part;");
            for (Lint lint : lints) {
                execute(session, lint.proposals().get(0));
            }

            // The primary key of the joining table begins with what an index was made for before.
            assertThat(SchemaLints.of(SchemaModels.of(session)))
                    .extracting(Lint::message)
                    .containsExactly(
                            "Index public.joins_left_idx is redundant: constraint public.joins.joins_pkey has the"
                                    + " same columns in front, and more");
        }
    }

    @Test
    void facts_say_what_a_lint_rests_on() throws SQLException {
        List<Lint> lints = lints(
                18,
                "create table c (id int primary key)",
                "create table t (a int references c on delete cascade, b int)",
                "create unique index i on t (b) include (a) where b > 0");

        assertThat(lints.get(0).facts())
                .containsExactly(
                        "table public.t  (a integer, b integer)",
                        "index public.i  unique, USING btree (b) INCLUDE (a) WHERE (b > 0)");
        assertThat(lints.get(1).facts())
                .containsExactly(
                        "constraint public.t.t_a_fkey  FOREIGN KEY (a) REFERENCES public.c(id) ON DELETE CASCADE",
                        "index public.i  unique, USING btree (b) INCLUDE (a) WHERE (b > 0)");
        assertThat(lints.get(2).facts())
                .containsExactly(
                        "index public.i  unique, USING btree (b) INCLUDE (a) WHERE (b > 0)",
                        "column public.t.b  integer, takes NULL");
    }

    @Test
    void column_that_a_foreign_key_sets_to_null_is_not_proposed_to_refuse_it() throws SQLException {
        List<Lint> lints = lints(
                18,
                "create table c (id int primary key)",
                "create table t (id int primary key, a int references c on delete set null, unique (a, id))");

        assertThat(lints)
                .singleElement()
                .satisfies(lint -> assertThat(lint.proposals()).isEmpty());
    }

    @ParameterizedTest
    @ValueSource(ints = {14, 15, 16, 17, 18})
    void every_keyword_that_needs_quotes_is_known(int version) throws SQLException {
        try (TestDatabase database = database(version);
                Connection session = database.connect()) {
            List<String> keywords = new ArrayList<>();
            try (Statement statement = session.createStatement();
                    ResultSet words =
                            statement.executeQuery("select word from pg_get_keywords() where catcode <> 'U'")) {
                while (words.next()) {
                    keywords.add(words.getString(1));
                }
            }
            for (String keyword : keywords) {
                execute(session, List.of("create table \"" + keyword + "\" (id int)"));
            }

            assertThat(SchemaLints.of(SchemaModels.of(session)))
                    .hasSameSizeAs(keywords)
                    .extracting(lint -> lint.proposals().get(0).get(0))
                    .allMatch(sql -> sql.startsWith("ALTER TABLE public.\""));
        }
    }
}
