package dev.palindrome.schema;

import dev.palindrome.schema.internal.CatalogAccount;
import dev.palindrome.schema.internal.CatalogRow;
import dev.palindrome.schema.internal.CatalogSession;
import dev.palindrome.schema.internal.Touched;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads the schema of one database again and again, over a session of its own. Where the server has ended that session, as scripts may ask it
 * to, another one is opened. Not safe for use by several threads.
 *
 * <p>{@link #read()} reads all of it, and is faster than {@link SchemaSnapshot#of(Connection, SnapshotOptions)} from the second time on, because
 * the server plans the query only once. {@link #readChanges()} reads only what was written since, which takes the same time
 * however large the schema is.
 */
public final class SnapshotReader implements AutoCloseable {

    /** How long the server may take to say that a session is alive. */
    private static final int PATIENCE_SECONDS = 5;

    /**
     * The query for {@link #witness(int, ResultSet, boolean)}. Nothing in it depends on settings of a session, and it is planned in no time. Its first column is
     * called {@code palindrome_asked}.
     */
    public static final String LOCKS =
            "select l.pid as palindrome_asked, l.locktype, l.relation, l.classid, l.mode from pg_catalog.pg_lock_status() l";

    private static final List<String> COMMENTS =
            List.of("pg_description", "pg_shdescription", "pg_seclabel", "pg_shseclabel");

    private static final Pattern EVADING = Pattern.compile(
            "track_counts|(?:delete\\s+from|update|into)\\s+(?:only\\s+)?(?:\"?pg_catalog\"?\\s*\\.\\s*)?\"?pg_(?:sh)?depend",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern GRANTING = Pattern.compile(
            "\\b(?:grant|revoke)\\b|\\bdrop\\s+owned\\b|\\bexecute\\b(?!\\s+(?:function|procedure)\\b)",
            Pattern.CASE_INSENSITIVE);

    private final Opening opening;
    private final SnapshotOptions options;

    private Connection session;
    private CatalogSession catalog;

    private @Nullable CatalogImage image;
    private @Nullable CatalogAccount account;

    /** As of when it was asked for, and as of the last reading; the latter is null when something may have been written since. */
    private @Nullable String accountOfSessions;

    private @Nullable String latestOfSessions;

    /** What was locked since the last reading; null when somebody wrote unseen. */
    private @Nullable Set<Long> locked = new HashSet<>();

    /** Whether rights may have been granted or revoked since the last reading, for which no lock is taken. */
    private boolean mayHaveGranted;

    /** Whether the next reading has to be of the whole. */
    private boolean isBeyond;

    private boolean wasWhole = true;

    /** Opens sessions on the database to read. */
    @FunctionalInterface
    public interface Opening {

        /**
         * Open another one.
         *
         * @return used by nobody else, in autocommit and in simple query mode ({@code preferQueryMode=simple}); it is closed with the reader
         */
        Connection open() throws SQLException;
    }

    /**
     * Open a session.
     *
     * @throws SQLException when that is not possible
     */
    public SnapshotReader(Opening opening, SnapshotOptions options) throws SQLException {
        this.opening = opening;
        this.options = options;
        this.session = opening.open();
        this.catalog = new CatalogSession(session);
    }

    /**
     * What was known of a database when it was last read, and is known of each copy of the database that was made before anything else was written
     * to it: {@code CREATE DATABASE … TEMPLATE} keeps names and OIDs. Immutable.
     */
    public static final class Known {
        private final CatalogImage image;
        private final SchemaSnapshot snapshot;

        private Known(CatalogImage image) {
            this.image = new CatalogImage(image);
            this.snapshot = image.snapshot();
        }

        /** Return the schema. */
        public SchemaSnapshot snapshot() {
            return snapshot;
        }
    }

    /**
     * Open a session on a copy of a database, to read only what is written to the copy from now on.
     *
     * @param known what was known of the database, with the same options
     * @throws SQLException when that is not possible
     */
    public SnapshotReader(Opening opening, SnapshotOptions options, Known known) throws SQLException {
        this(opening, options);
        try {
            begin(known);
        } catch (SQLException e) {
            session.close();
            throw e;
        }
    }

    private void begin(Known known) throws SQLException {
        if (catalog.keepsAccount()) {
            account = catalog.account();
            latestOfSessions = account.ofSessions();
            image = new CatalogImage(known.image);
            if (image.hasSettings()) {
                // A copy has the same, but they are kept under its own name.
                CatalogUpdate update = new CatalogUpdate(image, Touched.nothing());
                update.replace(ObjectKind.DATABASE, catalog.database());
                isBeyond = !update.apply();
            }
        }
    }

    /**
     * Return what is known of the database as it was at the last reading.
     *
     * @return empty where it was never read, and where it holds what a copy would not have
     */
    public Optional<Known> known() {
        CatalogImage known = image;
        return known == null || account == null || isBeyond || known.isOfOneDatabase()
                ? Optional.empty()
                : Optional.of(new Known(known));
    }

    private interface Question<T> {
        T ask() throws SQLException;
    }

    /** Ask; once more in another session, which knows nothing yet, where the server has ended the one that there was. */
    private <T> T asking(Question<T> question) throws SQLException {
        try {
            return question.ask();
        } catch (SQLException e) {
            if (session.isValid(PATIENCE_SECONDS)) {
                throw e;
            }
            session.close();
            session = opening.open();
            catalog = new CatalogSession(session);
            account = null;
            accountOfSessions = null;
            latestOfSessions = null;
            return question.ask();
        }
    }

    /**
     * Read the schema as it is now.
     *
     * @throws SQLException when the server refuses
     */
    public SchemaSnapshot read() throws SQLException {
        return asking(this::readWhole);
    }

    private void beginAnew() {
        locked = new HashSet<>();
        mayHaveGranted = false;
    }

    private SchemaSnapshot readWhole() throws SQLException {
        // The account first: what is written in between is then read twice, and not missed.
        account = catalog.keepsAccount() ? catalog.account() : null;
        latestOfSessions = account == null ? null : account.ofSessions();
        image = new CatalogImage(options, catalog.read());
        beginAnew();
        isBeyond = false;
        wasWhole = true;
        return image.snapshot();
    }

    /**
     * Tell whether it is of use to call {@link #witness(int, ResultSet, boolean)}: the schema was read before, and the server keeps an account that every
     * session sees at once, as since PostgreSQL 15.
     */
    public boolean canBeTold() {
        return account != null;
    }

    /**
     * Take note of the locks of a transaction that another session has open, and will commit next. They tell what it changed, where the
     * catalogue afterwards does not: what is gone leaves no trace.
     *
     * @param backend the process that serves the session, as of {@code pg_backend_pid()}
     * @param locks what {@link #LOCKS} gave in that session; read to its end
     * @param grants whether it may have {@linkplain #grants(String) granted} rights
     */
    public void witness(int backend, ResultSet locks, boolean grants) throws SQLException {
        mayHaveGranted |= grants;
        Set<Long> now = catalog.locked(backend, locks);
        if (now == null) {
            isBeyond = true;
        } else if (locked != null) {
            locked.addAll(now);
        }
    }

    /**
     * As {@link #witness(int, ResultSet, boolean)}, and ask for the locks over the reader's own session. Does nothing where it
     * {@linkplain #canBeTold() is of no use}.
     */
    public void witness(int backend, boolean grants) throws SQLException {
        if (canBeTold()) {
            asking(() -> {
                catalog.ask(LOCKS, locks -> witness(backend, locks, grants));
                return grants;
            });
        }
    }

    /** Note that something was written and committed whose locks nobody has looked at. */
    public void unseen() {
        locked = null;
    }

    /** Note that something was written by sessions that may not have told the server's account of it yet. */
    public void forget() {
        isBeyond = true;
    }

    /**
     * Tell whether a script may write what the server's account does not tell of, because it stops the account, or writes dependencies by itself,
     * which go with everything else that is defined; {@link #forget()} is to be called after it then.
     *
     * @param script its text
     */
    public static boolean evadesAccount(String script) {
        return EVADING.matcher(script).find();
    }

    /**
     * Tell whether a script may grant or revoke rights, or run statements that nobody has read, which may.
     *
     * @param script its text
     */
    public static boolean grants(String script) {
        return GRANTING.matcher(script).find();
    }

    /**
     * Tell whether a session that begins now may find other settings than one that was there when this was asked before: those of databases and
     * roles. True where the server does not say.
     */
    public boolean changesNewSessions() throws SQLException {
        String before = accountOfSessions;
        accountOfSessions = latestOfSessions != null
                ? latestOfSessions
                : asking(() -> catalog.keepsAccount() ? catalog.accountOfSessions() : null);
        latestOfSessions = null;
        return before == null || !before.equals(accountOfSessions);
    }

    /** Tell whether the last reading was one of the whole. */
    public boolean wasWhole() {
        return wasWhole;
    }

    /**
     * Read what was written since the last reading, and return the schema as it is now: the same as {@link #read()}, where every
     * session that has written since
     *
     * <ul>
     *   <li>was looked at by {@link #witness(int, ResultSet, boolean)} before it committed, or is told of by {@link #unseen()}, and
     *   <li>has then called {@code pg_stat_force_next_flush()}, so that the server's account holds what it wrote (manual section 27.2.2),
     *       or is told of by {@link #forget()}.
     * </ul>
     *
     * <p>Where the server's account does not say enough it reads the whole: before PostgreSQL 15, and after changes of what many objects speak of,
     * such as the name of a schema.
     */
    public SchemaSnapshot readChanges() throws SQLException {
        return asking(this::readWhatChanged);
    }

    private SchemaSnapshot readWhatChanged() throws SQLException {
        if (image == null || account == null || isBeyond) {
            return readWhole();
        }
        CatalogAccount before = account;
        Set<Long> witnessed = locked == null ? Set.of() : locked;
        CatalogAccount now = catalog.account(witnessed, before);
        latestOfSessions = now.ofSessions();
        if (now.text().equals(before.text())) {
            beginAnew();
            wasWhole = false;
            return image.snapshot();
        }
        CatalogAccount.Difference written = now.since(before);
        if (!written.isInKnownCatalogs() || (locked == null && written.hasDeletedParts()) || image.isOpaque()) {
            return readWhole();
        }
        CatalogUpdate update = update(image, before, written, written.hasOverwrittenTriggers());
        if (update != null && update.renames()) {
            update = update(image, before, written, true);
        }
        if (update == null || !update.apply() || image.isOpaque()) {
            return readWhole();
        }
        account = now;
        beginAnew();
        wasWhole = false;
        return image.snapshot();
    }

    /** Where locks are known, only rights are given without one, and stand with the relation and its columns. */
    private Set<String> toSearch(CatalogImage image, CatalogAccount.Difference written) {
        Set<String> catalogs = new HashSet<>(written.catalogs());
        if (written.wrote("pg_constraint")) {
            catalogs.add("domains");
        }
        if (locked != null) {
            catalogs.removeAll(
                    mayHaveGranted || image.mayGrant() ? CatalogAccount.FOLLOW_LOCKS : CatalogAccount.OF_RELATIONS);
        }
        return catalogs;
    }

    private static Set<Long> mayBeGone(CatalogImage image, CatalogAccount.Difference written) {
        return written.hasDeletedByThemselves()
                ? image.standingByThemselves().stream()
                        .map(CatalogRow.Address::object)
                        .collect(Collectors.toSet())
                : Set.of();
    }

    /** Read what was written; null where only a reading of the whole can tell. */
    private @Nullable CatalogUpdate update(
            CatalogImage image, CatalogAccount before, CatalogAccount.Difference written, boolean renamed)
            throws SQLException {
        Set<Long> witnessed = locked == null ? Set.of() : locked;
        Touched touched = written.isOfDatabases()
                ? Touched.nothing()
                : catalog.touched(
                        witnessed, before, written, toSearch(image, written), mayBeGone(image, written), renamed);
        if (touched.isBeyond()) {
            return null;
        }
        CatalogUpdate update = new CatalogUpdate(image, touched);
        if (!touched.relations().isEmpty() || !touched.types().isEmpty()) {
            update.add(catalog.relations(
                    touched.relations(), touched.types(), written.catalogs(), update.knownOfRelations()));
        }
        if (!touched.types().isEmpty()) {
            update.add(catalog.types(touched.relations(), touched.types()));
        }
        if (!touched.functions().isEmpty()) {
            update.add(catalog.functions(touched.functions()));
        }
        if (written.wrote("pg_namespace")) {
            update.replace(ObjectKind.SCHEMA, catalog.schemas());
        }
        if (written.wrote("pg_default_acl")) {
            update.replace(ObjectKind.DEFAULT_PRIVILEGES, catalog.defaultPrivileges());
        }
        if (written.wrote("pg_database") || written.wrote("pg_db_role_setting")) {
            update.replace(ObjectKind.DATABASE, catalog.database());
        }
        if (COMMENTS.stream().anyMatch(written::wrote)) {
            update.replaceComments(catalog.comments());
        }
        return update;
    }

    /** End the session. */
    @Override
    public void close() throws SQLException {
        session.close();
    }
}
