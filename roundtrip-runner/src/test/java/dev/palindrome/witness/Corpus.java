package dev.palindrome.witness;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Statements for the witness to judge: paragraphs of a file, of which one may say since which version there is such a thing. */
public final class Corpus {

    /** A role that may log in; a server that has it is the test's own. */
    static final String ROLE = "witness";

    private static final Pattern SINCE = Pattern.compile("(?m)^-- since (\\d+)$");

    private Corpus() {}

    public static List<String> statements(String file, int majorVersion) throws IOException {
        try (InputStream stream = Corpus.class.getResourceAsStream(file)) {
            String text = new String(Objects.requireNonNull(stream, file).readAllBytes(), StandardCharsets.UTF_8);
            return Stream.of(text.split("\n\n"))
                    .filter(paragraph -> isFor(paragraph, majorVersion))
                    .map(Corpus::withoutComments)
                    .filter(statement -> !statement.isEmpty())
                    .toList();
        }
    }

    private static boolean isFor(String paragraph, int majorVersion) {
        Matcher since = SINCE.matcher(paragraph);
        return !since.find() || majorVersion >= Integer.parseInt(since.group(1));
    }

    private static String withoutComments(String paragraph) {
        return paragraph
                .lines()
                .filter(line -> !line.startsWith("--"))
                .collect(Collectors.joining("\n"))
                .strip();
    }

    static void execute(Connection session, String sql) throws SQLException {
        try (Statement statement = session.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new SQLException(
                    "The corpus has a statement that fails: " + sql + "\n" + e.getMessage(), e.getSQLState(), e);
        }
    }
}
