package dev.palindrome.roundtrip;

import dev.palindrome.revision.Downgrade;
import dev.palindrome.revision.Revision;
import dev.palindrome.revision.SqlScript;
import dev.palindrome.revision.SqlStatement;
import dev.palindrome.roundtrip.execution.SqlFailure;
import dev.palindrome.schema.model.SqlNames;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Keeps the roles of the server in step with the database that only goes forward. Roles belong to the server, not to a database
 * (PostgreSQL manual, "Database Roles"), so that a role which one copy of a database created would be in the way of the next. Only
 * roles that the history names are ever touched, and on a server that was started for us those, too, whose names its scripts put together; a
 * history that names none costs nothing.
 */
final class Roles {

    private static final Pattern COMMAND =
            Pattern.compile("\\b(create|drop)\\s+(role|user|group)\\b(?!\\s+mapping)", Pattern.CASE_INSENSITIVE);

    /** Within a text that is run as a statement, the name follows from elsewhere. */
    private static final Pattern UNNAMED = Pattern.compile(
            COMMAND.pattern() + "\\s+(?:if\\s+(?:not\\s+)?exists\\s+)?\"?['%]", Pattern.CASE_INSENSITIVE);

    private static final Pattern BUILT_IN = Pattern.compile("pg_.*");

    private static final Pattern WORD = Pattern.compile("\"((?:[^\"]|\"\")+)\"|[\\p{L}_][\\p{L}\\p{N}_$]*");

    private static final String DEPENDENT_OBJECTS_STILL_EXIST = "2BP01";

    private static final Pattern OUR_DATABASE = Pattern.compile("\\bpalindrome_\\w+");

    private final Set<String> named;

    /** Whether a role may be the history's whatever its name. */
    private final boolean isAny;

    private final Set<String> original = new TreeSet<>();
    private final Set<String> forward = new TreeSet<>();

    /**
     * Look for roles that the setup statements or the revisions create or drop.
     *
     * @param isOurs whether the server was started for this, so that nobody else makes roles there
     */
    Roles(SetupSql setupSql, Collection<Revision> revisions, boolean isOurs) {
        Stream<String> statements = revisions.stream()
                .flatMap(Roles::scripts)
                .flatMap(script -> script.statements().stream())
                .map(SqlStatement::text);
        List<String> commands = Stream.concat(setupSql.statements().stream(), statements)
                .filter(text -> COMMAND.matcher(text).find())
                .toList();
        named = commands.stream().flatMap(Roles::words).collect(Collectors.toCollection(TreeSet::new));
        isAny = isOurs
                && commands.stream().anyMatch(text -> UNNAMED.matcher(text).find());
    }

    private static Stream<SqlScript> scripts(Revision revision) {
        return revision.downgrade() instanceof Downgrade.Script downgrade
                ? Stream.of(revision.upgrade(), downgrade.script())
                : Stream.of(revision.upgrade());
    }

    /** Every word of such a statement may be a role's name; those that are none are never found on a server. */
    private static Stream<String> words(String text) {
        Matcher word = WORD.matcher(text);
        Stream.Builder<String> words = Stream.builder();
        while (word.find()) {
            words.add(
                    word.group(1) == null
                            ? word.group().toLowerCase(Locale.ROOT)
                            : word.group(1).replace("\"\"", "\""));
        }
        return words.build();
    }

    /**
     * Tell whether a role could perhaps only not be dropped because another database of ours uses it, too: PostgreSQL refuses that
     * with a line for each such database, which a user who has one database never sees.
     */
    static boolean isHeldElsewhere(SqlFailure failure) {
        return failure.sqlState().equals(DEPENDENT_OBJECTS_STILL_EXIST)
                && failure.detail().filter(OUR_DATABASE.asPredicate()).isPresent();
    }

    /** Tell whether the history creates or drops roles at all. */
    boolean areConcerned() {
        return !named.isEmpty();
    }

    /** Remember the roles that are there before the first revision. */
    void begin(Stage stage) throws SQLException {
        original.addAll(present(stage));
        forward.addAll(original);
    }

    /** Remember the roles that the forward database, brought up to date, goes with. */
    void advanced(Stage stage) throws SQLException {
        forward.clear();
        forward.addAll(present(stage));
    }

    /** Take back what other copies did to roles; none of those copies may be left. */
    void restore(Stage stage) throws SQLException {
        become(stage, forward);
    }

    /** Take back what the walk did to roles; called when no database of the walk needs them any more. */
    void end(Stage stage) throws SQLException {
        become(stage, original);
    }

    private void become(Stage stage, Set<String> wanted) throws SQLException {
        if (!areConcerned()) {
            return;
        }
        Set<String> present = present(stage);
        try (Connection session = stage.sessionBeside();
                Statement statement = session.createStatement()) {
            for (String role : present) {
                if (!wanted.contains(role)) {
                    statement.execute("DROP ROLE " + SqlNames.of(role));
                }
            }
            for (String role : wanted) {
                if (!present.contains(role)) {
                    statement.execute("CREATE ROLE " + SqlNames.of(role));
                }
            }
        }
    }

    private Set<String> present(Stage stage) throws SQLException {
        Set<String> present = new TreeSet<>();
        if (!areConcerned()) {
            return present;
        }
        try (Connection session = stage.sessionBeside();
                Statement statement = session.createStatement();
                ResultSet roles = statement.executeQuery("SELECT rolname FROM pg_catalog.pg_roles")) {
            while (roles.next()) {
                if (isConcerned(roles.getString(1))) {
                    present.add(roles.getString(1));
                }
            }
        }
        return present;
    }

    private boolean isConcerned(String role) {
        return named.contains(role) || (isAny && !BUILT_IN.matcher(role).matches());
    }
}
