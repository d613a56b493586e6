package dev.palindrome.schema;

import dev.palindrome.schema.internal.CatalogRow;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the catalogue said of a schema when it was read, kept by group: an object that stands alone, with those that belong to it. Groups can
 * be read anew without the others. Not safe for use by several threads.
 */
final class CatalogImage {

    private static final String COMMENT = "comment";

    private static final long PG_DATABASE = 1262;

    private static final Set<ObjectKind> STANDING = EnumSet.of(
            ObjectKind.TYPE, ObjectKind.DOMAIN, ObjectKind.FUNCTION, ObjectKind.PROCEDURE, ObjectKind.AGGREGATE);

    /** Extensions by which a statement works in another session, and languages in which it can do so. */
    private static final Set<String> OTHER_SESSIONS =
            Set.of("dblink", "pg_background", "pg_cron", "plperlu", "plpython3u", "pltclu", "plsh", "pljava", "plv8");

    /** Extensions of the server's distribution whose functions define nothing. */
    private static final Set<String> HARMLESS = Set.of(
            "plpgsql",
            "bloom",
            "btree_gin",
            "btree_gist",
            "citext",
            "cube",
            "earthdistance",
            "fuzzystrmatch",
            "hstore",
            "intarray",
            "isn",
            "ltree",
            "pg_stat_statements",
            "pg_trgm",
            "pgcrypto",
            "seg",
            "tablefunc",
            "unaccent",
            "uuid-ossp");

    private final SnapshotOptions options;
    private final Map<ObjectName, List<CatalogRow>> rows = new HashMap<>();
    private final Map<CatalogRow.Address, ObjectName> owners = new HashMap<>();
    private final Set<CatalogRow.Address> byThemselves = new HashSet<>();
    private final Set<ObjectName> stale = new HashSet<>();
    private int opaque;
    private int granting;
    private @Nullable SchemaSnapshot latest;
    private Map<CatalogRow.Address, List<Attribute>> comments = Map.of();
    private Map<ObjectName, List<SchemaObject>> groups = new HashMap<>();

    CatalogImage(SnapshotOptions options, Collection<CatalogRow> catalog) {
        this.options = options;
        this.comments = comments(catalog);
        catalog.stream().filter(row -> !isComment(row)).forEach(this::add);
    }

    /** Know what another image knows, without sharing what can change. */
    CatalogImage(CatalogImage other) {
        options = other.options;
        other.rows.forEach((group, known) -> rows.put(group, new ArrayList<>(known)));
        owners.putAll(other.owners);
        byThemselves.addAll(other.byThemselves);
        stale.addAll(other.stale);
        opaque = other.opaque;
        granting = other.granting;
        latest = other.latest;
        comments = other.comments;
        groups = other.groups;
    }

    /**
     * Return the addresses of what stands by itself and may go without a trace: types, functions, and the constraints of domains.
     */
    Set<CatalogRow.Address> standingByThemselves() {
        return Collections.unmodifiableSet(byThemselves);
    }

    /**
     * Tell whether something is there that writes behind the back of whoever looks at locks: after the last statement of a transaction, or over
     * another session.
     */
    boolean isOpaque() {
        return opaque > 0;
    }

    /** Tell whether something is there that may grant or revoke rights when a statement makes it run. */
    boolean mayGrant() {
        return granting > 0;
    }

    /** Return the group to which the object at an address belongs; null where there is none. */
    @Nullable
    ObjectName group(CatalogRow.Address address) {
        return owners.get(address);
    }

    /** Return the address of the object that gives its name to a group; null where there is no such group, or nothing but rights are known of it. */
    CatalogRow.@Nullable Address address(ObjectName group) {
        return rows.getOrDefault(group, List.of()).stream()
                .filter(row -> row.parent() == null)
                .map(CatalogRow::address)
                .findFirst()
                .orElse(null);
    }

    /** Return what is known of a group. */
    List<CatalogRow> rows(ObjectName group) {
        return Collections.unmodifiableList(rows.getOrDefault(group, List.of()));
    }

    boolean contains(ObjectName group) {
        return rows.containsKey(group);
    }

    /** Return the groups of a kind, without those of which nothing but rights are known. */
    Set<ObjectName> groups(ObjectKind kind) {
        return rows.entrySet().stream()
                .filter(entry -> entry.getKey().kind() == kind)
                .filter(entry ->
                        entry.getValue().stream().anyMatch(row -> row.address().part() == 0))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    /** Forget a group; where it is still there, its rows are added anew. */
    void remove(ObjectName group) {
        List<CatalogRow> gone = rows.remove(group);
        if (gone != null) {
            for (CatalogRow row : gone) {
                owners.remove(row.address(), group);
                byThemselves.remove(row.address());
                opaque -= isOpaque(row) ? 1 : 0;
                granting -= mayGrant(row) ? 1 : 0;
            }
            stale.add(group);
        }
    }

    /** Add what was read of a group that is new, or was removed. */
    void add(CatalogRow row) {
        ObjectName group = SnapshotBuilder.group(row);
        rows.computeIfAbsent(group, name -> new ArrayList<>()).add(row);
        owners.put(row.address(), group);
        if (STANDING.contains(group.kind()) && row.address().part() == 0) {
            byThemselves.add(row.address());
        }
        opaque += isOpaque(row) ? 1 : 0;
        granting += mayGrant(row) ? 1 : 0;
        stale.add(group);
    }

    /** Tell whether anything is set on the database itself, or rights are granted on it. */
    boolean hasSettings() {
        return groups(ObjectKind.DATABASE).stream()
                .flatMap(group -> rows(group).stream())
                .anyMatch(row -> row.acl() != null || !row.attributes().isEmpty());
    }

    /** Tell whether something is known that a copy of the database does not have, or under another address. */
    boolean isOfOneDatabase() {
        return !groups(ObjectKind.SUBSCRIPTION).isEmpty()
                || comments.keySet().stream().anyMatch(address -> address.catalog() == PG_DATABASE);
    }

    /** Replace all comments. */
    void replaceComments(Collection<CatalogRow> catalog) {
        Map<CatalogRow.Address, List<Attribute>> before = comments;
        comments = comments(catalog);
        Set<CatalogRow.Address> addresses = new HashSet<>(before.keySet());
        addresses.addAll(comments.keySet());
        addresses.stream()
                .filter(address -> !Objects.equals(before.get(address), comments.get(address)))
                .map(owners::get)
                .filter(Objects::nonNull)
                .forEach(stale::add);
    }

    /** Return the schema as it is known now; the same snapshot where nothing has changed. */
    SchemaSnapshot snapshot() {
        if (latest != null && stale.isEmpty()) {
            return latest;
        }
        // Snapshots that were given away keep the map that they have.
        groups = new HashMap<>(groups);
        stale.forEach(this::rebuild);
        stale.clear();
        latest = new SchemaSnapshot(groups);
        return latest;
    }

    private void rebuild(ObjectName group) {
        List<SchemaObject> built = SnapshotBuilder.build(rows.getOrDefault(group, List.of()), comments, options);
        if (built.isEmpty()) {
            groups.remove(group);
        } else if (!built.equals(groups.get(group))) {
            groups.put(group, built);
        }
    }

    private static boolean isOpaque(CatalogRow row) {
        return switch (row.kind()) {
            case "trigger" -> row.attributes().stream().anyMatch(CatalogImage::canBeDeferred);
            case "extension" -> OTHER_SESSIONS.contains(row.name());
            case "language" -> true;
            case "function", "procedure", "database" ->
                row.attributes().stream().anyMatch(SnapshotReader::evadesAccount);
            default -> false;
        };
    }

    private static boolean mayGrant(CatalogRow row) {
        return switch (row.kind()) {
            case "extension" -> !HARMLESS.contains(row.name());
            case "function", "procedure" -> row.attributes().stream().anyMatch(CatalogImage::mayGrant);
            default -> false;
        };
    }

    /** What is compiled cannot be read. */
    private static boolean mayGrant(String definition) {
        return SnapshotReader.grants(definition) || definition.equals("c");
    }

    private static boolean canBeDeferred(String definition) {
        return definition.replace("NOT DEFERRABLE", "").contains("DEFERRABLE");
    }

    private static boolean isComment(CatalogRow row) {
        return row.kind().equals(COMMENT);
    }

    private static Map<CatalogRow.Address, List<Attribute>> comments(Collection<CatalogRow> catalog) {
        Map<CatalogRow.Address, List<Attribute>> found = new HashMap<>();
        catalog.stream()
                .filter(CatalogImage::isComment)
                .forEach(row -> found.computeIfAbsent(row.address(), address -> new ArrayList<>())
                        .add(new Attribute(
                                row.attributes().get(0), row.attributes().get(1))));
        return found;
    }
}
