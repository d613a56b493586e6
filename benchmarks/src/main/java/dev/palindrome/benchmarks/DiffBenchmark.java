package dev.palindrome.benchmarks;

import dev.palindrome.schema.SchemaDiff;
import dev.palindrome.schema.SchemaSnapshot;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Comparing two snapshots that share no object in memory, as those of a file and of a database. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class DiffBenchmark {

    @Param({"10", "100", "500"})
    int tables;

    private SchemaSnapshot expected;
    private SchemaSnapshot same;
    private SchemaSnapshot different;

    @Setup
    public void read() throws SQLException {
        try (Schema schema = Schema.create(tables);
                Connection session = schema.connect();
                Statement statement = session.createStatement()) {
            expected = SchemaSnapshot.of(session);
            same = SchemaSnapshot.of(session);
            statement.execute("ALTER TABLE items_1 RENAME COLUMN note TO remark");
            statement.execute("DROP VIEW open_items_2");
            different = SchemaSnapshot.of(session);
        }
    }

    @Benchmark
    public boolean isEqual() {
        return expected.equals(same);
    }

    @Benchmark
    public SchemaDiff nothingDiffers() {
        return expected.compareWith(same);
    }

    /** A column was renamed, and a view is gone. */
    @Benchmark
    public SchemaDiff twoDiffer() {
        return expected.compareWith(different);
    }
}
