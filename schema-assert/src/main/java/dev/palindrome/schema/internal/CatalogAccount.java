package dev.palindrome.schema.internal;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The server's account of the rows that were ever inserted, updated and deleted in each catalogue, by any session, as the views of PostgreSQL's cumulative statistics give
 * it (manual section 27.2).
 *
 * @param text name and three numbers for each catalogue; equal texts: nothing was written
 * @param oldestTransaction the first one that was not over
 * @param nextTransaction the first one that had not begun
 * @param found how many rows of {@code pg_type} written since the account before were found with relations that were locked
 */
public record CatalogAccount(String text, String oldestTransaction, String nextTransaction, long found) {

    /** What is written here is no part of the schema, or always goes with something that is. */
    static final Set<String> WITHOUT_CONSEQUENCE = Set.of(
            "pg_depend",
            "pg_shdepend",
            "pg_statistic",
            "pg_statistic_ext_data",
            "pg_largeobject",
            "pg_replication_origin");

    /**
     * On which statements that define objects, or ANALYZE, keep a lock until their transaction ends. On other catalogues only who writes their rows
     * by INSERT, UPDATE or DELETE does.
     */
    static final Set<String> LOCKED_BY_DEFINING = Set.of(
            "pg_depend",
            "pg_shdepend",
            "pg_description",
            "pg_shdescription",
            "pg_seclabel",
            "pg_shseclabel",
            "pg_statistic",
            "pg_statistic_ext_data",
            "pg_largeobject");

    /** Belong to a relation; each change of theirs by a statement goes with a lock on it. */
    public static final List<String> OF_RELATIONS = List.of(
            "pg_class",
            "pg_attribute",
            "pg_attrdef",
            "pg_constraint",
            "pg_index",
            "pg_inherits",
            "pg_partitioned_table",
            "pg_policy",
            "pg_rewrite",
            "pg_sequence",
            "pg_trigger");

    /** Those among them of which no row is written without a lock on the relation; rights are given without one. */
    public static final List<String> FOLLOW_LOCKS =
            OF_RELATIONS.subList(OF_RELATIONS.indexOf("pg_attrdef"), OF_RELATIONS.size());

    static final Set<String> OF_SESSIONS = Set.of("pg_db_role_setting", "pg_authid", "pg_auth_members", "pg_database");

    private static final Set<String> OF_OTHERS =
            Set.of("pg_type", "pg_enum", "pg_proc", "pg_namespace", "pg_default_acl", "pg_description", "pg_seclabel");

    /** Of all databases of the server, so that most of what is written here is about others. No object speaks of it. */
    private static final Set<String> OF_DATABASES =
            Set.of("pg_database", "pg_db_role_setting", "pg_shdescription", "pg_shseclabel");

    /** The words of {@code touched.sql} that name a catalogue, or a part of one. */
    static final Set<String> SEARCHED = Stream.of(
                    OF_RELATIONS, List.of("pg_type", "pg_enum", "pg_proc", "pg_namespace", "domains"))
            .flatMap(List::stream)
            .collect(Collectors.toUnmodifiableSet());

    /**
     * What was written to one catalogue.
     *
     * @param inserted rows, also of what was rolled back
     */
    private record Written(long inserted, long updated, long deleted) {

        Written since(Written earlier) {
            return new Written(inserted - earlier.inserted, updated - earlier.updated, deleted - earlier.deleted);
        }
    }

    /**
     * What was written between two accounts.
     *
     * @param written of each catalogue that was written to
     * @param found see {@link CatalogAccount}
     */
    public record Difference(Map<String, Written> written, long found) {

        /** Return the catalogues that were written to. */
        public Set<String> catalogs() {
            return written.keySet();
        }

        /** Tell whether each row of {@code pg_type} that was inserted, or updated, was found with a relation, so that no other has to be searched for. */
        boolean isOnlyOfFoundTypes() {
            Written rows = written.getOrDefault("pg_type", NOTHING);
            return found >= rows.inserted + rows.updated;
        }

        /** Tell whether nothing was written but what belongs to databases as such. */
        public boolean isOfDatabases() {
            return OF_DATABASES.containsAll(catalogs());
        }

        /** Tell whether what was there before is not as it was; else nothing that speaks of it reads differently. */
        boolean hasOverwritten() {
            return written.entrySet().stream()
                    .filter(entry -> !OF_DATABASES.contains(entry.getKey()))
                    .map(Map.Entry::getValue)
                    .anyMatch(rows -> rows.updated > 0 || rows.deleted > 0);
        }

        /** Tell whether triggers may be in another state than before. */
        public boolean hasOverwrittenTriggers() {
            return written.getOrDefault("pg_trigger", NOTHING).updated > 0;
        }

        private boolean hasDeleted(String catalog) {
            return written.getOrDefault(catalog, NOTHING).deleted > 0;
        }

        /** Tell whether all of it is in catalogues of which parts can be read. */
        public boolean isInKnownCatalogs() {
            // A label that gets another name turns up in whatever speaks of it.
            return catalogs().stream()
                            .allMatch(name -> OF_RELATIONS.contains(name)
                                    || OF_OTHERS.contains(name)
                                    || OF_DATABASES.contains(name))
                    && written.getOrDefault("pg_enum", NOTHING).updated == 0;
        }

        /** Tell whether something is gone whose owner may be none the wiser. */
        public boolean hasDeletedParts() {
            return hasDeleted("pg_enum") || OF_RELATIONS.stream().anyMatch(this::hasDeleted);
        }

        /** Tell whether something may be gone that no relation tells of: a type, a function, a constraint of a domain. */
        public boolean hasDeletedByThemselves() {
            return hasDeleted("pg_type") || hasDeleted("pg_proc") || hasDeleted("pg_constraint");
        }

        public boolean wrote(String catalog) {
            return written.containsKey(catalog);
        }
    }

    private static final Written NOTHING = new Written(0, 0, 0);

    /** Return the part that is about what is read when a session begins, as {@link CatalogSession#accountOfSessions()} gives it. */
    public String ofSessions() {
        return Arrays.stream(text.split(",", -1))
                .filter(entry -> OF_SESSIONS.contains(entry.substring(0, entry.indexOf(' '))))
                .collect(Collectors.joining(","));
    }

    /** Return what was written after another account was given of the same database; empty where nothing was. */
    public Difference since(CatalogAccount earlier) {
        String[] now = text.split(",", -1);
        String[] before = earlier.text.split(",", -1);
        Map<String, Written> differences = new HashMap<>();
        for (int i = 0; i < now.length; i++) {
            if (!now[i].equals(before[i])) {
                int name = now[i].indexOf(' ');
                differences.put(now[i].substring(0, name), written(now[i]).since(written(before[i])));
            }
        }
        return new Difference(differences, found);
    }

    private static Written written(String entry) {
        String[] parts = entry.split(" ", -1);
        return new Written(Long.parseLong(parts[1]), Long.parseLong(parts[2]), Long.parseLong(parts[3]));
    }
}
