package dev.palindrome.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Skips a test where a tool is absent, and says why; but where the environment variable {@code CI} is {@code true} the
 * test is run, and fails: there, a skipped test would look like a passed one.
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(RequiredToolCondition.class)
public @interface RequiresTool {

    /** What the test needs. */
    Class<? extends Tool> value();
}
