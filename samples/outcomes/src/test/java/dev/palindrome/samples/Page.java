package dev.palindrome.samples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A page of Markdown, with its blocks of code. */
record Page(Path file, String text) {

    private static final Pattern BLOCK = Pattern.compile(
            "(?:^`(?<name>[^`\n]+)`:\n\n)?^```(?<language>\\w*)\n(?<code>.*?)^```$",
            Pattern.MULTILINE | Pattern.DOTALL);

    static Page read(Path file) throws IOException {
        return new Page(file, Files.readString(file).replace("\r\n", "\n"));
    }

    /** Return the blocks between lines of three backticks, in the order of the page. */
    List<CodeBlock> blocks() {
        return BLOCK.matcher(text)
                .results()
                .map(block -> new CodeBlock(block.group(1), block.group(2), block.group(3)))
                .toList();
    }

    /**
     * A block of code.
     *
     * @param fileName the name of the file that the block is, when a line above it says so
     * @param language what follows the backticks; empty for what programs print
     */
    record CodeBlock(@Nullable String fileName, String language, String code) {}
}
