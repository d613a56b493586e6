package dev.palindrome.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A finding that is intended, in any revision: the same as {@code -- palindrome:allow PAL-D01 users.nick: reason} beside a script, for
 * scripts that cannot be edited any more. Used in {@link MigrationTest#allow()}.
 */
@Target({})
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface Allow {

    /** Return the finding's id, such as {@code PAL-D01}. */
    String id();

    /** Return what the finding is about, such as {@code users.nick}, or {@code *}. */
    String object();

    /** Return why it is intended; must not be empty. */
    String reason();
}
