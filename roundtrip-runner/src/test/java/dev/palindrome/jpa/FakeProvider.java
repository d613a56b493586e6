package dev.palindrome.jpa;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.tools.ToolProvider;

/** A folder of classes with a persistence unit, whose {@code Persistence} does what a test says. */
final class FakeProvider {

    private static final String PERSISTENCE = """
            package %1$s;
            public class Persistence {
                public static void generateSchema(String unit, java.util.Map properties) throws Exception {
                    javax.sql.DataSource database = (javax.sql.DataSource) properties.get("%1$s.nonJtaDataSource");
                    %2$s
                }
                static void run(javax.sql.DataSource database, String sql) throws Exception {
                    try (java.sql.Connection session = database.getConnection("somebody", "else")) {
                        session.createStatement().execute(sql);
                    }
                }
            }
            """;

    private FakeProvider() {}

    /** Compile the class with these statements in it, beside a persistence.xml that names the unit {@code shop}. */
    static Path compile(Path folder, String api, String statements) throws IOException {
        Path source = folder.resolve("src").resolve(api.replace('.', '/')).resolve("Persistence.java");
        Files.createDirectories(source.getParent());
        Files.writeString(source, PERSISTENCE.formatted(api, statements));
        Path classes = folder.resolve("classes");
        int status = ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, "-nowarn", "-Xlint:none", "-d", classes.toString(), source.toString());
        assertThat(status).as("compiled").isZero();
        units(classes, "shop");
        return classes;
    }

    static void units(Path classes, String... names) throws IOException {
        StringBuilder xml = new StringBuilder("<?xml version='1.0'?>\n<p:persistence xmlns:p='urn:p'>\n");
        for (String name : names) {
            xml.append("  <p:persistence-unit name='").append(name).append("'/>\n");
        }
        Files.createDirectories(classes.resolve("META-INF"));
        Files.writeString(classes.resolve("META-INF/persistence.xml"), xml.append("</p:persistence>\n"));
    }
}
