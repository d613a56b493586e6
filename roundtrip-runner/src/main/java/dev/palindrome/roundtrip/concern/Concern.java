package dev.palindrome.roundtrip.concern;

import dev.palindrome.data.TableName;
import dev.palindrome.revision.Downgrade;
import dev.palindrome.revision.Revision;
import dev.palindrome.revision.SqlScript;
import dev.palindrome.revision.SqlStatement;
import dev.palindrome.roundtrip.concern.Relations.Routine;
import dev.palindrome.roundtrip.concern.Relations.Table;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which tables a revision can have to do with: those that its scripts name, or the script of the revision before it, which made them what
 * they are; those that hang together with these by a view, a type, a sequence, a function or a trigger; those that refer to them, where rows are
 * deleted or updated or a type changes; and those that all these refer to.
 *
 * <p>Rather too many than too few: names are looked for among all words of a script, comments included. Where a script might reach what it does
 * not name, no table is left out.
 */
public final class Concern {

    /**
     * What was found. Immutable.
     *
     * @param unconcerned the tables that the revision cannot have to do with; none where that is not known
     * @param parents those of the others that need rows only because others refer to them
     * @param keepsSchema whether nothing that rows of the others set off makes, changes or drops an object
     */
    public record Reach(Set<TableName> unconcerned, Set<TableName> parents, boolean keepsSchema) {

        /** Every table is concerned, as far as anybody knows. */
        public static final Reach ALL = new Reach(Set.of(), Set.of(), false);

        public Reach {
            unconcerned = Set.copyOf(unconcerned);
            parents = Set.copyOf(parents);
        }
    }

    /** OIDs below are those of initdb (manual, System Catalog Initial Data, OID Assignment). */
    private static final long FIRST_OF_USERS = 16384;

    private final Relations relations;

    /** What the scripts say, the bodies of the routines that they name, and those that the tables call. */
    private final Words reached;

    /** Whether rows that refer to others may be reached by way of these. */
    private final boolean referring;

    private final Set<Long> read = new HashSet<>();

    /** Those whose names are reached, and those that hang together with them. */
    private final Set<Long> concerned = new HashSet<>();

    /** Those that somebody who writes to them may reach what is concerned from. */
    private final Set<Long> calling = new HashSet<>();

    /** Those that get rows: the two above, and what these need. */
    private final Set<Long> filled = new HashSet<>();

    private Concern(Relations relations, Words reached, boolean referring) {
        this.relations = relations;
        this.reached = reached;
        this.referring = referring;
    }

    /**
     * Find out which tables a revision can have to do with.
     *
     * @param before the revision that was applied last; empty when the database came to be in another way
     * @param connection stands below the revision
     * @param always tables that are not to be among them
     * @throws SQLException when the catalogue cannot be read
     */
    public static Reach of(Revision revision, Optional<Revision> before, Connection connection, Set<TableName> always)
            throws SQLException {
        List<SqlScript> scripts = scripts(revision);
        if (before.isEmpty()
                || !before.get().upgrade().isForeseen()
                || !scripts.stream().allMatch(Statements::areForeseeable)) {
            return Reach.ALL;
        }
        Relations relations = Relations.read(connection);
        if (relations.unforeseeable()) {
            return Reach.ALL;
        }
        List<String> texts =
                scripts.stream().flatMap(script -> texts(script).stream()).toList();
        Words reached = Words.of(texts);
        texts(before.get().upgrade()).forEach(reached::add);
        Concern concern = new Concern(relations, reached, scripts.stream().anyMatch(Statements::reachReferring));
        concern.begin(Words.of(texts), always);
        return concern.follow() ? concern.reach() : Reach.ALL;
    }

    private static List<SqlScript> scripts(Revision revision) {
        return revision.downgrade() instanceof Downgrade.Script script
                ? List.of(revision.upgrade(), script.script())
                : List.of(revision.upgrade());
    }

    private static List<String> texts(SqlScript script) {
        return script.statements().stream().map(SqlStatement::text).toList();
    }

    /** A table may call what knows the revision's objects, or nobody knows what, although no script names it. */
    private void begin(Words scripts, Set<TableName> always) {
        Set<String> subjects =
                relations.objects().stream().filter(scripts::mention).collect(Collectors.toCollection(HashSet::new));
        Set<Long> knowing = knowing(subjects);
        relations.tables().forEach((oid, table) -> {
            boolean calls =
                    table.routines().stream().anyMatch(routine -> knowing.contains(routine) || !isReadable(routine));
            boolean rules = table.rules().stream().anyMatch(rule -> mentionsOne(Words.of(List.of(rule)), subjects));
            if (calls || rules || always.contains(table.name())) {
                calling.add(oid);
            }
        });
        filled.addAll(calling);
        // Views and routines are tried by themselves.
        knowing.forEach(this::read);
    }

    /** Return the routines that are a subject, or whose bodies mention one, or another such routine, which becomes one. */
    private Set<Long> knowing(Set<String> subjects) {
        Map<Long, Words> bodies = new HashMap<>();
        relations
                .routines()
                .forEach((oid, routine) -> bodies.put(oid, Words.of(List.of(routine.name(), routine.body()))));
        Set<Long> knowing = new HashSet<>();
        int size;
        do {
            size = knowing.size();
            bodies.forEach((oid, body) -> {
                if (mentionsOne(body, subjects) && knowing.add(oid)) {
                    subjects.add(Objects.requireNonNull(relations.routines().get(oid))
                            .name());
                }
            });
        } while (knowing.size() > size);
        return knowing;
    }

    private static boolean mentionsOne(Words words, Set<String> names) {
        return names.stream().anyMatch(words::mention);
    }

    private boolean isReadable(long routine) {
        Routine known = relations.routines().get(routine);
        return known == null || known.readable();
    }

    /** Follow every connection until nothing is added; returns false where one leads to what cannot be known. */
    private boolean follow() {
        int size;
        do {
            size = size();
            for (Map.Entry<Long, Routine> routine : relations.routines().entrySet()) {
                if (reached.mention(routine.getValue().name())) {
                    if (!routine.getValue().readable()) {
                        return false;
                    }
                    read(routine.getKey());
                }
            }
            relations.tables().forEach((oid, table) -> {
                if (isConcerned(table)) {
                    concerned.add(oid);
                }
            });
            filled.addAll(concerned);
            for (long oid : Set.copyOf(filled)) {
                Table table = Objects.requireNonNull(relations.tables().get(oid));
                if (concerned.contains(oid) && !table.routines().stream().allMatch(this::isReadable)) {
                    return false;
                }
                table.routines().forEach(this::read);
                table.rules().forEach(reached::add);
                filled.addAll(table.parents());
                // The rows of a partitioned parent stand in its partitions.
                filled.addAll(table.kin());
            }
            filled.retainAll(relations.tables().keySet());
        } while (size() > size);
        return true;
    }

    private boolean isConcerned(Table table) {
        return table.names().stream().anyMatch(reached::mention)
                || table.kin().stream().anyMatch(concerned::contains)
                || (referring && table.parents().stream().anyMatch(concerned::contains));
    }

    private void read(long oid) {
        Routine routine = relations.routines().get(oid);
        if (routine != null && read.add(oid)) {
            reached.add(routine.body());
        }
    }

    private int size() {
        return read.size() + concerned.size() + filled.size() + reached.size();
    }

    private Reach reach() {
        Set<TableName> unconcerned = new HashSet<>();
        Set<TableName> parents = new HashSet<>();
        relations.tables().forEach((oid, table) -> {
            if (!filled.contains(oid)) {
                unconcerned.add(table.name());
            } else if (!concerned.contains(oid) && !calling.contains(oid)) {
                parents.add(table.name());
            }
        });
        return new Reach(unconcerned, parents, keepsSchema());
    }

    private boolean keepsSchema() {
        Stream<Long> fired = filled.stream()
                .flatMap(oid -> Objects.requireNonNull(relations.tables().get(oid)).triggers().stream());
        return fired.allMatch(routine ->
                        routine < FIRST_OF_USERS || relations.routines().containsKey(routine))
                && filled.stream()
                        .flatMap(
                                oid -> Objects.requireNonNull(relations.tables().get(oid)).routines().stream())
                        .allMatch(this::isReadable)
                && read.stream()
                        .map(routine ->
                                Objects.requireNonNull(relations.routines().get(routine)))
                        .allMatch(routine -> routine.readable() && Statements.keepsSchema(routine.body()));
    }
}
