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

/**
 * Finds the tables that a revision can have to do with: those that its scripts name, or the script of the revision before it, which made them what
 * they are; those that hang together with these by a view, a type, a sequence, a function or a trigger; those that refer to them, where rows are
 * deleted or updated or a type changes; and those that all these refer to.
 *
 * <p>Rather too many than too few: names are looked for among all words of a script, comments included. Where a script might reach what it does
 * not name, no table is left out.
 */
public final class Concern {

    private final Relations relations;

    /** What the scripts say, the bodies of the routines that they name, and those that the tables call. */
    private final Words reached;

    /** Whether rows that refer to others may be reached by way of these. */
    private final boolean referring;

    private final Set<Long> read = new HashSet<>();
    private final Set<Long> concerned = new HashSet<>();

    /** Those that get rows: the concerned ones, and what these need. */
    private final Set<Long> filled = new HashSet<>();

    private Concern(Relations relations, Words reached, boolean referring) {
        this.relations = relations;
        this.reached = reached;
        this.referring = referring;
    }

    /**
     * Return the tables that a revision cannot have to do with; none where that is not known.
     *
     * @param before the revision that was applied last; empty when the database came to be in another way
     * @param connection stands below the revision
     * @param always tables that are not to be among them
     * @throws SQLException when the catalogue cannot be read
     */
    public static Set<TableName> unconcerned(
            Revision revision, Optional<Revision> before, Connection connection, Set<TableName> always)
            throws SQLException {
        List<SqlScript> scripts = scripts(revision);
        if (before.isEmpty()
                || !before.get().upgrade().isForeseen()
                || !scripts.stream().allMatch(Statements::areForeseeable)) {
            return Set.of();
        }
        Relations relations = Relations.read(connection);
        if (relations.unforeseeable()) {
            return Set.of();
        }
        List<String> texts =
                scripts.stream().flatMap(script -> texts(script).stream()).toList();
        Words reached = Words.of(texts);
        texts(before.get().upgrade()).forEach(reached::add);
        Concern concern = new Concern(relations, reached, scripts.stream().anyMatch(Statements::reachReferring));
        concern.begin(Words.of(texts), always);
        return concern.follow() ? concern.others() : Set.of();
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
                filled.add(oid);
            }
        });
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

    private Set<TableName> others() {
        return relations.tables().entrySet().stream()
                .filter(table -> !filled.contains(table.getKey()))
                .map(table -> table.getValue().name())
                .collect(Collectors.toSet());
    }
}
