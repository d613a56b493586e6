package dev.palindrome.revision;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** File names that almost belong to a format, and what they lack. */
final class NearMisses {

    private static final Map<Pattern, String> LACKS = lacks();

    private NearMisses() {}

    /** Return a sentence for each name that was probably meant for a format. */
    static List<String> among(List<String> names) {
        return names.stream().flatMap(name -> explain(name).stream()).limit(5).toList();
    }

    private static Optional<String> explain(String name) {
        return LACKS.entrySet().stream()
                .filter(lack -> lack.getKey().matcher(name).matches())
                .map(lack -> name + ": " + lack.getValue())
                .findFirst();
    }

    private static Map<Pattern, String> lacks() {
        Map<Pattern, String> lacks = new LinkedHashMap<>();
        lacks.put(
                Pattern.compile("[VUB]\\d+([._]\\d+)*_[^_].*\\.sql"), "Flyway needs two underscores after the version");
        lacks.put(Pattern.compile("[VUB]\\d+([._]\\d+)*-.*\\.sql"), "Flyway needs two underscores after the version");
        lacks.put(Pattern.compile("R_[^_].*\\.sql"), "Flyway needs two underscores after the R");
        lacks.put(Pattern.compile("[vub]\\d+([._]\\d+)*__.*\\.sql"), "Flyway needs a capital letter in front");
        lacks.put(Pattern.compile("r__.*\\.sql"), "Flyway needs a capital letter in front");
        lacks.put(
                Pattern.compile("\\d+[-.].*\\.(up|down)\\.sql"), "golang-migrate needs an underscore after the number");
        lacks.put(
                Pattern.compile("\\d+\\.(up|down)\\.sql"),
                "golang-migrate needs an underscore and a title after the number");
        lacks.put(Pattern.compile("\\d+_.*[_-](up|down)\\.sql"), "golang-migrate needs a dot before up and down");
        lacks.put(Pattern.compile("\\D.*\\.(up|down)\\.sql"), "golang-migrate needs a number in front");
        return lacks;
    }
}
