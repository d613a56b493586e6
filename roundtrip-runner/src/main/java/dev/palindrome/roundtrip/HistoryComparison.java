package dev.palindrome.roundtrip;

import dev.palindrome.revision.Batch;
import dev.palindrome.revision.Downgrade;
import dev.palindrome.revision.Revision;
import dev.palindrome.revision.RevisionHistory;
import dev.palindrome.revision.RevisionId;
import dev.palindrome.revision.RunConditions;
import dev.palindrome.revision.SourcePosition;
import dev.palindrome.revision.SqlScript;
import dev.palindrome.revision.SqlStatement;
import dev.palindrome.revision.internal.sql.StatementText;
import dev.palindrome.roundtrip.finding.Finding;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Compares two readings of a folder of scripts: by what the server is sent, and by the checksums of tools that keep some. */
final class HistoryComparison {

    /** In which a file says what its revision stands on; in others the order of the names does. */
    private static final Set<String> WITH_RELATIONS = Set.of("palindrome", "java");

    /** In which a file holds several revisions, so that its text is not that of one. */
    private static final Set<String> SEVERAL_IN_A_FILE = Set.of("liquibase");

    /** Is written for us, and says nothing to a database. */
    private static final Pattern DIRECTIVE = Pattern.compile("--+\\s*palindrome\\s*:.*");

    private static final Pattern WHITE_SPACE = Pattern.compile("\\s+");
    private static final int STATEMENT_LENGTH = 100;

    private final RevisionHistory earlier;
    private final RevisionHistory now;
    private final String since;
    private final ChangeFindings words;
    private final HistoryChanges.Collected collected = new HistoryChanges.Collected();

    HistoryComparison(String since, RevisionHistory earlier, RevisionHistory now) {
        this.since = since;
        this.earlier = earlier;
        this.now = now;
        this.words = new ChangeFindings(since, now);
    }

    Map<RevisionId, List<Finding>> findings() {
        for (Revision revision : now.graph().inOrder()) {
            Optional<Revision> before = earlier.graph().find(revision.id());
            Optional<Finding> finding = before.isPresent()
                    ? edited(before.get(), revision)
                    : isNewFile(revision) ? words.inserted(revision, this::wasThere) : Optional.empty();
            finding.ifPresent(found -> collected.add(revision.id(), found));
        }
        earlier.graph().inOrder().stream()
                .filter(revision -> now.graph().find(revision.id()).isEmpty() && isGone(revision))
                .forEach(this::removed);
        return collected.all();
    }

    private boolean wasThere(Revision revision) {
        return earlier.graph().find(revision.id()).isPresent();
    }

    /** A file may also come into the history, as versions do that a baseline stood for. */
    private boolean isNewFile(Revision revision) {
        return SEVERAL_IN_A_FILE.contains(now.format())
                || !Files.exists(earlier.directory().resolve(revision.file()));
    }

    private boolean isGone(Revision revision) {
        return SEVERAL_IN_A_FILE.contains(now.format())
                || !Files.exists(now.directory().resolve(revision.file()));
    }

    private Optional<Finding> edited(Revision before, Revision after) {
        if (ChangeFindings.runsAgain(now, after)) {
            return Optional.empty();
        }
        List<String> facts = new ArrayList<>();
        SourcePosition position = statements(before.upgrade(), after.upgrade(), facts)
                .orElseGet(() -> new SourcePosition(after.file(), 1, 1));
        modes(before.upgrade(), after.upgrade(), facts);
        if (WITH_RELATIONS.contains(now.format()) && !before.requirements().equals(after.requirements())) {
            facts.add("- stands on " + names(before.requirements()));
            facts.add("+ stands on " + names(after.requirements()));
        }
        boolean changed = !facts.isEmpty();
        Optional<String> checksums = checksums(before, after);
        checksums.ifPresent(facts::add);
        if (changed) {
            return Optional.of(words.edited(after, position, facts));
        }
        if (checksums.isPresent()) {
            facts.add(ToolHabits.onEdited(now.format()));
            return Optional.of(words.edited(
                    "Revision %s was edited since %s: only comments or white space, but its checksum is another one"
                            .formatted(after.id(), since),
                    position,
                    facts));
        }
        if (!shape(before.downgrade()).equals(shape(after.downgrade()))) {
            return Optional.of(words.minor(after, "The downgrade", downgradePosition(after)));
        }
        return commentsDiffer(before, after) ? Optional.of(words.minor(after, "Comments", position)) : Optional.empty();
    }

    /** Note the first statement that differs, and return where it stands. */
    private static Optional<SourcePosition> statements(SqlScript before, SqlScript after, List<String> facts) {
        List<SqlStatement> old = before.statements();
        List<SqlStatement> fresh = after.statements();
        int same = 0;
        while (same < Math.min(old.size(), fresh.size()) && isSame(old.get(same), fresh.get(same))) {
            same++;
        }
        boolean rowsDiffer = !copied(before).equals(copied(after));
        if (same == old.size() && same == fresh.size()) {
            if (rowsDiffer) {
                facts.add("the rows of COPY are others");
            }
            return Optional.empty();
        }
        int at = same;
        old.stream().skip(at).limit(1).forEach(statement -> facts.add("- " + shown(statement)));
        fresh.stream().skip(at).limit(1).forEach(statement -> facts.add("+ " + shown(statement)));
        return fresh.stream()
                .skip(Math.min(at, Math.max(0, fresh.size() - 1)))
                .findFirst()
                .map(SqlStatement::position);
    }

    private static boolean isSame(SqlStatement one, SqlStatement other) {
        return StatementText.normalized(one.text()).equals(StatementText.normalized(other.text()));
    }

    private static void modes(SqlScript before, SqlScript after, List<String> facts) {
        if (before.transaction() != after.transaction()) {
            facts.add(
                    switch (after.transaction()) {
                        case SCRIPT -> "it runs in a transaction now";
                        case NONE -> "it runs without a transaction now";
                    });
        }
        if (!conditions(before).equals(conditions(after))) {
            facts.add("its preconditions are others");
        }
    }

    private static List<String> conditions(SqlScript script) {
        return script.conditions().stream()
                .flatMap(conditions -> Stream.concat(
                        conditions.preconditions().stream().map(RunConditions.Precondition::text),
                        Stream.of(conditions.onFail() + " " + conditions.onError() + " "
                                + conditions.toleratesFailure())))
                .toList();
    }

    private static List<String> copied(SqlScript script) {
        return script.batches().stream()
                .map(Batch::copyData)
                .flatMap(Optional::stream)
                .map(data -> data.replace("\r\n", "\n"))
                .toList();
    }

    private static List<String> shape(SqlScript script) {
        return Stream.of(
                        Stream.of(script.transaction().toString()),
                        script.statements().stream().map(SqlStatement::text).map(StatementText::normalized),
                        copied(script).stream())
                .flatMap(parts -> parts)
                .toList();
    }

    private static List<String> shape(Downgrade downgrade) {
        return downgrade instanceof Downgrade.Script script ? shape(script.script()) : List.of();
    }

    private static SourcePosition downgradePosition(Revision revision) {
        if (!(revision.downgrade() instanceof Downgrade.Script script)) {
            return new SourcePosition(revision.file(), 1, 1);
        }
        return script.script().statements().stream()
                .findFirst()
                .map(SqlStatement::position)
                .orElseGet(() -> new SourcePosition(script.script().file(), 1, 1));
    }

    /** Return the two checksums where the tool compares them and they differ. */
    private Optional<String> checksums(Revision before, Revision after) {
        Optional<String> old = checksum(earlier, before);
        Optional<String> fresh = checksum(now, after);
        return old.isEmpty() || fresh.isEmpty() || old.equals(fresh)
                ? Optional.empty()
                : Optional.of("checksum  %s at %s, %s now".formatted(old.get(), since, fresh.get()));
    }

    private static Optional<String> checksum(RevisionHistory history, Revision revision) {
        return history.versionTable().flatMap(table -> table.bookkeeping().checksum(revision));
    }

    private boolean commentsDiffer(Revision before, Revision after) {
        return !SEVERAL_IN_A_FILE.contains(now.format())
                && !text(earlier, before.upgrade().file())
                        .equals(text(now, after.upgrade().file()));
    }

    /** White space does not count. */
    private static String text(RevisionHistory history, Path file) {
        try {
            String text = Files.readString(history.directory().resolve(file), StandardCharsets.UTF_8);
            return WHITE_SPACE
                    .matcher(DIRECTIVE.matcher(text).replaceAll(""))
                    .replaceAll(" ")
                    .strip();
        } catch (IOException e) {
            return "";
        }
    }

    /** A revision that is gone has no verdict of its own: it is told of what stood on it, or of what it stood on. */
    private void removed(Revision revision) {
        List<Revision> order = earlier.graph().inOrder();
        int at = order.indexOf(revision);
        Stream<Revision> above = order.subList(at + 1, order.size()).stream();
        List<Revision> below = new ArrayList<>(order.subList(0, at));
        Collections.reverse(below);
        Stream.concat(above, below.stream())
                .flatMap(near -> now.graph().find(near.id()).stream())
                .findFirst()
                .or(() -> now.graph().inOrder().stream().findFirst())
                .ifPresent(near -> collected.add(
                        near.id(),
                        words.removed(
                                "%s \"%s\"".formatted(revision.id(), revision.message()),
                                revision.file(),
                                sameNow(revision),
                                new SourcePosition(near.file(), 1, 1))));
    }

    /** Return the revision that does the same under another id, where that can be told. */
    private Optional<Revision> sameNow(Revision gone) {
        List<Revision> same = now.graph().inOrder().stream()
                .filter(revision -> !wasThere(revision))
                .filter(revision -> !revision.upgrade().statements().isEmpty())
                .filter(revision -> shape(revision.upgrade()).equals(shape(gone.upgrade())))
                .toList();
        return same.size() == 1 ? Optional.of(same.get(0)) : Optional.empty();
    }

    private static String names(Set<RevisionId> ids) {
        return ids.isEmpty()
                ? "nothing"
                : String.join(", ", ids.stream().map(RevisionId::value).sorted().toList());
    }

    private static String shown(SqlStatement statement) {
        String line = WHITE_SPACE.matcher(statement.text().strip()).replaceAll(" ");
        return line.length() <= STATEMENT_LENGTH ? line : line.substring(0, STATEMENT_LENGTH - 1) + "…";
    }
}
