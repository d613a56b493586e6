package dev.palindrome.revision.internal.java;

import dev.palindrome.revision.SourcePosition;
import dev.palindrome.revision.StepProgram;
import dev.palindrome.revision.StepRefusal;
import dev.palindrome.revision.java.JavaRevision;
import dev.palindrome.revision.java.Operations;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Supplier;
import org.postgresql.Driver;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * One direction of a revision in Java, in a session of its own.
 *
 * @param file the source of the class, for errors that come from nowhere in it
 */
record JavaStep(Supplier<JavaRevision> revision, Path file, boolean isUpgrade) implements StepProgram {

    @Override
    public boolean isForeseen() {
        return false;
    }

    @Override
    public Optional<StepRefusal> run(String database, String timeZone) {
        JavaRevision target = revision.get();
        try (Connection session = connect(database)) {
            try (Statement statement = session.createStatement()) {
                statement.execute("SET TimeZone = '" + timeZone + "'");
            }
            session.setAutoCommit(!target.isTransactional());
            run(target, new Operations(session));
            if (target.isTransactional()) {
                session.commit();
            }
            return Optional.empty();
        } catch (SQLException e) {
            return Optional.of(refusal(target, e));
        } catch (RuntimeException | LinkageError e) {
            // A fault of the revision, not ours: it is reported like a statement that the server refuses.
            return Optional.of(failure(target, e));
        }
    }

    private void run(JavaRevision target, Operations operations) throws SQLException {
        if (isUpgrade) {
            target.upgrade(operations);
        } else {
            target.downgrade(operations);
        }
    }

    /** From libpq's form; a session that is closed without a commit is rolled back. */
    private static Connection connect(String database) throws SQLException {
        URI uri = URI.create(database);
        Properties properties = new Properties();
        String[] account = Objects.requireNonNullElse(uri.getRawUserInfo(), "").split(":", 2);
        properties.setProperty("user", decoded(account[0]));
        if (account.length > 1) {
            properties.setProperty("password", decoded(account[1]));
        }
        properties.setProperty("ApplicationName", "palindrome");
        String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        String url = "jdbc:postgresql://" + uri.getHost() + (uri.getPort() < 0 ? "" : ":" + uri.getPort())
                + uri.getRawPath() + query;
        return Objects.requireNonNull(new Driver().connect(url, properties), "the driver knows its URLs");
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private StepRefusal refusal(JavaRevision target, SQLException e) {
        Optional<ServerErrorMessage> server =
                e instanceof PSQLException psql ? Optional.ofNullable(psql.getServerErrorMessage()) : Optional.empty();
        return new StepRefusal(
                server.map(ServerErrorMessage::getMessage).orElse(String.valueOf(e.getMessage())),
                place(target, e),
                Optional.ofNullable(e.getSQLState()),
                Optional.empty(),
                server.map(ServerErrorMessage::getDetail),
                server.map(ServerErrorMessage::getHint),
                server.map(ServerErrorMessage::getWhere),
                server.map(ServerErrorMessage::getSchema),
                server.map(ServerErrorMessage::getTable),
                server.map(ServerErrorMessage::getColumn),
                server.map(ServerErrorMessage::getConstraint));
    }

    private StepRefusal failure(JavaRevision target, Throwable e) {
        String message = e.getMessage() == null ? "" : ": " + e.getMessage();
        return new StepRefusal(
                e.getClass().getSimpleName() + message,
                place(target, e),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** The innermost line of the revision's own class that the error came through. */
    private SourcePosition place(JavaRevision target, Throwable e) {
        String type = target.getClass().getName();
        int line = Arrays.stream(e.getStackTrace())
                .filter(frame -> frame.getClassName().equals(type)
                        || frame.getClassName().startsWith(type + "$"))
                .mapToInt(StackTraceElement::getLineNumber)
                .filter(number -> number > 0)
                .findFirst()
                .orElse(1);
        return new SourcePosition(file, line, 1);
    }
}
