package dev.palindrome.database;

import java.util.List;

/** No source could give a PostgreSQL server; the message numbers the attempts, with reasons and remedies. */
public final class NoDatabaseException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<Attempt> attempts;

    NoDatabaseException(List<Attempt> attempts) {
        super(message(attempts));
        this.attempts = List.copyOf(attempts);
        attempts.forEach(attempt -> addSuppressed(attempt.refusal()));
    }

    /** Return what was tried, in order. */
    public List<Attempt> attempts() {
        return attempts;
    }

    private static String message(List<Attempt> attempts) {
        StringBuilder message = new StringBuilder("No PostgreSQL server to make test databases on. Tried:");
        for (int i = 0; i < attempts.size(); i++) {
            Attempt attempt = attempts.get(i);
            message.append("\n  %d. %s: %s"
                    .formatted(i + 1, attempt.source(), attempt.refusal().reason()));
            attempt.refusal()
                    .remedy()
                    .lines()
                    .forEach(line -> message.append("\n     ").append(line));
        }
        return message.append(
                        "\nOr name a server of your own: --jdbc-url jdbc:postgresql://localhost/postgres?user=NAME"
                                + " (the password in PGPASSWORD); for tests, palindrome.jdbcUrl.")
                .toString();
    }

    /**
     * One source that was asked.
     *
     * @param source its name
     * @param refusal what it answered
     */
    public record Attempt(String source, DatabaseUnavailableException refusal) {}
}
