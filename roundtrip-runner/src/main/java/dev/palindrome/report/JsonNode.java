package dev.palindrome.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A value of a report that was read, which knows where it stands.
 *
 * @param place such as {@code shard.revisions[2]}; empty for the report as a whole
 */
record JsonNode(@Nullable Object value, String place) {

    /** Return a member of an object; a null value where it has none. */
    JsonNode at(String key) {
        if (!(value instanceof Map<?, ?> map)) {
            throw expected("an object");
        }
        return new JsonNode(map.get(key), place.isEmpty() ? key : place + "." + key);
    }

    boolean isMissing() {
        return value == null;
    }

    String text() {
        if (value instanceof String text) {
            return text;
        }
        throw expected("a text");
    }

    Optional<String> textIfAny() {
        return isMissing() ? Optional.empty() : Optional.of(text());
    }

    long number() {
        if (value instanceof Long number) {
            return number;
        }
        throw expected("a whole number");
    }

    int count() {
        long number = number();
        if (number < 0 || number > Integer.MAX_VALUE) {
            throw expected("a number from 0 to " + Integer.MAX_VALUE);
        }
        return (int) number;
    }

    boolean flag() {
        if (value instanceof Boolean flag) {
            return flag;
        }
        throw expected("true or false");
    }

    <T> List<T> list(Function<JsonNode, T> element) {
        if (!(value instanceof List<?> list)) {
            throw expected("a list");
        }
        List<T> elements = new ArrayList<>();
        for (int index = 0; index < list.size(); index++) {
            elements.add(element.apply(new JsonNode(list.get(index), "%s[%d]".formatted(place, index))));
        }
        return elements;
    }

    List<String> texts() {
        return list(JsonNode::text);
    }

    /** Return what a text names. */
    <T> T named(Function<String, Optional<T>> names, String what) {
        return names.apply(text()).orElseThrow(() -> expected(what));
    }

    UnreadableReportException expected(String what) {
        String found = isMissing() ? "nothing" : String.valueOf(value);
        String shown = found.length() > 40 ? found.substring(0, 40) + "…" : found;
        return new UnreadableReportException(
                "%s: expected %s, found %s".formatted(place.isEmpty() ? "the report" : place, what, shown));
    }
}
