package dev.palindrome.database.internal;

import dev.palindrome.database.DatabaseConfigurationException;
import dev.palindrome.database.TestDatabase;
import dev.palindrome.database.TestDatabaseException;
import dev.palindrome.database.TestServer;
import dev.palindrome.database.internal.run.Run;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A server that is spoken to through JDBC: what all sources have in common. */
public final class JdbcTestServer implements TestServer {

    /** Databases of ours, and only they, begin so: prefix, run id, number. */
    public static final String PREFIX = "palindrome_";

    private static final System.Logger LOG = System.getLogger(JdbcTestServer.class.getName());

    private static final int OLDEST_VERSION = 14;
    private static final int STRATEGY_SINCE = 15;
    private static final int CLONE_ATTEMPTS = 3;

    /** How long a session on a template may take to end by itself; most are closed already and only dying. */
    private static final Duration CLONE_GRACE = Duration.ofSeconds(1);

    /** DROP DATABASE ends sessions by itself. */
    private static final Duration DROP_GRACE = Duration.ofMillis(50);

    /** https://www.postgresql.org/docs/current/errcodes-appendix.html */
    private static final String OBJECT_IN_USE = "55006";

    private static final String INSUFFICIENT_PRIVILEGE = "42501";

    private final String source;
    private final ServerAddress address;
    private final String version;
    private final int majorVersion;
    private final String description;
    private final boolean outlivesUs;
    private final boolean copiesFiles;
    private final Runnable end;

    /** Stays open: the server's sign that this run is alive. */
    private final Connection keeper;

    private final AdminSessions sessions;
    private final Set<JdbcTestDatabase> databases = ConcurrentHashMap.newKeySet();
    // Read: a database is being made or dropped. Write: the server is being closed.
    private final ReentrantReadWriteLock gate = new ReentrantReadWriteLock();
    private volatile boolean closed;

    private JdbcTestServer(
            String source,
            ServerAddress address,
            Connection keeper,
            UnaryOperator<String> description,
            boolean outlivesUs,
            Runnable end)
            throws SQLException {
        this.source = source;
        this.address = address;
        this.keeper = keeper;
        this.sessions = new AdminSessions(address);
        this.outlivesUs = outlivesUs;
        this.end = end;
        // "18.6 (Debian 18.6-1.pgdg12+1)" is how packagers' builds present themselves.
        this.version = keeper.getMetaData().getDatabaseProductVersion().split(" ", 2)[0];
        this.majorVersion = keeper.getMetaData().getDatabaseMajorVersion();
        this.description = description.apply(version);
        this.copiesFiles = majorVersion >= STRATEGY_SINCE && !(outlivesUs && flushes(keeper));
    }

    /**
     * Use a server that we started, and that ends with {@code end}, databases and all.
     *
     * @param description makes the line for the user from the server's version
     * @throws SQLException when it does not answer; {@code end} is then left to the caller
     */
    public static JdbcTestServer ofOurs(
            String source, ServerAddress address, UnaryOperator<String> description, Runnable end) throws SQLException {
        return open(source, address, description, false, end);
    }

    /** As {@link #ofOurs}, on a server that lives on after us: our databases are dropped one by one. */
    public static JdbcTestServer ofUsers(String source, ServerAddress address, UnaryOperator<String> description)
            throws SQLException {
        return open(source, address, description, true, () -> {});
    }

    private static JdbcTestServer open(
            String source, ServerAddress address, UnaryOperator<String> description, boolean outlivesUs, Runnable end)
            throws SQLException {
        Connection keeper = address.connect(address.adminDatabase());
        try {
            JdbcTestServer server = new JdbcTestServer(source, address, keeper, description, outlivesUs, end);
            requireSupported(server.majorVersion, server.version, address.hosts());
            RunDatabases.claim(keeper);
            return server;
        } catch (SQLException | DatabaseConfigurationException e) {
            keeper.close();
            throw e;
        }
    }

    static void requireSupported(int majorVersion, String version, String hosts) {
        if (majorVersion < OLDEST_VERSION) {
            throw new DatabaseConfigurationException(
                    "Expected PostgreSQL %d or newer, found %s at %s. Name a newer server, or none, to let palindrome start one."
                            .formatted(OLDEST_VERSION, version, hosts));
        }
    }

    @Override
    public String source() {
        return source;
    }

    @Override
    public String version() {
        return version;
    }

    @Override
    public String description() {
        return description;
    }

    @Override
    public TestDatabase create() {
        // template0 is as initdb left it; template1 may hold what an administrator added.
        return make("template0", " ENCODING 'UTF8'");
    }

    @Override
    public TestDatabase cloneOf(TestDatabase template) {
        if (!(template instanceof JdbcTestDatabase ours) || ours.server() != this) {
            throw new IllegalArgumentException("Expected a database made by this server, was " + template.name()
                    + ". Clone it where it was made.");
        }
        try {
            if (!awaitNoSessions(template.name(), CLONE_GRACE)) {
                terminateSessions(template.name());
            }
        } catch (SQLException e) {
            throw refusal("Cannot end the sessions on database " + template.name(), e);
        }
        TestDatabase clone = make(template.name(), "");
        try {
            sessions.with(session -> {
                DatabaseLevel.copy(session, template.name(), clone.name());
                return clone;
            });
        } catch (SQLException e) {
            clone.close();
            throw refusal("Cannot give database %s the settings of %s".formatted(clone.name(), template.name()), e);
        }
        return clone;
    }

    private TestDatabase make(String template, String options) {
        String name = PREFIX + Run.current().id() + "_" + Run.current().nextNumber();
        String create = "CREATE DATABASE " + quote(name) + " TEMPLATE " + quote(template) + options + strategy();
        JdbcTestDatabase database = new JdbcTestDatabase(this, name);
        gate.readLock().lock();
        try {
            requireOpen();
            databases.add(database); // before it exists: an interrupted CREATE may still succeed
            executeWhenFree(create, template);
            return database;
        } catch (SQLException e) {
            databases.remove(database);
            throw refusal("Cannot create database %s from %s".formatted(name, template), e);
        } finally {
            gate.readLock().unlock();
        }
    }

    /**
     * Copying files takes half the time of writing them to the log (12 to 16 ms against 24 to 38 ms for 40 tables), but
     * asks for two checkpoints: cheap without fsync, a burden on a server that others use.
     */
    private String strategy() {
        return copiesFiles ? " STRATEGY file_copy" : "";
    }

    private static boolean flushes(Connection keeper) throws SQLException {
        try (Statement statement = keeper.createStatement();
                ResultSet row = statement.executeQuery("SHOW fsync")) {
            row.next();
            return row.getString(1).equals("on");
        }
    }

    private RuntimeException refusal(String what, SQLException e) {
        return INSUFFICIENT_PRIVILEGE.equals(e.getSQLState())
                ? mayNotCreateDatabases(address, e)
                : new TestDatabaseException(what + ": " + e.getMessage(), e);
    }

    /** Return what to throw for a role that lacks the one right that we need. */
    public static DatabaseConfigurationException mayNotCreateDatabases(
            ServerAddress address, @Nullable SQLException cause) {
        return new DatabaseConfigurationException(
                "Role %s at %s may not create databases. Give it the right with ALTER ROLE %s CREATEDB, or name another role."
                        .formatted(address.user(), address.hosts(), quote(address.user())),
                cause);
    }

    private void executeWhenFree(String create, String template) throws SQLException {
        for (int attempt = 1; ; attempt++) {
            try {
                sessions.execute(create);
                return;
            } catch (SQLException e) {
                if (!OBJECT_IN_USE.equals(e.getSQLState()) || attempt == CLONE_ATTEMPTS) {
                    throw e;
                }
                terminateSessions(template);
            }
        }
    }

    /**
     * Wait until the sessions on a database of ours have ended. CREATE and DROP DATABASE would wait by themselves, but in
     * steps of 100 ms: far longer than a closed session takes to vanish.
     *
     * @return whether they have
     */
    private boolean awaitNoSessions(String database, Duration grace) throws SQLException {
        long deadline = System.nanoTime() + grace.toNanos();
        try {
            while (sessionsOn(database) > 0) {
                if (System.nanoTime() > deadline) {
                    return false;
                }
                TimeUnit.MILLISECONDS.sleep(5);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the command that follows does without the wait
        }
        return true;
    }

    private int sessionsOn(String database) throws SQLException {
        return sessions.with(session -> {
            try (PreparedStatement query = session.prepareStatement(
                    "SELECT count(*) FROM pg_stat_activity WHERE datname = ? AND backend_type = 'client backend'")) {
                query.setString(1, database);
                try (ResultSet rows = query.executeQuery()) {
                    rows.next();
                    return rows.getInt(1);
                }
            }
        });
    }

    private void terminateSessions(String database) throws SQLException {
        LOG.log(System.Logger.Level.DEBUG, () -> "Ending sessions that still use " + database);
        sessions.with(session -> {
            try (PreparedStatement query = session.prepareStatement(
                    // The role may end its own sessions, and a database of ours has no others.
                    "SELECT pg_terminate_backend(pid, 1000) FROM pg_stat_activity"
                            + " WHERE datname = ? AND usename = current_user AND pid <> pg_backend_pid()")) {
                query.setString(1, database);
                return query.execute();
            }
        });
    }

    void drop(JdbcTestDatabase database) {
        gate.readLock().lock();
        try {
            if (databases.contains(database)) {
                awaitNoSessions(database.name(), DROP_GRACE);
                dropNow(database.name());
                databases.remove(database);
            }
        } catch (SQLException e) {
            throw new TestDatabaseException("Cannot drop database " + database.name() + ": " + e.getMessage(), e);
        } finally {
            gate.readLock().unlock();
        }
    }

    private void dropNow(String database) throws SQLException {
        String drop = "DROP DATABASE IF EXISTS " + quote(database) + " WITH (FORCE)";
        try {
            sessions.execute(drop);
        } catch (SQLException e) {
            if (!OBJECT_IN_USE.equals(e.getSQLState())) {
                throw e;
            }
            try (Connection inside = address.connect(database)) {
                DatabaseLevel.dropSubscriptions(inside);
            }
            sessions.execute(drop);
        }
    }

    ServerAddress address() {
        return address;
    }

    @Override
    public void close() {
        boolean alone = awaitOthers();
        try {
            if (closed) {
                return;
            }
            if (outlivesUs) {
                dropAll();
            }
            closed = true;
            databases.clear();
            sessions.close();
            AdminSessions.close(keeper);
            end.run();
        } finally {
            if (alone) {
                gate.writeLock().unlock();
            }
        }
    }

    /** Let running CREATEs finish, but not for ever: we may be in a shutdown hook. */
    private boolean awaitOthers() {
        try {
            return gate.writeLock().tryLock(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void dropAll() {
        for (JdbcTestDatabase database : databases) {
            try {
                drop(database);
            } catch (TestDatabaseException e) {
                // The others still go; this one is swept by the next run on this server.
                LOG.log(System.Logger.Level.DEBUG, "A database stays behind", e);
            }
        }
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("The test server (" + description + ") is closed.");
        }
    }

    /** Quote an identifier, whatever it holds. */
    static String quote(String identifier) {
        return '"' + identifier.replace("\"", "\"\"") + '"';
    }
}
