package dev.palindrome.schema;

import dev.palindrome.schema.internal.Acl;
import dev.palindrome.schema.internal.ArrayText;
import dev.palindrome.schema.internal.CatalogRow;
import dev.palindrome.schema.internal.ServerMadeNames;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Puts together what the catalogue's rows say of one object that stands alone, and of those that belong to it.
 */
final class SnapshotBuilder {

    /** A list of {@code key=value} behind one attribute's name. */
    private static final String LIST = "[]";

    private final SnapshotOptions options;
    private final Map<CatalogRow.Address, List<Attribute>> comments;
    private final Map<ObjectName, Draft> drafts = new HashMap<>();

    private SnapshotBuilder(SnapshotOptions options, Map<CatalogRow.Address, List<Attribute>> comments) {
        this.options = options;
        this.comments = comments;
    }

    /**
     * Build the objects of one group.
     *
     * @param rows all of the group
     * @param comments of all objects, by where they are filed
     */
    static List<SchemaObject> build(
            List<CatalogRow> rows, Map<CatalogRow.Address, List<Attribute>> comments, SnapshotOptions options) {
        SnapshotBuilder builder = new SnapshotBuilder(options, comments);
        rows.forEach(builder::add);
        return builder.objects();
    }

    /** Return the name of the object that stands alone to which a row belongs. */
    static ObjectName group(CatalogRow row) {
        ObjectName parent = parent(row);
        return parent == null ? name(row, null) : parent;
    }

    private static final class Draft {
        final ObjectName name;
        final @Nullable ObjectName parent;
        final int position;
        int rank;
        final List<Attribute> attributes = new ArrayList<>();
        final List<Attribute> comments = new ArrayList<>();

        Draft(ObjectName name, @Nullable ObjectName parent, int position) {
            this.name = name;
            this.parent = parent;
            this.position = position;
        }

        SchemaObject toObject() {
            comments.sort(Comparator.comparing(Attribute::name));
            attributes.addAll(comments);
            return new SchemaObject(name, parent, rank, attributes);
        }

        boolean isNothing() {
            return position == CatalogRow.ONLY_IF_SET && attributes.isEmpty() && comments.isEmpty();
        }
    }

    private void add(CatalogRow row) {
        Draft draft = draft(row);
        addAttributes(draft, row.attributes());
        if (options.includesOwnersAndGrants() && row.acl() != null) {
            addGrants(draft, row.prefix(), row.acl());
        }
        if (!comments.isEmpty()) {
            addComments(draft, row);
        }
    }

    private void addComments(Draft draft, CatalogRow row) {
        List<Attribute> found = comments.get(row.address());
        if (found != null) {
            found.forEach(comment -> draft.comments.add(new Attribute(row.prefix() + comment.name(), comment.value())));
        }
    }

    private Draft draft(CatalogRow row) {
        ObjectName parent = parent(row);
        ObjectName name = name(row, parent);
        return drafts.computeIfAbsent(name, key -> new Draft(key, parent, row.position()));
    }

    private static @Nullable ObjectName parent(CatalogRow row) {
        return row.parent() == null
                ? null
                : new ObjectName(kind(Objects.requireNonNull(row.parentKind())), path(row.schema(), row.parent()), "");
    }

    private static ObjectName name(CatalogRow row, @Nullable ObjectName parent) {
        ObjectKind kind = kind(row.kind());
        String simpleName = Objects.requireNonNull(row.name());
        return parent != null
                ? parent.child(kind, simpleName)
                : new ObjectName(kind, path(row.schema(), simpleName), Objects.requireNonNullElse(row.arguments(), ""));
    }

    private static ObjectKind kind(String label) {
        return ObjectKind.ofLabel(label)
                .orElseThrow(() -> new IllegalStateException("The catalogue query gave an unknown kind: " + label));
    }

    private static List<String> path(@Nullable String schema, String name) {
        return schema == null ? List.of(name) : List.of(schema, name);
    }

    private void addAttributes(Draft draft, List<String> namesAndValues) {
        for (int i = 0; i < namesAndValues.size(); i += 2) {
            String name = namesAndValues.get(i);
            String value = namesAndValues.get(i + 1);
            if (!isLeftOut(draft, name, value)) {
                addAttribute(draft, name, value);
            }
        }
    }

    private boolean isLeftOut(Draft draft, String name, String value) {
        return switch (name) {
            case "owner" -> !options.includesOwnersAndGrants();
            case "not null constraint" -> ServerMadeNames.isNotNull(value, draft.name.path());
            case "identity sequence" -> ServerMadeNames.isSequence(value, draft.name.path());
            default -> false;
        };
    }

    private static void addAttribute(Draft draft, String name, String value) {
        if (!name.endsWith(LIST)) {
            draft.attributes.add(new Attribute(name, value));
            return;
        }
        String prefix = name.substring(0, name.length() - LIST.length());
        ArrayText.elements(value).stream().sorted().forEach(element -> {
            int split = element.indexOf('=');
            draft.attributes.add(
                    new Attribute(prefix + " " + element.substring(0, split), element.substring(split + 1)));
        });
    }

    private static void addGrants(Draft draft, String prefix, Acl acl) {
        acl.grants()
                .forEach((role, rights) -> draft.attributes.add(new Attribute(prefix + "grant to " + role, rights)));
    }

    private List<SchemaObject> objects() {
        drafts.values()
                .removeIf(draft -> draft.isNothing() || options.ignores(draft.name) || options.ignores(draft.parent));
        rank();
        return drafts.values().stream()
                .map(Draft::toObject)
                .sorted(Comparator.comparing(SchemaObject::name))
                .toList();
    }

    private void rank() {
        Map<ObjectName, Integer> counts = new HashMap<>();
        drafts.values().stream()
                .filter(draft -> ColumnOrder.isKept(draft.name, draft.parent))
                .sorted(Comparator.comparingInt(draft -> draft.position))
                .forEach(draft -> draft.rank = counts.merge(Objects.requireNonNull(draft.parent), 1, Integer::sum));
    }
}
