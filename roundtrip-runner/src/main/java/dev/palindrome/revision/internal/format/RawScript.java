package dev.palindrome.revision.internal.format;

import dev.palindrome.revision.Batch;
import dev.palindrome.revision.Problem;
import dev.palindrome.revision.SqlScript;
import dev.palindrome.revision.TransactionMode;
import dev.palindrome.revision.internal.sql.Directives;
import dev.palindrome.revision.internal.sql.ScriptRules;
import dev.palindrome.revision.internal.sql.ScriptSplitter;
import dev.palindrome.revision.internal.sql.SourceText;
import dev.palindrome.revision.internal.sql.SplitScript;
import java.util.List;
import java.util.Optional;

/** A text that is sent as it is, in one message; our reading of its statements is for reports only. */
record RawScript(SqlScript script, Directives directives, List<Problem> problems) {

    static RawScript of(SourceText source, TransactionMode transaction) {
        SplitScript split = ScriptSplitter.split(source, ScriptRules.SERVER);
        Batch whole = new Batch(
                source.text(), source.positionAt(0), split.statements(), Optional.empty(), source.lineNumbers());
        List<Batch> batches = source.text().isBlank() ? List.of() : List.of(whole);
        return new RawScript(
                new SqlScript(source.file(), batches, transaction), Directives.of(split.comments()), split.problems());
    }
}
