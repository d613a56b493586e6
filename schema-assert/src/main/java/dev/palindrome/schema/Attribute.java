package dev.palindrome.schema;

/**
 * One property of a schema object, such as {@code type} with the value {@code integer}.
 *
 * @param value the value as PostgreSQL writes it; {@code yes} for a property that is there or not
 */
public record Attribute(String name, String value) {

    static final String YES = "yes";

    public Attribute {
        if (name.isEmpty()) {
            throw new IllegalArgumentException("an attribute needs a name");
        }
    }

    boolean isFlag() {
        return value.equals(YES) && !name.equals("comment") && !name.equals("default");
    }

    /** Return how a summary shows it: the bare name of a flag, else name and value. */
    @Override
    public String toString() {
        return isFlag() ? name : name + ": " + value;
    }
}
