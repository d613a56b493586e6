package dev.palindrome.schema;

import java.util.Comparator;
import java.util.List;

/**
 * One object that is not as expected.
 *
 * @param name the object; for a name-only difference, the name that was expected
 * @param definition the object's definition in a few words; empty for one that is altered
 * @param changes the attributes that changed, for an object that is altered
 * @param parts what came or went along with a table: its columns, constraints, indexes and so on
 */
public record Difference(
        Sign sign,
        ObjectName name,
        Significance significance,
        String definition,
        List<AttributeChange> changes,
        List<Difference> parts)
        implements Comparable<Difference> {

    private static final Comparator<Difference> ORDER = Comparator.comparing(Difference::name)
            .thenComparing(Difference::sign)
            .thenComparing(Difference::significance);

    public Difference {
        changes = List.copyOf(changes);
        parts = List.copyOf(parts);
    }

    /** What happened to the object. */
    public enum Sign {
        /** Left behind: only in the actual schema. */
        ADDED('+'),
        /** Missing: only in the expected schema. */
        MISSING('-'),
        /** In both, with another definition. */
        ALTERED('~');

        private final char symbol;

        Sign(char symbol) {
            this.symbol = symbol;
        }

        /** Return {@code +}, {@code -} or {@code ~}. */
        public char symbol() {
            return symbol;
        }
    }

    static Difference added(SchemaObject object, String definition, List<Difference> parts) {
        return new Difference(Sign.ADDED, object.name(), Significance.REAL, definition, List.of(), parts);
    }

    static Difference missing(SchemaObject object, String definition, List<Difference> parts) {
        return new Difference(Sign.MISSING, object.name(), Significance.REAL, definition, List.of(), parts);
    }

    static Difference altered(ObjectName name, Significance significance, List<AttributeChange> changes) {
        return new Difference(Sign.ALTERED, name, significance, "", changes, List.of());
    }

    /** Return whether the schemas really differ here, and not only in order, names or white space. */
    public boolean isReal() {
        return significance == Significance.REAL;
    }

    /** Return the difference as one line, or as several where attributes changed that need room. Without a line end. */
    public String render() {
        return DifferenceText.of(this);
    }

    @Override
    public int compareTo(Difference other) {
        return ORDER.compare(this, other);
    }
}
