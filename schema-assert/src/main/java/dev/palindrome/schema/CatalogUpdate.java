package dev.palindrome.schema;

import dev.palindrome.schema.internal.CatalogRow;
import dev.palindrome.schema.internal.Touched;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What was read anew, to be put in the place of what was known before. It is only put there when it fits: when nothing has got a new name of
 * which other objects may speak, and each object that was read belongs to a group that was read as a whole.
 */
final class CatalogUpdate {

    private static final long PG_CLASS = 1259;

    private static final long PG_TYPE = 1247;

    private static final long PG_PROC = 1255;

    private final CatalogImage image;
    private final Touched touched;
    private final Set<ObjectName> replaced = new HashSet<>();
    private final List<CatalogRow> rows = new ArrayList<>();

    /** Null where they are as they were. */
    private @Nullable Collection<CatalogRow> comments;

    CatalogUpdate(CatalogImage image, Touched touched) {
        this.image = image;
        this.touched = touched;
    }

    /** Return what was known of the relations that were touched, and of the types, which may be domains. */
    List<CatalogRow> knownOfRelations() {
        return Stream.concat(
                        touched.relations().stream().map(relation -> new CatalogRow.Address(PG_CLASS, relation, 0)),
                        touched.types().stream().map(type -> new CatalogRow.Address(PG_TYPE, type, 0)))
                .map(image::group)
                .filter(Objects::nonNull)
                .distinct()
                .flatMap(group -> image.rows(group).stream())
                .toList();
    }

    /** Add what was read of the objects that were touched. */
    void add(Collection<CatalogRow> read) {
        rows.addAll(read);
    }

    /** Add all objects of a kind. */
    void replace(ObjectKind kind, Collection<CatalogRow> read) {
        rows.addAll(read);
        replaced.addAll(image.groups(kind));
    }

    /** Replace all comments. */
    void replaceComments(Collection<CatalogRow> read) {
        comments = read;
    }

    /** Tell whether a relation or a column that was known has another name now. */
    boolean renames() {
        Map<CatalogRow.Address, CatalogRow> known = new HashMap<>();
        for (CatalogRow row : knownOfRelations()) {
            if (isNamed(row)) {
                known.put(row.address(), row);
            }
        }
        return rows.stream().filter(CatalogUpdate::isNamed).anyMatch(row -> {
            CatalogRow before = known.get(row.address());
            return before != null
                    && !(Objects.equals(before.name(), row.name())
                            && Objects.equals(before.parent(), row.parent())
                            && Objects.equals(before.schema(), row.schema()));
        });
    }

    private static boolean isNamed(CatalogRow row) {
        return row.address().catalog() == PG_CLASS && row.prefix().isEmpty();
    }

    /**
     * Put what was read into the image.
     *
     * @return false when it does not fit: then the image is of no use any more
     */
    boolean apply() {
        if (!relationsAreWhole() || !isKnownWhatIsGone()) {
            return false;
        }
        touched.types().forEach(type -> addReplaced(PG_TYPE, type));
        touched.functions().forEach(function -> addReplaced(PG_PROC, function));
        if (rows.stream().anyMatch(this::isStrange) || !replaced.stream().allMatch(this::sequencesAreRead)) {
            return false;
        }
        replaced.forEach(image::remove);
        rows.forEach(image::add);
        if (comments != null) {
            image.replaceComments(comments);
        }
        return true;
    }

    private @Nullable ObjectName addReplaced(long catalog, long object) {
        ObjectName group = image.group(new CatalogRow.Address(catalog, object, 0));
        if (group != null) {
            replaced.add(group);
        }
        return group;
    }

    /** An index or a sequence belongs to a table, which has to be read with it: also the one to which it belonged before. */
    private boolean relationsAreWhole() {
        for (long relation : touched.relations()) {
            ObjectName group = addReplaced(PG_CLASS, relation);
            CatalogRow.Address owner = group == null ? null : image.address(group);
            if (owner != null && !touched.relations().contains(owner.object())) {
                return false;
            }
        }
        return true;
    }

    /** The constraint of a domain may be gone while the domain is there. */
    private boolean isKnownWhatIsGone() {
        Set<Long> gone = touched.gone();
        if (gone.isEmpty()) {
            return true;
        }
        Set<ObjectName> groups = new HashSet<>();
        for (CatalogRow.Address address : image.standingByThemselves()) {
            if (gone.contains(address.object())) {
                groups.add(Objects.requireNonNull(image.group(address)));
            }
        }
        replaced.addAll(groups);
        return groups.stream()
                .map(image::address)
                .allMatch(address -> address != null
                        && (gone.contains(address.object()) || touched.types().contains(address.object())));
    }

    /** A sequence is told with the table that owns it, and read by itself. */
    private boolean sequencesAreRead(ObjectName group) {
        return image.rows(group).stream()
                .filter(row -> row.kind().equals("sequence") || row.prefix().equals("identity sequence "))
                .allMatch(row -> touched.relations().contains(row.address().object()));
    }

    private boolean isStrange(CatalogRow row) {
        ObjectName group = SnapshotBuilder.group(row);
        if (image.contains(group) && !replaced.contains(group)) {
            return true;
        }
        boolean standsAlone = row.parent() == null && row.address().catalog() != PG_CLASS;
        ObjectName before = image.group(row.address());
        // What is made of a base type has its storage and more from it.
        return standsAlone
                && before != null
                && (!before.equals(group) || row.attributes().contains("input"));
    }
}
