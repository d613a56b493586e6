package dev.palindrome.revision.internal.sql;

import dev.palindrome.revision.Batch;
import dev.palindrome.revision.Problem;
import dev.palindrome.revision.SqlStatement;
import java.util.List;

/**
 * A script, taken apart.
 *
 * @param elements in the order of the file
 * @param problems why it cannot be sent as it is
 */
public record SplitScript(List<ScriptElement> elements, List<Problem> problems) {

    public SplitScript {
        elements = List.copyOf(elements);
        problems = List.copyOf(problems);
    }

    /** Return a batch for each statement. */
    public List<Batch> batches() {
        return elements.stream()
                .filter(ScriptElement.Statement.class::isInstance)
                .map(element -> ((ScriptElement.Statement) element).batch())
                .toList();
    }

    public List<SqlStatement> statements() {
        return batches().stream().flatMap(batch -> batch.statements().stream()).toList();
    }

    public List<ScriptElement.Comment> comments() {
        return elements.stream()
                .filter(ScriptElement.Comment.class::isInstance)
                .map(ScriptElement.Comment.class::cast)
                .toList();
    }
}
