package dev.palindrome.revision.internal.format;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A version as Flyway compares it: by its numbers, where missing ones count as zero, so that 1, 1.0 and 001 are the same.
 *
 * @param text as Flyway shows it, with dots
 * @param numbers without zeros at the end
 */
record FlywayVersion(String text, List<BigInteger> numbers) implements Comparable<FlywayVersion> {

    private static final Pattern VERSION = Pattern.compile("\\d+(\\.\\d+)*");

    FlywayVersion {
        numbers = List.copyOf(numbers);
    }

    /** Read a version with dots or underscores; empty when it is none. */
    static Optional<FlywayVersion> parse(String text) {
        String dotted = text.replace('_', '.');
        if (!VERSION.matcher(dotted).matches()) {
            return Optional.empty();
        }
        List<BigInteger> numbers = Arrays.stream(dotted.split("\\.", -1))
                .map(BigInteger::new)
                .collect(Collectors.toCollection(ArrayList::new));
        while (numbers.size() > 1 && numbers.get(numbers.size() - 1).signum() == 0) {
            numbers.remove(numbers.size() - 1);
        }
        return Optional.of(new FlywayVersion(dotted, numbers));
    }

    @Override
    public int compareTo(FlywayVersion other) {
        for (int index = 0; index < Math.max(numbers.size(), other.numbers.size()); index++) {
            int compared = number(index).compareTo(other.number(index));
            if (compared != 0) {
                return compared;
            }
        }
        return 0;
    }

    private BigInteger number(int index) {
        return index < numbers.size() ? numbers.get(index) : BigInteger.ZERO;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FlywayVersion version && numbers.equals(version.numbers);
    }

    @Override
    public int hashCode() {
        return numbers.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}
