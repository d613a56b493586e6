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
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ComesBackTest {

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
                "alter table a alter column b type bigint",
                "ALTER TABLE a ALTER b DROP NOT NULL, DROP CONSTRAINT c",
                "DROP INDEX a_b_idx",
                "COMMENT ON TABLE a IS 'x'",
                "GRANT SELECT ON a TO PUBLIC"
            })
    void comes_back(String statement) {
        assertThat(ComesBack.isLikely(script(statement))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ALTER TABLE a DROP COLUMN b",
                "ALTER TABLE a DROP b",
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
        assertThat(ComesBack.isLikely(script(statement))).isFalse();
    }

    @Test
    void what_is_written_was_most_likely_added() {
        assertThat(ComesBack.isLikely(script("CREATE TABLE a (b text)", "INSERT INTO a VALUES ('c')")))
                .isTrue();
        assertThat(ComesBack.isLikely(script("ALTER TABLE a ADD c text", "UPDATE a SET c = b")))
                .isTrue();
    }

    private static SqlScript script(String... texts) {
        SourcePosition start = new SourcePosition(Path.of("1.sql"), 1, 1);
        List<Batch> batches = Stream.of(texts)
                .map(text -> new Batch(text, start, List.of(new SqlStatement(text, start)), Optional.empty()))
                .toList();
        return new SqlScript(Path.of("1.sql"), batches, TransactionMode.SCRIPT);
    }
}
