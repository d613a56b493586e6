package dev.palindrome.schema;

import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Types as a user may write them, turned into PostgreSQL's own words: table 8.1 of its manual, "Data Types". */
final class TypeNames {

    private static final Pattern TYPE = Pattern.compile(
            "([a-z][a-z0-9_ ]*?) ?(\\([^()]*\\))?( with(?:out)? time zone)?((?:\\[])*)", Pattern.CASE_INSENSITIVE);

    private static final Map<String, String> WORDS = Map.ofEntries(
            Map.entry("int8", "bigint"),
            Map.entry("varbit", "bit varying"),
            Map.entry("bool", "boolean"),
            Map.entry("char", "character"),
            Map.entry("varchar", "character varying"),
            Map.entry("float", "double precision"),
            Map.entry("float8", "double precision"),
            Map.entry("int", "integer"),
            Map.entry("int4", "integer"),
            Map.entry("decimal", "numeric"),
            Map.entry("dec", "numeric"),
            Map.entry("float4", "real"),
            Map.entry("int2", "smallint"));

    private static final Map<String, String> TIMES = Map.of(
            "time", " without time zone",
            "timestamp", " without time zone",
            "timetz", " with time zone",
            "timestamptz", " with time zone");

    private TypeNames() {}

    /** Return the type as PostgreSQL writes it; unchanged where it is not one of the manual's short names. */
    static String canonical(String type) {
        String text = type.strip();
        Matcher matcher = TYPE.matcher(text.replaceAll("\\s+", " "));
        if (text.contains("\"") || !matcher.matches()) {
            return text;
        }
        String word = matcher.group(1).toLowerCase(Locale.ROOT);
        String modifier = Objects.requireNonNullElse(matcher.group(2), "").replace(" ", "");
        String zone = Objects.requireNonNullElse(matcher.group(3), "").toLowerCase(Locale.ROOT);
        if (TIMES.containsKey(word) && zone.isEmpty()) {
            zone = Objects.requireNonNull(TIMES.get(word));
            word = word.replace("tz", "");
        }
        if (modifier.isEmpty() && (word.equals("char") || word.equals("character"))) {
            modifier = "(1)";
        }
        return WORDS.getOrDefault(word, word) + modifier + zone + matcher.group(4);
    }

    /** Return whether a user's words mean the type that PostgreSQL writes so; without a schema, also one in public. */
    static boolean isSame(String given, String written) {
        String canonical = canonical(given);
        return canonical.equals(written) || ("public." + canonical).equals(written);
    }
}
