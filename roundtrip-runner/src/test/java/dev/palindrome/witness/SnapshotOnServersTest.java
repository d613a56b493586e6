package dev.palindrome.witness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.palindrome.database.DatabaseOptions;
import dev.palindrome.database.TestDatabase;
import dev.palindrome.database.TestServers;
import dev.palindrome.schema.ObjectName;
import dev.palindrome.schema.SchemaDiff;
import dev.palindrome.schema.SchemaObject;
import dev.palindrome.schema.SchemaSnapshot;
import dev.palindrome.schema.SnapshotOptions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.postgresql.core.BaseConnection;
import org.postgresql.jdbc.PreferQueryMode;

/** What a snapshot does not depend on, and what it must not overlook, on each version of PostgreSQL. */
@Tag("database")
@Tag("server-only")
class SnapshotOnServersTest {

    private static final List<String> TABLES = List.of(
            "create table customers (id serial primary key, email text not null unique, name varchar(40) default 'x')",
            "create table orders (id bigint generated always as identity primary key, customer_id int, status text,"
                    + " total numeric(10, 2) check (total > 0), twice numeric generated always as (total * 2) stored)",
            "create table events (id int, day date not null) partition by range (day)");

    private static final List<String> THE_REST = List.of(
            "alter table orders add foreign key (customer_id) references customers deferrable",
            "create index on orders (lower(status), total desc) where total > 5",
            "create table events_2020 partition of events for values from ('2020-01-01') to ('2021-01-01')",
            "create type mood as enum ('sad', 'ok')",
            "create domain positive as int not null check (value > 0)",
            "create type address as (street text, zip varchar(5))",
            "create type span as range (subtype = float8)",
            "create function touch() returns trigger language plpgsql as 'begin return new; end'",
            "create aggregate whole(int) (sfunc = int4pl, stype = int)",
            "create policy mine on orders using (total > 0)",
            "grant select on orders to pg_monitor",
            "comment on column orders.total is 'in euro'");

    static List<Integer> versions() {
        return List.of(14, 15, 16, 17, 18);
    }

    private static TestDatabase database(int version) {
        return TestServers.shared(new DatabaseOptions(null, null, true, version, false))
                .create();
    }

    private static SchemaSnapshot after(Connection session, List<String> statements) throws SQLException {
        execute(session, statements);
        return SchemaSnapshot.of(session);
    }

    private static SchemaSnapshot after(Connection session, String... statements) throws SQLException {
        return after(session, List.of(statements));
    }

    private static void execute(Connection session, List<String> statements) throws SQLException {
        try (Statement statement = session.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("versions")
    void empty_database_has_nothing_to_tell(int version) throws SQLException {
        try (TestDatabase database = database(version);
                Connection session = database.connect()) {
            assertThat(SchemaSnapshot.of(session).objects().keySet())
                    .extracting(ObjectName::toString)
                    .containsExactly("schema public");
        }
    }

    @Test
    void text_is_the_same_on_every_version() throws SQLException {
        String expected = "";
        for (int version : versions()) {
            try (TestDatabase database = database(version);
                    Connection session = database.connect()) {
                execute(session, TABLES);
                String text = after(session, THE_REST).text();
                expected = expected.isEmpty() ? text : expected;
                assertThat(text).as("PostgreSQL %d", version).isEqualTo(expected);
                assertThat(SchemaSnapshot.parse(text).text()).isEqualTo(text);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("versions")
    void a_change_of_one_column_is_a_change_of_one_line(int version) throws SQLException {
        List<String> changes = List.of(
                "alter table orders add note text not null default '-'",
                "alter table orders alter note type varchar(40)",
                "alter table orders alter note set default 'x'",
                "alter table orders alter note drop not null",
                "comment on column orders.note is 'for the clerk'",
                "grant update (note) on orders to pg_monitor",
                "alter table orders rename note to remark",
                "alter table orders drop remark");
        try (TestDatabase database = database(version);
                Connection session = database.connect()) {
            execute(session, TABLES);
            SchemaSnapshot first = after(session, THE_REST);
            String before = first.text();
            for (String change : changes) {
                String text = after(session, change).text();
                assertThat(changedLines(before, text)).as(change).hasSize(1);
                before = text;
            }
            assertThat(before).isEqualTo(first.text());
        }
    }

    /** Return the lines of the longer text, or of the second of two as long, between what both begin and what both end with. */
    private static List<String> changedLines(String before, String after) {
        List<String> left = before.lines().toList();
        List<String> right = after.lines().toList();
        int start = 0;
        while (start < Math.min(left.size(), right.size()) && left.get(start).equals(right.get(start))) {
            start++;
        }
        int end = 0;
        while (end < Math.min(left.size(), right.size()) - start
                && left.get(left.size() - 1 - end).equals(right.get(right.size() - 1 - end))) {
            end++;
        }
        return left.size() > right.size()
                ? left.subList(start, left.size() - end)
                : right.subList(start, right.size() - end);
    }

    @ParameterizedTest
    @MethodSource("versions")
    void order_of_creation_and_gaps_of_dropped_columns_leave_no_trace(int version) throws SQLException {
        try (TestDatabase one = database(version);
                TestDatabase two = database(version);
                Connection first = one.connect();
                Connection second = two.connect()) {
            execute(first, TABLES);
            execute(second, List.of("create table burnt (id serial primary key)", "drop table burnt"));
            execute(second, List.of(TABLES.get(2), TABLES.get(0)));
            execute(second, List.of(TABLES.get(1).replace("status text,", "gone int, status text,")));
            execute(second, List.of("alter table orders drop column gone"));

            assertThat(after(second, THE_REST)).isEqualTo(after(first, THE_REST));
        }
    }

    /** Servers of November 2026 and later write such options themselves; on others, the catalogue is written by hand. */
    @ParameterizedTest
    @MethodSource("versions")
    void option_in_which_a_server_counts_changes_is_left_out(int version) throws SQLException {
        try (TestDatabase database = database(version);
                Connection session = database.connect()) {
            execute(session, TABLES);
            SchemaSnapshot before = after(session, "alter table customers alter name set (n_distinct = 7)");
            String counting =
                    "update pg_attribute set attoptions = %s where attrelid = 'customers'::regclass and attnum > 0";
            SchemaSnapshot counted = after(
                    session,
                    counting.formatted(
                            "case attname when 'name' then '{pg_attver=5,n_distinct=7}' else '{pg_attver=5}' end::text[]"));
            assertThat(counted).isEqualTo(before);
            assertThat(counted.text()).contains("n_distinct").doesNotContain("pg_attver");
            SchemaSnapshot others = after(session, counting.formatted("'{n_distinct=8,pg_attver=6}'"));
            assertThat(before.compareWith(others).differences())
                    .hasSize(3)
                    .allSatisfy(difference -> assertThat(difference.toString())
                            .contains("n_distinct")
                            .doesNotContain("pg_attver"));
        }
    }

    @ParameterizedTest
    @MethodSource("versions")
    void keeping_house_and_writing_rows_change_nothing(int version) throws SQLException {
        try (TestDatabase database = database(version);
                Connection session = database.connect()) {
            execute(session, TABLES);
            SchemaSnapshot before = after(session, THE_REST);

            assertThat(after(
                            session,
                            "insert into customers (email) select n::text from generate_series(1, 1000) n",
                            "update customers set name = email",
                            "delete from customers where id > 500",
                            "analyze",
                            "vacuum",
                            "vacuum full",
                            "reindex table customers",
                            "truncate customers cascade",
                            "create temporary table scratch (a serial primary key)",
                            "set search_path = pg_temp"))
                    .isEqualTo(before);
        }
    }

    /** On one server, because these do not depend on the version. */
    @Nested
    class EachTrap {

        private final TestDatabase database = database(15);
        private Connection session;

        @BeforeEach
        void connect() throws SQLException {
            session = database.connect();
            execute(session, TABLES);
            execute(session, THE_REST);
        }

        @AfterEach
        void close() throws SQLException {
            session.close();
            database.close();
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '!',
                quoteCharacter = '`',
                value = {
                    // an explicit default is the same as nothing said
                    "grant all on table customers to current_user ! revoke all on customers from public",
                    "grant execute on function touch() to public ! grant usage on type mood to public",
                    // aclitem[] keeps the history
                    "grant select on customers to pg_monitor, pg_read_all_data"
                            + " ! revoke all on customers from pg_monitor, pg_read_all_data",
                    "grant update (name) on customers to pg_monitor ! revoke update (name) on customers from pg_monitor",
                    "create operator === (leftarg = int, rightarg = int, function = int4eq, commutator = ====)"
                            + " ! drop operator === (int, int)",
                    "create type shell ! drop type shell",
                    "comment on table customers is 'c' ! comment on table customers is null",
                    "create view v as select * from orders ! drop view v",
                    "create materialized view m as select 1 ! drop materialized view m",
                    "alter table orders rename to o ! alter table o rename to orders",
                    "alter table customers add column x int ! alter table customers drop column x",
                    "alter table customers alter name type text ! alter table customers alter name type varchar(40)",
                    "alter table orders enable row level security ! alter table orders disable row level security",
                    "create extension hstore ! drop extension hstore",
                    "alter type mood rename value 'ok' to 'fine' ! alter type mood rename value 'fine' to 'ok'",
                })
        void what_was_undone_leaves_no_trace(String up, String down) throws SQLException {
            SchemaSnapshot before = SchemaSnapshot.of(session);

            assertThat(after(session, up, down)).isEqualTo(before);
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '!',
                quoteCharacter = '`',
                value = {
                    "alter type mood add value 'happy' ! ~ type public.mood  enum: sad, ok -> sad, ok, happy",
                    "alter table orders disable trigger all"
                            + " ! ~ constraint public.orders.orders_customer_id_fkey  triggers: (none) -> disabled",
                    "create table t (a int) ! + table public.t  with 1 column",
                    "create type leftover as enum ('a') ! + type public.leftover  enum (a)",
                    "create extension hstore ! + extension hstore  schema public",
                    "drop policy mine on orders ! - policy public.orders.mine  for all, to public, using (total > (0)::numeric)",
                    "revoke execute on function touch() from public"
                            + " ! ~ function public.touch()  grant to PUBLIC: (none) -> none",
                    "grant execute on function pg_ls_waldir() to pg_read_all_data"
                            + " ! + function pg_catalog.pg_ls_waldir()",
                    "alter table orders alter total drop default, alter status set storage plain"
                            + " ! ~ column public.orders.status  storage: (none) -> plain",
                    "alter sequence customers_id_seq owned by none"
                            + " ! `~ sequence public.customers_id_seq\n"
                            + "      belongs to: table public.customers -> (none)\n"
                            + "      owned by: public.customers.id -> (none)`",
                })
        void what_was_done_is_told(String sql, String expected) throws SQLException {
            SchemaSnapshot before = SchemaSnapshot.of(session);

            assertThat(before.compareWith(after(session, sql)).render()).isEqualTo(expected);
        }

        @Test
        void equal_names_in_two_schemas_are_not_mixed_up() throws SQLException {
            SchemaSnapshot snapshot = after(
                    session,
                    "create schema other",
                    "create table other.orders (a int, constraint orders_total_check check (a > 7))",
                    "create index orders_lower_total_idx on other.orders (a)");

            assertThat(definition(snapshot, "constraint other.orders.orders_total_check"))
                    .isEqualTo("CHECK ((a > 7))");
            assertThat(definition(snapshot, "constraint public.orders.orders_total_check"))
                    .isEqualTo("CHECK ((total > (0)::numeric))");
            assertThat(definition(snapshot, "index other.orders_lower_total_idx"))
                    .isEqualTo("USING btree (a)");
        }

        private static String definition(SchemaSnapshot snapshot, String name) {
            SchemaObject object = snapshot.objects().get(ObjectName.parse(name));
            assertThat(object).as(name).isNotNull();
            return object.attribute("definition").orElseThrow();
        }

        @Test
        void column_that_was_dropped_and_added_again_is_only_out_of_order() throws SQLException {
            SchemaSnapshot before = SchemaSnapshot.of(session);
            SchemaDiff diff = before.compareWith(after(
                    session, "alter table orders drop column status", "alter table orders add column status text"));

            assertThat(diff.real())
                    .extracting(Object::toString)
                    .as("the index on the column went with it")
                    .hasSize(1);
            assertThat(diff.cosmetic().get(0).render())
                    .isEqualTo("~ table public.orders  column order: id, customer_id, status, total, twice ->"
                            + " id, customer_id, total, twice, status  (column order only)");
        }

        @Test
        void unnamed_constraint_that_came_back_is_only_renamed() throws SQLException {
            SchemaSnapshot before =
                    after(session, "alter table orders add constraint one unique (customer_id, status)");
            SchemaDiff diff = before.compareWith(after(
                    session,
                    "alter table orders drop constraint one",
                    "alter table orders add unique (customer_id, status)"));

            assertThat(diff.real()).isEmpty();
            assertThat(diff.cosmetic()).hasSize(1);
        }

        @Test
        void partition_that_was_attached_is_the_same_as_one_that_was_created() throws SQLException {
            SchemaSnapshot before = after(session, "alter table events add primary key (day, id)");

            assertThat(after(
                            session,
                            "alter table events detach partition events_2020",
                            "alter table events attach partition events_2020"
                                    + " for values from ('2020-01-01') to ('2021-01-01')"))
                    .isEqualTo(before);
        }

        @Test
        void materialized_view_may_be_empty() throws SQLException {
            SchemaSnapshot before = after(session, "create materialized view m as select 1 as a");

            assertThat(after(session, "refresh materialized view m with no data"))
                    .isEqualTo(before);
        }

        @Test
        void orphaned_comment_finds_no_object() throws SQLException {
            SchemaSnapshot before = SchemaSnapshot.of(session);

            assertThat(after(session, "insert into pg_description values (999999, 'pg_class'::regclass, 0, 'orphan')"))
                    .isEqualTo(before);
        }

        @Test
        void ignored_table_goes_with_all_that_is_its_own() throws SQLException {
            SchemaSnapshot before = SchemaSnapshot.of(session);
            execute(
                    session,
                    List.of(
                            "create table versions (id serial primary key, version text unique check (version <> ''))",
                            "create index on versions (version)",
                            "create trigger t before insert on versions for each row execute function touch()"));

            assertThat(SchemaSnapshot.of(session, SnapshotOptions.defaults().withIgnoredTable("public.versions")))
                    .isEqualTo(before);
        }

        @Test
        void owners_and_grants_can_be_left_out() throws SQLException {
            SnapshotOptions options = SnapshotOptions.defaults().withoutOwnersAndGrants();
            SchemaSnapshot before = SchemaSnapshot.of(session, options);
            execute(session, List.of("grant all on orders to pg_monitor", "alter table customers owner to pg_monitor"));

            assertThat(SchemaSnapshot.of(session, options)).isEqualTo(before);
            assertThat(before.text()).doesNotContain("owner:").doesNotContain("grant to");
        }

        @Test
        void names_survive_whatever_they_hold() throws SQLException {
            SchemaSnapshot snapshot = after(
                    session,
                    "create table \"a.b \"\"c\"\" | d:\n\\ é\" (\"x|y: z\" int primary key)",
                    "create index on \"a.b \"\"c\"\" | d:\n\\ é\" (\"x|y: z\")",
                    "create function \"F)(\"(\"a.b \"\"c\"\" | d:\n\\ é\") returns int language sql as 'select 1'");

            assertThat(SchemaSnapshot.parse(snapshot.text())).isEqualTo(snapshot);
        }

        @Test
        void ordinary_role_sees_the_same() throws SQLException {
            SchemaSnapshot before = SchemaSnapshot.of(session);

            assertThat(after(session, "set session authorization pg_signal_backend"))
                    .isEqualTo(before);
        }

        @ParameterizedTest
        @CsvSource({"simple, true", "simple, false", "extended, true", "extended, false"})
        void session_stays_as_it_was(String queryMode, boolean autoCommit) throws SQLException {
            String settings = "select string_agg(name || '=' || setting, ';' order by name) from pg_settings"
                    + " where name <> 'transaction_isolation'";
            try (Connection other = connect(queryMode)) {
                execute(other, List.of("set search_path = public, pg_temp", "set time zone 'Asia/Tokyo'"));
                String before = text(other, settings);
                other.setAutoCommit(autoCommit);

                assertThat(SchemaSnapshot.of(other)).isEqualTo(SchemaSnapshot.of(session));

                assertThat(other.getAutoCommit()).isEqualTo(autoCommit);
                assertThat(text(
                                session,
                                "select count(*) from pg_stat_activity where state like 'idle in%' and datname ="
                                        + " current_database()"))
                        .isEqualTo("0");
                assertThat(text(other, settings)).isEqualTo(before);
            }
        }

        @ParameterizedTest
        @CsvSource({"simple", "extended"})
        void open_transaction_stays_open_and_is_seen(String queryMode) throws SQLException {
            try (Connection other = connect(queryMode)) {
                execute(
                        other,
                        List.of("begin", "set local search_path = pg_temp", "create table public.fresh (a int)"));

                assertThat(SchemaSnapshot.of(other).objects()).containsKey(ObjectName.parse("table public.fresh"));

                assertThat(text(other, "show search_path")).isEqualTo("pg_temp");
                execute(other, List.of("rollback"));
                assertThat(text(other, "show search_path")).isNotEqualTo("pg_temp");
                assertThat(SchemaSnapshot.of(other).objects())
                        .doesNotContainKey(ObjectName.parse("table public.fresh"));
            }
        }

        @Test
        void failed_transaction_is_refused_as_the_server_does() throws SQLException {
            execute(session, List.of("begin"));
            assertThatExceptionOfType(SQLException.class).isThrownBy(() -> execute(session, List.of("select 1 / 0")));

            assertThatExceptionOfType(SQLException.class)
                    .isThrownBy(() -> SchemaSnapshot.of(session))
                    .satisfies(e -> assertThat(e.getSQLState()).isEqualTo("25P02"));
        }

        @Test
        void statement_timeout_leaves_the_session_usable() throws SQLException {
            execute(session, List.of("set statement_timeout = 1"));

            assertThatExceptionOfType(SQLException.class)
                    .isThrownBy(() -> SchemaSnapshot.of(session))
                    .satisfies(e -> assertThat(e.getSQLState()).isEqualTo("57014"));

            execute(session, List.of("set statement_timeout = 0"));
            assertThat(SchemaSnapshot.of(session).objects()).isNotEmpty();
        }

        private Connection connect(String queryMode) throws SQLException {
            Connection other = database.connect();
            other.unwrap(BaseConnection.class).getQueryExecutor().setPreferQueryMode(PreferQueryMode.of(queryMode));
            return other;
        }
    }

    private static String text(Connection session, String query) throws SQLException {
        try (Statement statement = session.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            result.next();
            return result.getString(1);
        }
    }

    @Test
    void what_only_postgresql_18_has_is_told() throws SQLException {
        try (TestDatabase database = database(18);
                Connection session = database.connect()) {
            SchemaSnapshot before = after(
                    session,
                    "create table t (a int, b int constraint must not null, c int not null no inherit,"
                            + " v int generated always as (a + 1) virtual)",
                    "create table r (id int, valid daterange)");
            SchemaSnapshot after = after(
                    session,
                    "alter table t add constraint later not null a not valid",
                    "alter table t rename constraint must to should",
                    "alter table t add constraint loose check (a > 0) not enforced",
                    "create table u (id int4range, valid daterange, primary key (id, valid without overlaps))");

            assertThat(before.compareWith(after).render()).isEqualTo("""
                            ~ column public.t.a
                                  not null: no -> yes
                                  not null constraint: (none) -> later
                                  not null not valid: no -> yes
                            ~ column public.t.b  not null constraint: must -> should
                            + constraint public.t.loose  CHECK ((a > 0)) NOT ENFORCED
                            + table public.u  with 2 columns, 1 constraint""");
            assertThat(before.text())
                    .contains("column c | type: integer | not null | not null no inherit")
                    .contains("column v | type: integer | generated virtual: (a + 1)");
        }
    }
}
