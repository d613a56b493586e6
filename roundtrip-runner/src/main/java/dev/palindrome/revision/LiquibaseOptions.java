package dev.palindrome.revision;

import java.util.Optional;

/**
 * What Liquibase is told beside its changelog.
 *
 * @param contexts as for {@code --contexts}: names, with commas between them; empty to run the change sets of every context
 * @param labelFilter as for {@code --label-filter}: an expression of labels; empty to run the change sets of every label
 * @param folder the path by which Liquibase knows the folder of the history, such as {@code db/changelog}; empty to find it out
 */
public record LiquibaseOptions(Optional<String> contexts, Optional<String> labelFilter, Optional<String> folder) {

    /** Return options with which every change set runs. */
    public static LiquibaseOptions none() {
        return new LiquibaseOptions(Optional.empty(), Optional.empty(), Optional.empty());
    }
}
