package dev.palindrome.benchmarks;

import dev.palindrome.revision.internal.sql.ScriptRules;
import dev.palindrome.revision.internal.sql.ScriptSplitter;
import dev.palindrome.revision.internal.sql.SourceText;
import dev.palindrome.revision.internal.sql.SplitScript;
import java.nio.file.Path;
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

/** Splitting a script into statements, with its lexer. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class SplitBenchmark {

    private static final Path FILE = Path.of("V1__all.sql");

    /** A table is 7 statements in 1.3 kB. */
    @Param({"1", "100"})
    int tables;

    private String script = "";

    @Setup
    public void write() {
        script = Schema.script(tables);
    }

    /** From the text, so that finding its lines is part of it, as when a file has been read. */
    @Benchmark
    public SplitScript split() {
        return ScriptSplitter.split(SourceText.of(FILE, script), ScriptRules.PSQL);
    }
}
