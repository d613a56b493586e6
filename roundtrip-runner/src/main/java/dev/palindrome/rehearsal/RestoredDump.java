package dev.palindrome.rehearsal;

import dev.palindrome.database.TestDatabase;
import dev.palindrome.database.TestServer;
import dev.palindrome.deploy.AppliedRevisions;
import dev.palindrome.deploy.Deployment;
import dev.palindrome.deploy.DeploymentException;
import dev.palindrome.deploy.EditedRevision;
import dev.palindrome.revision.Revision;
import dev.palindrome.revision.RevisionHistory;
import dev.palindrome.revision.VersionTable;
import dev.palindrome.roundtrip.RestoredState;
import dev.palindrome.roundtrip.execution.DirectionRunner;
import dev.palindrome.roundtrip.execution.SqlFailure;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A dump of a database of the user's, in a database of ours: what a walk of the pending revisions begins from. Owners and grants are as
 * in the dump; roles that the server lacks are made for the time.
 */
public final class RestoredDump implements AutoCloseable {

    /** As the rows' comparison has it, without the tables that tools keep. */
    private static final String TABLES = """
            SELECT count(*) FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
            WHERE c.relkind IN ('r', 'p') AND n.nspname <> 'information_schema' AND n.nspname !~ '^pg_'
            AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend d
                            WHERE d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass AND d.objid = c.oid AND d.deptype = 'e')
            AND (n.nspname, c.relname) <> ('%s', '%s')
            """;

    private final TestServer server;
    private final Path file;
    private final TestDatabase database;
    private final DumpRoles roles;
    private AppliedRevisions applied;
    private List<EditedRevision> edited = List.of();

    private RestoredDump(TestServer server, Path file, TestDatabase database, DumpRoles roles, AppliedRevisions none) {
        this.server = server;
        this.file = file;
        this.database = database;
        this.roles = roles;
        this.applied = none;
    }

    /**
     * Look whether a dump is there and can be read, and whether what it has of a history can be told; before a server is started.
     *
     * @throws RehearsalException when not
     */
    public static void check(Path file, RevisionHistory history) {
        if (history.versionTable().isEmpty()) {
            throw new RehearsalException(
                    "What a database has of a %s history is not read here, so that nobody knows which revisions are pending in %s"
                            .formatted(history.format(), file));
        }
        new DumpFile(file).check();
    }

    /**
     * Restore a dump: SQL, also in gzip, or one of the formats that pg_restore reads.
     *
     * @param server stays the caller's to close
     * @throws RehearsalException when that fails, or it cannot be told which revisions are pending
     * @throws SQLException when the server goes away
     */
    public static RestoredDump restore(TestServer server, Path file, RevisionHistory history) throws SQLException {
        check(file, history);
        DumpRoles roles = new DumpRoles();
        TestDatabase database = server.create();
        RestoredDump restored = new RestoredDump(
                server,
                file,
                database,
                roles,
                new AppliedRevisions(history.graph(), Set.of(), List.of(), revision -> false));
        try {
            new DumpRestore(new DumpFile(file), database, roles, majorVersion(server)).run();
            restored.applied = restored.read(history);
            return restored;
        } catch (SQLException | RuntimeException e) {
            restored.close();
            throw e;
        }
    }

    private static int majorVersion(TestServer server) {
        return Integer.parseInt(server.version().replaceFirst("\\D.*", ""));
    }

    private AppliedRevisions read(RevisionHistory history) throws SQLException {
        VersionTable table = history.versionTable().orElseThrow();
        String name = table.schema() + "." + table.name();
        AppliedRevisions found = applied(history);
        if (!found.unknown().isEmpty()) {
            throw new RehearsalException(
                    "%s has revision %s in %s, which is not in %s: take the history that has it, or a dump of a database that follows this one"
                            .formatted(file, String.join(", ", found.unknown()), name, history.directory()));
        }
        if (found.ids().isEmpty()) {
            long tables = tables(table);
            if (tables > 0) {
                throw new RehearsalException(
                        """
                        %s holds %d table%s, and nothing in %s says which revisions made them.
                        Say so in the database that was dumped, and dump it anew: palindrome stamp TARGET --migrations %s --jdbc-url URL""".formatted(file, tables, tables == 1 ? "" : "s", name, history.directory()));
            }
            prepare(table);
        }
        return found;
    }

    private AppliedRevisions applied(RevisionHistory history) throws SQLException {
        try {
            Deployment deployment = Deployment.of(history, database);
            edited = deployment.edited();
            return deployment.applied();
        } catch (DeploymentException e) {
            throw new RehearsalException(file + ": " + e.getMessage(), e);
        }
    }

    private long tables(VersionTable table) throws SQLException {
        try (Connection session = database.connect();
                Statement statement = session.createStatement();
                ResultSet row = statement.executeQuery(TABLES.formatted(
                        table.schema().replace("'", "''"), table.name().replace("'", "''")))) {
            row.next();
            return row.getLong(1);
        }
    }

    /** What the tool makes before its first revision. */
    private void prepare(VersionTable table) throws SQLException {
        Optional<SqlFailure> refusal =
                new DirectionRunner(database).run(table.creation()).failure();
        if (refusal.isPresent()) {
            throw new RehearsalException("%s: the database cannot be made ready for the first revision: %s"
                    .formatted(file, refusal.get().headline()));
        }
    }

    /** Return what a walk begins from; valid until this is closed. */
    public RestoredState state() {
        return new RestoredState(database, applied.ids(), file.toString());
    }

    /** Return the revisions that the dump does not have, in the order in which they would be applied. */
    public List<Revision> pending() {
        return applied.pending();
    }

    /** Return the revisions that were edited after the dumped database ran them, by the checksums of the tool's own table. */
    public List<EditedRevision> edited() {
        return edited;
    }

    /** Return where the dump stands, in words. */
    public String description() {
        String heads = applied.heads().isEmpty()
                ? "below the first revision"
                : "at " + applied.heads().stream().map(Object::toString).collect(Collectors.joining(", "));
        int count = pending().size();
        return "%s, %s; %s"
                .formatted(
                        file,
                        heads,
                        count == 0
                                ? "nothing is pending"
                                : count + (count == 1 ? " revision is" : " revisions are") + " pending");
    }

    @Override
    public void close() throws SQLException {
        database.close();
        if (!roles.isEmpty()) {
            try (TestDatabase elsewhere = server.create();
                    Connection session = elsewhere.connect()) {
                roles.drop(session);
            }
        }
    }
}
