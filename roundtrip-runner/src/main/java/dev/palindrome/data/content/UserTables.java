package dev.palindrome.data.content;

/** Which relations hold a user's rows. */
final class UserTables {

    /** A condition on {@code pg_class c} and {@code pg_namespace n}; a partition's rows are its table's. */
    static final String CONDITION = """
            c.relkind IN ('r', 'p') AND NOT c.relispartition AND c.relpersistence <> 't'
            AND n.nspname <> 'information_schema' AND n.nspname !~ '^pg_'
            AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend d
                            WHERE d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass AND d.objid = c.oid AND d.deptype = 'e')
            """;

    private UserTables() {}
}
