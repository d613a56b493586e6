package dev.palindrome.testing;

import static org.junit.jupiter.api.extension.ConditionEvaluationResult.disabled;
import static org.junit.jupiter.api.extension.ConditionEvaluationResult.enabled;

import java.util.Optional;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.ReflectionSupport;

/** Decides for {@link RequiresTool}. */
class RequiredToolCondition implements ExecutionCondition {

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        return AnnotationSupport.findAnnotation(context.getElement(), RequiresTool.class)
                .map(RequiresTool::value)
                .map(tool -> decide(tool, Boolean.parseBoolean(System.getenv("CI"))))
                .orElse(enabled("needs no tool"));
    }

    static ConditionEvaluationResult decide(Class<? extends Tool> tool, boolean mustRun) {
        if (mustRun) {
            return enabled("CI=true: nothing is skipped");
        }
        Optional<String> absence = ReflectionSupport.newInstance(tool).absence();
        return absence.map(reason -> disabled("%s is absent: %s".formatted(tool.getSimpleName(), reason)))
                .orElse(enabled(tool.getSimpleName() + " is here"));
    }
}
