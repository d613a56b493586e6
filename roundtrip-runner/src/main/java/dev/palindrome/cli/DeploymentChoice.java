package dev.palindrome.cli;

import dev.palindrome.database.Database;
import dev.palindrome.database.internal.url.GivenDatabase;
import dev.palindrome.deploy.Deployment;
import dev.palindrome.revision.RevisionHistory;
import dev.palindrome.settings.SettingKey;
import dev.palindrome.settings.Settings;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that say which history and which database a command is about. */
final class DeploymentChoice {

    @Mixin
    private final MigrationsChoice migrations = new MigrationsChoice();

    @Option(
            names = "--jdbc-url",
            paramLabel = "URL",
            description = "The database: jdbc:postgresql://… or postgresql://…; PALINDROME_JDBC_URL unless given.")
    private @Nullable String jdbcUrl;

    RevisionHistory history(Settings settings) {
        return migrations.read(settings);
    }

    Deployment deployment(RevisionHistory history, Settings settings) {
        return Deployment.of(history, database(settings));
    }

    Database database(Settings settings) {
        return GivenDatabase.at(Optional.ofNullable(jdbcUrl)
                .or(() -> settings.text(SettingKey.JDBC_URL))
                .orElseThrow(() -> new UsageException(
                        "Missing --jdbc-url URL, the database that is meant, or PALINDROME_JDBC_URL")));
    }
}
