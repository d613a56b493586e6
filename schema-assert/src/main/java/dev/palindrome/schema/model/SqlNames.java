package dev.palindrome.schema.model;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Names as a statement needs them: quoted as by PostgreSQL's {@code quote_ident}, keywords included. */
public final class SqlNames {

    private static final Pattern BARE = Pattern.compile("[a-z_][a-z0-9_$]*");

    /** Those that may not stand as a name everywhere, in any version from 14 to 18: pg_get_keywords() but category U. */
    private static final Set<String> KEYWORDS = Set.of(
            ("all analyse analyze and any array as asc asymmetric authorization between bigint binary bit boolean"
                            + " both case cast char character check coalesce collate collation column concurrently"
                            + " constraint create cross current_catalog current_date current_role current_schema"
                            + " current_time current_timestamp current_user dec decimal default deferrable desc distinct"
                            + " do else end except exists extract false fetch float for foreign freeze from full grant"
                            + " greatest group grouping having ilike in initially inner inout int integer intersect"
                            + " interval into is isnull join json json_array json_arrayagg json_exists json_object"
                            + " json_objectagg json_query json_scalar json_serialize json_table json_value lateral"
                            + " leading least left like limit localtime localtimestamp merge_action national natural"
                            + " nchar none normalize not notnull null nullif numeric offset on only or order out outer"
                            + " overlaps overlay placing position precision primary real references returning right row"
                            + " select session_user setof similar smallint some substring symmetric system_user table"
                            + " tablesample then time timestamp to trailing treat trim true union unique user using"
                            + " values varchar variadic verbose when where window with xmlattributes xmlconcat"
                            + " xmlelement xmlexists xmlforest xmlnamespaces xmlparse xmlpi xmlroot xmlserialize"
                            + " xmltable")
                    .split(" "));

    private SqlNames() {}

    /** Return a name of one part. */
    public static String of(String name) {
        return BARE.matcher(name).matches() && !KEYWORDS.contains(name)
                ? name
                : "\"" + name.replace("\"", "\"\"") + "\"";
    }

    /** Return a table's name with its schema. */
    public static String of(TableName table) {
        return of(table.schema()) + "." + of(table.name());
    }

    /** Return the name from the outside in, such as schema, table and column, with dots. */
    public static String path(List<String> names) {
        return names.stream().map(SqlNames::of).collect(Collectors.joining("."));
    }

    /** Return the names as a list with commas. */
    public static String list(Collection<String> names) {
        return names.stream().map(SqlNames::of).collect(Collectors.joining(", "));
    }
}
