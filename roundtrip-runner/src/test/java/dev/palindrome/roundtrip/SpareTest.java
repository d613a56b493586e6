package dev.palindrome.roundtrip;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palindrome.database.DatabaseOptions;
import dev.palindrome.database.TestServers;
import dev.palindrome.revision.Revision;
import dev.palindrome.revision.RevisionHistory;
import dev.palindrome.revision.RevisionSources;
import dev.palindrome.schema.SnapshotOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A database that a trial on rows has left is as one that nothing was tried on, or it is not used again. */
@Tag("database")
@Tag("server-only")
class SpareTest {

    /** What there is before the revision that is tried: rows that migrations wrote, and sequences that they moved. */
    private static final String BEFORE = """
            CREATE TABLE roles (id serial PRIMARY KEY, name text UNIQUE);
            INSERT INTO roles (name) VALUES ('admin'), ('guest''s');
            CREATE TABLE users (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, role int REFERENCES roles, name text);
            ALTER TABLE users ALTER id RESTART WITH 1000;
            CREATE TABLE "Odd ""Name" (a int, b text, PRIMARY KEY (a, b));
            INSERT INTO "Odd ""Name" VALUES (1, E'back\\\\slash'), (2, '');
            CREATE TABLE tickets (number int DEFAULT 7);
            CREATE SEQUENCE numbers;
            SELECT nextval('numbers');
            CREATE TABLE partitioned (id int PRIMARY KEY, note text) PARTITION BY RANGE (id);
            CREATE TABLE partition_1 PARTITION OF partitioned DEFAULT;
            INSERT INTO partitioned VALUES (5, 'five');
            CREATE TABLE above (id int PRIMARY KEY, note text);
            CREATE TABLE heir (more text) INHERITS (above);
            INSERT INTO heir VALUES (1, 'a', 'b');
            CREATE TABLE keyless (a int);
            INSERT INTO keyless VALUES (1);
            CREATE TABLE audit (id serial, what text);
            CREATE FUNCTION note() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN INSERT INTO audit (what) VALUES (TG_TABLE_NAME); RETURN NEW; END';
            CREATE TABLE noted (id int PRIMARY KEY);
            CREATE TRIGGER noting AFTER INSERT OR DELETE ON noted FOR EACH ROW EXECUTE FUNCTION note();
            CREATE FUNCTION split() RETURNS trigger LANGUAGE plpgsql AS
                'BEGIN CREATE OR REPLACE VIEW made_by_a_trigger AS SELECT 1 AS one; RETURN NEW; END';
            CREATE TABLE splitting (id int PRIMARY KEY);
            CREATE TRIGGER splits BEFORE INSERT ON splitting FOR EACH ROW EXECUTE FUNCTION split();
            CREATE FUNCTION anything() RETURNS trigger LANGUAGE plpgsql AS
                'BEGIN EXECUTE ''CREATE OR REPLACE VIEW made_by_text AS SELECT 1 AS one''; RETURN NEW; END';
            CREATE FUNCTION next() RETURNS int LANGUAGE sql AS 'SELECT nextval(''numbers'')::int';
            CREATE TABLE counted (id int DEFAULT next());
            """;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ALTER TABLE users ADD age int                           | ALTER TABLE users DROP age                         | true
            ALTER TABLE roles ADD rank int NOT NULL DEFAULT 0       | ALTER TABLE roles DROP rank                        | true
            ALTER TABLE "Odd ""Name" ADD c int                      | ALTER TABLE "Odd ""Name" DROP c                    | true
            CREATE INDEX ON tickets (number)                        | DROP INDEX tickets_number_idx                      | true
            ALTER TABLE partitioned ADD c int                       | ALTER TABLE partitioned DROP c                     | true
            ALTER TABLE noted ADD c int                             | ALTER TABLE noted DROP c                           | true
            CREATE TABLE t (id serial, r int REFERENCES roles)      | DROP TABLE t                                       | true
            ALTER TABLE users ADD c text; UPDATE users SET c = name | ALTER TABLE users DROP c                           | true
            ALTER TABLE users ADD c text                            | ALTER TABLE users DROP c; DELETE FROM roles        | false
            ALTER TABLE users ADD c text                            | DO 'BEGIN ALTER TABLE users DROP c; END'           | false
            ALTER TABLE above ADD c int                             | ALTER TABLE above DROP c                           | false
            ALTER TABLE keyless ADD c int                           | ALTER TABLE keyless DROP c                         | false
            ALTER TABLE splitting ADD c int                         | ALTER TABLE splitting DROP c                       | false
            ALTER TABLE counted ADD c int                           | ALTER TABLE counted DROP c                         | true
            """)
    void database_is_used_again_only_where_it_is_as_it_was(String upgrade, String downgrade, boolean again)
            throws Exception {
        assertThat(isUsedAgain(BEFORE, upgrade, downgrade)).isEqualTo(again);
    }

    @Test
    void trigger_that_nobody_can_read_keeps_a_database_from_being_used_again() throws Exception {
        String before =
                BEFORE + "CREATE TRIGGER anything BEFORE INSERT ON tickets FOR EACH ROW EXECUTE FUNCTION anything();";
        assertThat(isUsedAgain(before, "ALTER TABLE users ADD age int", "ALTER TABLE users DROP age"))
                .isFalse();
    }

    @Test
    void sequence_that_may_have_stood_anywhere_keeps_a_database_from_being_used_again() throws Exception {
        String before = BEFORE + "CREATE SEQUENCE fresh;"
                + "CREATE FUNCTION first() RETURNS bigint LANGUAGE sql AS 'SELECT nextval(''fresh'')';";
        assertThat(isUsedAgain(before, "ALTER TABLE users ADD age int", "ALTER TABLE users DROP age"))
                .isFalse();
    }

    /** Try a revision on rows, and compare what is then lent with a copy. */
    private boolean isUsedAgain(String before, String upgrade, String downgrade) throws Exception {
        write("1_before", before, "SELECT 1");
        // What the revision before names is concerned, too.
        write("2_between", "SELECT 1", "SELECT 1");
        write("3_tried", upgrade, downgrade);
        RevisionHistory history = RevisionSources.read(folder, RevisionSources.AUTO);
        RoundTripOptions options = RoundTripOptions.defaults();
        Start start = Start.atBase(history, options);
        try (Chain chain =
                new Chain(TestServers.shared(DatabaseOptions.automatic()), start, SnapshotOptions.defaults())) {
            Optional<Revision> last = Optional.empty();
            for (Revision revision : start.revisions()) {
                new RowLegs(chain, revision, last, true, true, options).findings();
                chain.add(revision);
                last = Optional.of(revision);
            }
            return isLentAgain(chain);
        }
    }

    private static boolean isLentAgain(Chain chain) throws SQLException {
        Spare.Lent lent = chain.lend();
        chain.catchUp();
        try (Stage used = lent.stage();
                Stage unused = chain.copy()) {
            FastPath.verify(used, unused);
            try (Connection one = used.session();
                    Connection other = unused.session()) {
                for (String query : new String[] {
                    "SELECT string_agg(r::text, ' ' ORDER BY id) FROM roles r",
                    "SELECT last_value || ' ' || is_called FROM users_id_seq",
                    "SELECT last_value || ' ' || is_called FROM audit_id_seq"
                }) {
                    assertThat(text(one, query)).as(query).isEqualTo(text(other, query));
                }
            }
        }
        return lent.isUsed();
    }

    private static String text(Connection session, String query) throws SQLException {
        try (Statement statement = session.createStatement();
                var row = statement.executeQuery(query)) {
            row.next();
            return String.valueOf(row.getString(1));
        }
    }

    private void write(String name, String upgrade, String downgrade) throws IOException {
        Files.writeString(folder.resolve(name + ".up.sql"), upgrade);
        Files.writeString(folder.resolve(name + ".down.sql"), downgrade);
    }
}
