package dev.palindrome.schema.internal;

import dev.palindrome.schema.internal.CatalogQuery.Part;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads the catalogue again and again over one session, which plans each query only once: for a small schema, planning takes longer than
 * reading. Not safe for use by several threads, as the session is not.
 */
public final class CatalogSession {

    private static final String PREFIX = "palindrome_";

    private static final String CATALOG = PREFIX + "catalog";

    private static final String TOUCHED = PREFIX + "touched_";

    private static final String WRITES = PREFIX + "writes";

    private static final String RELATIONS = PREFIX + "relations_";

    private static final long PG_EXTENSION = 3079;

    private static final long FIRST_OF_USERS = 16384;

    private static final String READING = "AccessShareLock";

    /** Modes that statements take that leave the definition as it is; so do LOCK, TRUNCATE and maintenance with others. */
    private static final Set<String> LEAVING = Set.of(READING, "RowShareLock", "RowExclusiveLock");

    /** How many row types, and arrays of them, of relations $1 were written since transaction $2. */
    private static final String FOUND_QUERY = """
            (select count(*) from pg_class c join pg_type t on t.oid = c.reltype
                where c.oid = any ($1) and age(t.xmin) <= (select age($2)))
            + (select count(*) from pg_class c join pg_type t on t.oid = c.reltype join pg_type a on a.oid = t.typarray
                where c.oid = any ($1) and age(a.xmin) <= (select age($2)))""";

    private static final String COUNTS = """
            string_agg(c.name || ' ' || pg_stat_get_tuples_inserted(c.oid) || ' ' || pg_stat_get_tuples_updated(c.oid)
                || ' ' || pg_stat_get_tuples_deleted(c.oid), ',' order by c.oid)""";

    private static final String COUNTED = " from unnest('{%s}'::oid[], '{%s}'::text[]) as c (oid, name)";

    /** A few rows are best found by their indexes, however few the catalogue seems to have in all, and need no hash table made for many. */
    private static final String FEW_ROWS =
            "set enable_hashjoin = off; set enable_mergejoin = off; set enable_seqscan = off; set enable_hashagg = off";

    private static final String MANY_ROWS =
            "set enable_hashjoin = on; set enable_mergejoin = on; set enable_seqscan = on; set enable_hashagg = on";

    /** A plan for few rows does not suit many. */
    private static final int GROWTH = 3;

    private static final int FEW = 1000;

    /** Catalogues keep their OIDs, but which there are differs by version. */
    private static final Map<String, Catalogs> CATALOGS = new ConcurrentHashMap<>();

    /** The latter two as the end of a query that counts what was written to them. */
    private record Catalogs(Set<Long> lockedByWriting, String withConsequence, String ofSessions) {}

    private final Connection session;
    private final int majorVersion;
    private final Set<Part> prepared = EnumSet.noneOf(Part.class);
    private final Map<Set<String>, String> touched = new HashMap<>();
    private final Map<Set<RelationPart>, String> parts = new HashMap<>();

    private boolean isSetUp;
    private boolean isReadyForChanges;

    /** The number of rows when the plan was made; none as long as there is no plan. */
    private int plannedFor = -1;

    /**
     * Use a session, whose settings are changed, and in which prepared statements stay until it ends.
     *
     * @param session in autocommit and in simple query mode; stays the caller's to close
     */
    public CatalogSession(Connection session) throws SQLException {
        this.session = session;
        this.majorVersion = session.getMetaData().getDatabaseMajorVersion();
    }

    /** Tell whether the server keeps account of what is written in a form that every session sees at once: since version 15. */
    public boolean keepsAccount() {
        return majorVersion >= 15;
    }

    /** Read every object. */
    public List<CatalogRow> read() throws SQLException {
        List<String> statements = new ArrayList<>();
        if (plannedFor < 0) {
            statements.add("prepare " + CATALOG + " as " + Catalog.query(session));
        }
        statements.add(MANY_ROWS);
        List<CatalogRow> rows = query(statements, "execute " + CATALOG, Catalog::rows);
        execute(FEW_ROWS);
        if (plannedFor < 0) {
            plannedFor = Math.max(rows.size(), FEW);
        } else if (rows.size() > GROWTH * plannedFor) {
            execute("deallocate " + CATALOG);
            plannedFor = -1;
        }
        return rows;
    }

    /** Takes what a query gives. */
    @FunctionalInterface
    public interface Answer {
        void of(ResultSet rows) throws SQLException;
    }

    /** Ask something else. */
    public void ask(String query, Answer answer) throws SQLException {
        query(List.of(), query, rows -> {
            answer.of(rows);
            return query;
        });
    }

    /**
     * Return the relations on which a transaction that another session has open holds locks that go with a change.
     *
     * @param locks process, type, relation, class and mode of each lock
     * @return null where that transaction changes what no relation's lock tells of: what belongs to an extension, or rows of the catalogue by
     *     itself
     */
    public @Nullable Set<Long> locked(int backend, ResultSet locks) throws SQLException {
        Set<Long> lockedByWriting = catalogs().lockedByWriting();
        Set<Long> relations = new HashSet<>();
        boolean beyond = false;
        while (locks.next()) {
            if (locks.getInt(1) != backend) {
                continue;
            }
            String mode = locks.getString(5);
            switch (locks.getString(2)) {
                case "object" -> beyond |= locks.getLong(4) == PG_EXTENSION;
                case "relation" -> {
                    long relation = locks.getLong(3);
                    beyond |= lockedByWriting.contains(relation) && !READING.equals(mode);
                    if (relation >= FIRST_OF_USERS && !LEAVING.contains(mode)) {
                        relations.add(relation);
                    }
                }
                default -> {}
            }
        }
        return beyond ? null : relations;
    }

    /** Return the server's account of what was written to the catalogue up to now. */
    public CatalogAccount account() throws SQLException {
        return account(List.of(), "3");
    }

    /**
     * Return the server's account of what was written to the catalogue up to now.
     *
     * @param locked relations whose rows are to be counted where they were written since
     * @param since the account at the last reading
     */
    public CatalogAccount account(Collection<Long> locked, CatalogAccount since) throws SQLException {
        return account(locked, since.nextTransaction());
    }

    private CatalogAccount account(Collection<Long> locked, String transaction) throws SQLException {
        prepareForChanges();
        return query(List.of(), "execute %s('{%s}', '%s')".formatted(WRITES, list(locked), transaction), result -> {
            result.next();
            return new CatalogAccount(result.getString(1), result.getString(2), result.getString(3), result.getLong(4));
        });
    }

    /** Return the account of what is read when a session begins. */
    public String accountOfSessions() throws SQLException {
        return query(List.of(), "select " + COUNTS + catalogs().ofSessions, result -> {
            result.next();
            return result.getString(1);
        });
    }

    /**
     * Find what has to be read anew.
     *
     * @param locked relations that were locked in a way that goes with a change
     * @param since the account at the last reading
     * @param written what was written since
     * @param catalogs the names of those to search for rows written since
     * @param known the types, functions and constraints of domains that may be gone
     * @param renamed whether a relation or a column may have got another name, or those of the server's triggers that belong to foreign keys another
     *     state: what refers to a relation has to be read then, too
     */
    public Touched touched(
            Collection<Long> locked,
            CatalogAccount since,
            CatalogAccount.Difference written,
            Collection<String> catalogs,
            Collection<Long> known,
            boolean renamed)
            throws SQLException {
        Set<String> words = new HashSet<>(catalogs);
        words.retainAll(CatalogAccount.SEARCHED);
        if (!known.isEmpty()) {
            words.add("gone");
        }
        if (written.hasOverwritten()) {
            words.add("dependents");
            if (!renamed) {
                words.add("unrenamed");
            }
        }
        if (!locked.isEmpty() && written.isOnlyOfFoundTypes()) {
            words.remove("pg_type");
        }
        String name = touched.get(words);
        if (name == null) {
            name = TOUCHED + touched.size();
            execute("prepare " + name + "(oid[], xid, oid[]) as " + CatalogQuery.touched(words));
            touched.put(words, name);
        }
        String call = "execute %s('{%s}', '%s', '{%s}')"
                .formatted(name, list(locked), since.oldestTransaction(), list(known));
        Map<Touched.What, Set<Long>> found = new EnumMap<>(Touched.What.class);
        return query(List.of(), call, result -> {
            while (result.next()) {
                Touched.What what = Touched.What.valueOf(result.getString(1).toUpperCase(Locale.ROOT));
                found.computeIfAbsent(what, key -> new HashSet<>()).add(result.getLong(2));
            }
            return new Touched(found);
        });
    }

    /**
     * Read relations with what belongs to them, and the constraints of domains.
     *
     * @param written the catalogues that were written to
     * @param known what was known of them
     */
    public List<CatalogRow> relations(
            Collection<Long> relations, Collection<Long> domains, Set<String> written, Collection<CatalogRow> known)
            throws SQLException {
        Set<RelationPart> parts = RelationPart.of(written, known, majorVersion);
        String name = this.parts.get(parts);
        if (name == null) {
            name = RELATIONS + this.parts.size();
            execute("prepare " + name + "(oid[], oid[]) as " + CatalogQuery.relations(parts, majorVersion));
            this.parts.put(parts, name);
        }
        return read(name, relations, domains);
    }

    /** Read types; of a composite type, the relation must be given, too. */
    public List<CatalogRow> types(Collection<Long> relations, Collection<Long> types) throws SQLException {
        return read(Part.TYPES, relations, types);
    }

    /** Read functions, procedures and aggregates. */
    public List<CatalogRow> functions(Collection<Long> functions) throws SQLException {
        return read(Part.FUNCTIONS, functions, List.of());
    }

    /** Read all schemas, without what is in them. */
    public List<CatalogRow> schemas() throws SQLException {
        return read(Part.SCHEMAS, List.of(), List.of());
    }

    /** Read all default privileges. */
    public List<CatalogRow> defaultPrivileges() throws SQLException {
        return read(Part.DEFAULT_PRIVILEGES, List.of(), List.of());
    }

    /** Read what is set on the database itself. */
    public List<CatalogRow> database() throws SQLException {
        return read(Part.DATABASE, List.of(), List.of());
    }

    /** Read all comments and security labels. */
    public List<CatalogRow> comments() throws SQLException {
        return read(Part.COMMENTS, List.of(), List.of());
    }

    private List<CatalogRow> read(Part part, Collection<Long> first, Collection<Long> second) throws SQLException {
        String name = PREFIX + part.name().toLowerCase(Locale.ROOT);
        if (prepared.add(part)) {
            execute("prepare " + name + "(oid[], oid[]) as " + part.query(majorVersion));
        }
        return read(name, first, second);
    }

    private List<CatalogRow> read(String name, Collection<Long> first, Collection<Long> second) throws SQLException {
        return query(List.of(), "execute %s('{%s}', '{%s}')".formatted(name, list(first), list(second)), Catalog::rows);
    }

    private void prepareForChanges() throws SQLException {
        if (isReadyForChanges) {
            return;
        }
        execute("prepare " + WRITES + "(oid[], xid) as select " + COUNTS
                + ", pg_snapshot_xmin(pg_current_snapshot())::xid::text, pg_snapshot_xmax(pg_current_snapshot())::xid::text, "
                + FOUND_QUERY + catalogs().withConsequence);
        isReadyForChanges = true;
    }

    private Catalogs catalogs() throws SQLException {
        String version = session.getMetaData().getDatabaseProductVersion();
        Catalogs known = CATALOGS.get(version);
        if (known == null) {
            known = query(
                    List.of(),
                    """
                    select string_agg(oid::text, ',') filter (where relname not in (%1$s)),
                        string_agg(oid::text, ',' order by oid) filter (where relname not in (%2$s)),
                        string_agg(relname, ',' order by oid) filter (where relname not in (%2$s)),
                        string_agg(oid::text, ',' order by oid) filter (where relname in (%3$s)),
                        string_agg(relname, ',' order by oid) filter (where relname in (%3$s))
                    from pg_class where relnamespace = 'pg_catalog'::regnamespace and relkind = 'r'""".formatted(
                                    quoted(CatalogAccount.LOCKED_BY_DEFINING),
                                    quoted(CatalogAccount.WITHOUT_CONSEQUENCE),
                                    quoted(CatalogAccount.OF_SESSIONS)),
                    result -> {
                        result.next();
                        return new Catalogs(
                                oids(result.getString(1)),
                                COUNTED.formatted(result.getString(2), result.getString(3)),
                                COUNTED.formatted(result.getString(4), result.getString(5)));
                    });
            CATALOGS.put(version, known);
        }
        return known;
    }

    private static String quoted(Collection<String> names) {
        return names.stream().map(name -> "'" + name + "'").collect(Collectors.joining(", "));
    }

    private static String list(Collection<Long> oids) {
        return oids.stream().map(String::valueOf).collect(Collectors.joining(","));
    }

    private static Set<Long> oids(String list) {
        Set<Long> oids = new HashSet<>();
        for (String oid : list.split(",", -1)) {
            if (!oid.isEmpty()) {
                oids.add(Long.valueOf(oid));
            }
        }
        return oids;
    }

    private interface Reading<T> {
        T of(ResultSet result) throws SQLException;
    }

    private <T> T query(List<String> before, String query, Reading<T> reading) throws SQLException {
        setUp();
        for (String statement : before) {
            execute(statement);
        }
        try (Statement statement = session.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            return reading.of(result);
        }
    }

    private void execute(String sql) throws SQLException {
        setUp();
        try (Statement statement = session.createStatement()) {
            statement.execute(sql);
        }
    }

    private void setUp() throws SQLException {
        if (!isSetUp) {
            try (Statement statement = session.createStatement()) {
                statement.execute(Catalog.SETTINGS_OF_SESSION);
                // What is asked for differs in number, not in kind.
                statement.execute("set plan_cache_mode = force_generic_plan");
                statement.execute(FEW_ROWS);
            }
            isSetUp = true;
        }
    }
}
