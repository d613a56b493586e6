package dev.palindrome.schema;

import java.util.Arrays;
import java.util.Optional;

/** A kind of schema object, named as in PostgreSQL's {@code CREATE} and {@code COMMENT ON} commands. */
public enum ObjectKind {
    EXTENSION("extension"),
    SCHEMA("schema"),
    TYPE("type"),
    DOMAIN("domain"),
    TABLE("table"),
    FOREIGN_TABLE("foreign table"),
    VIEW("view"),
    MATERIALIZED_VIEW("materialized view"),
    FUNCTION("function"),
    PROCEDURE("procedure"),
    AGGREGATE("aggregate"),
    ATTRIBUTE("attribute"),
    COLUMN("column"),
    SEQUENCE("sequence"),
    CONSTRAINT("constraint"),
    INDEX("index"),
    TRIGGER("trigger"),
    RULE("rule"),
    POLICY("policy");

    private final String label;

    ObjectKind(String label) {
        this.label = label;
    }

    /** Return the kind in words, such as {@code materialized view}. */
    public String label() {
        return label;
    }

    /** Return whether an object of this kind may belong to another object, such as a column to its table. */
    boolean mayBelongToAnother() {
        return compareTo(ATTRIBUTE) >= 0;
    }

    /** Return whether the name lacks the name of the object that it belongs to: an index is named in its schema. */
    boolean isNamedInSchema() {
        return this == INDEX || this == SEQUENCE;
    }

    boolean isRoutine() {
        return this == FUNCTION || this == PROCEDURE || this == AGGREGATE;
    }

    static Optional<ObjectKind> ofLabel(String label) {
        return Arrays.stream(values()).filter(kind -> kind.label.equals(label)).findFirst();
    }
}
