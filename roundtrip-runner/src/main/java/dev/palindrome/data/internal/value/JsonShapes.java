package dev.palindrome.data.internal.value;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** JSON values made of the keys and constants that checks mention. */
final class JsonShapes {

    private static final List<String> PLAIN = List.of(
            "{}",
            "[]",
            "\"x\"",
            "1",
            "true",
            "{\"a\": 1}",
            "[1]",
            "[\"a\"]",
            "[{\"a\": 1}]",
            "[1, 2]",
            "[1, 2, 3]",
            "null");
    private static final List<String> VALUES = List.of("\"x\"", "1", "true", "[]", "{}", "\"1\"", "[\"x\"]", "null");
    private static final int MIXTURES = 160;

    private JsonShapes() {}

    static List<String> of(Constants constants) {
        if (constants.keys().isEmpty() && constants.strings().isEmpty() && !constants.measuresLength()) {
            return List.of();
        }
        Set<String> shapes = new LinkedHashSet<>();
        constants.strings().stream().filter(JsonShapes::looksLikeJson).forEach(shapes::add);
        List<String> values = values(constants);
        List<String> keys = List.copyOf(constants.keys());
        if (!keys.isEmpty()) {
            addObjects(keys, values, shapes);
        }
        constants.strings().stream().map(Literals::json).forEach(shapes::add);
        shapes.addAll(PLAIN);
        return List.copyOf(shapes);
    }

    private static boolean looksLikeJson(String text) {
        boolean object = text.startsWith("{") && text.endsWith("}");
        boolean array = text.startsWith("[") && text.endsWith("]");
        return array || (object && (text.contains(":") || text.length() == 2));
    }

    private static List<String> values(Constants constants) {
        Set<String> values = new LinkedHashSet<>();
        constants.strings().stream()
                .filter(text -> !looksLikeJson(text))
                .map(Literals::json)
                .forEach(values::add);
        values.addAll(VALUES);
        values.addAll(constants.numbers());
        constants.patterns().stream()
                .flatMap(pattern -> Patterns.matching(pattern, 2).stream())
                .map(Literals::json)
                .forEach(values::add);
        return List.copyOf(values);
    }

    private static void addObjects(List<String> keys, List<String> values, Set<String> shapes) {
        for (String value : values) {
            shapes.add(object(keys, key -> value));
        }
        // Which key wants which value is not known: all pairs for two keys, a mixture for more.
        long all = keys.size() > 2 ? MIXTURES : Math.min(MIXTURES, (long) values.size() * values.size());
        for (int mixture = 0; mixture < all; mixture++) {
            shapes.add(mixture(keys, values, mixture));
        }
        for (String value : values) {
            shapes.add(nested(keys, value));
        }
        shapes.add("[" + object(keys, key -> values.get(0)) + "]");
        for (String left : keys) {
            shapes.add(object(List.of(left), key -> values.get(0)));
            shapes.add(object(keys.stream().filter(key -> !key.equals(left)).toList(), key -> values.get(0)));
        }
    }

    private static String mixture(List<String> keys, List<String> values, int number) {
        Draw draw = Draw.of(number);
        return object(keys, key -> {
            int place = keys.indexOf(key);
            int index = keys.size() > 2
                    ? draw.below(values.size(), place)
                    : (place == 0 ? number / values.size() : number) % values.size();
            return values.get(index);
        });
    }

    private interface ValueOf {
        String of(String key);
    }

    private static String object(List<String> keys, ValueOf value) {
        return keys.stream()
                .map(key -> Literals.json(key) + ": " + value.of(key))
                .collect(Collectors.joining(", ", "{", "}"));
    }

    private static String nested(List<String> keys, String innermost) {
        List<String> inwards = new ArrayList<>(keys);
        String value = innermost;
        while (!inwards.isEmpty()) {
            value = "{" + Literals.json(inwards.remove(inwards.size() - 1)) + ": " + value + "}";
        }
        return value;
    }
}
