package dev.palindrome.schema.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The one statement that reads the catalogue, put together from a file a kind, which lies beside this class; a new kind is
 * one more file. A line that ends in {@code -- since 15} is for that version of PostgreSQL and those after it.
 */
final class CatalogQuery {

    /** The first one gives the columns their names. */
    private static final List<String> KINDS = List.of(
            "schema",
            "database",
            "default_privileges",
            "extension",
            "language",
            "access_method",
            "collation",
            "conversion",
            "foreign_data",
            "type",
            "table",
            "column",
            "not_null",
            "constraint",
            "index",
            "sequence",
            "rule",
            "trigger",
            "policy",
            "statistics",
            "function",
            "operator",
            "operator_class",
            "cast",
            "transform",
            "text_search",
            "event_trigger",
            "publication",
            "large_object",
            "system_grant");

    /** Kinds that ordinary roles may not read. */
    private static final List<String> FOR_SUPERUSERS = List.of("subscription");

    /** Last, because it speaks of what the others have found. */
    private static final String COMMENT = "comment";

    private static final Pattern SINCE = Pattern.compile("-- since (\\d+)$");

    private static final Pattern WHERE = Pattern.compile("-- where (\\w+)$");

    /** Ends a line that narrows a query down to the relations $1, or the types $2. */
    private static final String TOUCHED = "-- touched";

    /** Ends a line that stands only in the query for all of it. */
    private static final String WHOLE = "-- whole";

    /** Lines that all stand only there. */
    private static final Pattern OF_WHOLE = Pattern.compile("(?ms)^-- whole: begin$.*?^-- whole: end$");

    private static final Map<Audience, String> QUERIES = new ConcurrentHashMap<>();

    private record Audience(int majorVersion, boolean isSuperuser) {}

    /** A piece of the catalogue that can be read by itself. */
    enum Part {
        TYPES,
        FUNCTIONS,
        SCHEMAS,
        DEFAULT_PRIVILEGES,
        DATABASE,
        COMMENTS;

        private List<String> kinds() {
            return switch (this) {
                case TYPES -> List.of("type");
                case FUNCTIONS -> List.of("function");
                case SCHEMAS -> List.of("schema");
                case DEFAULT_PRIVILEGES -> List.of("default_privileges");
                case DATABASE -> List.of("database");
                case COMMENTS -> List.of(COMMENT);
            };
        }

        /** Return the query for what is of OIDs $1 and $2 among the part's objects; all of them where the part is not narrowed down. */
        String query(int majorVersion) {
            return narrowed(kinds(), majorVersion);
        }
    }

    private CatalogQuery() {}

    /** Return the query for these parts of the relations $1, and for the constraints of the domains $2. */
    static String relations(Set<RelationPart> parts, int majorVersion) {
        return narrowed(parts.stream().map(RelationPart::kind).toList(), majorVersion);
    }

    private static String narrowed(List<String> kinds, int majorVersion) {
        return OF_WHOLE.matcher(text(kinds))
                .replaceAll("")
                .lines()
                .filter(line -> isFor(line, majorVersion) && !line.endsWith(WHOLE))
                .collect(Collectors.joining("\n"));
    }

    /** Return the statement for a server of this version, as a role of this kind may send it. */
    static String of(int majorVersion, boolean isSuperuser) {
        return QUERIES.computeIfAbsent(new Audience(majorVersion, isSuperuser), CatalogQuery::query);
    }

    private static String query(Audience audience) {
        List<String> kinds = new ArrayList<>(KINDS);
        if (audience.isSuperuser) {
            kinds.addAll(FOR_SUPERUSERS);
        }
        kinds.add(COMMENT);
        return text(kinds)
                .lines()
                .filter(line -> isFor(line, audience.majorVersion) && !line.endsWith(TOUCHED))
                .collect(Collectors.joining("\n"));
    }

    /**
     * Return the query that says what was touched.
     *
     * @param words what to look for, see {@code touched.sql}
     */
    static String touched(Set<String> words) {
        return resource("touched")
                .lines()
                .filter(line -> {
                    Matcher where = WHERE.matcher(line);
                    return !where.find() || words.contains(where.group(1));
                })
                .collect(Collectors.joining("\n"));
    }

    private static String text(List<String> kinds) {
        return resource("prelude")
                + kinds.stream().map(CatalogQuery::resource).collect(Collectors.joining("union all\n"));
    }

    private static boolean isFor(String line, int majorVersion) {
        Matcher since = SINCE.matcher(line);
        return !since.find() || majorVersion >= Integer.parseInt(since.group(1));
    }

    private static String resource(String kind) {
        try (InputStream file = CatalogQuery.class.getResourceAsStream(kind + ".sql")) {
            if (file == null) {
                throw new IllegalStateException(
                        "The jar lacks " + kind + ".sql beside " + CatalogQuery.class.getName());
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + kind + ".sql", e);
        }
    }
}
