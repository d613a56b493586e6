package dev.palindrome.autogenerate;

import dev.palindrome.schema.SchemaObject;
import java.util.List;
import java.util.Optional;

/** Writes a kind of object that is created as a whole, and that is dropped and created anew where nothing alters it. */
final class WholeWriter implements KindWriter {

    /** Returns what creates an object; nothing where a snapshot does not hold all of it. */
    @FunctionalInterface
    interface Creation {
        List<String> of(SchemaObject object);
    }

    /** Returns what makes one object of another; empty where there are no such statements. */
    @FunctionalInterface
    interface Alteration {
        Optional<List<String>> of(SchemaObject before, SchemaObject after);
    }

    private final Phase drops;
    private final Phase creates;
    private final Creation creation;
    private final Alteration alteration;

    WholeWriter(Phase drops, Phase creates, Creation creation) {
        this(drops, creates, creation, (before, after) -> Optional.empty());
    }

    WholeWriter(Phase drops, Phase creates, Creation creation, Alteration alteration) {
        this.drops = drops;
        this.creates = creates;
        this.creation = creation;
        this.alteration = alteration;
    }

    @Override
    public List<Change> create(SchemaObject object, Schema schema) {
        List<String> statements = creation.of(object);
        return statements.isEmpty() ? List.of() : List.of(Change.of(creates, object.name(), statements));
    }

    @Override
    public Change drop(SchemaObject object) {
        return Change.of(drops, object.name(), "DROP " + Sql.kind(object.name()) + " " + Sql.name(object.name()));
    }

    @Override
    public List<Change> alter(SchemaObject before, SchemaObject after, Schemas schemas) {
        if (creation.of(after).isEmpty()) {
            // What is dropped here could not be created again.
            return List.of();
        }
        return alteration
                .of(before, after)
                .map(statements -> List.of(Change.of(creates, after.name(), statements)))
                .orElseGet(() -> KindWriter.super.alter(before, after, schemas));
    }
}
