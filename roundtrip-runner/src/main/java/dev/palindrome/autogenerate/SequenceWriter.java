package dev.palindrome.autogenerate;

import dev.palindrome.schema.ObjectName;
import dev.palindrome.schema.SchemaObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Writes sequences, but those of identity columns. */
final class SequenceWriter implements KindWriter {

    private static final List<String> OPTIONS = List.of("increment", "minimum", "maximum", "start", "cache", "cycle");

    private static final String OWNED_BY = "owned by";

    @Override
    public List<Change> create(SchemaObject sequence, Schema schema) {
        ObjectName name = sequence.name();
        StringBuilder text = new StringBuilder("CREATE "
                + (sequence.attribute("unlogged").isPresent() ? "UNLOGGED " : "") + "SEQUENCE " + Sql.name(name));
        sequence.attribute("type")
                .filter(type -> !type.equals("bigint"))
                .ifPresent(type -> text.append(" AS ").append(type));
        for (String option : OPTIONS) {
            Optional<String> value = sequence.attribute(option);
            if (value.isPresent()) {
                text.append(' ').append(ColumnWriter.sequenceOption(option, value));
            }
        }
        List<Change> changes = new ArrayList<>();
        changes.add(Change.of(Phase.CREATE_TYPE, name, text.toString()));
        sequence.attribute(OWNED_BY)
                .ifPresent(column -> changes.add(Change.of(Phase.CREATE_KEY, name, ownedBy(name, column))));
        return changes;
    }

    private static String ownedBy(ObjectName sequence, String column) {
        return "ALTER SEQUENCE " + Sql.name(sequence) + " OWNED BY " + column;
    }

    @Override
    public Change drop(SchemaObject sequence) {
        return Change.of(Phase.DROP_TYPE, sequence.name(), "DROP SEQUENCE " + Sql.name(sequence.name()));
    }

    @Override
    public List<Change> alter(SchemaObject before, SchemaObject after, Schemas schemas) {
        List<Change> changes = new ArrayList<>();
        List<String> options = new ArrayList<>();
        after.attribute("type")
                .filter(type -> !before.attribute("type").equals(Optional.of(type)))
                .ifPresent(type -> options.add("AS " + type));
        OPTIONS.stream()
                .filter(option -> KindWriter.differ(before, after, option))
                .forEach(option -> options.add(ColumnWriter.sequenceOption(option, after.attribute(option))));
        if (!options.isEmpty()) {
            String alter = "ALTER SEQUENCE " + Sql.name(after.name()) + " " + String.join(" ", options);
            // Refused where the position is out of the new bounds.
            changes.add(Change.of(Phase.CREATE_TYPE, after.name(), alter).or(List.of(alter + " RESTART")));
        }
        if (KindWriter.differ(before, after, OWNED_BY)) {
            // Before columns are dropped: the sequence would go with its owner.
            String owner = after.attribute(OWNED_BY).orElse("NONE");
            changes.add(Change.of(
                    owner.equals("NONE") ? Phase.DROP_VIEW : Phase.CREATE_KEY,
                    after.name(),
                    ownedBy(after.name(), owner)));
        }
        return changes;
    }
}
