package dev.palindrome.schema;

import java.util.List;
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
        List<StackTraceElement> stack = List.of(failure.getStackTrace());
        int ours = lastOfOurs(stack);
        if (!(failure instanceof AssertionFailedError own) || ours < 0) {
            return failure;
        }
        AssertionFailedError shown = own.isExpectedDefined()
                ? new AssertionFailedError("\n" + own.getMessage(), text(own.getExpected()), text(own.getActual()))
                : new AssertionFailedError("\n" + own.getMessage());
        shown.setStackTrace(stack.subList(ours + 1, stack.size()).toArray(StackTraceElement[]::new));
        return shown;
    }

    private static int lastOfOurs(List<StackTraceElement> stack) {
        for (int i = stack.size() - 1; i >= 0; i--) {
            if (OURS.matcher(stack.get(i).getClassName()).matches()) {
                return i;
            }
        }
        return -1;
    }

    private static String text(ValueWrapper value) {
        return value.getStringRepresentation();
    }
}
