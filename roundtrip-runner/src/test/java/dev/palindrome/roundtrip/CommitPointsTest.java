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
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CommitPointsTest {

    @Test
    void script_in_the_tools_transaction_commits_once() {
        assertThat(commits(stepwise(TransactionMode.SCRIPT, "CREATE TABLE a ()", "CREATE TABLE b ()")))
                .containsExactly("CREATE TABLE b ()");
    }

    @Test
    void commit_of_its_own_ends_the_tools_transaction() {
        assertThat(commits(stepwise(TransactionMode.SCRIPT, "CREATE TABLE a ()", "COMMIT", "CREATE TABLE b ()")))
                .containsExactly("COMMIT", "CREATE TABLE b ()");
    }

    @Test
    void without_a_transaction_each_statement_commits() {
        assertThat(commits(stepwise(TransactionMode.NONE, "CREATE TABLE a ()", "CREATE INDEX CONCURRENTLY ON a (b)")))
                .hasSize(2);
    }

    @Test
    void without_a_transaction_settings_do_not_count() {
        assertThat(commits(stepwise(
                        TransactionMode.NONE,
                        "SET lock_timeout = '2s'",
                        "CREATE INDEX CONCURRENTLY ON a (b)",
                        "RESET ALL")))
                .hasSize(1);
    }

    @Test
    void own_transaction_in_a_script_without_one_commits_once() {
        assertThat(commits(stepwise(
                        TransactionMode.NONE, "BEGIN", "CREATE TABLE a ()", "CREATE TABLE b ()", "END TRANSACTION")))
                .containsExactly("END TRANSACTION");
    }

    @Test
    void whole_file_in_one_message_commits_once() {
        assertThat(commits(whole("CREATE TABLE a ()", "CREATE TABLE b ()"))).containsExactly("CREATE TABLE b ()");
    }

    @Test
    void whole_file_with_two_transactions_commits_twice() {
        assertThat(commits(whole(
                        "begin", "CREATE TABLE a ()", "commit", "start transaction", "CREATE TABLE b ()", "commit")))
                .containsExactly("commit", "commit");
    }

    @Test
    void rollback_to_a_savepoint_keeps_the_transaction() {
        assertThat(commits(stepwise(
                        TransactionMode.SCRIPT,
                        "CREATE TABLE a ()",
                        "SAVEPOINT s",
                        "INSERT INTO a DEFAULT VALUES",
                        "ROLLBACK TO SAVEPOINT s",
                        "CREATE TABLE b ()")))
                .hasSize(1);
    }

    @Test
    void what_is_rolled_back_is_not_committed() {
        assertThat(commits(stepwise(TransactionMode.NONE, "BEGIN", "CREATE TABLE a ()", "ROLLBACK")))
                .isEmpty();
    }

    @Test
    void empty_script_commits_nothing() {
        assertThat(commits(stepwise(TransactionMode.SCRIPT))).isEmpty();
    }

    @Test
    void one_message_without_transaction_control_is_one_implicit_transaction() {
        assertThat(CommitPoints.isOneImplicitTransaction(whole("CREATE TABLE a ()", "CREATE TABLE b ()")))
                .isTrue();
        assertThat(CommitPoints.isOneImplicitTransaction(whole("CREATE TABLE a ()", "COMMIT", "CREATE TABLE b ()")))
                .isFalse();
        assertThat(CommitPoints.isOneImplicitTransaction(whole("BEGIN", "CREATE TABLE a ()", "COMMIT")))
                .isFalse();
        assertThat(CommitPoints.isOneImplicitTransaction(stepwise(TransactionMode.NONE, "SELECT 1", "SELECT 2")))
                .isFalse();
    }

    private static List<String> commits(SqlScript script) {
        return CommitPoints.of(script).stream().map(SqlStatement::text).toList();
    }

    private static SqlScript stepwise(TransactionMode mode, String... texts) {
        List<Batch> batches = statements(texts).stream()
                .map(statement ->
                        new Batch(statement.text(), statement.position(), List.of(statement), Optional.empty()))
                .toList();
        return new SqlScript(Path.of("1.sql"), batches, mode);
    }

    private static SqlScript whole(String... texts) {
        List<SqlStatement> statements = statements(texts);
        Batch batch = new Batch(String.join(";\n", texts), statements.get(0).position(), statements, Optional.empty());
        return new SqlScript(Path.of("1.sql"), List.of(batch), TransactionMode.NONE);
    }

    private static List<SqlStatement> statements(String... texts) {
        return IntStream.range(0, texts.length)
                .mapToObj(index -> new SqlStatement(texts[index], new SourcePosition(Path.of("1.sql"), index + 1, 1)))
                .toList();
    }
}
