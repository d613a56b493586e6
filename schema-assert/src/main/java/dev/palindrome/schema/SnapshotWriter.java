package dev.palindrome.schema;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** Writes a snapshot as text, in the form of {@link SnapshotFormat}. */
final class SnapshotWriter {

    private static final Comparator<SchemaObject> INSIDE = Comparator.comparing(
                    (SchemaObject object) -> object.name().kind())
            .thenComparing(SchemaObject::rank)
            .thenComparing(SchemaObject::name);

    private final StringBuilder text = new StringBuilder(SnapshotFormat.HEADER).append('\n');
    private final Map<ObjectName, List<SchemaObject>> children;

    private SnapshotWriter(Collection<SchemaObject> objects) {
        this.children = objects.stream()
                .filter(object -> object.parent() != null)
                .sorted(INSIDE)
                .collect(Collectors.groupingBy(object -> Objects.requireNonNull(object.parent())));
    }

    static String write(SchemaSnapshot snapshot) {
        SnapshotWriter writer = new SnapshotWriter(snapshot.objects().values());
        snapshot.objects().values().stream()
                .filter(object -> object.parent() == null)
                .forEach(writer::writeTopLevel);
        return writer.text.toString();
    }

    private void writeTopLevel(SchemaObject object) {
        text.append('\n').append(object.name()).append('\n');
        object.attributes().forEach(attribute -> writeAttribute(attribute, SnapshotFormat.INDENT));
        children.getOrDefault(object.name(), List.of()).forEach(this::writeChild);
    }

    private void writeChild(SchemaObject object) {
        text.append(SnapshotFormat.INDENT)
                .append(object.name().kind().label())
                .append(' ')
                .append(Identifiers.quote(object.name().simpleName()));
        if (object.attributes().stream().noneMatch(SnapshotWriter::isMultiLine)) {
            object.attributes()
                    .forEach(attribute ->
                            text.append(SnapshotFormat.SEPARATOR).append(SnapshotFormat.attribute(attribute)));
            text.append('\n');
        } else {
            text.append('\n');
            object.attributes()
                    .forEach(attribute -> writeAttribute(attribute, SnapshotFormat.INDENT + SnapshotFormat.INDENT));
        }
    }

    private static boolean isMultiLine(Attribute attribute) {
        return attribute.value().indexOf('\n') >= 0;
    }

    private void writeAttribute(Attribute attribute, String indent) {
        if (!isMultiLine(attribute)) {
            text.append(indent).append(SnapshotFormat.attribute(attribute)).append('\n');
            return;
        }
        text.append(indent)
                .append(SnapshotFormat.attribute(new Attribute(attribute.name(), "")))
                .append('\n');
        for (String line : attribute.value().split("\n", -1)) {
            text.append(indent)
                    .append(SnapshotFormat.INDENT)
                    .append(SnapshotFormat.blockLine(line))
                    .append('\n');
        }
    }
}
