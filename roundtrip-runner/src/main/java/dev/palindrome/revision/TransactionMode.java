package dev.palindrome.revision;

/** How the tool that owns the format wraps a script. */
public enum TransactionMode {
    /** One transaction around the whole script. */
    SCRIPT,
    /** No transaction of the tool's own: each batch commits by itself, unless the script says BEGIN. */
    NONE
}
