package dev.palindrome.roundtrip.concern;

import dev.palindrome.revision.SqlScript;
import dev.palindrome.revision.SqlStatement;
import dev.palindrome.revision.internal.sql.StatementWords;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** What the statements of a script are, as far as it matters for which tables they reach. */
final class Statements {

    /** Reach what they name, what hangs together with it, and nothing else. */
    private static final Set<String> PLAIN = kinds("""
            ANALYZE, BEGIN, COMMENT, COMMIT, COPY, DELETE, DO, END, GRANT, INSERT, LOCK, MERGE, RELEASE, RESET, REVOKE, ROLLBACK, SAVEPOINT,
            SELECT, SET, START, TRUNCATE, UPDATE, VALUES, WITH, CALL, CLUSTER, CREATE EXTENSION, CREATE SCHEMA,
            REFRESH MATERIALIZED, REINDEX INDEX, REINDEX TABLE
            """, """
            AGGREGATE, DOMAIN, FUNCTION, INDEX, MATERIALIZED, POLICY, PROCEDURE, ROUTINE, RULE, SEQUENCE, STATISTICS, TABLE, TRIGGER, TYPE, VIEW
            """);

    /** Stand between the first word and the kind of object. */
    private static final Set<String> BETWEEN = Set.of(
            "OR", "REPLACE", "UNIQUE", "CONSTRAINT", "TEMP", "TEMPORARY", "UNLOGGED", "GLOBAL", "LOCAL", "RECURSIVE");

    /** Statements that are put together only when they run; what follows in the others says that they are not. */
    private static final Pattern DYNAMIC = Pattern.compile(
            "\\bexecute\\b(?!\\s+(?:function|procedure|on)\\b)|\\bu&\\s*[\"']", Pattern.CASE_INSENSITIVE);

    /** All that is in a schema, or all that somebody owns. */
    private static final Pattern WHOLESALE = Pattern.compile(
            "(?<!create\\s{1,9})\\bschema\\b|\\bowned\\s+by\\s+current|\\bsession_replication_role\\b",
            Pattern.CASE_INSENSITIVE);

    /** Reach rows of tables that refer to the one they name. Not the words that say what a foreign key does. */
    private static final Pattern REFERRED_TO = Pattern.compile(
            "(?<!\\bon\\s{1,9})\\b(?:delete|update|truncate|merge)\\b|\\balter\\s+table\\b.*\\btype\\b",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    /** Make, change or drop objects, or keep rows elsewhere. */
    private static final Pattern DEFINING = Pattern.compile(
            "\\b(?:create|alter|drop|refresh|grant|revoke|comment\\s+on|security\\s+label|import\\s+foreign"
                    + "|into\\s+(?:temp|temporary|unlogged|table)|lo_\\w+)\\b",
            Pattern.CASE_INSENSITIVE);

    private static final int MOST_WORDS = 6;

    private Statements() {}

    private static Set<String> kinds(String alone, String objects) {
        Set<String> kinds = new HashSet<>(list(alone));
        for (String object : list(objects)) {
            kinds.add("CREATE " + object);
            kinds.add("ALTER " + object);
            kinds.add("DROP " + object);
        }
        return Set.copyOf(kinds);
    }

    private static List<String> list(String text) {
        return Arrays.asList(text.strip().split(",\\s*"));
    }

    /** Tell whether the tables that a script reaches can be known from its words. */
    static boolean areForeseeable(SqlScript script) {
        return script.isForeseen()
                && script.conditions().isEmpty()
                && script.statements().stream().map(SqlStatement::text).allMatch(Statements::isForeseeable);
    }

    private static boolean isForeseeable(String statement) {
        List<String> words = StatementWords.of(statement, MOST_WORDS);
        if (words.isEmpty()) {
            return true;
        }
        String first = words.get(0);
        String kind = first + " "
                + words.stream()
                        .skip(1)
                        .filter(word -> !BETWEEN.contains(word))
                        .findFirst()
                        .orElse("");
        return (PLAIN.contains(first) || PLAIN.contains(kind))
                && isReadable(statement)
                && !WHOLESALE.matcher(statement).find();
    }

    /** Tell whether a text, such as the body of a function, says which tables it reaches. */
    static boolean isReadable(String text) {
        return !DYNAMIC.matcher(text).find();
    }

    /** Tell whether the body of a function has no word of a statement that defines something, comments included. */
    static boolean keepsSchema(String body) {
        return !DEFINING.matcher(body).find();
    }

    /** Tell whether a script may reach rows that refer to those of the tables it names. */
    static boolean reachReferring(SqlScript script) {
        return script.statements().stream()
                .anyMatch(statement -> REFERRED_TO.matcher(statement.text()).find());
    }
}
