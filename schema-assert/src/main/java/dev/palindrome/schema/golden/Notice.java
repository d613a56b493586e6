package dev.palindrome.schema.golden;

/** Tells a developer what happened to files that are to be committed; most logging systems show it unless told otherwise. */
final class Notice {

    private static final System.Logger LOG = System.getLogger(GoldenSnapshots.class.getName());

    private Notice() {}

    static void give(String text) {
        LOG.log(System.Logger.Level.INFO, text);
    }
}
