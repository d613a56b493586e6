package dev.palindrome.autogenerate;

import dev.palindrome.schema.SchemaObject;
import java.util.List;

/** Takes default privileges back; {@link DescriptionWriter} grants them, as it grants all else. */
final class DefaultPrivilegesWriter implements KindWriter {

    @Override
    public List<Change> create(SchemaObject privileges, Schema schema) {
        return List.of();
    }

    @Override
    public Change drop(SchemaObject privileges) {
        SchemaObject none = new SchemaObject(privileges.name(), privileges.parent(), privileges.rank(), List.of());
        return Change.of(
                Phase.DROP_PART,
                privileges.name(),
                DescriptionWriter.grants(privileges, none).stream()
                        .flatMap(change -> change.ways().get(0).stream())
                        .toList());
    }

    @Override
    public List<Change> alter(SchemaObject before, SchemaObject after, Schemas schemas) {
        return List.of();
    }
}
