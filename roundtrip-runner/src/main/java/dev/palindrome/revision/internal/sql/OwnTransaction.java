package dev.palindrome.revision.internal.sql;

import dev.palindrome.revision.Batch;
import dev.palindrome.revision.SqlScript;
import dev.palindrome.revision.TransactionMode;
import dev.palindrome.revision.internal.sql.SqlToken.Kind;
import java.util.ArrayList;
import java.util.List;

/** The BEGIN and the COMMIT that a script itself brings along. */
public final class OwnTransaction {

    private OwnTransaction() {}

    /**
     * Return a script without them, to be run in a transaction around it. Blanks stand in their place, so that positions in the text are as they
     * were, and its statements are still told as they were.
     *
     * @param script whose first statement is a BEGIN, and whose last one is a COMMIT
     */
    public static SqlScript takenOut(SqlScript script) {
        List<Batch> batches = new ArrayList<>(script.batches());
        int first = 0;
        while (batches.get(first).statements().isEmpty()) {
            first++;
        }
        int last = batches.size() - 1;
        while (batches.get(last).statements().isEmpty()) {
            last--;
        }
        batches.set(first, withoutFirst(batches.get(first)));
        batches.set(last, withoutLast(batches.get(last)));
        return script.withBatches(batches, TransactionMode.SCRIPT);
    }

    private static Batch withoutFirst(Batch batch) {
        List<SqlToken> tokens = tokens(batch);
        int end = 0;
        while (end < tokens.size() - 1 && !tokens.get(end).is(Kind.SEMICOLON)) {
            end++;
        }
        return blanked(batch, tokens.get(0).start(), tokens.get(end).end());
    }

    private static Batch withoutLast(Batch batch) {
        List<SqlToken> tokens = tokens(batch);
        int end = tokens.size() - 1;
        while (end > 0 && tokens.get(end).is(Kind.SEMICOLON)) {
            end--;
        }
        int begin = end;
        while (begin > 0 && !tokens.get(begin - 1).is(Kind.SEMICOLON)) {
            begin--;
        }
        return blanked(batch, tokens.get(begin).start(), tokens.get(end).end());
    }

    private static List<SqlToken> tokens(Batch batch) {
        return new SqlTokenizer(batch.text())
                .all()
                .filter(token -> !token.isComment())
                .toList();
    }

    private static Batch blanked(Batch batch, int begin, int end) {
        String text = batch.text();
        String blank = text.substring(begin, end).replaceAll("\\S", " ");
        return new Batch(
                text.substring(0, begin) + blank + text.substring(end),
                batch.start(),
                batch.statements(),
                batch.copyData(),
                batch.lines());
    }
}
