package dev.palindrome.revision.internal.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WrittenRowsTest {

    @Test
    void rows_that_ask_for_nothing() {
        assertThat(WrittenRows.queries("-- roles\ninsert into r (id, name) VALUES (1, 'select'), (2, $$(select 1)$$)"))
                .contains(List.of());
    }

    @Test
    void queries_of_rows_are_told_without_their_parentheses() {
        assertThat(WrittenRows.queries(
                        "INSERT INTO t (a, \"select\") VALUES ((SELECT id FROM r WHERE name = 'a' AND x IN (SELECT 1)), 2),"
                                + " (coalesce((WITH w AS (SELECT 3) SELECT * FROM w), 1), 4) ON CONFLICT DO NOTHING"))
                .contains(List.of(
                        "SELECT id FROM r WHERE name = 'a' AND x IN (SELECT 1)",
                        "WITH w AS (SELECT 3) SELECT * FROM w"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "INSERT INTO t SELECT * FROM (VALUES (1), (2)) AS v (id)",
                "INSERT INTO t WITH v AS (VALUES (1)) SELECT * FROM v",
                "INSERT INTO t TABLE values_of_old",
                "UPDATE t SET a = 'values' WHERE a IN (VALUES (1))",
                "VALUES (1)",
                ""
            })
    void other_statements_write_no_rows_out(String statement) {
        assertThat(WrittenRows.queries(statement)).isEmpty();
    }
}
