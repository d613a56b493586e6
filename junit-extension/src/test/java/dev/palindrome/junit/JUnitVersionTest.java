package dev.palindrome.junit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.platform.engine.TestEngine;

/** The tests of this module run on the JUnit that they are compiled against, and on the next major version. */
class JUnitVersionTest {

    @Test
    void the_build_runs_on_the_junit_that_it_means_to() {
        String expected = System.getProperty("expected.junit.version");

        assertThat(Test.class.getPackage().getImplementationVersion()).isEqualTo(expected);
        assertThat(TestEngine.class.getPackage().getImplementationVersion())
                .isEqualTo(expected.startsWith("5.") ? expected.replaceFirst("^5", "1") : expected);
    }
}
