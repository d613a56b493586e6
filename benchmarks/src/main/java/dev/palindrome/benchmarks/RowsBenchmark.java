package dev.palindrome.benchmarks;

import dev.palindrome.data.Population;
import dev.palindrome.data.PopulationOptions;
import dev.palindrome.data.RowSynthesis;
import java.sql.Connection;
import java.sql.SQLException;
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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Filling an empty database with rows that its schema allows. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 5)
@Measurement(iterations = 5, time = 5)
public class RowsBenchmark {

    private static final PopulationOptions OPTIONS = PopulationOptions.withSeed(1);

    @Param({"1", "10", "100"})
    int tables;

    private Schema schema;
    private Connection session;

    @Setup
    public void create() throws SQLException {
        schema = Schema.create(tables);
        session = schema.connect();
        session.setAutoCommit(false);
    }

    @TearDown
    public void drop() throws SQLException {
        session.close();
        schema.close();
    }

    /** The rows are taken back, which costs next to nothing, so that each time finds the tables empty. */
    @Benchmark
    public Population populate() throws SQLException {
        Population population = RowSynthesis.populate(session, OPTIONS);
        session.rollback();
        if (!population.unfilled().isEmpty()) {
            throw new IllegalStateException("tables stayed empty: " + population.unfilled());
        }
        return population;
    }
}
