package dev.palindrome.roundtrip;

import dev.palindrome.revision.RevisionHistory;
import dev.palindrome.revision.VersionTable;
import dev.palindrome.schema.SnapshotOptions;
import dev.palindrome.schema.model.TableName;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The tables in which migration tools keep what they have run; how they are made is the tool's affair. */
public final class VersionTables {

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

    /** Return them under the names that they have unless a project chooses others, and a history's own one, whatever its name is. */
    static Set<dev.palindrome.data.TableName> with(Optional<VersionTable> own) {
        return Stream.concat(
                        NAMES.stream().map(name -> new dev.palindrome.data.TableName("public", name)),
                        own.stream()
                                .flatMap(table -> table.names().stream()
                                        .map(name -> new dev.palindrome.data.TableName(table.schema(), name))))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Return the options that leave out these tables, too: they are there or not, as a schema came about. */
    public static SnapshotOptions leftOut(SnapshotOptions options, RevisionHistory history) {
        SnapshotOptions more = options.withIgnoredSchema(SQITCH_SCHEMA);
        for (VersionTable own : history.versionTable().stream().toList()) {
            more = own.hasOwnSchema() ? more.withIgnoredSchema(own.schema()) : more;
        }
        for (dev.palindrome.data.TableName table : with(history.versionTable())) {
            more = more.withIgnoredTable(table.toString());
        }
        return more;
    }

    static boolean contain(TableName table) {
        return NAMES.contains(table.name()) || table.schema().equals(SQITCH_SCHEMA);
    }
}
