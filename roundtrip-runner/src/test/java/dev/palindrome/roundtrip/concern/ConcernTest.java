package dev.palindrome.roundtrip.concern;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palindrome.data.TableName;
import dev.palindrome.database.DatabaseOptions;
import dev.palindrome.database.TestDatabase;
import dev.palindrome.database.TestServer;
import dev.palindrome.database.TestServers;
import dev.palindrome.revision.Revision;
import dev.palindrome.revision.RevisionSources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which tables get rows, by what the scripts say. */
@Tag("database")
class ConcernTest {

    private static final String SCHEMA = """
            CREATE TABLE countries (code text PRIMARY KEY);
            CREATE TYPE mood AS ENUM ('good', 'bad');
            CREATE DOMAIN short AS text CHECK (length(VALUE) < 9);
            CREATE TABLE customers (id serial PRIMARY KEY, country text REFERENCES countries, mood mood[]);
            CREATE TABLE orders (id int PRIMARY KEY, customer int REFERENCES customers);
            CREATE TABLE lines (id int PRIMARY KEY, "order" int REFERENCES orders, note short);
            CREATE VIEW open_orders AS SELECT id FROM orders;
            CREATE VIEW oldest_order AS SELECT min(id) FROM open_orders;
            CREATE TABLE audit (id int);
            CREATE FUNCTION log_it() RETURNS trigger LANGUAGE plpgsql AS $$
              BEGIN
                -- so long a comment that the name of the table stands far behind the beginning of the body
                INSERT INTO audit VALUES (1);
                RETURN NEW;
              END $$;
            CREATE TABLE notes (id int);
            CREATE TRIGGER logging AFTER INSERT ON notes FOR EACH ROW EXECUTE FUNCTION log_it();
            CREATE TABLE lone (id int, b int);
            CREATE INDEX lone_b ON lone (b);
            CREATE FUNCTION none_left() RETURNS boolean LANGUAGE sql AS 'SELECT count(*) = 0 FROM lone';
            CREATE TABLE checked (id int CHECK (none_left()));
            CREATE TABLE parts (id int) PARTITION BY RANGE (id);
            CREATE TABLE parts_1 PARTITION OF parts FOR VALUES FROM (1) TO (9);
            CREATE TABLE days (day date PRIMARY KEY) PARTITION BY RANGE (day);
            CREATE TABLE days_1 PARTITION OF days DEFAULT;
            CREATE TABLE shifts (id int, day date REFERENCES days);
            CREATE TABLE ruled (id int);
            CREATE RULE forward AS ON INSERT TO ruled DO ALSO INSERT INTO "Odd Name" VALUES (1);
            CREATE FUNCTION anywhere() RETURNS trigger LANGUAGE plpgsql AS $$
              BEGIN EXECUTE format('SELECT FROM %I', TG_ARGV[0]); RETURN NEW; END $$;
            CREATE TABLE moving (id int);
            CREATE TRIGGER moves BEFORE INSERT ON moving FOR EACH ROW EXECUTE FUNCTION anywhere('lone');
            """;

    private static TestDatabase database;

    @TempDir
    private Path folder;

    @BeforeAll
    static void begin() throws SQLException {
        TestServer server = TestServers.shared(DatabaseOptions.automatic());
        database = server.create();
        execute("CREATE TABLE \"Odd Name\" (id int);" + SCHEMA);
    }

    @AfterAll
    static void end() {
        database.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    ALTER TABLE countries ADD b int                       | countries
                    ALTER TABLE orders ADD b int                          | countries customers orders
                    UPDATE orders SET id = id + 1                         | countries customers lines orders
                    DELETE FROM customers                                 | countries customers lines orders
                    ALTER TABLE customers ALTER id TYPE bigint            | countries customers lines orders
                    ALTER TABLE orders ALTER customer DROP NOT NULL       | countries customers orders
                    CREATE TABLE t (a int REFERENCES orders ON DELETE CASCADE) | countries customers orders
                    CREATE OR REPLACE VIEW open_orders AS SELECT 1 AS id  | countries customers orders
                    DROP VIEW oldest_order                                | countries customers orders
                    ALTER TYPE mood RENAME VALUE 'bad' TO 'sad'           | countries customers
                    ALTER DOMAIN short DROP CONSTRAINT short_check        | countries customers lines orders
                    SELECT setval('customers_id_seq', 7)                  | countries customers
                    ALTER TABLE notes ADD b int                           | audit notes
                    ALTER TABLE audit ADD b int                           | audit notes
                    CREATE OR REPLACE FUNCTION log_it() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END' | audit notes
                    ALTER TABLE lone RENAME b TO c                        | checked lone
                    DROP INDEX lone_b                                     | lone
                    ALTER TABLE checked ADD b int                         | checked lone
                    ALTER TABLE parts_1 ADD CHECK (id > 0)                | parts parts_1
                    ALTER TABLE parts ADD b int                           | parts parts_1
                    ALTER TABLE shifts ADD b int                          | days days_1 shifts
                    INSERT INTO ruled VALUES (1)                          | Odd Name, ruled
                    COMMENT ON TABLE "Odd Name" IS 'odd'                  | Odd Name, ruled
                    DO $$ BEGIN DELETE FROM lone; END $$                  | checked lone
                    SELECT none_left()                                    | checked lone
                    CREATE TABLE t (id int)                               | ''
                    """)
    void tables_that_a_statement_names_and_those_that_hang_together_with_them(String statement, String tables)
            throws Exception {
        // What the trigger of this one does is known to nobody.
        Set<String> expected =
                new TreeSet<>(List.of(tables.replace("Odd Name", "Odd_Name").split("[ ,]+")));
        expected.add("moving");
        expected.remove("");

        assertThat(concerned(statement, "SELECT 1", "SELECT 1")).isEqualTo(expected);
        assertThat(concerned("SELECT 1", statement, "SELECT 1")).isEqualTo(expected);
    }

    @Test
    void tables_that_the_revision_before_has_made_are_filled_too() throws Exception {
        assertThat(concerned("SELECT 1", "SELECT 1", "CREATE TABLE lone (id int)"))
                .contains("lone");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DO $$ BEGIN EXECUTE 'DELETE FROM ' || 'lo' || 'ne'; END $$",
                "ALTER TABLE moving ADD b int",
                "SELECT anywhere()",
                "ALTER SCHEMA public RENAME TO private",
                "DROP OWNED BY somebody",
                "ALTER DATABASE postgres SET search_path = a",
                "ALTER ROLE postgres SET search_path = a",
                "CREATE CAST (mood AS text) WITH INOUT AS IMPLICIT",
                "CREATE EVENT TRIGGER a ON ddl_command_end EXECUTE FUNCTION b()",
                "SET session_replication_role = replica",
                "TABLE U&\"l\\006Fne\""
            })
    void none_is_left_out_where_a_statement_may_reach_any(String statement) throws Exception {
        assertThat(concerned(statement, "SELECT 1", "SELECT 1")).contains("lone", "countries", "parts", "Odd_Name");
        assertThat(concerned("SELECT 1", statement, "SELECT 1")).contains("lone", "countries", "parts", "Odd_Name");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    ALTER TABLE orders ADD b int                          | countries customers
                    ALTER TABLE customers ALTER id TYPE bigint            | countries
                    ALTER TABLE shifts ADD b int                          | days days_1
                    UPDATE customers SET id = 1                           | countries
                    ALTER TABLE audit ADD b int                           | ''
                    """)
    void tables_that_others_refer_to_are_told_apart(String statement, String tables) throws Exception {
        List<Revision> revisions = read(statement, "SELECT 1", "SELECT 1");
        try (Connection connection = database.connect()) {
            assertThat(Concern.of(revisions.get(1), Optional.of(revisions.get(0)), connection, Set.of())
                            .parents())
                    .extracting(TableName::name)
                    .containsExactlyInAnyOrder(tables.isEmpty() ? new String[0] : tables.split(" "));
        }
    }

    @Test
    void none_is_left_out_where_nobody_knows_what_came_before() throws Exception {
        assertThat(concerned(read("SELECT 1", "SELECT 1", "SELECT 1").get(1), Optional.empty(), Set.of()))
                .contains("lone", "countries");
    }

    @Test
    void tables_that_the_user_says_something_of_are_always_filled() throws Exception {
        List<Revision> revisions = read("SELECT 1", "SELECT 1", "SELECT 1");

        assertThat(concerned(
                        revisions.get(1), Optional.of(revisions.get(0)), Set.of(new TableName("public", "orders"))))
                .containsExactly("countries", "customers", "moving", "orders");
    }

    @Test
    void none_is_left_out_where_the_database_has_a_trigger_on_events() throws Exception {
        execute("CREATE FUNCTION seen() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN NULL; END';"
                + "CREATE EVENT TRIGGER seeing ON ddl_command_end EXECUTE FUNCTION seen()");
        try {
            assertThat(concerned("SELECT 1", "SELECT 1", "SELECT 1")).contains("lone", "countries");
        } finally {
            execute("DROP EVENT TRIGGER seeing; DROP FUNCTION seen()");
        }
    }

    private Set<String> concerned(String upgrade, String downgrade, String before) throws Exception {
        List<Revision> revisions = read(upgrade, downgrade, before);
        return concerned(revisions.get(1), Optional.of(revisions.get(0)), Set.of());
    }

    private static Set<String> concerned(Revision revision, Optional<Revision> before, Set<TableName> always)
            throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT string_agg(relname, '/') FROM pg_class"
                        + " WHERE relkind IN ('r', 'p') AND relnamespace = 'public'::regnamespace")) {
            rows.next();
            Set<String> tables = new TreeSet<>(List.of(rows.getString(1).split("/")));
            tables.removeAll(Concern.of(revision, before, connection, always).unconcerned().stream()
                    .map(TableName::name)
                    .collect(Collectors.toSet()));
            return tables.stream().map(name -> name.replace(' ', '_')).collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private List<Revision> read(String upgrade, String downgrade, String before) throws IOException {
        write("1_a.up.sql", before);
        write("1_a.down.sql", "SELECT 1");
        write("2_b.up.sql", upgrade);
        write("2_b.down.sql", downgrade);
        return RevisionSources.read(folder, RevisionSources.AUTO).graph().inOrder();
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }

    private static void execute(String sql) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
