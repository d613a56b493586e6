package dev.palindrome.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;

class RequiredToolConditionTest {

    static class Hammer implements Tool {
        @Override
        public Optional<String> absence() {
            return Optional.empty();
        }
    }

    static class Anvil implements Tool {
        @Override
        public Optional<String> absence() {
            return Optional.of("the smith has it");
        }
    }

    @Test
    void a_test_whose_tool_is_here_runs() {
        assertThat(RequiredToolCondition.decide(Hammer.class, false).isDisabled())
                .isFalse();
    }

    @Test
    void a_test_whose_tool_is_absent_is_skipped_with_the_reason() {
        ConditionEvaluationResult result = RequiredToolCondition.decide(Anvil.class, false);

        assertThat(result.isDisabled()).isTrue();
        assertThat(result.getReason()).contains("Anvil is absent: the smith has it");
    }

    @Test
    void under_ci_it_runs_all_the_same() {
        assertThat(RequiredToolCondition.decide(Anvil.class, true).isDisabled()).isFalse();
    }
}
