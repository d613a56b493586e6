package dev.palindrome.roundtrip;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palindrome.database.DatabaseOptions;
import dev.palindrome.database.TestServer;
import dev.palindrome.database.TestServers;
import dev.palindrome.revision.Batch;
import dev.palindrome.revision.SqlScript;
import dev.palindrome.revision.TransactionMode;
import dev.palindrome.revision.internal.sql.ScriptRules;
import dev.palindrome.revision.internal.sql.ScriptSplitter;
import dev.palindrome.revision.internal.sql.SourceText;
import dev.palindrome.revision.internal.sql.SplitScript;
import dev.palindrome.schema.SchemaSnapshot;
import dev.palindrome.schema.SnapshotOptions;
import dev.palindrome.schema.SnapshotReader;
import dev.palindrome.witness.Corpus;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.logging.Logger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Reading what was written since gives the same as reading the whole. */
@Tag("database")
@Tag("server-only")
class FastPathTest {

    private static final Path FILE = Path.of("1_fuzz.up.sql");

    private static final long SEED = Long.getLong("fuzz.seed", 1);

    /** Few scripts to a database: objects pile up. */
    private static final int SCRIPTS = 40;

    /** After so many scripts, the next run on a copy, of which is known what was known of the database. */
    private static final int SCRIPTS_TO_A_COPY = 15;

    private static final int DATABASES = Integer.getInteger("fuzz.databases", 50);

    /** How a tool may send a script. */
    private enum Sending {
        STATEMENT_BY_STATEMENT,
        STATEMENT_BY_STATEMENT_IN_A_TRANSACTION,
        STATEMENT_BY_STATEMENT_IN_ITS_OWN_TRANSACTION,
        MESSAGE,
        MESSAGE_IN_A_TRANSACTION,
        MESSAGE_IN_ITS_OWN_TRANSACTION;

        private boolean isOwnTransaction() {
            return this == STATEMENT_BY_STATEMENT_IN_ITS_OWN_TRANSACTION || this == MESSAGE_IN_ITS_OWN_TRANSACTION;
        }
    }

    /** A database in which scripts are run, and read in both ways. */
    private static final class Bench implements AutoCloseable {
        private final TestServer server;
        private final List<String> missed = new ArrayList<>();
        private Stage stage;
        private SnapshotReader whole;
        private int scripts;
        private int knownCopies;
        private int fast;
        private int completed;
        private int changes;
        private SchemaSnapshot latest;

        Bench(TestServer server) throws SQLException {
            this.server = server;
            stage = new Stage(server.create(), SnapshotOptions.defaults());
            whole = new SnapshotReader(stage.database()::connect, SnapshotOptions.defaults());
            latest = stage.snapshot();
        }

        void run(String sql, Sending sending) throws SQLException {
            if (++scripts % SCRIPTS_TO_A_COPY == 0) {
                goOnWithCopy();
            }
            completed += stage.run(script(sql, sending)).isCompleted() ? 1 : 0;
            SchemaSnapshot seen = stage.snapshot();
            SchemaSnapshot actual = whole.read();
            fast += stage.wasReadFast() ? 1 : 0;
            changes += actual.equals(latest) ? 0 : 1;
            latest = actual;
            if (!seen.equals(actual)) {
                missed.add(
                        sending + ": " + sql + "\n" + actual.compareWith(seen).render());
                stage.session().close(); // reads the whole next, so that one miss is told once
            }
        }

        private void goOnWithCopy() throws SQLException {
            whole.close();
            stage.release();
            try (Stage before = stage) {
                knownCopies += stage.known().isPresent() ? 1 : 0;
                stage = new Stage(server.cloneOf(before.database()), SnapshotOptions.defaults(), before.known());
            }
            whole = new SnapshotReader(stage.database()::connect, SnapshotOptions.defaults());
        }

        @Override
        public void close() throws SQLException {
            whole.close();
            stage.close();
        }
    }

    private static SqlScript script(String text, Sending sending) {
        String sql = sending.isOwnTransaction() ? "/* begin; */ BEGIN;\n" + text + "\n;\nCOMMIT; -- end" : text;
        SourceText source = SourceText.of(FILE, sql);
        SplitScript split = ScriptSplitter.split(source, ScriptRules.PSQL);
        List<Batch> message = List.of(
                new Batch(sql, source.positionAt(0), split.statements(), Optional.empty(), source.lineNumbers()));
        return switch (sending) {
            case STATEMENT_BY_STATEMENT, STATEMENT_BY_STATEMENT_IN_ITS_OWN_TRANSACTION ->
                new SqlScript(FILE, split.batches(), TransactionMode.NONE);
            case STATEMENT_BY_STATEMENT_IN_A_TRANSACTION ->
                new SqlScript(FILE, split.batches(), TransactionMode.SCRIPT);
            case MESSAGE, MESSAGE_IN_ITS_OWN_TRANSACTION -> new SqlScript(FILE, message, TransactionMode.NONE);
            case MESSAGE_IN_A_TRANSACTION -> new SqlScript(FILE, message, TransactionMode.SCRIPT);
        };
    }

    private static void logged(String text) {
        Logger.getLogger(FastPathTest.class.getName()).info(text);
    }

    @Test
    void misses_nothing_that_a_statement_changes() throws Exception {
        TestServer server = TestServers.shared(DatabaseOptions.automatic());
        try (Bench bench = new Bench(server)) {
            for (String sql : Corpus.statements("statements.sql", 18)) {
                bench.run(sql, Sending.MESSAGE);
            }
            assertThat(bench.missed).isEmpty();
            assertThat(bench.changes).as("scripts that changed the schema").isGreaterThan(500);
            assertThat(bench.fast).as("of them, read fast").isGreaterThan(300);
            assertThat(bench.knownCopies)
                    .as("copies of which something was known")
                    .isGreaterThan(10);
        }
    }

    @Test
    void misses_nothing_that_speaks_of_another_table() throws Exception {
        assertNothingIsMissed(
                "create table a (id int primary key, b int unique); create schema s;"
                        + "create table c (a int references a, b int references a (b)); create view v as select id from a",
                "alter table a rename id to id_2",
                "alter table a rename id_2 to b_2; alter table a rename b to id_2; alter table a rename b_2 to b",
                "alter table a rename to d",
                "alter table d set schema s",
                "alter table s.d disable trigger all",
                "alter table s.d enable trigger all",
                "alter table s.d add e int",
                "create table f (a int references s.d)",
                "drop view v; drop table s.d cascade");
    }

    @Test
    void misses_no_rights_however_they_are_granted() throws Exception {
        assertNothingIsMissed(
                "create table a (b int, c int); create table d (e int); create table \"Rights\" (sql text)",
                "alter table d add f int; grant select on a to public",
                "alter table d add g int; revoke select on a from public; grant select (b) on a to public",
                "alter table d add h int; do $$ begin execute 'gr' || 'ant select (c) on a to public'; end $$",
                "create function give() returns trigger language plpgsql as 'begin grant update on a to public; return new; end';"
                        + "create trigger gives after insert on d for each row execute function give()",
                "alter table d add i int; insert into d values (1)",
                "drop trigger gives on d; drop function give();"
                        + "insert into \"Rights\" values ('gr' || 'ant delete on a to public');"
                        + "create function anything() returns trigger language plpgsql as $$ declare r record; begin"
                        + " for r in select sql from \"Rights\" loop execute r.sql; end loop; return new; end $$;"
                        + "create trigger does after insert on d for each row execute function anything()",
                "alter table d add j int; insert into d values (1)");
    }

    private static void assertNothingIsMissed(String... scripts) throws SQLException {
        try (Bench bench = new Bench(TestServers.shared(DatabaseOptions.automatic()))) {
            for (String sql : scripts) {
                bench.run(sql, Sending.MESSAGE_IN_A_TRANSACTION);
            }
            assertThat(bench.missed).isEmpty();
            assertThat(bench.completed).isEqualTo(scripts.length);
            assertThat(bench.fast).isEqualTo(scripts.length);
        }
    }

    @Test
    void misses_nothing_in_random_scripts() throws Exception {
        TestServer server = TestServers.shared(DatabaseOptions.automatic());
        RandomScripts scripts = new RandomScripts(SEED);
        Random sendings = new Random(SEED);
        int completed = 0;
        int fast = 0;
        int changes = 0;
        for (int database = 0; database < DATABASES; database++) {
            try (Bench bench = new Bench(server)) {
                bench.run(RandomScripts.BEGINNING, Sending.MESSAGE);
                for (int i = 0; i < SCRIPTS; i++) {
                    bench.run(scripts.next(), Sending.values()[sendings.nextInt(Sending.values().length)]);
                }
                assertThat(bench.missed)
                        .as("seed %d, database %d", SEED, database)
                        .isEmpty();
                completed += bench.completed;
                fast += bench.fast;
                changes += bench.changes;
            }
        }
        logged("%d of %d scripts completed, %d changed the schema, %d were read fast"
                .formatted(completed, DATABASES * SCRIPTS, changes, fast));
        assertThat(completed).as("scripts that ran to their end").isGreaterThan(DATABASES * SCRIPTS / 10);
        assertThat(changes).as("scripts that changed the schema").isGreaterThan(DATABASES * SCRIPTS / 10);
        assertThat(fast).as("scripts after which the schema was read fast").isGreaterThan(DATABASES * SCRIPTS / 10);
    }
}
