package dev.palindrome.roundtrip;

import dev.palindrome.revision.Revision;
import dev.palindrome.revision.RevisionHistory;
import dev.palindrome.revision.RevisionId;
import dev.palindrome.revision.SourcePosition;
import dev.palindrome.roundtrip.finding.Evidence;
import dev.palindrome.roundtrip.finding.Finding;
import dev.palindrome.roundtrip.finding.FindingType;
import dev.palindrome.roundtrip.finding.Leg;
import dev.palindrome.roundtrip.finding.Severity;
import dev.palindrome.schema.ObjectKind;
import dev.palindrome.schema.ObjectName;
import dev.palindrome.schema.lint.Lint;
import dev.palindrome.schema.lint.SchemaLints;
import dev.palindrome.schema.model.SchemaModel;
import dev.palindrome.schema.model.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Looks at the schema that a history arrives at, once, and lays what it finds at the door of the revision that brought it.
 * What a later revision has mended is never spoken of.
 */
final class Review {

    private static final Map<Lint.Rule, FindingType> TYPES = Map.of(
            Lint.Rule.FOREIGN_KEY_WITHOUT_INDEX, FindingType.FOREIGN_KEY_WITHOUT_INDEX,
            Lint.Rule.TABLE_WITHOUT_PRIMARY_KEY, FindingType.TABLE_WITHOUT_PRIMARY_KEY,
            Lint.Rule.NULLABLE_COLUMN_IN_UNIQUE, FindingType.NULLABLE_COLUMN_IN_UNIQUE,
            Lint.Rule.REDUNDANT_INDEX, FindingType.REDUNDANT_INDEX,
            Lint.Rule.JSON_COLUMN, FindingType.JSON_COLUMN);

    private final RevisionHistory history;
    private final RoundTripOptions options;
    private final Origins origins;

    Review(RevisionHistory history, RoundTripOptions options, Origins origins) {
        this.history = history;
        this.options = options;
        this.origins = origins;
    }

    /** A finding and whose it is. */
    record Reviewed(RevisionId revision, Finding finding) {}

    /**
     * Return what is found about revisions that are judged, in the order of the walk.
     *
     * @param head stands at the head; is not fit for anything else afterwards, since remedies are tried on it
     */
    List<Reviewed> findings(Stage head) throws SQLException {
        origins.ended(head.snapshot());
        head.release();
        Map<RevisionId, List<Reviewed>> found = new LinkedHashMap<>();
        history.graph().inOrder().forEach(revision -> found.put(revision.id(), new ArrayList<>()));
        for (Lint lint : SchemaLints.of(withoutTheToolsOwn(head.model()))) {
            Optional<RevisionId> revision =
                    origins.ofLast(lint.cause()).filter(options::judges).filter(id -> cameSo(lint));
            if (revision.isPresent()) {
                RevisionId id = revision.get();
                Finding finding = finding(lint, history.graph().get(id), remedy(head, lint));
                found.get(id).add(new Reviewed(id, finding));
            }
        }
        return found.values().stream().flatMap(List::stream).toList();
    }

    /** A column that got its type later is not laid at the door of the revision that brought it with another one. */
    private boolean cameSo(Lint lint) {
        return lint.rule() != Lint.Rule.JSON_COLUMN
                || origins.typeOnArrival(lint.object())
                        .filter(type -> type.startsWith("json") && !type.startsWith("jsonb"))
                        .isPresent();
    }

    private SchemaModel withoutTheToolsOwn(SchemaModel schema) {
        return new SchemaModel(
                schema.tables().stream()
                        .filter(table -> !VersionTables.contain(table.name()) && !isIgnored(table.name()))
                        .toList(),
                schema.routines());
    }

    private boolean isIgnored(TableName table) {
        return options.snapshotOptions()
                .ignoredTables()
                .contains(ObjectName.of(ObjectKind.TABLE, table.schema(), table.name()));
    }

    private static Finding finding(Lint lint, Revision revision, Optional<Evidence.Remedy> remedy) {
        Finding finding = Finding.of(
                TYPES.get(lint.rule()),
                Leg.NONE,
                List.of(lint.object().qualifiedName()),
                lint.message(),
                position(lint, revision),
                new Evidence.Review(lint.facts(), remedy));
        return lint.minor() ? finding.withSeverity(Severity.INFO) : finding;
    }

    /** The file is the revision's by what was observed; the line is where the script seems to speak of the object. */
    private static SourcePosition position(Lint lint, Revision revision) {
        return lint.cause().stream()
                .flatMap(object -> Mentions.first(revision.upgrade(), object).stream())
                .findFirst()
                .orElseGet(() -> new SourcePosition(revision.upgrade().file(), 1, 1));
    }

    /** Return the first of the proposals that the server accepts. */
    private static Optional<Evidence.Remedy> remedy(Stage head, Lint lint) throws SQLException {
        for (List<String> proposal : lint.proposals()) {
            if (isAccepted(head, proposal)) {
                return Optional.of(new Evidence.Remedy(proposal));
            }
        }
        return Optional.empty();
    }

    private static boolean isAccepted(Stage head, List<String> statements) throws SQLException {
        // What is built concurrently cannot be in a transaction; all else leaves nothing for the next trial to meet.
        boolean alone = statements.size() == 1 && statements.get(0).contains(" CONCURRENTLY ");
        try (Connection session = head.session();
                Statement statement = session.createStatement()) {
            statement.setEscapeProcessing(false);
            session.setAutoCommit(alone);
            try {
                for (String sql : statements) {
                    statement.execute(sql);
                }
                return true;
            } catch (SQLException refused) {
                return false;
            } finally {
                if (!alone) {
                    session.rollback();
                }
            }
        }
    }
}
