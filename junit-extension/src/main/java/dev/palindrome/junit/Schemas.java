package dev.palindrome.junit;

import dev.palindrome.roundtrip.SchemaCreation;
import dev.palindrome.schema.SchemaSnapshot;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;

/**
 * Schemas that are not created by the migrations, to compare with the one at their head. Each is created in a new database on
 * the server that the migrations are tested on, after the same setup statements.
 *
 * <pre>{@code
 * @Test
 * void createAllEquals(SchemaSnapshot head, Schemas schemas) {
 *     assertThat(schemas.of(Path.of("schema.sql"))).hasEquivalentSchemaTo(head);
 * }
 * }</pre>
 *
 * <p>{@code hasEquivalentSchemaTo} passes over the order of columns, names that the server made up, and white space in function
 * bodies: a script written at once has these in another way than one that grew. {@code hasSameSchemaAs} passes over nothing.
 */
public final class Schemas {

    private final SchemaCreation creation;

    Schemas(SchemaCreation creation) {
        this.creation = creation;
    }

    /**
     * Return the schema that a script creates, such as an application's create-all.
     *
     * @param script looked for in the working directory, then in {@code src/main/resources} and {@code src/test/resources}
     * @throws ExtensionConfigurationException when there is no such file
     * @throws dev.palindrome.roundtrip.SchemaCreationException when the script cannot be read, or the server refuses it; names
     *     file and line
     */
    public SchemaSnapshot of(Path script) {
        Path file = ProjectPath.first(script, Files::isRegularFile)
                .orElseThrow(() -> new ExtensionConfigurationException(
                        "There is no script %s: looked for %s".formatted(script, ProjectPath.lookedFor(script))));
        try {
            return creation.byScript(file);
        } catch (SQLException e) {
            throw new IllegalStateException("The schema of %s cannot be read: %s".formatted(script, e.getMessage()), e);
        }
    }

    /**
     * Return the schema that a program creates, such as an object-relational mapper.
     *
     * @throws IllegalStateException when the program fails with an {@code SQLException}; its other exceptions are thrown as
     *     they are
     */
    public SchemaSnapshot of(SchemaCreation.Creator program) {
        try {
            return creation.byProgram(program);
        } catch (SQLException e) {
            throw new IllegalStateException("The schema cannot be created: " + e.getMessage(), e);
        }
    }
}
