package dev.palindrome.database.internal.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.palindrome.database.DatabaseOptions;
import dev.palindrome.database.DatabaseSource;
import dev.palindrome.database.DatabaseUnavailableException;
import dev.palindrome.database.internal.run.LeftoverRemover;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Constructor;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WithoutTestcontainersTest {

    @TempDir
    private Path directory;

    @Test
    void the_source_says_what_to_add() throws Exception {
        try (AnsweringSocket docker =
                AnsweringSocket.at(directory.resolve("docker.sock"), "HTTP/1.0 200 OK\r\n\r\nOK")) {
            Constructor<?> constructor =
                    load(DockerSource.class).getDeclaredConstructor(UnaryOperator.class, UnaryOperator.class);
            constructor.setAccessible(true);
            UnaryOperator<String> properties = System::getProperty;
            UnaryOperator<String> environment = Map.of("DOCKER_HOST", docker.uri())::get;
            DatabaseSource source = (DatabaseSource) constructor.newInstance(properties, environment);

            assertThatExceptionOfType(DatabaseUnavailableException.class)
                    .isThrownBy(() -> source.start(DatabaseOptions.automatic()))
                    .withMessage("Testcontainers isn't on the class path."
                            + " Add org.testcontainers:testcontainers-postgresql, version 2 or newer.");
        }
    }

    @Test
    void the_remover_of_containers_can_be_loaded() throws Exception {
        LeftoverRemover remover =
                (LeftoverRemover) load(ContainerRemover.class).getConstructor().newInstance();

        assertThat(remover.kind()).isEqualTo("container");
    }

    private static Class<?> load(Class<?> type) throws ClassNotFoundException {
        Class<?> loaded = new LoaderWithoutTestcontainers().loadClass(type.getName());
        assertThat(loaded).isNotSameAs(type);
        return loaded;
    }

    /** Defines our package anew, and knows nothing of Testcontainers and its Docker client. */
    private static final class LoaderWithoutTestcontainers extends ClassLoader {

        LoaderWithoutTestcontainers() {
            super(WithoutTestcontainersTest.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (name.startsWith("org.testcontainers.") || name.startsWith("com.github.dockerjava.")) {
                throw new ClassNotFoundException(name);
            }
            if (!name.startsWith(DockerSource.class.getPackageName() + ".")) {
                return super.loadClass(name, resolve);
            }
            synchronized (getClassLoadingLock(name)) {
                Class<?> loaded = findLoadedClass(name);
                return loaded != null ? loaded : define(name);
            }
        }

        private Class<?> define(String name) throws ClassNotFoundException {
            try (InputStream in = getResourceAsStream(name.replace('.', '/') + ".class")) {
                if (in == null) {
                    throw new ClassNotFoundException(name);
                }
                byte[] bytes = in.readAllBytes();
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }
}
