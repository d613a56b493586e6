package dev.palindrome.schema;

import java.util.Arrays;
import java.util.regex.Pattern;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.ValueWrapper;

/** Makes a failure of ours look well among those that AssertJ collects. */
final class SoftFailure {

    /** AssertJ names the line of the first frame that is not its own; ours are not a user's either. */
    private static final Pattern OURS = Pattern.compile(
            Pattern.quote(SoftFailure.class.getPackageName()) + "\\.(Scope|Subject|SchemaNavigation|\\w*Assert)");

    private SoftFailure() {}

    /** Return a failure of ours with its text on a line of its own and a user's line on top of the stack; others as they are. */
    static AssertionError of(AssertionError failure) {
        StackTraceElement[] stack = failure.getStackTrace();
        if (!(failure instanceof AssertionFailedError own) || stack.length == 0 || !isOurs(stack[0])) {
            return failure;
        }
        AssertionFailedError shown = own.isExpectedDefined()
                ? new AssertionFailedError("\n" + own.getMessage(), text(own.getExpected()), text(own.getActual()))
                : new AssertionFailedError("\n" + own.getMessage());
        shown.setStackTrace(Arrays.stream(stack).dropWhile(SoftFailure::isOurs).toArray(StackTraceElement[]::new));
        return shown;
    }

    private static String text(ValueWrapper value) {
        return value.getStringRepresentation();
    }

    private static boolean isOurs(StackTraceElement frame) {
        return OURS.matcher(frame.getClassName()).matches();
    }
}
