package dev.palindrome.rehearsal;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Roles that a dump names and a test server lacks: dumps hold no roles, and revisions may rest on owners and grants. Those that are made
 * here can do nothing, and are dropped at the end.
 */
final class DumpRoles {

    private static final String UNDEFINED_OBJECT = "42704";
    private static final String STILL_USED = "2BP01";

    /** The server's words, which {@link #speakEnglish} asks for: no field of the error names the role. */
    private static final Pattern MISSING = Pattern.compile("role \"(.*)\" does not exist", Pattern.DOTALL);

    private final Set<String> made = new TreeSet<>();

    /** Ask for messages that can be understood; a role that is no superuser gets those that its server is set to. */
    static void speakEnglish(Statement statement) {
        try {
            statement.execute("SET lc_messages = 'C'");
        } catch (SQLException refused) {
            // Then a role that is missing is told to the user, as any other failure.
        }
    }

    /** Return the role for want of which a statement failed. */
    static Optional<String> missing(SQLException failure, String message) {
        Matcher missing = MISSING.matcher(message);
        return UNDEFINED_OBJECT.equals(failure.getSQLState()) && missing.matches()
                ? Optional.of(missing.group(1))
                : Optional.empty();
    }

    /**
     * Make a role.
     *
     * @return whether there was none of this name
     * @throws SQLException when the server refuses
     */
    boolean make(String role, Connection session) throws SQLException {
        if (!made.add(role)) {
            return false;
        }
        try (Statement statement = session.createStatement()) {
            // Only a member of a role may give it anything.
            statement.execute("CREATE ROLE " + quoted(role) + " ROLE CURRENT_USER");
            return true;
        } catch (SQLException e) {
            made.remove(role);
            throw e;
        }
    }

    /** The driver's own quoting refuses names with quotes in them. */
    private static String quoted(String name) {
        return "\"" + name.replace("\"", "\"\"") + "\"";
    }

    /** Tell whether any was made. */
    boolean isEmpty() {
        return made.isEmpty();
    }

    /** Drop them, when no database of ours needs them any more. One that somebody else has begun to use meanwhile stays. */
    void drop(Connection session) throws SQLException {
        try (Statement statement = session.createStatement()) {
            for (String role : made) {
                try {
                    statement.execute("DROP ROLE IF EXISTS " + quoted(role));
                } catch (SQLException e) {
                    if (!STILL_USED.equals(e.getSQLState())) {
                        throw e;
                    }
                }
            }
            made.clear();
        }
    }
}
