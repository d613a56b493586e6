package dev.palindrome.roundtrip;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One of the equal parts that a history is cut into, so that each can be walked on a machine of its own. The parts follow each other in the order
 * of the walk and differ by one revision at most; which one a revision belongs to rests on the revisions and the number of parts alone.
 *
 * @param index which one, counted from 1
 * @param of how many there are
 */
public record Shard(int index, int of) {

    private static final Pattern FORM = Pattern.compile("\\s*(\\d{1,6})\\s*/\\s*(\\d{1,6})\\s*");

    public Shard {
        if (index < 1 || index > of) {
            throw new IllegalArgumentException(
                    "shard %d of %d: expected a number from 1 to the number of shards".formatted(index, of));
        }
    }

    /** Return the only part of a history that is walked as a whole. */
    static Shard whole() {
        return new Shard(1, 1);
    }

    /**
     * Read {@code 2/3}.
     *
     * @throws IllegalArgumentException saying what was expected
     */
    public static Shard parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw new IllegalArgumentException(expected(text));
        }
        int index = Integer.parseInt(form.group(1));
        int of = Integer.parseInt(form.group(2));
        if (index < 1 || index > of) {
            throw new IllegalArgumentException(expected(text));
        }
        return new Shard(index, of);
    }

    private static String expected(String text) {
        return "'%s' is no part of a history: expected K/N with K from 1 to N, such as 2/3".formatted(text);
    }

    /** Tell whether what only the whole history shows is looked for in this part, too; it is in exactly one. */
    boolean seesWhole() {
        return index == 1;
    }

    /** Return what of a list belongs to this part; empty when there are more parts than elements, and this is one of the last. */
    public <T> List<T> slice(List<T> all) {
        int size = all.size() / of;
        int larger = all.size() % of;
        int from = (index - 1) * size + Math.min(index - 1, larger);
        return List.copyOf(all.subList(from, from + size + (index <= larger ? 1 : 0)));
    }

    /** Return {@code 2/3}. */
    @Override
    public String toString() {
        return index + "/" + of;
    }
}
