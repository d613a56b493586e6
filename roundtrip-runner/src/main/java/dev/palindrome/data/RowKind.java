package dev.palindrome.data;

/** What a synthesised row is there to show. */
public enum RowKind {
    /** A value in every column. */
    FULL,
    /** NULL wherever the schema allows it; what has a default is left to it. */
    MINIMAL,
    /** Empty texts, zeros, the first day. */
    EMPTY,
    /** The largest and the oddest values. */
    ODD,
    /** NULL in some columns beside values in others. */
    NULLS,
    /** NULL in one column of a foreign key of several columns, values in the others: it refers to nothing. */
    PARTIAL,
    /** A constant that the schema or a script mentions. */
    CONSTANT,
    /** Only the columns that the schema demands are given. */
    REQUIRED,
    /** A row that another table's foreign key needed. */
    PARENT
}
