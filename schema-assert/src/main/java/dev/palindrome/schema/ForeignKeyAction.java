package dev.palindrome.schema;

/** What happens to a row when the row that it refers to is deleted, or gets another key. */
public enum ForeignKeyAction {
    NO_ACTION,
    RESTRICT,
    CASCADE,
    SET_NULL,
    SET_DEFAULT;

    /** Return the words of SQL, such as {@code SET NULL}. */
    @Override
    public String toString() {
        return name().replace('_', ' ');
    }
}
