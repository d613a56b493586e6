package dev.palindrome.revision.internal.format;

import java.nio.file.Path;
import java.util.Optional;

/**
 * How the paths by which Liquibase knows files, which begin on its search path, follow from those in the folder of the history.
 *
 * @param added before a path; empty, or it ends with a slash
 * @param dropped from the beginning of a path before that; empty, or it ends with a slash
 */
record LiquibaseLayout(String added, String dropped) {

    /** The folder is the search path. */
    static final LiquibaseLayout SAME = new LiquibaseLayout("", "");

    /** Return the layout in which the folder itself has this path. */
    static LiquibaseLayout at(String folder) {
        String path = normalized(folder).replaceFirst("/+$", "");
        return path.isEmpty() ? SAME : new LiquibaseLayout(path + "/", "");
    }

    /** Return the layout in which Liquibase knows this file by that path; empty when there is none. */
    static Optional<LiquibaseLayout> between(Path file, String path) {
        String here = HistoryFolder.name(file);
        String there = normalized(path);
        if (here.equals(there)) {
            return Optional.of(SAME);
        }
        if (there.endsWith("/" + here)) {
            return Optional.of(new LiquibaseLayout(there.substring(0, there.length() - here.length()), ""));
        }
        return here.endsWith("/" + there)
                ? Optional.of(new LiquibaseLayout("", here.substring(0, here.length() - there.length())))
                : Optional.empty();
    }

    String path(Path file) {
        String here = HistoryFolder.name(file);
        return added + (here.startsWith(dropped) ? here.substring(dropped.length()) : here);
    }

    /** Return a path as Liquibase writes it down. */
    static String normalized(String path) {
        return path.replace('\\', '/')
                .replaceFirst("^(classpath\\*?:)?/*", "")
                .replaceAll("(^|/)(?:\\./)+", "$1")
                .replaceAll("/{2,}", "/");
    }
}
