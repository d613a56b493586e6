package dev.palindrome.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassPathTest {

    private static final String BETWEEN = File.pathSeparator;

    @TempDir
    private Path folder;

    private Path classes;
    private Path jar;
    private Path other;

    @BeforeEach
    void makeProject() throws IOException {
        classes = Files.createDirectories(folder.resolve("target/classes"));
        Path libraries = Files.createDirectory(folder.resolve("with blank"));
        jar = Files.createFile(libraries.resolve("a.jar"));
        other = Files.createFile(libraries.resolve("b.jar"));
    }

    @Test
    void entries_keep_their_order_and_folders_that_are_not_there_are_left_out() {
        assertThat(ClassPath.parse(jar + BETWEEN + folder.resolve("gone") + BETWEEN + BETWEEN + classes))
                .containsExactly(jar, classes);
    }

    @Test
    void file_after_an_at_sign_lists_entries_in_one_line_or_many() throws IOException {
        Path list = Files.writeString(folder.resolve("list.txt"), jar + BETWEEN + other + "\r\n" + classes + "\n");

        assertThat(ClassPath.parse(folder + BETWEEN + "@" + list)).containsExactly(folder, jar, other, classes);
    }

    @Test
    void star_stands_for_the_jars_of_a_folder() {
        assertThat(ClassPath.parse(jar.getParent() + "/*")).containsExactly(jar, other);
    }

    @Test
    void jar_and_list_that_are_not_there_are_mistakes() {
        assertThatExceptionOfType(InvalidSettingException.class)
                .isThrownBy(() -> ClassPath.parse(classes + BETWEEN + "gone.jar"))
                .withMessageEndingWith("; there is no gone.jar");
        assertThatExceptionOfType(InvalidSettingException.class)
                .isThrownBy(() -> ClassPath.parse("@gone.txt"))
                .withMessageContaining("gone.txt cannot be read");
    }

    @Test
    void unless_named_it_is_what_a_build_leaves() throws IOException {
        Files.writeString(folder.resolve("target/classpath.txt"), jar.toString());

        assertThat(ClassPath.usual(folder)).isEqualTo(List.of(classes, jar));
        assertThat(ClassPath.usual(folder.resolve("with blank"))).isEmpty();
    }
}
