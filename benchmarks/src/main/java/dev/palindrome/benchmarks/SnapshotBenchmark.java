package dev.palindrome.benchmarks;

import dev.palindrome.schema.SchemaSnapshot;
import dev.palindrome.schema.SnapshotOptions;
import dev.palindrome.schema.SnapshotReader;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.postgresql.PGConnection;

/** Reading a schema from a server: all of it, and what was written since. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class SnapshotBenchmark {

    /** A database, and a reader that has read it once. */
    @State(Scope.Benchmark)
    public static class Read {

        @Param({"10", "100", "500"})
        int tables;

        private Schema schema;
        private SnapshotReader reader;

        @Setup
        public void create() throws SQLException {
            schema = Schema.create(tables);
            reader = new SnapshotReader(schema::connect, SnapshotOptions.defaults());
            reader.read();
        }

        @TearDown
        public void drop() throws SQLException {
            reader.close();
            schema.close();
        }
    }

    /** A session that adds a column to a table, or drops it, before each reading, which is not measured. */
    @State(Scope.Benchmark)
    public static class Script {

        private Connection session;
        private int backend;
        private boolean isAdded;

        @Setup
        public void connect(Read read) throws SQLException {
            session = read.schema.connect();
            backend = session.unwrap(PGConnection.class).getBackendPID();
        }

        @Setup(Level.Invocation)
        public void run(Read read) throws SQLException {
            try (Statement statement = session.createStatement()) {
                statement.execute("BEGIN");
                statement.execute(
                        "ALTER TABLE items_1 " + (isAdded ? "DROP COLUMN added" : "ADD COLUMN added integer"));
                read.reader.witness(backend, false);
                statement.execute("COMMIT");
                statement.execute("SELECT pg_stat_force_next_flush()");
            }
            isAdded = !isAdded;
        }

        @TearDown
        public void disconnect() throws SQLException {
            session.close();
        }
    }

    /** How often the reader took which way: what the server does by itself, such as autovacuum, may leave it no choice. */
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.EVENTS)
    public static class Ways {

        public long changesOnly;
        public long whole;

        @Setup(Level.Iteration)
        public void begin() {
            changesOnly = 0;
            whole = 0;
        }
    }

    @Benchmark
    public SchemaSnapshot whole(Read read) throws SQLException {
        return read.reader.read();
    }

    /** After a script that changed rows at most. */
    @Benchmark
    public SchemaSnapshot nothingWritten(Read read) throws SQLException {
        return read.reader.readChanges();
    }

    /** After a script that changed one table. */
    @Benchmark
    public SchemaSnapshot oneTableWritten(Read read, Script script, Ways ways) throws SQLException {
        SchemaSnapshot snapshot = read.reader.readChanges();
        if (read.reader.wasWhole()) {
            ways.whole++;
        } else {
            ways.changesOnly++;
        }
        return snapshot;
    }
}
