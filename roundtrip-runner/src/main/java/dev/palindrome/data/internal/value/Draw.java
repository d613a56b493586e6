package dev.palindrome.data.internal.value;

/**
 * Draws that depend on a seed and on what they are for, and on nothing drawn before: a table more does not change the rows of another.
 * Every number is made by arithmetic that the language fixes, so that it is the same on any machine.
 */
public final class Draw {

    private final long state;

    private Draw(long state) {
        this.state = state;
    }

    /** Return the draws of a seed. */
    public static Draw of(long seed) {
        return new Draw(mix(seed + 0x9E3779B97F4A7C15L));
    }

    /** Return the draws for one purpose, such as a column's name. */
    public Draw forPurpose(String purpose) {
        long hash = state;
        for (int i = 0; i < purpose.length(); i++) {
            hash = mix(hash * 31 + purpose.charAt(i));
        }
        return new Draw(hash);
    }

    /** Return the n-th draw, any number. */
    public long number(long n) {
        return mix(state + n * 0x9E3779B97F4A7C15L);
    }

    /** Return the n-th draw, at least 0 and below the bound. */
    public int below(int bound, long n) {
        return (int) Math.floorMod(number(n), (long) bound);
    }

    /** The finalizer of SplitMix64. */
    private static long mix(long value) {
        long mixed = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }
}
