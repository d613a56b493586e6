package dev.palindrome.schema;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * A schema to compare with, from elsewhere.
 *
 * @param source where it is from, in words for a failure
 */
record ExpectedSchema(String source, SchemaSnapshot snapshot) {

    static ExpectedSchema of(Path file) {
        String name = file.toString().replace('\\', '/');
        try {
            return new ExpectedSchema(name, SchemaSnapshot.parse(Files.readString(file)));
        } catch (MalformedSnapshotException e) {
            throw new UnreadableSchemaException("%s: %s".formatted(name, e.getMessage()), e);
        } catch (NoSuchFileException e) {
            throw new UnreadableSchemaException(
                    "%s: there is no such file in %s; write it with 'palindrome snapshot --jdbc-url URL -o %1$s'"
                            .formatted(name, Path.of("").toAbsolutePath()),
                    e);
        } catch (CharacterCodingException e) {
            throw new UnreadableSchemaException(name + ": the file is not UTF-8", e);
        } catch (IOException e) {
            throw new UnreadableSchemaException("%s: the file cannot be read (%s)".formatted(name, e), e);
        }
    }

    static ExpectedSchema of(DataSource database, SnapshotOptions options) {
        try (Connection connection = database.getConnection()) {
            return new ExpectedSchema(
                    address(connection.getMetaData().getURL()), SchemaSnapshot.of(connection, options));
        } catch (SQLException e) {
            throw new UnreadableSchemaException(
                    "The database with the expected schema cannot be read: %s (SQLSTATE %s)"
                            .formatted(e.getMessage(), e.getSQLState()),
                    e);
        }
    }

    /** What stands behind the question mark may be a password. */
    private static String address(@Nullable String url) {
        return url == null ? "the database" : url.replaceFirst("\\?.*", "");
    }
}
