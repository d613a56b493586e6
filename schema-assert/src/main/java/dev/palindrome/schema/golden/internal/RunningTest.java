package dev.palindrome.schema.golden.internal;

import java.lang.StackWalker.StackFrame;
import java.lang.annotation.Annotation;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The test that this thread is in.
 *
 * @param name for messages, such as {@code ShopTest.schemaIsAsReviewed}; the call's class and method where no test is known
 * @param testClass the class to run it with, such as {@code ShopTest}; empty when it is not known
 * @param updates what the test framework's own configuration says about writing golden files; empty when it says nothing
 */
public record RunningTest(String name, Optional<String> testClass, Optional<String> updates) {

    private static final ThreadLocal<@Nullable RunningTest> CURRENT = new ThreadLocal<>();

    /** Have {@link #current()} return this in this thread, or look by itself again when it is null. */
    public static void set(@Nullable RunningTest test) {
        if (test == null) {
            CURRENT.remove();
        } else {
            CURRENT.set(test);
        }
    }

    /** Return what was set for this thread, else the test method on its stack, else the method that called in. */
    public static RunningTest current() {
        RunningTest known = CURRENT.get();
        return known == null ? onStack() : known;
    }

    private static RunningTest onStack() {
        return StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE)
                .walk(frames -> of(frames.toList()));
    }

    private static RunningTest of(List<StackFrame> frames) {
        Optional<StackFrame> test =
                frames.stream().filter(RunningTest::isTestMethod).findFirst();
        return test.or(() -> frames.stream()
                        .filter(frame -> !isOurs(frame.getClassName()))
                        .findFirst())
                .map(frame -> new RunningTest(
                        frame.getDeclaringClass().getSimpleName() + "." + frame.getMethodName(),
                        test.flatMap(method -> testClass(method.getDeclaringClass())),
                        Optional.empty()))
                .orElse(new RunningTest("a test", Optional.empty(), Optional.empty()));
    }

    private static boolean isOurs(String type) {
        return type.startsWith("org.assertj.")
                || type.startsWith("dev.palindrome.schema.golden.")
                || type.equals("dev.palindrome.schema.SchemaSnapshotAssert");
    }

    /** A nested class runs with the one around it; an abstract one with subclasses that the stack does not tell. */
    private static Optional<String> testClass(Class<?> declaring) {
        Class<?> topLevel = declaring.getNestHost();
        return Modifier.isAbstract(topLevel.getModifiers()) ? Optional.empty() : Optional.of(topLevel.getSimpleName());
    }

    /** Only names are looked at, since neither JUnit nor TestNG need be there. */
    private static boolean isTestMethod(StackFrame frame) {
        try {
            return Arrays.stream(frame.getDeclaringClass().getDeclaredMethods())
                    .filter(method -> method.getName().equals(frame.getMethodName()))
                    .flatMap(method -> Arrays.stream(method.getAnnotations()))
                    .anyMatch(annotation -> isOfFramework(annotation, new HashSet<>()));
        } catch (LinkageError e) {
            // A class of somebody else's, with a parameter of a library that is not there; a test could not run so.
            return false;
        }
    }

    private static boolean isOfFramework(Annotation annotation, Set<Class<?>> seen) {
        Class<? extends Annotation> type = annotation.annotationType();
        if (type.getName().startsWith("org.junit.") || type.getName().startsWith("org.testng.")) {
            return true;
        }
        return seen.add(type) && Arrays.stream(type.getAnnotations()).anyMatch(meta -> isOfFramework(meta, seen));
    }
}
