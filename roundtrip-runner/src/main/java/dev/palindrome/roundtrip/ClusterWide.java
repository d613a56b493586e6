package dev.palindrome.roundtrip;

import dev.palindrome.database.TestDatabase;
import dev.palindrome.database.TestServer;
import dev.palindrome.revision.Downgrade;
import dev.palindrome.revision.Revision;
import dev.palindrome.revision.SqlScript;
import dev.palindrome.revision.SqlStatement;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What belongs to a server and not to one of its databases: roles and their memberships, tablespaces, databases, settings of the server, replication slots
 * (PostgreSQL manual, "Managing Databases" and "Database Roles"). A history that changes any cannot be walked several times at once on one
 * server: each walk would meet what the others have done.
 */
final class ClusterWide {

    private static final Pattern COMMAND = Pattern.compile(
            "\\b(?:"
                    + String.join(
                            "|",
                            // No role is called like a reserved word, but messages go on with one.
                            "(?:create|alter|drop)\\s+(?:role|user|group|tablespace|database|subscription)\\b"
                                    + "(?!\\s+(?:mapping|with|in|for|to|from|as|and|or|not|when)\\b)",
                            "alter\\s+system\\b",
                            "(?:reassign|drop)\\s+owned\\b",
                            // Without ON, it is about membership.
                            "(?:grant|revoke)\\b(?:(?!\\bon\\b)[^;])*\\b(?:to|from)\\b",
                            "on\\s+(?:role|tablespace|database|parameter|subscription)\\b",
                            "pg_(?:create|drop|copy)_\\w*replication_slot",
                            "pg_replication_origin_\\w+",
                            "dblink\\w*")
                    + ")",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern COMMENT = Pattern.compile("--.*");
    private static final Pattern WHITE_SPACE = Pattern.compile("\\s+");
    private static final int SHOWN = 60;

    /**
     * How many rows were written to the catalogues that all databases share, but for those that a new database is written to by itself.
     * https://www.postgresql.org/docs/current/monitoring-stats.html
     */
    private static final String ROWS_WRITTEN = """
            SELECT coalesce(sum(pg_stat_get_tuples_inserted(oid) + pg_stat_get_tuples_updated(oid)
                + pg_stat_get_tuples_deleted(oid)), 0)
            FROM pg_catalog.pg_class
            WHERE relisshared AND relkind = 'r' AND relname IN ('pg_authid', 'pg_auth_members', 'pg_tablespace',
                'pg_parameter_acl', 'pg_subscription', 'pg_replication_origin')""";

    private static final int PROMPT_SINCE = 15;

    /** Of a walk at work: of the copies that it compares, of the two that create and drop them, and one to spare. */
    private static final int SESSIONS_OF_A_JOB = 8;

    private static final String FREE_SESSIONS = """
            SELECT current_setting('max_connections')::int - current_setting('superuser_reserved_connections')::int
                - count(*) FROM pg_catalog.pg_stat_activity WHERE backend_type = 'client backend'""";

    private ClusterWide() {}

    /** Return where a history says that it changes what all databases share, in words; empty when its statements do not. */
    static Optional<String> in(List<Revision> revisions, SetupSql setup) {
        Optional<String> before =
                setup.statements().stream().filter(ClusterWide::isIn).findFirst();
        if (before.isPresent()) {
            return Optional.of("the setup SQL runs " + shown(before.get()));
        }
        return revisions.stream()
                .flatMap(ClusterWide::statements)
                .filter(statement -> isIn(statement.text()))
                .findFirst()
                .map(statement -> "%s runs %s".formatted(statement.position(), shown(statement.text())));
    }

    private static Stream<SqlStatement> statements(Revision revision) {
        Stream<SqlScript> downgrade =
                revision.downgrade() instanceof Downgrade.Script script ? Stream.of(script.script()) : Stream.empty();
        return Stream.concat(Stream.of(revision.upgrade()), downgrade).flatMap(script -> script.statements().stream());
    }

    private static boolean isIn(String statement) {
        return COMMAND.matcher(withoutComments(statement)).find();
    }

    private static String withoutComments(String statement) {
        return COMMENT.matcher(statement).replaceAll("");
    }

    private static String shown(String statement) {
        String text = withoutComments(statement);
        Matcher command = COMMAND.matcher(text);
        String from = command.find() ? text.substring(command.start()) : text;
        String line = WHITE_SPACE.matcher(from).replaceAll(" ").strip();
        return line.length() > SHOWN ? line.substring(0, SHOWN) + "…" : line;
    }

    /** Return how many jobs the server has sessions for, at least 1. */
    static int room(TestServer server) throws SQLException {
        return (int) Math.max(1, ask(server, FREE_SESSIONS) / SESSIONS_OF_A_JOB);
    }

    /**
     * Return how much was written so far to what all databases share. No database of a walk may be left, since a session tells when it ends.
     */
    static long written(TestServer server) throws SQLException {
        return ask(server, ROWS_WRITTEN);
    }

    private static long ask(TestServer server, String query) throws SQLException {
        try (TestDatabase database = server.create();
                Connection session = database.connect();
                Statement statement = session.createStatement()) {
            if (session.getMetaData().getDatabaseMajorVersion() < PROMPT_SINCE) {
                // Before version 15 the account comes from another process, twice a second.
                statement.execute("SELECT pg_catalog.pg_sleep(1)");
            }
            try (ResultSet row = statement.executeQuery(query)) {
                row.next();
                return row.getLong(1);
            }
        }
    }
}
