package dev.palindrome.roundtrip;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palindrome.revision.Batch;
import dev.palindrome.revision.SourcePosition;
import dev.palindrome.revision.SqlScript;
import dev.palindrome.revision.SqlStatement;
import dev.palindrome.revision.TransactionMode;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddsOnlyTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "create table a (type text)",
                "CREATE TYPE mood AS ENUM ('happy')",
                "CREATE INDEX CONCURRENTLY ON a (b)",
                "ALTER TABLE a ADD COLUMN \"drop\" text",
                "ALTER TABLE a ADD CONSTRAINT c CHECK (b <> 'DROP')",
                "ALTER TABLE a RENAME COLUMN b TO c",
                "COMMENT ON TABLE a IS 'x'",
                "GRANT SELECT ON a TO PUBLIC"
            })
    void leaves_rows_alone(String statement) {
        assertThat(AddsOnly.isLikely(script(statement))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ALTER TABLE a DROP COLUMN b",
                "alter table a alter column b type bigint",
                "ALTER TABLE a ATTACH PARTITION b DEFAULT",
                "ALTER TABLE a DISABLE TRIGGER USER",
                "UPDATE a SET b = 1",
                "INSERT INTO a VALUES (1)",
                "SELECT setval('s', 1)",
                "DO $$ BEGIN NULL; END $$",
                "REFRESH MATERIALIZED VIEW a",
                "DROP TABLE a"
            })
    void may_change_rows(String statement) {
        assertThat(AddsOnly.isLikely(script(statement))).isFalse();
    }

    private static SqlScript script(String text) {
        SourcePosition start = new SourcePosition(Path.of("1.sql"), 1, 1);
        SqlStatement statement = new SqlStatement(text, start);
        return new SqlScript(
                Path.of("1.sql"),
                List.of(new Batch(text, start, List.of(statement), Optional.empty())),
                TransactionMode.SCRIPT);
    }
}
