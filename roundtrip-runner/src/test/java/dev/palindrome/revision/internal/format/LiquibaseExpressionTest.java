package dev.palindrome.revision.internal.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.palindrome.revision.LiquibaseOptions;
import java.util.List;
import java.util.Optional;
import liquibase.ContextExpression;
import liquibase.Contexts;
import liquibase.LabelExpression;
import liquibase.Labels;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Liquibase's own classes are the witness. */
class LiquibaseExpressionTest {

    private static final List<String> GIVEN = List.of("", "a", "A", "b", "c", "a,b", "b, c", "a b", "@a", "@a,b", "x");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a",
                "A",
                "!a",
                "not a",
                "NOT a",
                "a b",
                "a and b",
                "a AND b",
                "a or b",
                "a,b",
                "a, !b",
                "a or b and c",
                "a and b or c",
                "(a or b) and c",
                "a and (b or c)",
                "!(a or b)",
                "not (a and b)",
                "!a and !b",
                "((a))",
                "(a and b) or (b and c)",
                "@a",
                "@a or b",
                "@a and b",
                "!@a",
                "@!a"
            })
    void expression_holds_when_liquibase_says_so(String text) {
        for (String given : GIVEN) {
            LiquibaseSelection contexts =
                    LiquibaseSelection.of(new LiquibaseOptions(Optional.of(given), Optional.empty(), Optional.empty()));
            assertThat(contexts.hasContext(LiquibaseExpression.parse(text)))
                    .as("context '%s' where '%s' is given", text, given)
                    .isEqualTo(new ContextExpression(text).matches(new Contexts(given)));
            LiquibaseSelection labels =
                    LiquibaseSelection.of(new LiquibaseOptions(Optional.empty(), Optional.of(text), Optional.empty()));
            assertThat(labels.hasLabels(LiquibaseSelection.names(given)))
                    .as("filter '%s' where '%s' is labelled", text, given)
                    .isEqualTo(new LabelExpression(text).matches(new Labels(given)));
        }
    }

    @Test
    void what_is_no_expression_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LiquibaseExpression.parse("a and (b"))
                .withMessage("a parenthesis is not closed");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LiquibaseExpression.parse("a and"))
                .withMessage("it ends too early");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LiquibaseExpression.parse("a)"))
                .withMessage("')' is not expected there");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LiquibaseExpression.parse("or b"))
                .withMessage("a name is expected before 'or'");
    }
}
