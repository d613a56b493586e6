package dev.palindrome.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.palindrome.database.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("database")
class RowSynthesisTest {

    private static final PopulationOptions OPTIONS = PopulationOptions.withSeed(1);
    private static final TableName T = TableName.parse("t");

    private static TestDatabase database(String... statements) throws SQLException {
        return Databases.with(18, statements);
    }

    /** Each needs the repair that its SQLSTATE stands for: the first row that is tried is refused. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            23502 hidden in a domain   | create domain d as int not null; create table t (a d, b text) | select count(*) >= 6 from t
            23502 of a generated       | create table t (a int, b int generated always as (a + 1) stored not null) | select count(*) >= 4 from t where b = a + 1
            23505 of a short key       | create table t (a char(1) primary key check (a in ('x', 'y', 'z'))) | select count(*) = 3 from t
            23505 of a pair            | create table p (a int primary key); create table t (a int references p, b bool, primary key (a, b)) | select count(*) >= 6 from t
            23505 of a 1:1 reference   | create table p (a int primary key check (a < 100)); create table t (a int primary key references p, b int, c int, d int, e int, f int, g mood) | select count(*) >= 6 from t
            23514 of three columns     | create table t (a int not null, b int not null, c int not null, check (a = b + c), check (b > 500), check (c > b)) | select count(*) >= 6 from t
            23514 of a domain in array | create domain d as text check (value ~ '^x[0-9]+$'); create table t (a d[] not null check (cardinality(a) = 2)) | select count(*) >= 1 from t
            23503 of shared columns    | create table p (a int, b int, primary key (a, b)); create table q (a int, c int, primary key (a, c)); create table t (a int not null, b int not null, c int not null, foreign key (a, b) references p, foreign key (a, c) references q) | select count(*) >= 6 from t
            23503 of its own pair      | create table s (id int primary key); create table f (id int primary key); create table t (s int not null references s, f int not null references f, from_f int references f, primary key (s, f), foreign key (s, from_f) references t) | select count(*) >= 4 and count(from_f) >= 1 from t
            23P01                      | create extension btree_gist; create table t (r int4range not null, exclude using gist (r with &&)) | select count(*) >= 5 from t
            22P02 of an index          | create table t (a text not null); create index on t ((a::int)) | select count(*) >= 5 from t
            22001 of a function        | create function f(text) returns varchar(3) language sql immutable as 'select $1::varchar(3)'; create table t (a text not null check (f(a) = a)) | select count(*) >= 5 from t
            22012                      | create table t (a int not null check (10 % a = 0)) | select count(*) >= 5 from t
            P0001                      | create table t (a int not null, s text not null); create function f() returns trigger language plpgsql as 'begin if new.s <> ''open'' then raise exception ''no''; end if; return new; end'; create trigger f before insert on t for each row execute function f() | select count(*) >= 3 from t where s = 'open'
            """)
    void what_was_refused_is_repaired(String name, String schema, String proof) throws SQLException {
        try (TestDatabase database =
                        database("create type mood as enum ('a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i')", schema);
                Connection session = database.connect()) {
            Population population = RowSynthesis.populate(session, OPTIONS.withTriggersOff(false));

            assertThat(population.unfilled()).as(name).isEmpty();
            assertThat(Databases.query(session, proof)).as(name).containsExactly("t");
        }
    }

    @Test
    void what_is_assumed_holds_for_every_row() throws SQLException {
        try (TestDatabase database = database("create table t (id int primary key, state text, total int not null)");
                Connection session = database.connect()) {
            Population population = RowSynthesis.populate(
                    session,
                    OPTIONS.withAssumption(T, "state in ('open', 'shut') or state is null")
                            .withAssumption(T, "total between 90 and 95")
                            .withAssumption(T, "nick <> ''")
                            .withAssumption(TableName.parse("other.t"), "true"));

            assertThat(population.coverage().rows()).isGreaterThan(5);
            assertThat(Databases.query(session, "select distinct state from t order by 1"))
                    .containsExactly("open", "shut", "null");
            assertThat(Databases.query(session, "select min(total) >= 90 and max(total) <= 95 from t"))
                    .containsExactly("t");
            assertThat(population.unusedAssumptions())
                    .containsExactly(
                            new UnusedAssumption(TableName.parse("other.t"), "true", "table other.t does not exist"),
                            new UnusedAssumption(T, "nick <> ''", "column \"nick\" does not exist"));
        }
    }

    @Test
    void an_assumption_that_no_row_satisfies_is_the_reason() throws SQLException {
        try (TestDatabase database = database("create table t (id int not null)");
                Connection session = database.connect()) {
            Population population = RowSynthesis.populate(session, OPTIONS.withAssumption(T, "id < id"));

            assertThat(population.table(T).orElseThrow().complaint())
                    .contains("could not populate public.t: no row was found that satisfies the assumption id < id");
        }
    }

    @Test
    void an_assumption_that_is_no_condition_is_an_error() throws SQLException {
        try (TestDatabase database = database("create table t (id int)");
                Connection session = database.connect()) {
            assertThatExceptionOfType(InvalidAssumptionException.class)
                    .isThrownBy(() -> RowSynthesis.populate(session, OPTIONS.withAssumption(T, "id >")))
                    .withMessageStartingWith(
                            "The assumption about public.t is not a SQL condition on its row: id >\nERROR 42601: ");
            assertThat(Databases.query(session, "select count(*) from t")).containsExactly("0");
        }
    }

    @Test
    void a_table_with_rows_of_the_users_own_is_left_alone_or_topped_up() throws SQLException {
        String sql = "insert into p values (77); insert into t values (77)";
        try (TestDatabase database =
                        database("create table p (id int primary key)", "create table t (p int references p)");
                Connection session = database.connect()) {
            session.setAutoCommit(false);
            RowSynthesis.populate(session, OPTIONS.withUserRows(UserRows.replacing(sql)));
            assertThat(Databases.query(session, "select (select array_agg(id) from p), (select array_agg(p) from t)"))
                    .containsExactly("{77}|{77}");
            session.rollback();

            RowSynthesis.populate(session, OPTIONS.withUserRows(UserRows.replacingAllBut(Set.of(T), sql)));
            assertThat(Databases.query(session, "select (select array_agg(id) from p), (select count(*) > 6 from t)"))
                    .containsExactly("{77}|t");
            session.rollback();

            RowSynthesis.populate(session, OPTIONS.withUserRows(UserRows.adding(sql)));
            assertThat(Databases.query(session, "select (select count(*) > 6 from p), (select count(*) > 6 from t)"))
                    .containsExactly("t|t");
            session.rollback();
        }
    }

    @Test
    void rows_of_an_earlier_migration_are_topped_up() throws SQLException {
        try (TestDatabase database =
                        database("create table t (id int primary key, a text)", "insert into t values (3, 'seed')");
                Connection session = database.connect()) {
            TablePopulation table =
                    RowSynthesis.populate(session, OPTIONS).table(T).orElseThrow();

            assertThat(table.rowsBefore()).isEqualTo(1);
            assertThat(table.rowsNow()).isEqualTo(1 + table.rows().size());
            assertThat(table.nullableColumns())
                    .extracting(NullableColumn::seenNull)
                    .containsExactly(true);
        }
    }

    @Test
    void sql_of_the_users_own_that_fails_is_an_error_in_the_servers_words() throws SQLException {
        try (TestDatabase database = database("create table t (id int)");
                Connection session = database.connect()) {
            assertThatExceptionOfType(UserRowsException.class)
                    .isThrownBy(() -> RowSynthesis.populate(
                            session,
                            OPTIONS.withUserRows(
                                    UserRows.adding("insert into t values (1); insert into u values (1)"))))
                    .withMessageStartingWith(
                            "The SQL for rows of your own fails: ERROR 42P01: ERROR: relation \"u\" does not exist");
            assertThat(Databases.query(session, "select count(*) from t")).containsExactly("0");
        }
    }

    @Test
    void constants_of_scripts_stand_in_the_columns_that_the_same_statement_mentions() throws SQLException {
        try (TestDatabase database = database("create table t (code text, n int)", "create table u (code text)");
                Connection session = database.connect()) {
            RowSynthesis.populate(
                    session,
                    OPTIONS.withScripts(List.of(
                            "UPDATE t SET n = 1 WHERE code = 'legacy-eu'; DELETE FROM t WHERE n = 4711;",
                            "DO $$ BEGIN UPDATE u SET code = CASE code WHEN 'it''s' THEN E'b\\n' END; END $$")));

            assertThat(
                            Databases.query(
                                    session,
                                    "select exists (select from t where code = 'legacy-eu'),"
                                            + " exists (select from t where n = 4711), exists (select from t where code = 'it''s'),"
                                            + " exists (select from u where code = 'it''s'), exists (select from u where code = E'b\\n')"))
                    .containsExactly("t|t|f|t|t");
        }
    }

    @Test
    void excluded_tables_stay_as_they_are() throws SQLException {
        try (TestDatabase database =
                        database("create table t (id int)", "create table flyway_schema_history (id int)");
                Connection session = database.connect()) {
            Population population = RowSynthesis.populate(
                    session, OPTIONS.withExcluded(Set.of(TableName.parse("flyway_schema_history"))));

            assertThat(population.tables()).extracting(TablePopulation::table).containsExactly(T);
            assertThat(Databases.query(session, "select count(*) from flyway_schema_history"))
                    .containsExactly("0");
        }
    }

    @Test
    void a_table_of_one_row_holds_nulls_for_an_odd_seed_and_values_for_an_even_one() throws SQLException {
        String[] schema = {"create table t (a text)", "create unique index on t ((1))"};
        try (TestDatabase odd = database(schema);
                TestDatabase even = database(schema);
                Connection oddSession = odd.connect();
                Connection evenSession = even.connect()) {
            RowSynthesis.populate(oddSession, PopulationOptions.withSeed(1));
            RowSynthesis.populate(evenSession, PopulationOptions.withSeed(2));

            assertThat(Databases.query(oddSession, "select a is null from t")).containsExactly("t");
            assertThat(Databases.query(evenSession, "select a is null from t")).containsExactly("f");
        }
    }

    @Test
    void row_security_binds_a_session_that_it_applies_to() throws SQLException {
        try (TestDatabase database = database(
                        "create table t (id int not null, tenant text not null, note text)",
                        "alter table t enable row level security",
                        "alter table t force row level security",
                        "create policy one on t using (tenant = 'acme')",
                        "create policy two on t using (tenant = 'umbrella') with check (tenant = 'umbrella' and id > 100)",
                        "create policy three on t as restrictive with check (id < 1000)",
                        "alter table t owner to pg_monitor");
                Connection session = database.connect()) {
            Databases.execute(session, "set role pg_monitor");
            Population population = RowSynthesis.populate(session, OPTIONS);

            assertThat(population.unfilled()).isEmpty();
            Databases.execute(session, "reset role");
            assertThat(
                            Databases.query(
                                    session,
                                    "select count(*) > 5, bool_and(tenant = 'acme' or (tenant = 'umbrella' and id > 100)), bool_and(id < 1000) from t"))
                    .containsExactly("t|t|t");
        }
    }

    @Test
    void an_open_transaction_is_the_callers_to_end() throws SQLException {
        try (TestDatabase database = database("create table t (id int)", "set search_path = ''");
                Connection session = database.connect()) {
            session.setAutoCommit(false);
            RowSynthesis.populate(session, OPTIONS);
            assertThat(Databases.query(session, "select count(*) > 0, current_setting('search_path') from t"))
                    .containsExactly("t|\"$user\", public");
            session.rollback();

            assertThat(Databases.query(session, "select count(*) from t")).containsExactly("0");
        }
    }

    @Test
    void each_row_can_be_repeated_from_its_insert() throws SQLException {
        String[] schema = {
            "create table p (id int generated always as identity primary key, name text not null)",
            "create table t (id int primary key, p int not null references p, b bytea, j jsonb, a text[], \"Odd;\" text)"
        };
        try (TestDatabase one = database(schema);
                TestDatabase two = database(schema);
                Connection first = one.connect();
                Connection second = two.connect()) {
            for (SynthesisedRow row : RowSynthesis.populate(first, OPTIONS).rows()) {
                Databases.execute(second, row.insert());
            }

            String all = "select t::text from t order by id";
            assertThat(Databases.query(second, all))
                    .isEqualTo(Databases.query(first, all))
                    .isNotEmpty();
        }
    }

    @Test
    void the_number_of_rows_is_bounded() throws SQLException {
        try (TestDatabase database = database("create table t (a int, b text, c date)");
                Connection session = database.connect()) {
            assertThat(RowSynthesis.populate(session, OPTIONS.withMaxRowsPerTable(3))
                            .rows())
                    .hasSize(3);
        }
    }

    @Test
    void tables_that_others_only_refer_to_get_no_more_rows_than_keys_need() throws SQLException {
        TableName parent = new TableName("public", "p");
        TableName whole = new TableName("public", "w");
        PopulationOptions options = OPTIONS.withParents(Set.of(parent, whole, new TableName("public", "w_1")));
        try (TestDatabase database = database(
                        "create table p (id serial primary key, a int, b text)",
                        "create table w (id int primary key, a int) partition by range (id)",
                        "create table w_1 partition of w default",
                        "create table t (id int primary key, p int not null references p, w int not null references w)",
                        "create table once (p int not null unique references p)");
                Connection session = database.connect()) {
            assertThat(RowSynthesis.populate(session, options).unfilled()).isEmpty();
            String counts = "select (select count(*) from p), (select count(*) from w), (select count(*) from t)";
            List<Long> first = numbers(session, counts);

            // Written at the next revision: nobody needs more parents than are there.
            RowSynthesis.populate(session, options.withExcluded(Set.of(new TableName("public", "once"))));
            List<Long> second = numbers(session, counts);
            assertThat(second.subList(0, 2)).isEqualTo(first.subList(0, 2));
            assertThat(second.get(2)).isGreaterThan(first.get(2));

            // But for a key that has to be unique.
            RowSynthesis.populate(session, options);
            assertThat(numbers(session, counts).get(0)).isGreaterThan(first.get(0));
        }
    }

    private static List<Long> numbers(Connection session, String query) throws SQLException {
        return Stream.of(Databases.query(session, query).get(0).split("\\|"))
                .map(Long::valueOf)
                .toList();
    }
}
