package dev.palindrome.data.internal.value;

import dev.palindrome.data.internal.catalog.Catalog;
import dev.palindrome.data.internal.catalog.DataType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Values of a type, as the texts that its input function takes. Not safe for use by several threads.
 *
 * <p>What a domain allows and what an unknown type looks like only the server knows: {@link #learn} is told.
 */
public final class TypeValues {

    /** Texts to try as the value of a type of which nothing is known. */
    public static final List<String> GUESSES = List.of(
            "1",
            "2",
            "3",
            "a",
            "b",
            "",
            "0",
            "{}",
            "()",
            "[]",
            "(1,2)",
            "[1,2,3]",
            "1.0",
            "1.2.3",
            "2024-01-01",
            "POINT(0 0)",
            "POINT(1 1)",
            "a.b",
            "a@b",
            "978-0-306-40615-7",
            "{1}",
            "true",
            "EUR 1");

    /** Local times that daylight saving skips or repeats, in Europe and America. */
    private static final List<String> ODD_HOURS =
            List.of("2024-03-31 02:30:00", "2024-03-10 02:30:00", "2024-10-27 02:30:00", "2024-11-03 01:30:00");

    private static final String ODD_TEXT = "O'Brien \"\u00df\" \u65e5\u672c \ud83d\ude00 \\ \n\t;--%_";
    private static final String ALPHABET = "abcdefghijkmnpqrstuvwxyz23456789";
    private static final List<String> WORDS = List.of(
            "amber", "birch", "cedar", "delta", "ember", "fjord", "grove", "heath", "islet", "maple", "ocean", "river");

    private final Catalog catalog;
    private final long salt;
    private final boolean extremes;
    private final Map<Long, List<String>> learned = new TreeMap<>();

    /**
     * Prepare.
     *
     * @param extremes whether the largest numbers and the farthest dates are among the odd values
     */
    public TypeValues(Catalog catalog, Draw draw, boolean extremes) {
        this.catalog = catalog;
        this.extremes = extremes;
        this.salt = Math.floorMod(draw.forPurpose("salt").number(0), 97L) + 1;
    }

    /** Remember texts that the server takes for a domain or an unknown type; none at all is an answer too. */
    public void learn(long type, List<String> values) {
        learned.put(type, List.copyOf(values));
    }

    /** Return what was learned of a type, or null. */
    public @Nullable List<String> learned(long type) {
        return learned.get(type);
    }

    /** Tell whether the values of a base type are not known here, so that the server must be asked. */
    public boolean isUnknown(DataType type) {
        return type.kind() == DataType.Kind.BASE && base(type.shortName(), -1, 0) == null;
    }

    /** Return the n-th ordinary value; different ones for different n where the type has as many. */
    public String typical(long oid, int modifier, long n) {
        List<String> known = learned.get(oid);
        if (known != null && !known.isEmpty()) {
            return known.get((int) Math.floorMod(n, (long) known.size()));
        }
        DataType type = catalog.type(oid);
        return switch (type.kind()) {
            case DOMAIN -> typical(type.baseType(), type.modifier(), n);
            case ENUM ->
                type.labels().isEmpty()
                        ? ""
                        : type.labels()
                                .get((int) Math.floorMod(n, (long) type.labels().size()));
            case COMPOSITE ->
                Literals.composite(type.fields().stream()
                        .map(field -> typical(field.type(), field.modifier(), n))
                        .toList());
            case ARRAY -> Literals.array(List.of(typical(type.baseType(), modifier, n)));
            case RANGE -> range(type, n);
            case MULTIRANGE -> "{" + range(catalog.type(type.baseType()), n) + "}";
            case BASE -> Objects.requireNonNullElse(base(type.shortName(), modifier, n + salt), "");
        };
    }

    /** Ranges of different n do not overlap where the subtype has an order that we know. */
    private String range(DataType type, long n) {
        DataType subtype = catalog.resolved(type.baseType());
        if (subtype.kind() == DataType.Kind.BASE && ORDERED.contains(subtype.shortName())) {
            return "[" + ordered(subtype.shortName(), 2 * n) + "," + ordered(subtype.shortName(), 2 * n + 1) + ")";
        }
        String value = Literals.quoted(typical(type.baseType(), -1, n));
        return "[" + value + "," + value + "]";
    }

    private static final List<String> ORDERED =
            List.of("int2", "int4", "int8", "numeric", "float4", "float8", "date", "timestamp", "timestamptz");

    private String ordered(String subtype, long n) {
        return switch (subtype) {
            case "date" -> day(n);
            case "timestamp" -> "\"" + day(n) + " 12:00:00\"";
            case "timestamptz" -> "\"" + day(n) + " 12:00:00+00\"";
            default -> String.valueOf(salt + n);
        };
    }

    private static String day(long n) {
        return LocalDate.of(2024, 1, 15).plusDays(Math.floorMod(n, 100_000L)).toString();
    }

    /** Return values that are empty, zero or first, the plainest first. */
    public List<String> empty(long oid, int modifier) {
        DataType type = catalog.type(oid);
        return switch (type.kind()) {
            case DOMAIN -> accepted(type, empty(type.baseType(), type.modifier()));
            case ENUM -> type.labels().stream().limit(1).toList();
            case COMPOSITE ->
                List.of(Literals.composite(type.fields().stream()
                        .map(field -> first(empty(field.type(), field.modifier())))
                        .toList()));
            case ARRAY, MULTIRANGE -> List.of("{}");
            case RANGE -> List.of("empty");
            case BASE -> learned.containsKey(oid) ? List.of() : EmptyValues.of(type.shortName(), modifier);
        };
    }

    private static @Nullable String first(List<String> values) {
        return values.isEmpty() ? null : values.get(0);
    }

    /** Return large and strange values, the most useful first. */
    public List<String> odd(long oid, int modifier) {
        DataType type = catalog.type(oid);
        return switch (type.kind()) {
            case DOMAIN -> accepted(type, odd(type.baseType(), type.modifier()));
            case ENUM ->
                type.labels().isEmpty()
                        ? List.of()
                        : List.of(type.labels().get(type.labels().size() - 1));
            case COMPOSITE -> oddComposites(type);
            case ARRAY -> oddArrays(type, modifier);
            case RANGE -> List.of("(,)");
            case MULTIRANGE -> List.of("{(,)}");
            case BASE -> learned.containsKey(oid) ? List.of() : oddBase(type.shortName(), modifier);
        };
    }

    private List<String> oddBase(String type, int modifier) {
        return extremes || !OddValues.areExtreme(type)
                ? OddValues.of(type, modifier, ODD_TEXT)
                : OddValues.moderate(type);
    }

    private List<String> oddComposites(DataType type) {
        List<@Nullable String> firstOnly = new ArrayList<>();
        for (DataType.Field field : type.fields()) {
            firstOnly.add(firstOnly.isEmpty() ? typical(field.type(), field.modifier(), 0) : null);
        }
        List<@Nullable String> nothing = new ArrayList<>();
        type.fields().forEach(field -> nothing.add(null));
        return List.of(Literals.composite(nothing), Literals.composite(firstOnly));
    }

    private List<String> oddArrays(DataType type, int modifier) {
        List<@Nullable String> withNull = new ArrayList<>();
        withNull.add(first(odd(type.baseType(), modifier)));
        withNull.add(null);
        List<String> odd = new ArrayList<>();
        odd.add(Literals.array(withNull));
        DataType element = catalog.resolved(type.baseType());
        if (element.kind() == DataType.Kind.ENUM) {
            odd.add(Literals.array(new ArrayList<>(element.labels())));
        }
        return odd;
    }

    private List<String> accepted(DataType domain, List<String> values) {
        List<String> known = learned.get(domain.oid());
        return known == null ? values : values.stream().filter(known::contains).toList();
    }

    /** Return an array's text with the given elements. */
    public static String arrayOf(List<String> elements) {
        return Literals.array(new ArrayList<>(elements));
    }

    private @Nullable String base(String type, int modifier, long n) {
        return switch (type) {
            case "int2" -> String.valueOf(Math.floorMod(n, 32_000L));
            case "int4", "int8", "oid", "xid", "cid", "xid8" -> String.valueOf(n);
            case "numeric" -> number(modifier, n);
            case "float4", "float8" -> n + ".5";
            case "money" -> n + ".50";
            case "text", "varchar", "bpchar", "citext", "name", "refcursor" -> word(length(type, modifier), n);
            case "char" -> String.valueOf(ALPHABET.charAt((int) Math.floorMod(n, (long) ALPHABET.length())));
            case "bool" -> Math.floorMod(n, 2L) == Math.floorMod(salt, 2L) ? "t" : "f";
            case "date" -> day(n);
            case "timestamp" -> moment(n);
            case "timestamptz" -> moment(n) + "+00";
            case "time" -> clock(n);
            case "timetz" -> clock(n) + "+00";
            case "interval" -> n + " days 01:30:00";
            case "uuid" -> uuid(n);
            case "bytea" -> "\\x00ff" + hex(n, 6);
            case "json", "jsonb" -> "{\"a\": " + n + "}";
            case "jsonpath" -> "$.a" + n;
            case "xml" -> "<a>" + n + "</a>";
            case "inet" -> address(n);
            case "cidr" -> "10." + Math.floorMod(n / 256, 256L) + "." + Math.floorMod(n, 256L) + ".0/24";
            case "macaddr" -> "08:00:2b:" + pairs(hex(n, 6));
            case "macaddr8" -> "08:00:2b:01:02:" + pairs(hex(n, 6));
            case "bit" -> bits(Math.max(1, modifier), n);
            case "varbit" -> bits(modifier < 0 ? 8 : modifier, n);
            case "point" -> "(" + n + ",1)";
            case "line" -> "{1,2," + n + "}";
            case "lseg" -> "[(0,0),(" + n + ",1)]";
            case "box" -> "(" + (2 * n + 1) + ",1),(" + 2 * n + ",0)";
            case "path" -> "[(0,0),(1,1),(" + n + ",0)]";
            case "polygon" -> "((0,0),(1,1),(" + n + ",0))";
            case "circle" -> "<(" + 3 * n + ",0),1>";
            case "tsvector" -> "'word" + n + "':1";
            case "tsquery" -> "'word" + n + "'";
            case "pg_lsn" -> "0/" + hex(n, 6).toUpperCase(java.util.Locale.ROOT);
            case "txid_snapshot", "pg_snapshot" -> n + ":" + n + ":";
            case "regclass" -> "pg_class";
            case "regtype" -> Math.floorMod(n, 2L) == 0 ? "integer" : "text";
            case "regproc" -> "now";
            case "regprocedure" -> "now()";
            case "regoper" -> "!~~*";
            case "regoperator" -> "+(integer,integer)";
            case "regrole" -> "pg_monitor";
            case "regnamespace" -> "pg_catalog";
            case "regcollation" -> "\"C\"";
            case "regconfig" -> "simple";
            case "regdictionary" -> "simple";
            case "tid" -> "(0," + Math.floorMod(n, 60_000L) + ")";
            case "int2vector", "oidvector" -> "1 " + Math.floorMod(n, 30_000L);
            case "aclitem" -> "=r/pg_monitor";
            case "hstore" -> "\"a\"=>\"" + n + "\"";
            case "ltree" -> "top.n" + n;
            case "lquery" -> "top.*{" + Math.floorMod(n, 9L) + "}";
            case "ltxtquery" -> "top & n" + n;
            case "cube" -> "(" + n + ", 1)";
            case "seg" -> String.valueOf(n);
            case "query_int" -> "1&" + n;
            case "vector", "halfvec" -> vector(modifier, n);
            case "geometry", "geography" -> "POINT(" + Math.floorMod(n, 90L) + " 1)";
            default -> null;
        };
    }

    static int length(String type, int modifier) {
        if (type.equals("name")) {
            return 63;
        }
        return modifier < 4 ? -1 : modifier - 4;
    }

    private String word(int length, long n) {
        String word = WORDS.get((int) Math.floorMod(n, (long) WORDS.size())) + "-" + n;
        return length < 0 || word.length() <= length ? word : shortWord(length, n);
    }

    /** As many different words as the length has room for. */
    private static String shortWord(int length, long n) {
        char[] letters = new char[Math.min(length, 8)];
        long rest = Math.floorMod(n * 7, Long.MAX_VALUE);
        for (int i = letters.length - 1; i >= 0; i--) {
            letters[i] = ALPHABET.charAt((int) (rest % ALPHABET.length()));
            rest /= ALPHABET.length();
        }
        return new String(letters);
    }

    private static String number(int modifier, long n) {
        if (modifier < 4) {
            return n + ".5";
        }
        int precision = precision(modifier);
        int scale = scale(modifier);
        BigInteger room = BigInteger.TEN.pow(precision).subtract(BigInteger.ONE);
        BigInteger unscaled = scale > 0
                ? BigInteger.valueOf(n).multiply(BigInteger.TEN.pow(scale)).add(BigInteger.valueOf(5))
                : BigInteger.valueOf(n);
        return new BigDecimal(unscaled.mod(room.add(BigInteger.ONE)), scale)
                .setScale(scale, RoundingMode.DOWN)
                .toPlainString();
    }

    static int precision(int modifier) {
        return ((modifier - 4) >> 16) & 0xffff;
    }

    /** The scale has eleven bits and a sign since PostgreSQL 15. */
    static int scale(int modifier) {
        return (((modifier - 4) & 0x7ff) ^ 1024) - 1024;
    }

    private String moment(long n) {
        long place = n - salt;
        return place >= 0 && place < ODD_HOURS.size()
                ? ODD_HOURS.get((int) place)
                : day(n) + " 12:34:56." + String.format("%06d", Math.floorMod(n * 1_001, 1_000_000L));
    }

    private static String clock(long n) {
        return String.format("%02d:%02d:30", Math.floorMod(n, 24L), Math.floorMod(n * 7, 60L));
    }

    private String uuid(long n) {
        Draw draw = Draw.of(salt).forPurpose("uuid");
        String head = String.format("%016x", draw.number(n));
        String tail = String.format("%016x", draw.number(~n));
        return head.substring(0, 8) + "-" + head.substring(8, 12) + "-4" + head.substring(13, 16) + "-a"
                + tail.substring(1, 4) + "-" + tail.substring(4);
    }

    private static String address(long n) {
        return "10." + Math.floorMod(n / 65_536, 256L) + "." + Math.floorMod(n / 256, 256L) + "."
                + Math.floorMod(n, 256L);
    }

    private static String hex(long n, int digits) {
        String text = String.format("%0" + digits + "x", Math.abs(n));
        return text.substring(text.length() - digits);
    }

    private static String pairs(String hex) {
        return hex.substring(0, 2) + ":" + hex.substring(2, 4) + ":" + hex.substring(4, 6);
    }

    private static String bits(int length, long n) {
        char[] bits = new char[Math.min(length, 4096)];
        Arrays.fill(bits, '0');
        for (int i = 0; i < Math.min(bits.length, 63); i++) {
            bits[bits.length - 1 - i] = (n >> i & 1) == 1 ? '1' : '0';
        }
        return new String(bits);
    }

    private static String vector(int modifier, long n) {
        int dimensions = modifier < 1 ? 3 : modifier;
        return IntStream.range(0, dimensions)
                .mapToObj(i -> String.valueOf(i == 0 ? n : 1))
                .collect(java.util.stream.Collectors.joining(",", "[", "]"));
    }
}
