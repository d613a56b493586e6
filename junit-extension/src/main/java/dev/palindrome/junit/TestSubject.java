package dev.palindrome.junit;

import dev.palindrome.revision.RevisionId;
import dev.palindrome.schema.golden.internal.RunningTest;
import dev.palindrome.settings.SettingKey;
import dev.palindrome.settings.Settings;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.AnnotatedElement;
import java.net.URL;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/** What a test, or a class of tests, says of itself. */
record TestSubject(ExtensionContext context) {

    Configuration configuration() {
        return Configuration.of(annotations(), settings(), name());
    }

    /** Return the revision that the innermost annotation names. */
    Optional<String> revision() {
        return Configuration.first(annotations(), MigrationTest::revision);
    }

    /** Return the golden files that the innermost annotation asks for which asks for any. */
    Snapshots snapshots() {
        return annotations().stream()
                .map(MigrationTest::snapshots)
                .filter(snapshots -> snapshots != Snapshots.NONE)
                .findFirst()
                .orElse(Snapshots.NONE);
    }

    Optional<String> snapshotFolder() {
        return Configuration.first(annotations(), MigrationTest::snapshotFolder);
    }

    /** Return what a golden file needs to know of the test that uses it. */
    RunningTest running() {
        return new RunningTest(name(), Optional.of(topLevelClass()), settings().text(SettingKey.SNAPSHOTS_UPDATE));
    }

    /** Return {@code ShopTest.keepsEveryName}, or {@code ShopTest}. */
    String name() {
        String type = context.getRequiredTestClass().getSimpleName();
        return context.getTestMethod()
                .map(method -> type + "." + method.getName())
                .orElse(type);
    }

    /** Return the class to name in {@code mvn test -Dtest=}: a nested one is run with the one around it. */
    String topLevelClass() {
        return context.getEnclosingTestClasses().stream()
                .findFirst()
                .orElse(context.getRequiredTestClass())
                .getSimpleName();
    }

    /** Return the command that runs this class again, for one revision. */
    String again(RevisionId id) {
        return "mvn test -Dtest=%s -Dpalindrome.revision=%s".formatted(topLevelClass(), id);
    }

    /** Return the name in full of what decides on the history: the class, or a method of it that has an annotation of its own. */
    String fullName() {
        String type = context.getRequiredTestClass().getName();
        return context.getTestMethod()
                .filter(method -> AnnotationSupport.isAnnotated(method, MigrationTest.class))
                .map(method -> type + "." + method.getName())
                .orElse(type);
    }

    /** Return the annotation of the method, then those of its class and of the classes around it. */
    private List<MigrationTest> annotations() {
        List<Class<?>> enclosing = new ArrayList<>(context.getEnclosingTestClasses());
        // As JUnit sees them: the class around a nested class that is inherited is the one that inherits it.
        Collections.reverse(enclosing);
        List<AnnotatedElement> elements = new ArrayList<>();
        context.getTestMethod().ifPresent(elements::add);
        elements.add(context.getRequiredTestClass());
        elements.addAll(enclosing);
        return elements.stream()
                .flatMap(element -> AnnotationSupport.findAnnotation(element, MigrationTest.class).stream())
                .toList();
    }

    private Settings settings() {
        checkPlatformProperties();
        return Settings.ofSystem().withFirst(context::getConfigurationParameter);
    }

    /** JUnit cannot list its configuration parameters, so the file that most of them come from is looked at. */
    private static void checkPlatformProperties() {
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        try {
            for (URL file : Collections.list(loader.getResources("junit-platform.properties"))) {
                Properties properties = new Properties();
                try (InputStream stream = file.openStream()) {
                    properties.load(stream);
                }
                properties.stringPropertyNames().stream().sorted().forEach(Settings::checkProperty);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("junit-platform.properties cannot be read", e);
        }
    }
}
