package dev.palindrome.samples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palindrome.samples.Page.CodeBlock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A page that somebody can follow, word by word, from an empty folder: blocks with a file's name above them are written there, commands of
 * Palindrome in blocks of {@code sh} are run there, and a block without a language below them is what they say.
 *
 * <p>A block with the name of a file that a command has made holds lines of it. A command ends with exit code 1 where a finding is shown, else with 0, unless
 * {@code # exit code N} stands behind it. Commands of other programs are not run.
 */
record CommandPage(Page page) {

    private static final List<Path> FOLDERS = List.of(Path.of("docs/how-to"), Path.of("docs/explanation"));
    private static final String NAME = "palindrome ";

    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|(\\S+)");
    private static final Pattern EXIT_CODE = Pattern.compile("# exit code (\\d)");
    private static final Pattern FILE = Pattern.compile("[\\w.-]+\\.(?:json|html|md|sarif|xml|txt|sql|baseline)");

    static boolean isOne(Path file) {
        return FOLDERS.stream().anyMatch(file::startsWith) && !file.endsWith("README.md");
    }

    /** Whether a command of this page reads the file that a block is. */
    boolean reads(CodeBlock block) {
        String name = block.fileName();
        return name != null
                && commands().stream()
                        .flatMap(command -> words(command).stream())
                        .anyMatch(word -> word.equals(".") || name.equals(word) || name.startsWith(word + "/"));
    }

    /** Return the commands of Palindrome on this page. */
    List<String> commands() {
        return page.blocks().stream()
                .filter(block -> block.language().equals("sh"))
                .flatMap(block -> block.code().lines())
                .filter(line -> line.startsWith(NAME))
                .toList();
    }

    /**
     * Do what the page says, and fail where something else comes of it.
     *
     * @param folder an empty folder
     * @param values puts values of this machine in the place of those on the page, such as the URL of a server
     */
    void follow(Path folder, UnaryOperator<String> values) throws IOException {
        List<CodeBlock> blocks = page.blocks();
        String said = "";
        for (int index = 0; index < blocks.size(); index++) {
            CodeBlock block = blocks.get(index);
            if (block.fileName() != null) {
                write(folder, block);
            } else if (block.language().equals("sh")) {
                String below = index + 1 < blocks.size() ? blocks.get(index + 1).code() : "";
                said = run(folder, block, below.contains("\n  Finding PAL-") ? "1" : "0", values);
            } else if (block.language().isEmpty()) {
                assertThat(said).as(place(block)).containsSubsequence(pieces(block));
            }
        }
    }

    private void write(Path folder, CodeBlock block) throws IOException {
        Path file = folder.resolve(String.valueOf(block.fileName()));
        if (Files.exists(file)) {
            assertThat(Files.readString(file)).as(place(block)).contains(block.code());
            return;
        }
        Files.createDirectories(file.getParent());
        Files.writeString(file, block.code());
    }

    private String run(Path folder, CodeBlock block, String last, UnaryOperator<String> values) {
        StringBuilder said = new StringBuilder();
        List<String> lines =
                block.code().lines().filter(line -> line.startsWith(NAME)).toList();
        for (String line : lines) {
            Matcher written = EXIT_CODE.matcher(line);
            String exitCode = written.find() ? written.group(1) : last;
            String[] arguments = words(line).stream()
                    .map(word -> inFolder(folder, values.apply(word)))
                    .toArray(String[]::new);
            String text = (words(line).contains("--baseline")
                            ? CommandLine.runAtDesk(arguments)
                            : CommandLine.run(arguments))
                    .replace(folder + "/", "")
                    .replace(folder.toString(), ".");
            assertThat(text).as(page.file() + ": " + line).endsWith("exit code " + exitCode + "\n");
            said.append(text);
        }
        return said.toString();
    }

    private static List<String> words(String line) {
        List<String> words = new ArrayList<>();
        WORD.matcher(line.replaceFirst("\\s#.*", "").substring(NAME.length()))
                .results()
                .forEach(word -> words.add(word.group(1) == null ? word.group(2) : word.group(1)));
        return words;
    }

    private static String inFolder(Path folder, String word) {
        return word.equals(".") || FILE.matcher(word).matches() || Files.exists(folder.resolve(word))
                ? folder.resolve(word).toString()
                : word;
    }

    private static List<String> pieces(CodeBlock block) {
        return List.of(CommandLine.steady(block.code()).split("…\n", -1));
    }

    private String place(CodeBlock block) {
        return page.file() + ":" + block.line();
    }
}
