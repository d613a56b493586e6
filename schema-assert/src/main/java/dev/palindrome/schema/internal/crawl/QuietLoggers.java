package dev.palindrome.schema.internal.crawl;

import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;

/** SchemaCrawler tells of each step of its work; what a user must know of it stands in our exceptions. */
final class QuietLoggers {

    /** Held here, because the log manager forgets a logger that nobody holds, and its level with it. */
    private static final List<Logger> LOGGERS =
            Stream.of("schemacrawler", "us.fatehi").map(Logger::getLogger).toList();

    private QuietLoggers() {}

    /** Switch off SchemaCrawler's own loggers and no others; a level that somebody has set stays. */
    static void quieten() {
        LOGGERS.stream().filter(logger -> logger.getLevel() == null).forEach(logger -> logger.setLevel(Level.OFF));
    }
}
