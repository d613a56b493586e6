package dev.palindrome.testing;

import dev.palindrome.database.Database;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import liquibase.Contexts;
import liquibase.LabelExpression;
import liquibase.Liquibase;
import liquibase.Scope;
import liquibase.UpdateSummaryEnum;
import liquibase.changelog.ChangeSet;
import liquibase.database.DatabaseFactory;
import liquibase.database.jvm.JdbcConnection;
import liquibase.resource.DirectoryResourceAccessor;
import liquibase.ui.LoggerUIService;

/**
 * Liquibase itself, without its words.
 *
 * @param root the folder in which it looks for files
 * @param changelog the path of the first file from there
 * @param contexts as for {@code --contexts}; may be empty
 * @param labelFilter as for {@code --label-filter}; may be empty
 */
public record LiquibaseTool(Path root, String changelog, String contexts, String labelFilter) {

    /** Kept, or the level would be forgotten. */
    private static final Logger LOGGER = Logger.getLogger("liquibase");

    static {
        LOGGER.setLevel(Level.OFF);
    }

    public LiquibaseTool(Path root, String changelog) {
        this(root, changelog, "", "");
    }

    @FunctionalInterface
    private interface Work<T> {
        T with(Liquibase liquibase) throws Exception;
    }

    /** Return the ids of the change sets that it would run. */
    public List<String> pending(Database database) {
        return run(
                database,
                liquibase -> liquibase.listUnrunChangeSets(runContexts(), new LabelExpression(labelFilter)).stream()
                        .map(ChangeSet::getId)
                        .toList());
    }

    public void update(Database database) {
        run(database, liquibase -> {
            liquibase.update(runContexts(), new LabelExpression(labelFilter));
            return true;
        });
    }

    public void update(Database database, int changes) {
        run(database, liquibase -> {
            liquibase.update(changes, runContexts(), new LabelExpression(labelFilter));
            return true;
        });
    }

    public void rollback(Database database, int changes) {
        run(database, liquibase -> {
            liquibase.rollback(changes, null, runContexts(), new LabelExpression(labelFilter));
            return true;
        });
    }

    public void tag(Database database, String tag) {
        run(database, liquibase -> {
            liquibase.tag(tag);
            return true;
        });
    }

    private Contexts runContexts() {
        return new Contexts(contexts);
    }

    private <T> T run(Database database, Work<T> work) {
        Map<String, Object> quiet =
                Map.of(Scope.Attr.ui.name(), new LoggerUIService(), "liquibase.analytics.enabled", false);
        try (Connection session = database.connect()) {
            return Scope.child(quiet, () -> {
                try (Liquibase liquibase = new Liquibase(
                        changelog,
                        new DirectoryResourceAccessor(root),
                        DatabaseFactory.getInstance().findCorrectDatabaseImplementation(new JdbcConnection(session)))) {
                    liquibase.setShowSummary(UpdateSummaryEnum.OFF);
                    return work.with(liquibase);
                }
            });
        } catch (Exception e) {
            throw new IllegalStateException("liquibase: " + e.getMessage(), e);
        }
    }
}
