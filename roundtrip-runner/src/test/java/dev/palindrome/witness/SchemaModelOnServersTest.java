package dev.palindrome.witness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.palindrome.database.DatabaseOptions;
import dev.palindrome.database.TestDatabase;
import dev.palindrome.database.TestServers;
import dev.palindrome.schema.SchemaModels;
import dev.palindrome.schema.model.Check;
import dev.palindrome.schema.model.Column;
import dev.palindrome.schema.model.ForeignKey;
import dev.palindrome.schema.model.Index;
import dev.palindrome.schema.model.Routine;
import dev.palindrome.schema.model.SchemaModel;
import dev.palindrome.schema.model.Table;
import dev.palindrome.schema.model.TableName;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What SchemaCrawler makes of a schema, and that its known mistakes do not reach the model. */
@Tag("database")
@Tag("server-only")
class SchemaModelOnServersTest {

    private static TestDatabase database(int version) {
        return TestServers.shared(new DatabaseOptions(null, null, true, version, false))
                .create();
    }

    private static SchemaModel after(Connection session, String... statements) throws SQLException {
        try (Statement statement = session.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
        return SchemaModels.of(session);
    }

    private static Table table(SchemaModel model, String schema, String name) {
        return model.table(new TableName(schema, name)).orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(ints = {14, 15, 16, 17, 18})
    void model_holds_tables_with_all_that_belongs_to_them(int version) throws SQLException {
        try (TestDatabase database = database(version);
                Connection session = database.connect()) {
            SchemaModel model = after(
                    session,
                    "create table customers (id bigint generated always as identity primary key, email varchar(40) not null)",
                    "create table orders (id int, customer_id bigint references customers on delete cascade,"
                            + " tags text[] default '{}', total numeric(10, 2) not null check (total > 0),"
                            + " twice numeric generated always as (total * 2) stored, unique (id, customer_id))",
                    "comment on table orders is 'what was bought'",
                    "comment on column orders.tags is 'as the customer wrote them'",
                    "create index on orders (lower(tags[1]) text_pattern_ops, total desc) include (id) where total > 5",
                    "create function total(o orders) returns numeric language sql as 'select 1'",
                    "create procedure settle(int, text) language sql as 'select 1'");

            assertThat(model.tables())
                    .extracting(each -> each.name().toString())
                    .containsExactly("public.customers", "public.orders");
            assertThat(model.routines())
                    .containsExactly(
                            new Routine(Routine.Kind.PROCEDURE, "public", "settle", "integer, text", Optional.empty()),
                            new Routine(
                                    Routine.Kind.FUNCTION, "public", "total", "public.orders", Optional.of("numeric")));
            Table orders = table(model, "public", "orders");
            assertThat(orders.comment()).contains("what was bought");
            assertThat(orders.kind()).isEqualTo(Table.Kind.TABLE);
            assertThat(orders.columns())
                    .containsExactly(
                            column("id", "integer", "int4", true, null),
                            column("customer_id", "bigint", "int8", true, null),
                            new Column(
                                    "tags",
                                    "text[]",
                                    "_text",
                                    true,
                                    Optional.of("'{}'::text[]"),
                                    false,
                                    false,
                                    Optional.of("as the customer wrote them")),
                            column("total", "numeric(10,2)", "numeric", false, null),
                            new Column(
                                    "twice",
                                    "numeric",
                                    "numeric",
                                    true,
                                    Optional.of("(total * (2)::numeric)"),
                                    true,
                                    false,
                                    Optional.empty()));
            assertThat(orders.checks())
                    .containsExactly(new Check("orders_total_check", "CHECK ((total > (0)::numeric))"));
            assertThat(orders.foreignKeys())
                    .containsExactly(new ForeignKey(
                            "orders_customer_id_fkey",
                            List.of("customer_id"),
                            new TableName("public", "customers"),
                            List.of("id"),
                            ForeignKey.Action.CASCADE,
                            ForeignKey.Action.NO_ACTION,
                            false,
                            "FOREIGN KEY (customer_id) REFERENCES public.customers(id) ON DELETE CASCADE"));
            assertThat(orders.primaryKey()).isEmpty();
            assertThat(orders.indexes())
                    .containsExactly(
                            new Index(
                                    "orders_id_customer_id_key",
                                    "btree",
                                    List.of(key("id"), key("customer_id")),
                                    List.of(),
                                    Optional.empty(),
                                    true,
                                    true,
                                    true,
                                    true,
                                    false,
                                    Optional.of(new Index.Constraint(
                                            "orders_id_customer_id_key", Index.Constraint.Kind.UNIQUE)),
                                    "CREATE UNIQUE INDEX orders_id_customer_id_key ON public.orders USING btree"
                                            + " (id, customer_id)"),
                            new Index(
                                    "orders_lower_total_id_idx",
                                    "btree",
                                    List.of(
                                            new Index.Key("lower(tags[1]) text_pattern_ops", Optional.empty()),
                                            new Index.Key("total DESC", Optional.of("total"))),
                                    List.of("id"),
                                    Optional.of("(total > (5)::numeric)"),
                                    false,
                                    true,
                                    true,
                                    true,
                                    false,
                                    Optional.empty(),
                                    "CREATE INDEX orders_lower_total_id_idx ON public.orders USING btree"
                                            + " (lower(tags[1]) text_pattern_ops, total DESC) INCLUDE (id)"
                                            + " WHERE (total > (5)::numeric)"));
            assertThat(table(model, "public", "customers").columns().get(0).identity())
                    .isTrue();
            assertThat(table(model, "public", "customers")
                            .primaryKey()
                            .orElseThrow()
                            .columns())
                    .containsExactly("id");
        }
    }

    private static Column column(String name, String type, String typeName, boolean nullable, String expression) {
        return new Column(
                name, type, typeName, nullable, Optional.ofNullable(expression), false, false, Optional.empty());
    }

    private static Index.Key key(String column) {
        return new Index.Key(column, Optional.of(column));
    }

    @Test
    void empty_database_has_an_empty_model() throws SQLException {
        try (TestDatabase database = database(18);
                Connection session = database.connect()) {
            assertThat(SchemaModels.of(session)).isEqualTo(new SchemaModel(List.of(), List.of()));
        }
    }

    /** What SchemaCrawler 16.27.1 gets wrong when it reads PostgreSQL with its own queries. */
    @Nested
    class EachFlaw {

        private final TestDatabase database = database(15);
        private Connection session;

        @BeforeEach
        void connect() throws SQLException {
            session = database.connect();
        }

        @AfterEach
        void close() throws SQLException {
            session.close();
            database.close();
        }

        @Test
        void not_null_makes_no_check_with_an_oid_in_its_name() throws SQLException {
            Table table = table(
                    after(session, "create table t (id int primary key, a int not null, b int check (b > 0))"),
                    "public",
                    "t");

            assertThat(table.checks()).extracting(Check::name).containsExactly("t_b_check");
        }

        @Test
        void checks_of_one_name_in_two_tables_keep_their_own_text() throws SQLException {
            SchemaModel model = after(
                    session,
                    "create table one (a int, constraint positive check (a > 0))",
                    "create table two (b int)",
                    "alter table two add constraint positive check (b > 1) not valid");

            assertThat(table(model, "public", "one").checks())
                    .containsExactly(new Check("positive", "CHECK ((a > 0))"));
            assertThat(table(model, "public", "two").checks())
                    .containsExactly(new Check("positive", "CHECK ((b > 1)) NOT VALID"));
        }

        @Test
        void indexes_of_one_name_in_two_schemas_keep_their_own_text() throws SQLException {
            SchemaModel model = after(
                    session,
                    "create schema other",
                    "create table t (a int)",
                    "create index i on t (a)",
                    "create table other.t (b int)",
                    "create index i on other.t using hash (b)");

            assertThat(table(model, "public", "t").indexes())
                    .extracting(Index::definition)
                    .containsExactly("CREATE INDEX i ON public.t USING btree (a)");
            assertThat(table(model, "other", "t").indexes())
                    .extracting(Index::definition)
                    .containsExactly("CREATE INDEX i ON other.t USING hash (b)");
        }

        @Test
        void what_an_extension_brings_is_not_the_users() throws SQLException {
            SchemaModel model = after(
                    session,
                    "create extension pgcrypto",
                    "create extension hstore",
                    "create table t (h hstore)",
                    "create function ours() returns int language sql as 'select 1'",
                    // a table as an extension's script makes it
                    "create table member (a int)",
                    "alter extension hstore add table member");

            assertThat(model.routines()).extracting(Routine::name).containsExactly("ours");
            assertThat(model.tables()).extracting(each -> each.name().name()).containsExactly("t");
            assertThat(table(model, "public", "t").columns())
                    .extracting(Column::type)
                    .containsExactly("public.hstore");
        }

        @Test
        void partitions_and_foreign_tables_are_told_from_tables_and_have_their_checks() throws SQLException {
            SchemaModel model = after(
                    session,
                    "create table customers (id int primary key)",
                    "create table events (day date not null, customer_id int references customers,"
                            + " check (customer_id > 0)) partition by range (day)",
                    "create table events_2020 partition of events for values from ('2020-01-01') to ('2021-01-01')",
                    "create foreign data wrapper f",
                    "create server s foreign data wrapper f",
                    "create foreign table far (a int, constraint far_check check (a > 0)) server s");

            assertThat(model.tables())
                    .extracting(each -> each.name().name() + " " + each.kind())
                    .containsExactly(
                            "customers TABLE",
                            "events PARTITIONED_TABLE",
                            "events_2020 PARTITION",
                            "far FOREIGN_TABLE");
            assertThat(table(model, "public", "events").partitionColumns()).containsExactly("day");
            assertThat(table(model, "public", "events").checks())
                    .extracting(Check::name)
                    .containsExactly("events_customer_id_check");
            assertThat(table(model, "public", "far").checks())
                    .extracting(Check::name)
                    .containsExactly("far_check");
            assertThat(table(model, "public", "events").foreignKeys())
                    .extracting(ForeignKey::name)
                    .containsExactly("events_customer_id_fkey");
            assertThat(table(model, "public", "events_2020").foreignKeys()).isEmpty();
        }

        @Test
        void names_come_as_they_are() throws SQLException {
            SchemaModel model = after(
                    session,
                    "create schema \"S.x\"",
                    "create table \"S.x\".\"a.b \"\"c\"\" %_ é\n,{}\" (\"x,\"\"y\"\"\\\" int, \"select\" int, \"NULL\" int)",
                    "create index \"I.\"\"1\" on \"S.x\".\"a.b \"\"c\"\" %_ é\n,{}\" (\"x,\"\"y\"\"\\\", \"select\", \"NULL\")");

            Table table = table(model, "S.x", "a.b \"c\" %_ é\n,{}");
            assertThat(table.columns()).extracting(Column::name).containsExactly("x,\"y\"\\", "select", "NULL");
            assertThat(table.indexes()).singleElement().satisfies(index -> {
                assertThat(index.name()).isEqualTo("I.\"1");
                assertThat(index.columns()).containsExactly("x,\"y\"\\", "select", "NULL");
            });
        }

        @Test
        void temporary_tables_are_none_of_the_schema() throws SQLException {
            assertThat(after(session, "create temporary table scratch (a int)").tables())
                    .isEmpty();
        }

        @Test
        void session_stays_as_it_was() throws SQLException {
            after(session, "set search_path = public, pg_temp", "create table t (a int)");

            assertThat(session.getAutoCommit()).isTrue();
            assertThat(text("show search_path")).isEqualTo("public, pg_temp");
            assertThat(text("select count(*) from pg_stat_activity where state like 'idle in%' and datname ="
                            + " current_database()"))
                    .isEqualTo("0");
        }

        @Test
        void open_transaction_stays_open_and_is_seen() throws SQLException {
            SchemaModel model = after(session, "begin", "create table fresh (a int)");

            assertThat(model.tables()).hasSize(1);
            assertThat(after(session, "rollback").tables()).isEmpty();
        }

        @Test
        void refusal_of_the_server_is_told_and_leaves_the_session_usable() throws SQLException {
            after(session, "create table t (a int)", "set lock_timeout = '10ms'");
            try (Connection other = database.connect();
                    Statement statement = other.createStatement()) {
                other.setAutoCommit(false);
                statement.execute("lock table pg_constraint in access exclusive mode");

                assertThatExceptionOfType(SQLException.class)
                        .isThrownBy(() -> SchemaModels.of(session))
                        .satisfies(refused -> assertThat(refused.getSQLState()).isEqualTo("55P03"));

                other.rollback();
            }
            assertThat(SchemaModels.of(session).tables()).hasSize(1);
        }

        @Test
        void ordinary_role_sees_the_same() throws SQLException {
            SchemaModel before = after(session, "create table t (a int check (a > 0))");

            assertThat(after(session, "set session authorization pg_signal_backend"))
                    .isEqualTo(before);
        }

        @Test
        void nothing_is_logged_and_other_loggers_are_left_alone() throws SQLException {
            Logger others = Logger.getLogger("org.example");
            List<LogRecord> seen = new ArrayList<>();
            Handler handler = new Handler() {
                @Override
                public void publish(LogRecord logged) {
                    seen.add(logged);
                }

                @Override
                public void flush() {}

                @Override
                public void close() {}
            };
            Logger root = Logger.getLogger("");
            root.addHandler(handler);
            try {
                after(session, "create table t (a int)");
                others.info("heard");
            } finally {
                root.removeHandler(handler);
            }

            assertThat(seen).extracting(LogRecord::getMessage).containsExactly("heard");
            assertThat(others.getLevel()).isNull();
        }

        private String text(String query) throws SQLException {
            try (Statement statement = session.createStatement();
                    ResultSet result = statement.executeQuery(query)) {
                result.next();
                return result.getString(1);
            }
        }
    }
}
