package dev.palindrome.roundtrip;

/** What the tool of a format does about a history that is not as it was when a database followed it. */
final class ToolHabits {

    private ToolHabits() {}

    /** Return what the tool says to a revision that was edited after it ran, as a sentence without its end. */
    static String onEdited(String format) {
        return switch (format) {
            case "flyway" -> "Flyway compares checksums, and refuses to migrate a database that ran it";
            case "liquibase" ->
                "Liquibase compares checksums, and refuses to update a database that ran it, unless '--validCheckSum' allows the new one";
            case "sqlx" -> "sqlx compares checksums, and refuses to run on a database that ran it";
            default -> format + " does not notice, and never runs it again where it has run";
        };
    }

    /**
     * What the tool does with a new revision that others stand on which a database has already.
     *
     * @param text as a predicate: "never runs it there"
     * @param runsIt whether a database gets it in the end
     */
    record OnInserted(String text, boolean runsIt) {}

    static OnInserted onInserted(String format) {
        return switch (format) {
            case "alembic" ->
                new OnInserted("Alembic takes it for applied where one above it is, and never runs it there", false);
            case "golang-migrate" ->
                new OnInserted(
                        "golang-migrate keeps the newest version only, and never runs it where a later one has run",
                        false);
            case "flyway" ->
                new OnInserted("Flyway refuses to migrate such a database, unless it is told outOfOrder=true", false);
            case "goose" ->
                new OnInserted("goose refuses to go up on such a database, unless it is told -allow-missing", false);
            case "node-pg-migrate" ->
                new OnInserted(
                        "node-pg-migrate refuses to go on in such a database, unless it is told --no-check-order",
                        false);
            case "sqitch" ->
                new OnInserted(
                        "Sqitch makes the ids of changes of those below them, so that it does not know again what it has deployed above",
                        false);
            case "dbmate" ->
                new OnInserted("dbmate runs it there after the later ones, or refuses to if it is told --strict", true);
            case "liquibase" -> new OnInserted("Liquibase runs it there after the later ones", true);
            case "diesel" -> new OnInserted("Diesel runs it there after the later ones", true);
            case "sqlx" -> new OnInserted("sqlx runs it there after the later ones", true);
            case "sql-migrate" -> new OnInserted("sql-migrate runs it there after the later ones", true);
            default -> new OnInserted("'palindrome upgrade' runs it there after the later ones", true);
        };
    }
}
