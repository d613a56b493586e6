package dev.palindrome.data.content;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palindrome.data.Databases;
import dev.palindrome.data.TableName;
import dev.palindrome.database.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("database")
class TableDigestTest {

    private static final TableName A = new TableName("public", "a");
    private static final TableName B = new TableName("public", "b");

    private static boolean isWithin(String a, String b) throws SQLException {
        try (TestDatabase database = Databases.with(18, a, b);
                Connection session = database.connect()) {
            var digests = TableDigest.read(session, Set.of());
            return Objects.requireNonNull(digests.get(A)).isWithin(Objects.requireNonNull(digests.get(B)));
        }
    }

    @Test
    void order_of_rows_and_columns_does_not_count() throws SQLException {
        assertThat(isWithin(
                        "CREATE TABLE a AS SELECT 1 AS x, 'p' AS y UNION ALL SELECT 2, NULL",
                        "CREATE TABLE b AS SELECT NULL::text AS y, 2 AS x UNION ALL SELECT 'p', 1"))
                .isTrue();
    }

    @Test
    void further_column_does_not_count() throws SQLException {
        assertThat(isWithin("CREATE TABLE a AS SELECT 1 AS x", "CREATE TABLE b AS SELECT 1 AS x, 2 AS y"))
                .isTrue();
    }

    @Test
    void values_that_changed_places_count() throws SQLException {
        assertThat(isWithin(
                        "CREATE TABLE a AS SELECT 1 AS x, 'p' AS y UNION ALL SELECT 2, 'q'",
                        "CREATE TABLE b AS SELECT 1 AS x, 'q' AS y UNION ALL SELECT 2, 'p'"))
                .isFalse();
    }

    @Test
    void row_that_is_there_twice_counts_twice() throws SQLException {
        assertThat(isWithin("CREATE TABLE a AS SELECT 1 AS x UNION ALL SELECT 1", "CREATE TABLE b AS SELECT 1 AS x"))
                .isFalse();
    }

    @Test
    void null_is_no_empty_text() throws SQLException {
        assertThat(isWithin("CREATE TABLE a AS SELECT ''::text AS x", "CREATE TABLE b AS SELECT NULL::text AS x"))
                .isFalse();
    }

    @Test
    void table_with_as_many_columns_as_there_may_be_is_digested() throws SQLException {
        String columns =
                IntStream.range(0, 1600).mapToObj(i -> "c" + i + " bool").collect(Collectors.joining(", "));
        try (TestDatabase database = Databases.with(
                        18,
                        "CREATE TABLE a (" + columns + ")",
                        "INSERT INTO a (c0, c1599) VALUES (true, false), (NULL, true)");
                Connection session = database.connect()) {
            TableDigest digest = Objects.requireNonNull(
                    TableDigest.readOnly(session, Set.of(A)).get(A));

            assertThat(digest.rows()).isEqualTo(2);
            assertThat(digest.columns()).hasSize(1600);
            assertThat(digest.nulls("c0")).isEqualTo(1);
            assertThat(digest.nulls("c1599")).isZero();
            assertThat(digest.nulls("c7")).isEqualTo(2);
        }
    }
}
