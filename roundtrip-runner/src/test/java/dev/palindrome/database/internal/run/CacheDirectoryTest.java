package dev.palindrome.database.internal.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CacheDirectoryTest {

    @TempDir
    private Path temp;

    private final Map<String, String> properties = new HashMap<>();
    private final Map<String, String> environment = new HashMap<>();

    @Test
    void the_property_wins_over_the_variables() {
        properties.put("palindrome.cache", temp.resolve("property").toString());
        environment.put("PALINDROME_CACHE", temp.resolve("variable").toString());
        environment.put("XDG_CACHE_HOME", temp.resolve("xdg").toString());

        assertThat(choose()).isEqualTo(temp.resolve("property")).isDirectory();
    }

    @Test
    void our_variable_wins_over_the_desktops() {
        environment.put("PALINDROME_CACHE", temp.resolve("variable").toString());
        environment.put("XDG_CACHE_HOME", temp.resolve("xdg").toString());

        assertThat(choose()).isEqualTo(temp.resolve("variable"));
    }

    @Test
    void the_cache_lies_in_the_home_directory_by_default() {
        environment.put("HOME", temp.toString());

        assertThat(choose()).isEqualTo(temp.resolve(".cache/palindrome"));
    }

    @Test
    void a_relative_cache_home_is_ignored() {
        environment.put("HOME", temp.toString());
        environment.put("XDG_CACHE_HOME", "caches");

        assertThat(choose()).isEqualTo(temp.resolve(".cache/palindrome"));
    }

    @Test
    void nobody_else_can_enter_it() throws IOException {
        environment.put("HOME", temp.toString());

        assertThat(Files.getPosixFilePermissions(choose()))
                .allMatch(permission -> permission.name().startsWith("OWNER"));
    }

    @Test
    void a_directory_that_cannot_be_made_is_replaced_by_a_temporary_one() throws IOException {
        Path file = Files.createFile(temp.resolve("file"));
        environment.put("PALINDROME_CACHE", file.resolve("below").toString());

        assertThat(choose())
                .isEqualTo(
                        Path.of(System.getProperty("java.io.tmpdir"), "palindrome-" + System.getProperty("user.name")))
                .isDirectory();
    }

    private Path choose() {
        return CacheDirectory.choose(properties::get, environment::get);
    }
}
