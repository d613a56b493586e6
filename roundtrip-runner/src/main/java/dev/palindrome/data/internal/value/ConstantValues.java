package dev.palindrome.data.internal.value;

import dev.palindrome.data.internal.catalog.Catalog;
import dev.palindrome.data.internal.catalog.DataType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Which of the constants that a text mentions may be values of a type, and what else they hint at. */
public final class ConstantValues {

    private static final int MOST_VARIANTS = 16;
    private static final int LONGEST = 5_000;
    private static final Pattern DATE = Pattern.compile("([0-9]{4}-[0-9]{2}-[0-9]{2})(.*)", Pattern.DOTALL);
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,40}(\\.[0-9]{1,40})?");
    private static final Pattern UUID =
            Pattern.compile("(?i)[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

    /** Texts of forms that checks often demand without naming a constant. */
    static final List<String> FORMS = List.of(
            "a@example.com",
            "https://example.com/a",
            "http://example.com",
            "+15555550100",
            "2024-01-01",
            "abc",
            "ABC",
            "Abc",
            "a-b",
            "a_b",
            "a",
            "A",
            "1",
            "12345",
            "0123456789",
            "#00ff00",
            "1.0.0",
            "USD",
            "en",
            "US",
            "00000000-0000-4000-8000-000000000001",
            "{}",
            "x y",
            "/a/b",
            "a.b",
            "10.0.0.1",
            "abcdefgh",
            "Abcdef1!",
            "abcdefghijklmnopqrstuvwxyz123456",
            "abcdef0123456789");

    private final Catalog catalog;
    private final TypeValues types;

    public ConstantValues(Catalog catalog, TypeValues types) {
        this.catalog = catalog;
        this.types = types;
    }

    /** Return values of a type, those that are mentioned as they stand first. */
    public List<String> of(long oid, int modifier, Constants constants) {
        DataType type = catalog.type(oid);
        return switch (type.kind()) {
            case DOMAIN -> accepted(type, of(type.baseType(), type.modifier(), constants));
            case ENUM ->
                type.labels().stream()
                        .filter(label -> constants.strings().contains(label))
                        .toList();
            case COMPOSITE -> composites(type, constants);
            case ARRAY -> arrays(type, modifier, constants);
            case RANGE, MULTIRANGE ->
                constants.strings().stream()
                        .filter(text -> text.contains(",") && text.matches("(?s)[\\[({].*[\\])}]"))
                        .toList();
            case BASE -> base(type.shortName(), modifier, constants);
        };
    }

    /** Return texts worth trying in a column whose checks name nothing that helps. */
    public List<String> forms(long oid, int modifier) {
        DataType type = catalog.resolved(oid);
        boolean text = type.kind() == DataType.Kind.BASE && isText(type.shortName());
        int length = text ? TypeValues.length(type.shortName(), modifier) : -1;
        return text ? FORMS.stream().filter(form -> fits(form, length)).toList() : List.of();
    }

    private List<String> accepted(DataType domain, List<String> values) {
        List<String> known = types.learned(domain.oid());
        return known == null ? values : values.stream().filter(known::contains).toList();
    }

    private List<String> composites(DataType type, Constants constants) {
        List<List<String>> fields = new ArrayList<>();
        for (DataType.Field field : type.fields()) {
            List<String> values = new ArrayList<>(of(field.type(), field.modifier(), constants));
            values.add(types.typical(field.type(), field.modifier(), 0));
            fields.add(values);
        }
        Set<String> composites = new LinkedHashSet<>();
        for (int variant = 0; variant < MOST_VARIANTS; variant++) {
            int place = variant;
            composites.add(Literals.composite(new ArrayList<>(fields.stream()
                    .map(values -> values.get(place % values.size()))
                    .toList())));
        }
        return List.copyOf(composites);
    }

    private List<String> arrays(DataType type, int modifier, Constants constants) {
        Set<String> arrays = new LinkedHashSet<>();
        constants.strings().stream()
                .filter(text -> text.startsWith("{") && text.endsWith("}"))
                .forEach(arrays::add);
        List<String> elements = of(type.baseType(), modifier, constants);
        elements.stream()
                .limit(MOST_VARIANTS)
                .map(List::of)
                .map(TypeValues::arrayOf)
                .forEach(arrays::add);
        if (elements.size() > 1) {
            arrays.add(TypeValues.arrayOf(elements));
        }
        if (constants.measuresLength()) {
            for (int length : lengths(constants, 64)) {
                List<String> several = new ArrayList<>();
                for (int i = 0; i < length; i++) {
                    several.add(types.typical(type.baseType(), modifier, i));
                }
                arrays.add(TypeValues.arrayOf(several));
            }
        }
        return List.copyOf(arrays);
    }

    private static List<Integer> lengths(Constants constants, int longest) {
        Set<Integer> lengths = new LinkedHashSet<>();
        for (String number : constants.numbers()) {
            if (number.matches("[0-9]{1,5}")) {
                int length = Integer.parseInt(number);
                List.of(length, length + 1, length - 1).stream()
                        .filter(candidate -> candidate >= 0 && candidate <= longest)
                        .forEach(lengths::add);
            }
        }
        return List.copyOf(lengths);
    }

    private static boolean isText(String type) {
        return List.of("text", "varchar", "bpchar", "citext", "name").contains(type);
    }

    private static List<String> base(String type, int modifier, Constants constants) {
        if (isText(type)) {
            return texts(TypeValues.length(type, modifier), constants);
        }
        return switch (type) {
            case "int2" -> integers(constants, Short.MIN_VALUE, Short.MAX_VALUE);
            case "int4" -> integers(constants, Integer.MIN_VALUE, Integer.MAX_VALUE);
            case "int8" -> integers(constants, Long.MIN_VALUE, Long.MAX_VALUE);
            case "numeric", "float4", "float8", "money" -> numbers(constants, type, modifier);
            case "date" -> dates(constants, false);
            case "timestamp", "timestamptz" -> dates(constants, true);
            case "json", "jsonb" -> JsonShapes.of(constants);
            case "uuid" -> matching(constants, UUID);
            case "inet", "cidr" -> matching(constants, Pattern.compile("[0-9a-f.:]*[.:][0-9a-f.:]*(/[0-9]+)?"));
            case "interval" -> matching(constants, Pattern.compile("-?[0-9]+ [a-z]+.*|[0-9]+:[0-9]{2}.*|P[0-9T].*"));
            case "bytea" -> matching(constants, Pattern.compile("\\\\x([0-9a-fA-F]{2})*"));
            case "bool" ->
                constants.strings().isEmpty() && constants.numbers().isEmpty() ? List.of() : List.of("t", "f");
            case "bit", "varbit" -> matching(constants, Pattern.compile("[01]+"));
            case "ltree" -> matching(constants, Pattern.compile("[A-Za-z0-9_.]+"));
            default -> List.of();
        };
    }

    private static List<String> matching(Constants constants, Pattern pattern) {
        return constants.strings().stream()
                .filter(text -> pattern.matcher(text).matches())
                .toList();
    }

    private static boolean fits(String text, int length) {
        return length < 0 || text.codePointCount(0, text.length()) <= length;
    }

    private static List<String> texts(int length, Constants constants) {
        Set<String> texts = new LinkedHashSet<>(constants.strings());
        constants.patterns().forEach(pattern -> texts.addAll(Patterns.matching(pattern, MOST_VARIANTS)));
        constants.likes().forEach(pattern -> texts.addAll(Patterns.like(pattern)));
        if (constants.measuresLength()) {
            lengths(constants, LONGEST).forEach(count -> texts.add("x".repeat(count)));
        }
        return texts.stream().filter(text -> fits(text, length)).toList();
    }

    private static List<BigDecimal> decimals(Constants constants) {
        Set<String> written = new LinkedHashSet<>(constants.numbers());
        written.addAll(constants.strings());
        return written.stream()
                .filter(text -> NUMBER.matcher(text).matches())
                .map(BigDecimal::new)
                .toList();
    }

    private static List<String> integers(Constants constants, long lowest, long highest) {
        Set<String> integers = new LinkedHashSet<>();
        for (BigDecimal number : decimals(constants)) {
            BigInteger whole = number.toBigInteger();
            List.of(whole, whole.add(BigInteger.ONE), whole.subtract(BigInteger.ONE), whole.add(whole)).stream()
                    .filter(candidate -> candidate.compareTo(BigInteger.valueOf(lowest)) >= 0
                            && candidate.compareTo(BigInteger.valueOf(highest)) <= 0)
                    .map(BigInteger::toString)
                    .forEach(integers::add);
        }
        return List.copyOf(integers);
    }

    private static List<String> numbers(Constants constants, String type, int modifier) {
        BigDecimal limit = type.equals("numeric") && modifier >= 4
                ? BigDecimal.TEN.pow(Math.max(0, TypeValues.precision(modifier) - TypeValues.scale(modifier)))
                : BigDecimal.TEN.pow(15);
        Set<String> numbers = new LinkedHashSet<>();
        for (BigDecimal number : decimals(constants)) {
            List.of(
                            number,
                            number.add(BigDecimal.ONE),
                            number.subtract(BigDecimal.ONE),
                            number.divide(BigDecimal.valueOf(2)))
                    .stream()
                    .filter(candidate -> candidate.abs().compareTo(limit) < 0)
                    .map(BigDecimal::toPlainString)
                    .forEach(numbers::add);
        }
        return List.copyOf(numbers);
    }

    private static List<String> dates(Constants constants, boolean withTime) {
        Set<String> dates = new LinkedHashSet<>();
        for (String text : constants.strings()) {
            var matcher = DATE.matcher(text);
            LocalDate day = matcher.matches() ? day(matcher.group(1)) : null;
            if (day != null) {
                dates.add(withTime ? text : day.toString());
                dates.add(day.plusDays(1).toString());
                dates.add(day.minusDays(1).toString());
            }
        }
        return List.copyOf(dates);
    }

    /** Return null for what looks like a date and is none, such as a 30th of February. */
    private static @Nullable LocalDate day(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException e) {
            return null;
        }
    }
}
