package dev.palindrome.junit;

import static dev.palindrome.junit.Row.row;
import static org.assertj.core.api.Assertions.assertThat;

import dev.palindrome.roundtrip.RoundTripReport;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("database")
class ParallelTest {

    private static final Map<String, String> CONCURRENT = Map.of(
            "junit.jupiter.execution.parallel.enabled", "true",
            "junit.jupiter.execution.parallel.mode.default", "concurrent",
            "junit.jupiter.execution.parallel.config.strategy", "fixed",
            "junit.jupiter.execution.parallel.config.fixed.parallelism", "4");

    @MigrationTest(revision = "b20002")
    static class People implements MigrationChecks {

        private static final Set<Integer> REPORTS = ConcurrentHashMap.newKeySet();
        private static final Set<String> DATABASES = ConcurrentHashMap.newKeySet();

        @BeforeEach
        void note(RoundTripReport report) {
            REPORTS.add(System.identityHashCode(report));
        }

        @RepeatedTest(6)
        void has_a_database_of_its_own(Migration migration) {
            DATABASES.add(migration
                    .rows("SELECT current_database()")
                    .asList()
                    .get(0)
                    .values()
                    .toString());
            migration.sql("INSERT INTO people (name) VALUES ('Ada Lovelace')");
            migration.upgrade();
            assertThat(migration.rows("SELECT id, first FROM people")).containsExactly(row(1, "Ada"));
        }
    }

    @Test
    void concurrent_tests_share_the_report_and_nothing_else() {
        People.REPORTS.clear();
        People.DATABASES.clear();

        assertThat(Kit.run(People.class, CONCURRENT).outcomes())
                .hasSize(5 + 6)
                .contains("c30003 add mood: FAILED")
                .filteredOn(outcome -> !outcome.endsWith("SUCCESSFUL"))
                .hasSize(1);
        assertThat(People.REPORTS).hasSize(1);
        assertThat(People.DATABASES).hasSize(6);
    }
}
