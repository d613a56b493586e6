package dev.palindrome.schema;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** A kind of schema object, named as in PostgreSQL's {@code CREATE} and {@code COMMENT ON} commands. */
public enum ObjectKind {
    DATABASE("database"),
    EXTENSION("extension"),
    LANGUAGE("language"),
    ACCESS_METHOD("access method"),
    SCHEMA("schema"),
    DEFAULT_PRIVILEGES("default privileges"),
    COLLATION("collation"),
    CONVERSION("conversion"),
    FOREIGN_DATA_WRAPPER("foreign data wrapper"),
    SERVER("server"),
    USER_MAPPING("user mapping"),
    TYPE("type"),
    DOMAIN("domain"),
    TABLE("table"),
    FOREIGN_TABLE("foreign table"),
    VIEW("view"),
    MATERIALIZED_VIEW("materialized view"),
    FUNCTION("function"),
    PROCEDURE("procedure"),
    AGGREGATE("aggregate"),
    OPERATOR("operator"),
    OPERATOR_FAMILY("operator family"),
    OPERATOR_CLASS("operator class"),
    CAST("cast"),
    TRANSFORM("transform"),
    TEXT_SEARCH_PARSER("text search parser"),
    TEXT_SEARCH_TEMPLATE("text search template"),
    TEXT_SEARCH_DICTIONARY("text search dictionary"),
    TEXT_SEARCH_CONFIGURATION("text search configuration"),
    STATISTICS("statistics"),
    EVENT_TRIGGER("event trigger"),
    PUBLICATION("publication"),
    SUBSCRIPTION("subscription"),
    LARGE_OBJECT("large object"),
    ATTRIBUTE("attribute"),
    COLUMN("column"),
    SEQUENCE("sequence"),
    CONSTRAINT("constraint"),
    INDEX("index"),
    TRIGGER("trigger"),
    RULE("rule"),
    POLICY("policy");

    private static final Map<String, ObjectKind> BY_LABEL =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(ObjectKind::label, kind -> kind));

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

    /** Return whether a name alone does not tell two objects apart: what stands in parentheses behind it does. */
    boolean takesArguments() {
        return switch (this) {
            case FUNCTION,
                    PROCEDURE,
                    AGGREGATE,
                    OPERATOR,
                    OPERATOR_FAMILY,
                    OPERATOR_CLASS,
                    TRANSFORM,
                    DEFAULT_PRIVILEGES -> true;
            default -> false;
        };
    }

    static Optional<ObjectKind> ofLabel(String label) {
        return Optional.ofNullable(BY_LABEL.get(label));
    }
}
