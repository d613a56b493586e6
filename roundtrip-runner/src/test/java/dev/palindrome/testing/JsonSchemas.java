package dev.palindrome.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/** Validates reports with a library that knows nothing of them. */
public final class JsonSchemas {

    private static final JsonMapper MAPPER = new JsonMapper();

    private JsonSchemas() {}

    /** Return what is wrong by the schema of OASIS, formats such as URIs included; empty for nothing. */
    public static List<String> sarifErrors(String json) {
        try (InputStream schema = Objects.requireNonNull(
                JsonSchemas.class.getResourceAsStream("/schema/sarif-schema-2.1.0.json"), "the schema of SARIF")) {
            return errors(MAPPER.readTree(schema), SpecificationVersion.DRAFT_7, json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Return what is wrong by our own schema, where a key that it does not describe is wrong, too. */
    public static List<String> verifyReportErrors(String json) {
        try {
            JsonNode schema = MAPPER.readTree(Files.readString(Path.of("../docs/verify-report.schema.json")));
            close(schema);
            return errors(schema, SpecificationVersion.DRAFT_2020_12, json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static JsonNode parse(String json) {
        try {
            return MAPPER.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(json, e);
        }
    }

    private static void close(JsonNode schema) {
        if (schema instanceof ObjectNode object && object.path("properties").isObject()) {
            object.put("additionalProperties", false);
        }
        schema.forEach(JsonSchemas::close);
    }

    private static List<String> errors(JsonNode schema, SpecificationVersion version, String json) {
        Schema compiled = SchemaRegistry.withDefaultDialect(version).getSchema(schema);
        return compiled
                .validate(
                        json,
                        InputFormat.JSON,
                        context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)))
                .stream()
                .map(Error::toString)
                .toList();
    }
}
