package dev.palindrome.autogenerate;

/** When a change comes, unless the server wants it later. Room is made first, so that a name may be taken again. */
enum Phase {
    DROP_VIEW,
    DROP_TABLE,
    DROP_COLUMN,
    DROP_PART,
    DROP_ROUTINE,
    DROP_TYPE,
    DROP_SCHEMA,
    CREATE_SCHEMA,
    CREATE_TYPE,
    CREATE_TABLE,
    CHANGE_COLUMN,
    CREATE_ROUTINE,
    CREATE_KEY,
    CREATE_FOREIGN_KEY,
    CREATE_VIEW,
    CREATE_PART,
    DESCRIBE;

    boolean isDrop() {
        return compareTo(DROP_SCHEMA) <= 0;
    }
}
