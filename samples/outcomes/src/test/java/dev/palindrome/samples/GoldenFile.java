package dev.palindrome.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A reviewed text. No run ever writes it: a text that differs is left beside the build's other output, and a person copies it.
 *
 * @param expected the reviewed text
 * @param received where a text that differs is left
 */
record GoldenFile(Path expected, Path received) {

    /** Fail unless the text is the expected one, line by line. */
    void check(String text) throws IOException {
        Files.createDirectories(received.getParent());
        Files.writeString(received, text);
        String accept = "%nexpected  %s%nreceived   %s%naccept it  cp %2$s %1$s%n".formatted(expected, received);
        assertThat(expected).as("no text was accepted yet" + accept).exists();
        assertThat(received).as("the text is another one" + accept).hasSameTextualContentAs(expected);
        Files.delete(received);
    }
}
