package dev.palindrome.roundtrip;

import dev.palindrome.schema.model.TableName;
import java.util.Set;
import java.util.stream.Collectors;

/** The tables in which migration tools keep what they have run; how they are made is the tool's affair. */
final class VersionTables {

    private static final Set<String> NAMES = Set.of(
            "flyway_schema_history",
            "schema_version",
            "schema_migrations",
            "gorp_migrations",
            "goose_db_version",
            "alembic_version",
            "databasechangelog",
            "databasechangeloglock",
            "pgmigrations",
            "_sqlx_migrations",
            "__diesel_schema_migrations");

    private static final String SQITCH_SCHEMA = "sqitch";

    private VersionTables() {}

    /** Return them under the names that they have unless a project chooses others. */
    static Set<dev.palindrome.data.TableName> inPublic() {
        return NAMES.stream()
                .map(name -> new dev.palindrome.data.TableName("public", name))
                .collect(Collectors.toUnmodifiableSet());
    }

    static boolean contain(TableName table) {
        return NAMES.contains(table.name()) || table.schema().equals(SQITCH_SCHEMA);
    }
}
