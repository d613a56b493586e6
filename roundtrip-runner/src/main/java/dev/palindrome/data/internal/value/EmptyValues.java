package dev.palindrome.data.internal.value;

import java.util.List;

/** The empty, zero or first values of base types. */
final class EmptyValues {

    private EmptyValues() {}

    static List<String> of(String type, int modifier) {
        return switch (type) {
            case "int2", "int4", "int8", "numeric", "float4", "float8", "money", "oid" -> List.of("0", "1");
            case "text", "varchar", "bpchar", "citext" -> List.of("", " ");
            case "bool" -> List.of("f");
            case "date" -> List.of("1970-01-01");
            case "timestamp" -> List.of("1970-01-01 00:00:00");
            case "timestamptz" -> List.of("1970-01-01 00:00:00+00");
            case "time" -> List.of("00:00:00");
            case "timetz" -> List.of("00:00:00+00");
            case "interval" -> List.of("00:00:00");
            case "uuid" -> List.of("00000000-0000-0000-0000-000000000000");
            case "bytea" -> List.of("\\x");
            case "json", "jsonb" -> List.of("{}", "[]");
            case "inet" -> List.of("0.0.0.0");
            case "cidr" -> List.of("0.0.0.0/0");
            case "macaddr" -> List.of("00:00:00:00:00:00");
            case "bit" -> List.of("0".repeat(Math.min(4096, Math.max(1, modifier))));
            case "varbit", "tsvector", "hstore", "ltree" -> List.of("");
            case "point" -> List.of("(0,0)");
            case "pg_lsn" -> List.of("0/0");
            default -> List.of();
        };
    }
}
