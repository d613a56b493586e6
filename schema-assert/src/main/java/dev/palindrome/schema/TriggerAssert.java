package dev.palindrome.schema;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Claims on a trigger.
 *
 * <pre>{@code
 * assertThat(snapshot)
 *         .table("orders")
 *         .trigger("audit")
 *         .firesAfter("INSERT", "UPDATE OF status")
 *         .isForEachRow()
 *         .calls("write_audit")
 *         .isEnabled();
 * }</pre>
 */
public final class TriggerAssert extends ObjectAssert<TriggerAssert> {

    /** As {@code pg_get_triggerdef} writes it. */
    private static final Pattern DEFINITION = Pattern.compile(
            "CREATE (?:CONSTRAINT )?TRIGGER (?:\"(?:[^\"]|\"\")*\"|[^ \"]+) (?<timing>BEFORE|AFTER|INSTEAD OF) (?<events>.*?)"
                    + " ON .*?FOR EACH (?<level>ROW|STATEMENT)(?: WHEN \\((?<when>.*)\\))?"
                    + " EXECUTE FUNCTION (?<function>(?:\"(?:[^\"]|\"\")*\"|[^(\"])+)\\((?<arguments>.*)\\)",
            Pattern.DOTALL);

    TriggerAssert(Subject subject) {
        super(subject);
    }

    /**
     * Verify that the trigger fires before these events and no others, in whatever order.
     *
     * @param events such as {@code INSERT} and {@code UPDATE OF status}
     * @throws AssertionError when it does not
     */
    public TriggerAssert firesBefore(String... events) {
        return fires("BEFORE", events);
    }

    /**
     * Verify that the trigger fires after these events and no others, in whatever order.
     *
     * @param events such as {@code INSERT} and {@code UPDATE OF status}
     * @throws AssertionError when it does not
     */
    public TriggerAssert firesAfter(String... events) {
        return fires("AFTER", events);
    }

    /**
     * Verify that the trigger fires instead of these events and no others, in whatever order.
     *
     * @throws AssertionError when it does not
     */
    public TriggerAssert firesInsteadOf(String... events) {
        return fires("INSTEAD OF", events);
    }

    private TriggerAssert fires(String timing, String... events) {
        List<String> actual = List.of(part("events").split(" OR "));
        boolean same =
                part("timing").equals(timing) && new HashSet<>(actual).equals(new HashSet<>(Arrays.asList(events)));
        return is(
                same,
                "to fire %s %s".formatted(timing, String.join(" OR ", events)),
                "it fires %s %s".formatted(part("timing"), String.join(" OR ", actual)));
    }

    /**
     * Verify that the trigger fires once for each row.
     *
     * @throws AssertionError when it fires once for a statement
     */
    public TriggerAssert isForEachRow() {
        return is(part("level").equals("ROW"), "to be FOR EACH ROW", "it is FOR EACH " + part("level"));
    }

    /**
     * Verify that the trigger fires once for a statement.
     *
     * @throws AssertionError when it fires for each row
     */
    public TriggerAssert isForEachStatement() {
        return is(part("level").equals("STATEMENT"), "to be FOR EACH STATEMENT", "it is FOR EACH " + part("level"));
    }

    /**
     * Verify the function that is called.
     *
     * @param function without parentheses; without a schema in {@code public}
     * @param arguments as the trigger gives them, without quotes
     * @throws AssertionError when it is another one, or has other arguments
     */
    public TriggerAssert calls(String function, String... arguments) {
        String name = Names.inSchema(ObjectKind.TABLE, function).qualifiedName();
        List<String> literals = Arrays.stream(arguments)
                .map(argument -> "'" + argument.replace("'", "''") + "'")
                .toList();
        String expected = name + list(literals);
        String actual = part("function") + "(" + part("arguments") + ")";
        return is(actual.equals(expected), "to call " + expected, "it calls " + actual);
    }

    /**
     * Verify the condition under which the trigger fires.
     *
     * @param condition as PostgreSQL writes it; white space, and parentheses around the whole, do not count
     * @throws AssertionError when it is another one, or there is none
     */
    public TriggerAssert hasCondition(String condition) {
        String actual = part("when");
        return is(
                !actual.isEmpty() && SqlText.isSameExpression(condition, actual),
                "to fire only WHEN " + DefinitionText.withoutOuterParentheses(condition),
                actual.isEmpty()
                        ? "it fires always"
                        : "it fires WHEN " + DefinitionText.withoutOuterParentheses(actual));
    }

    /**
     * Verify that the trigger is enabled.
     *
     * @throws AssertionError when it is disabled, or fires on replicas only
     */
    public TriggerAssert isEnabled() {
        String state = value("enabled").orElse("yes");
        return is(
                state.equals("yes") || state.equals("always"),
                "to be enabled",
                state.equals("no") ? "it is disabled" : "it is so on a replica only");
    }

    /**
     * Verify that the trigger is disabled.
     *
     * @throws AssertionError when it is not
     */
    public TriggerAssert isDisabled() {
        return is(value("enabled").filter("no"::equals).isPresent(), "to be disabled", "it is not");
    }

    private String part(String group) {
        Optional<String> definition = value("definition");
        if (definition.isEmpty()) {
            return "";
        }
        Matcher matcher = DEFINITION.matcher(definition.get());
        if (!matcher.matches()) {
            throw new IllegalStateException("A trigger in an unknown form: " + definition.get());
        }
        @Nullable String part = matcher.group(group);
        return Objects.requireNonNullElse(part, "");
    }
}
