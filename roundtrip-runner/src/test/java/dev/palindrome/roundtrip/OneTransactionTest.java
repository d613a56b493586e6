package dev.palindrome.roundtrip;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palindrome.revision.Batch;
import dev.palindrome.revision.SqlScript;
import dev.palindrome.revision.SqlStatement;
import dev.palindrome.revision.TransactionMode;
import dev.palindrome.revision.internal.sql.ScriptRules;
import dev.palindrome.revision.internal.sql.ScriptSplitter;
import dev.palindrome.revision.internal.sql.SourceText;
import dev.palindrome.revision.internal.sql.SplitScript;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Scripts that begin and commit by themselves, with our own BEGIN and COMMIT in the place of theirs. */
class OneTransactionTest {

    private static final Path FILE = Path.of("1_a.up.sql");

    @Test
    void blanks_stand_where_begin_and_commit_stood() {
        SqlScript script = message("-- BEGIN\nBEGIN;\nCREATE TABLE a ();\n/* COMMIT */ COMMIT; -- COMMIT;\n");

        SqlScript ours = OneTransaction.insteadOfOwn(script).orElseThrow();

        assertThat(ours.transaction()).isEqualTo(TransactionMode.SCRIPT);
        assertThat(ours.batches())
                .extracting(Batch::text)
                .containsExactly("-- BEGIN\n      \nCREATE TABLE a ();\n/* COMMIT */       ; -- COMMIT;\n");
        assertThat(ours.statements()).isEqualTo(script.statements());
    }

    @Test
    void statements_that_are_sent_one_by_one_keep_their_numbers() {
        SqlScript ours = OneTransaction.insteadOfOwn(statements("BEGIN;\r\nCREATE TABLE a ();\r\nCOMMIT"))
                .orElseThrow();

        assertThat(ours.batches())
                .extracting(batch -> batch.text().strip())
                .containsExactly("", "CREATE TABLE a ()", "");
        assertThat(ours.statements())
                .extracting(SqlStatement::text)
                .containsExactly("BEGIN", "CREATE TABLE a ()", "COMMIT");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "start transaction; CREATE TABLE a (); end",
                "Begin Work; CREATE TABLE a (); Commit Work;",
                "BEGIN TRANSACTION; CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT 1; END; COMMIT TRANSACTION;",
                "BEGIN; COMMIT;"
            })
    void plain_forms_are_taken_out(String sql) {
        assertThat(OneTransaction.insteadOfOwn(message(sql))).isPresent();
        assertThat(OneTransaction.insteadOfOwn(statements(sql))).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "BEGIN",
                "CREATE TABLE a ()",
                "BEGIN ISOLATION LEVEL SERIALIZABLE; CREATE TABLE a (); COMMIT",
                "BEGIN; CREATE TABLE a (); COMMIT AND CHAIN",
                "BEGIN; CREATE TABLE a (); ROLLBACK",
                "BEGIN; CREATE TABLE a (); COMMIT; CREATE TABLE b ()",
                "CREATE TABLE a (); BEGIN; CREATE TABLE b (); COMMIT",
                "BEGIN; CREATE TABLE a (); COMMIT; BEGIN; CREATE TABLE b (); COMMIT",
                "BEGIN; SAVEPOINT s; CREATE TABLE a (); ROLLBACK TO s; COMMIT"
            })
    void all_others_are_left_as_they_are(String sql) {
        assertThat(OneTransaction.insteadOfOwn(message(sql))).isEmpty();
        assertThat(OneTransaction.insteadOfOwn(statements(sql))).isEmpty();
    }

    @Test
    void what_a_tool_wraps_is_left_as_it_is() {
        SqlScript script = message("BEGIN; CREATE TABLE a (); COMMIT");

        assertThat(OneTransaction.insteadOfOwn(script.withBatches(script.batches(), TransactionMode.SCRIPT)))
                .isEmpty();
    }

    @Test
    void statements_between_are_sent_one_by_one_unless_lines_go_with_one_of_them() {
        SqlScript script = message("BEGIN; CREATE TABLE a (); CREATE TABLE b (); COMMIT;");
        List<Batch> withLines = List.of(
                script.batches().get(0),
                new Batch("COPY a FROM STDIN", script.batches().get(0).start(), List.of(), Optional.of("1\n")));

        assertThat(Stepwise.of(script).orElseThrow().batches())
                .extracting(Batch::text)
                .containsExactly("CREATE TABLE a ()", "CREATE TABLE b ()");
        assertThat(Stepwise.of(script.withBatches(withLines, TransactionMode.NONE)))
                .isEmpty();
    }

    private static SqlScript message(String sql) {
        SourceText source = SourceText.of(FILE, sql);
        SplitScript split = ScriptSplitter.split(source, ScriptRules.PSQL);
        Batch whole = new Batch(sql, source.positionAt(0), split.statements(), Optional.empty(), source.lineNumbers());
        return new SqlScript(FILE, List.of(whole), TransactionMode.NONE);
    }

    private static SqlScript statements(String sql) {
        return new SqlScript(
                FILE,
                ScriptSplitter.split(SourceText.of(FILE, sql), ScriptRules.PSQL).batches(),
                TransactionMode.NONE);
    }
}
