package dev.palindrome.revision.internal.format;

import dev.palindrome.revision.Downgrade;
import dev.palindrome.revision.LiquibaseOptions;
import dev.palindrome.revision.ProgramOptions;
import dev.palindrome.revision.RevisionHistory;
import dev.palindrome.revision.RevisionId;
import dev.palindrome.revision.RevisionSource;
import dev.palindrome.revision.SqlScript;
import dev.palindrome.revision.VersionTable;
import dev.palindrome.revision.internal.sql.Directives;
import dev.palindrome.revision.internal.sql.ScriptRules;
import dev.palindrome.revision.internal.sql.ScriptSplitter;
import dev.palindrome.revision.internal.sql.SourceText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Formatted SQL of <a href="https://www.liquibase.com">Liquibase</a>: each change set is a revision. The order of the files is that of
 * the root changelog's {@code include} and {@code includeAll}; without one, that of their names.
 */
public final class LiquibaseSource implements RevisionSource {

    static final Pattern FIRST_LINE = Pattern.compile("\\s*--\\s*liquibase\\s*formatted.*", Pattern.CASE_INSENSITIVE);

    @Override
    public String format() {
        return "liquibase";
    }

    @Override
    public Optional<String> recognise(Path directory) {
        HistoryFolder folder = new HistoryFolder(directory);
        long count = folder.filesOfTree().stream()
                .filter(file -> file.toString().endsWith(".sql"))
                .filter(file ->
                        folder.hasLine(file, line -> FIRST_LINE.matcher(line).matches()))
                .count();
        return count == 0
                ? Optional.empty()
                : Optional.of(count + (count == 1 ? " file" : " files") + " with a line '--liquibase formatted sql'");
    }

    @Override
    public RevisionHistory read(Path directory) {
        return read(directory, ProgramOptions.defaults());
    }

    @Override
    public RevisionHistory read(Path directory, ProgramOptions program) {
        HistoryFolder folder = new HistoryFolder(directory);
        LiquibaseIncludes.Included included = LiquibaseIncludes.of(folder);
        Optional<LiquibaseLayout> given = program.liquibase().folder().map(LiquibaseLayout::at);
        LiquibaseLayout layout = given.orElse(included.layout());
        List<LiquibaseChangeSet> changeSets =
                distinct(folder, changeSets(folder, included, program.liquibase()), layout);
        List<LiquibaseChangeSet> run = changeSets.stream()
                .filter(changeSet -> changeSet.passedOver().isEmpty())
                .toList();
        List<LiquibaseChangeSet> passedOver = changeSets.stream()
                .filter(changeSet -> changeSet.passedOver().isPresent())
                .toList();
        passedOver.forEach(changeSet ->
                folder.note(HistoryFolder.name(changeSet.file()) + ":" + changeSet.line() + ": passed over change set "
                        + changeSet.author() + ":" + changeSet.id() + ", "
                        + changeSet.passedOver().orElse("")));
        Chain chain = new Chain();
        Map<RevisionId, LiquibaseChangeSet> revisions = names(run);
        revisions.forEach((id, changeSet) -> revision(folder, id, changeSet, changeSets, chain));
        folder.refuseIfMalformed();
        // With change sets that are run by Liquibase alone between ours, only Liquibase knows what comes next.
        Optional<VersionTable> table = included.hasOthers()
                ? Optional.empty()
                : Optional.of(LiquibaseLog.table(revisions, passedOver, layout, given.isPresent()));
        return new RevisionHistory(format(), directory, chain.graph(), folder.notes(), table);
    }

    private static List<LiquibaseChangeSet> changeSets(
            HistoryFolder folder, LiquibaseIncludes.Included included, LiquibaseOptions options) {
        LiquibaseSelection selection = LiquibaseSelection.of(options);
        LiquibaseProperties properties = LiquibaseProperties.none(selection);
        List<LiquibaseChangeSet> changeSets = new ArrayList<>();
        for (Path file : included.files()) {
            folder.read(file)
                    .ifPresent(source -> changeSets.addAll(LiquibaseFile.parse(
                            folder, source.withoutByteOrderMark(), properties.forFile(), selection)));
        }
        return changeSets;
    }

    private static List<LiquibaseChangeSet> distinct(
            HistoryFolder folder, List<LiquibaseChangeSet> changeSets, LiquibaseLayout layout) {
        Map<String, LiquibaseChangeSet> seen = new LinkedHashMap<>();
        for (LiquibaseChangeSet changeSet : changeSets) {
            LiquibaseChangeSet first = seen.putIfAbsent(changeSet.identity(layout), changeSet);
            if (first != null) {
                folder.problem(
                        changeSet.file(),
                        changeSet.line(),
                        "the change set " + changeSet.author() + ":" + changeSet.id() + " is there already, in "
                                + (first.file().equals(changeSet.file()) ? "" : HistoryFolder.name(first.file()) + ", ")
                                + "line " + first.line()
                                + ", which Liquibase refuses: give one of them another id");
            }
        }
        return List.copyOf(seen.values());
    }

    /** The id is enough where no other change set has it; else the author tells them apart, or the file. */
    private static Map<RevisionId, LiquibaseChangeSet> names(List<LiquibaseChangeSet> changeSets) {
        Map<String, Integer> ids = new HashMap<>();
        Map<String, Integer> withAuthors = new HashMap<>();
        for (LiquibaseChangeSet changeSet : changeSets) {
            ids.merge(changeSet.id(), 1, Integer::sum);
            withAuthors.merge(withAuthor(changeSet), 1, Integer::sum);
        }
        Map<RevisionId, LiquibaseChangeSet> names = new LinkedHashMap<>();
        for (LiquibaseChangeSet changeSet : changeSets) {
            String withAuthor = withAuthor(changeSet);
            String name = ids.getOrDefault(changeSet.id(), 0) == 1
                    ? changeSet.id()
                    : withAuthors.getOrDefault(withAuthor, 0) == 1
                            ? withAuthor
                            : changeSet.path(LiquibaseLayout.SAME) + ":" + withAuthor;
            names.put(new RevisionId(name), changeSet);
        }
        return names;
    }

    private static String withAuthor(LiquibaseChangeSet changeSet) {
        return changeSet.author() + ":" + changeSet.id();
    }

    private static void revision(
            HistoryFolder folder,
            RevisionId id,
            LiquibaseChangeSet changeSet,
            List<LiquibaseChangeSet> all,
            Chain chain) {
        Directives directives = changeSet.directives();
        folder.problems(directives.problems());
        Optional<SqlScript> rollback = rollback(folder, changeSet, all);
        Downgrade downgrade = changeSet.isRepeated() && rollback.isEmpty()
                ? new Downgrade.Irreversible("a change set that runs on every change has no way back")
                : Downgrades.of(
                        folder, rollback, directives, "a line '--rollback' in " + HistoryFolder.name(changeSet.file()));
        chain.add(
                id,
                changeSet.comment().isEmpty() ? changeSet.id() + " by " + changeSet.author() : changeSet.comment(),
                changeSet.upgrade(),
                downgrade,
                directives.allowances(),
                changeSet.file());
    }

    /** A rollback may name another change set, whose upgrade then runs. */
    private static Optional<SqlScript> rollback(
            HistoryFolder folder, LiquibaseChangeSet changeSet, List<LiquibaseChangeSet> all) {
        if (changeSet.rollbackTo().isEmpty()) {
            return changeSet.rollback();
        }
        LiquibaseChangeSet.Reference wanted = changeSet.rollbackTo().get();
        Optional<SqlScript> found = all.stream()
                .filter(other ->
                        other.id().equals(wanted.id()) && other.author().equals(wanted.author()))
                .map(other -> other.upgrade().withConditions(Optional.empty()))
                .findFirst();
        if (found.isEmpty()) {
            folder.problem(
                    changeSet.file(),
                    wanted.line(),
                    "there is no change set " + wanted.author() + ":" + wanted.id() + " to roll back to");
        }
        return found;
    }

    /** Return the author's words to us in a part of a file. */
    static Directives directives(SourceText part) {
        return Directives.of(ScriptSplitter.split(part, ScriptRules.SERVER).comments());
    }
}
