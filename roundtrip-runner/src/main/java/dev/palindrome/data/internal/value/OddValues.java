package dev.palindrome.data.internal.value;

import java.util.List;
import java.util.Set;

/** The largest and strangest values of base types. */
final class OddValues {

    private static final int LONG_TEXT = 300;

    private static final Set<String> EXTREME = Set.of(
            "int2",
            "int4",
            "int8",
            "oid",
            "numeric",
            "float4",
            "float8",
            "money",
            "date",
            "timestamp",
            "timestamptz",
            "interval");

    private OddValues() {}

    static List<String> of(String type, int modifier, String oddText) {
        return switch (type) {
            case "int2" -> List.of("32767", "-32768", "-1");
            case "int4" -> List.of("2147483647", "-2147483648", "-1");
            case "int8" -> List.of("9223372036854775807", "-9223372036854775808", "-1");
            case "oid" -> List.of("4294967295");
            case "numeric" -> numbers(modifier);
            case "float4" -> List.of("3.4e+38", "NaN", "-Infinity", "1e-37");
            case "float8" -> List.of("1.7976931348623157e+308", "NaN", "-Infinity", "1e-307");
            case "money" -> List.of("92233720368547758.07", "-0.01");
            case "text", "varchar", "bpchar", "citext", "name" -> texts(TypeValues.length(type, modifier), oddText);
            case "bool" -> List.of("t");
            case "date" -> List.of("9999-12-31", "0001-01-01", "2024-02-29");
            case "timestamp" -> List.of("9999-12-31 23:59:59.999999", "0001-01-01 00:00:00", "infinity");
            case "timestamptz" -> List.of("9999-12-31 23:59:59.999999+00", "0001-01-01 00:00:00+00", "infinity");
            case "time" -> List.of("23:59:59.999999", "24:00:00");
            case "timetz" -> List.of("23:59:59.999999-12");
            case "interval" -> List.of("100 years 11 months 30 days 23:59:59.999999", "-1 day");
            case "uuid" -> List.of("ffffffff-ffff-ffff-ffff-ffffffffffff");
            case "bytea" -> List.of("\\x00ff275c0a");
            case "json", "jsonb" -> List.of("null", "[null, {\"a\": [1, \"\u00df'\"]}]", "\"text\"", "1.5", "[]");
            case "inet" -> List.of("2001:db8::ff/64", "255.255.255.255");
            case "cidr" -> List.of("2001:db8::/32");
            case "macaddr" -> List.of("ff:ff:ff:ff:ff:ff");
            case "bit" -> List.of("1".repeat(Math.min(4096, Math.max(1, modifier))));
            case "varbit" -> List.of("1".repeat(modifier < 0 ? 70 : Math.min(4096, modifier)));
            case "hstore" -> List.of("\"\"=>NULL, \"\u00df\"=>\"'\"");
            default -> List.of();
        };
    }

    /** Tell whether the values of a type are so large, or so far away, that somebody who counts up to them does not come to an end. */
    static boolean areExtreme(String type) {
        return EXTREME.contains(type);
    }

    /** Return values that are odd, but near. */
    static List<String> moderate(String type) {
        return switch (type) {
            case "int2", "int4", "int8", "numeric", "float4", "float8" -> List.of("-1");
            case "money" -> List.of("-0.01");
            case "date" -> List.of("2024-02-29");
            case "interval" -> List.of("-1 day");
            default -> List.of();
        };
    }

    private static List<String> numbers(int modifier) {
        if (modifier < 4) {
            return List.of("99999999999999999999.999999999999", "-0.000000000001", "NaN");
        }
        int precision = TypeValues.precision(modifier);
        int scale = TypeValues.scale(modifier);
        String largest = new java.math.BigDecimal(
                        java.math.BigInteger.TEN.pow(precision).subtract(java.math.BigInteger.ONE), scale)
                .toPlainString();
        return List.of(largest, "-" + largest, "NaN");
    }

    private static List<String> texts(int length, String oddText) {
        String filled = (oddText + "x".repeat(LONG_TEXT));
        if (length < 0) {
            return List.of(oddText, "x".repeat(LONG_TEXT), " ", "NULL");
        }
        String full = cut(length > LONG_TEXT ? filled + "y".repeat(Math.min(length, 10_000)) : filled, length);
        return List.of(full, cut(oddText, length), cut(" ", length));
    }

    /** PostgreSQL counts characters, not the halves of one. */
    private static String cut(String text, int length) {
        int count = text.codePointCount(0, text.length());
        return count <= length ? text : text.substring(0, text.offsetByCodePoints(0, length));
    }
}
