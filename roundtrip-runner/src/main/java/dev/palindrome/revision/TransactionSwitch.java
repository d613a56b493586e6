package dev.palindrome.revision;

import java.nio.file.Path;
import java.util.Optional;

/** How the files of each format say that a script is to run without its tool's transaction. */
public final class TransactionSwitch {

    private TransactionSwitch() {}

    /**
     * Return what the author has written to switch the transaction off, such as {@code '-- +goose NO TRANSACTION'}; empty for formats in which
     * nothing switches it, since there is none of the tool's own, or one always.
     *
     * @param script the file of the script
     */
    public static Optional<String> written(String format, Path script) {
        return switch (format) {
            case "palindrome" -> Optional.of("'transaction: none'");
            case "dbmate" -> Optional.of("'transaction:false'");
            case "diesel" -> Optional.of("metadata.toml, unless it says run_in_transaction = true");
            case "flyway" -> Optional.of("'executeInTransaction=false' in " + name(script) + ".conf");
            case "goose" -> Optional.of("'-- +goose NO TRANSACTION'");
            case "liquibase" -> Optional.of("'runInTransaction:false'");
            case "sql-migrate" -> Optional.of("'notransaction'");
            case "sqlx" -> Optional.of("'-- no-transaction'");
            default -> Optional.empty();
        };
    }

    /**
     * Return what to do about a statement that cannot run in a transaction, as a sentence's predicate: "write …".
     *
     * @param script the file of the script
     */
    public static String advice(String format, Path script) {
        return switch (format) {
            case "palindrome" ->
                "write '-- upgrade transaction: none' or '-- downgrade transaction: none', and leave nothing else in the section";
            case "alembic" -> "run it within 'with op.get_context().autocommit_block():', in a revision of its own";
            case "dbmate" ->
                "write 'transaction:false' behind '-- migrate:up' or '-- migrate:down', and leave nothing else in the block: dbmate sends a"
                        + " block as one message, which is a transaction too";
            case "diesel" ->
                "write 'run_in_transaction = false' into metadata.toml beside " + name(script)
                        + ", and leave nothing else in the file: Diesel sends it as one message, which is a transaction too";
            case "flyway" -> "write 'executeInTransaction=false' into " + name(script) + ".conf";
            case "golang-migrate" ->
                "leave nothing else in the file: golang-migrate sends it as one message, which is a transaction for"
                        + " several statements";
            case "goose" -> "write '-- +goose NO TRANSACTION' at the top of the file";
            case "java" -> "let isTransactional() return false, in a revision of its own";
            case "liquibase" -> "write 'runInTransaction:false' on the line '--changeset'";
            case "node-pg-migrate" ->
                "make it a revision in JavaScript that calls pgm.noTransaction(): SQL files always run in a transaction";
            case "sqitch" -> "leave out BEGIN and COMMIT around it";
            case "sql-migrate" -> "write 'notransaction' behind '-- +migrate Up' or '-- +migrate Down'";
            case "sqlx" ->
                "write '-- no-transaction' as the first line, and leave nothing else in the file: sqlx sends it as one message, which is"
                        + " a transaction too";
            default -> "run it without a transaction, in a revision of its own";
        };
    }

    private static Path name(Path script) {
        return script.getFileName();
    }
}
