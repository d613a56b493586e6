package dev.palindrome.revision.internal.sql;

/** What a script may hold besides SQL statements. */
public enum ScriptRules {
    /** As psql reads a file: COPY data in line, and backslash commands, of which those without effect are passed over. */
    PSQL(true, true, true),
    /** COPY data in line; a backslash means nothing. */
    COPY_DATA(true, false, true),
    /** SQL alone, which the server will judge: one script that it refuses says nothing against the others of a history. */
    SERVER(false, false, false);

    private final boolean copyData;
    private final boolean metaCommands;
    private final boolean strict;

    ScriptRules(boolean copyData, boolean metaCommands, boolean strict) {
        this.copyData = copyData;
        this.metaCommands = metaCommands;
        this.strict = strict;
    }

    boolean copyData() {
        return copyData;
    }

    boolean metaCommands() {
        return metaCommands;
    }

    boolean strict() {
        return strict;
    }
}
