package dev.palindrome.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Writes a small project that uses Alembic. */
public final class AlembicFiles {

    /** Reads the URL that Alembic is configured with. */
    public static final String PLAIN_ENV = env("context.config.get_main_option('sqlalchemy.url')", "");

    private final Path directory;
    private Optional<String> below = Optional.empty();

    public AlembicFiles(Path directory) {
        this.directory = directory;
    }

    /** Write alembic.ini and env.py. */
    public AlembicFiles project(String env) {
        file("alembic.ini", "[alembic]\nscript_location = alembic\nprepend_sys_path = .\n");
        return file("alembic/env.py", env);
    }

    /**
     * Return an env.py.
     *
     * @param url a Python expression
     * @param options further arguments for {@code context.configure}, each behind a comma
     */
    public static String env(String url, String options) {
        return """
                import os
                from alembic import context
                from sqlalchemy import create_engine, pool

                url = %s

                if context.is_offline_mode():
                    context.configure(url=url%2$s)
                    with context.begin_transaction():
                        context.run_migrations()
                else:
                    with create_engine(url, poolclass=pool.NullPool).connect() as connection:
                        context.configure(connection=connection%2$s)
                        with context.begin_transaction():
                            context.run_migrations()
                """.formatted(url, options);
    }

    /** Write a revision above the one before, with these lines of Python in its two functions. */
    public AlembicFiles revision(String id, String upgrade, String downgrade) {
        String down = below.map(other -> "'" + other + "'").orElse("None");
        below = Optional.of(id);
        return revision(id, down, "", upgrade, downgrade);
    }

    /**
     * Write a revision.
     *
     * @param down a Python expression
     * @param more lines above the functions
     */
    public AlembicFiles revision(String id, String down, String more, String upgrade, String downgrade) {
        return file("alembic/versions/" + id + "_step.py", """
                \"""step %s\"""
                from alembic import op
                import sqlalchemy as sa

                revision = '%1$s'
                down_revision = %s
                %s

                def upgrade():
                    %s


                def downgrade():
                    %s
                """.formatted(
                        id, down, more, upgrade.replace("\n", "\n    "), downgrade.replace("\n", "\n    ")));
    }

    public AlembicFiles file(String name, String content) {
        try {
            Path file = directory.resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, content);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Path directory() {
        return directory;
    }
}
