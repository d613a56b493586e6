package dev.palindrome.deploy;

import dev.palindrome.revision.Batch;
import dev.palindrome.revision.Revision;
import dev.palindrome.revision.RevisionId;
import dev.palindrome.revision.SqlScript;
import dev.palindrome.revision.TransactionMode;
import dev.palindrome.revision.VersionTable;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Writes a plan as SQL for psql, in the form of Alembic's offline mode. */
final class OfflineScript {

    private final Optional<VersionTable> table;

    OfflineScript(Optional<VersionTable> table) {
        this.table = table;
    }

    String of(Plan plan, AppliedRevisions before) {
        StringBuilder text = new StringBuilder();
        if (before.ids().isEmpty() && !plan.steps().isEmpty()) {
            table.map(VersionTable::creation)
                    .ifPresent(creation -> creation.batches().forEach(batch -> statement(text, batch.text())));
        }
        AppliedRevisions applied = before;
        for (Revision revision : plan.steps()) {
            boolean up = plan.direction() == Direction.UPGRADE;
            AppliedRevisions after = up ? applied.with(revision.id()) : applied.without(revision.id());
            SqlScript script = plan.script(revision);
            if (!script.isForeseen()) {
                throw new DeploymentException("Revision " + revision.id()
                        + " asks the database while it runs, so that its SQL cannot be written beforehand");
            }
            text.append("-- Running ")
                    .append(plan.direction())
                    .append(' ')
                    .append(way(revision, up))
                    .append("\n\n");
            List<Revision> below = applied.inOrder();
            step(
                    text,
                    script,
                    table.map(VersionTable::bookkeeping)
                            .map(kept ->
                                    up ? kept.upgraded(revision, below) : kept.downgraded(revision, after.inOrder()))
                            .orElse(List.of()));
            applied = after;
        }
        return text.toString();
    }

    private static void step(StringBuilder text, SqlScript script, List<String> written) {
        boolean transaction = script.transaction() == TransactionMode.SCRIPT;
        if (transaction) {
            text.append("BEGIN;\n\n");
        }
        for (Batch batch : script.batches()) {
            statement(text, batch.text());
            batch.copyData().ifPresent(data -> text.append(data).append("\\.\n\n"));
        }
        written.forEach(statement -> statement(text, statement));
        if (transaction) {
            text.append("COMMIT;\n\n");
        }
    }

    /** A comment at the end of the text would swallow a semicolon behind it. */
    private static void statement(StringBuilder text, String sql) {
        String stripped = sql.strip();
        if (!stripped.isEmpty()) {
            text.append(stripped).append(stripped.endsWith(";") ? "" : "\n;").append("\n\n");
        }
    }

    private static String way(Revision revision, boolean up) {
        String below = revision.downRevisions().stream()
                .sorted()
                .map(RevisionId::value)
                .collect(Collectors.joining(", "));
        return up ? below + " -> " + revision.id() : revision.id() + " -> " + below;
    }
}
