package dev.palindrome.revision.internal.format;

import dev.palindrome.revision.Downgrade;
import dev.palindrome.revision.RevisionHistory;
import dev.palindrome.revision.RevisionId;
import dev.palindrome.revision.RevisionSource;
import dev.palindrome.revision.SqlScript;
import dev.palindrome.revision.internal.sql.Directives;
import dev.palindrome.revision.internal.sql.ScriptRules;
import dev.palindrome.revision.internal.sql.ScriptSplitter;
import dev.palindrome.revision.internal.sql.SourceText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
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
        HistoryFolder folder = new HistoryFolder(directory);
        List<LiquibaseChangeSet> changeSets = new ArrayList<>();
        Map<String, String> properties = new HashMap<>();
        for (Path file : LiquibaseIncludes.files(folder)) {
            folder.read(file)
                    .ifPresent(source ->
                            changeSets.addAll(LiquibaseFile.parse(folder, source.withoutByteOrderMark(), properties)));
        }
        Chain chain = new Chain();
        Map<String, Integer> ids = new HashMap<>();
        changeSets.forEach(changeSet -> ids.merge(changeSet.id(), 1, Integer::sum));
        Map<String, LiquibaseChangeSet> seen = new HashMap<>();
        for (LiquibaseChangeSet changeSet : changeSets) {
            LiquibaseChangeSet first = seen.putIfAbsent(changeSet.identity(), changeSet);
            if (first != null) {
                folder.problem(
                        changeSet.file(),
                        changeSet.line(),
                        "the change set " + changeSet.author() + ":" + changeSet.id() + " is there already, in line "
                                + first.line() + ", which Liquibase refuses: give one of them another id");
                continue;
            }
            revision(folder, changeSet, changeSets, ids.getOrDefault(changeSet.id(), 1) > 1, chain);
        }
        folder.refuseIfMalformed();
        return new RevisionHistory(format(), directory, chain.graph(), folder.notes());
    }

    private static void revision(
            HistoryFolder folder,
            LiquibaseChangeSet changeSet,
            List<LiquibaseChangeSet> all,
            boolean ambiguous,
            Chain chain) {
        Directives directives = changeSet.directives();
        folder.problems(directives.problems());
        Downgrade downgrade = changeSet.isRepeated() && changeSet.rollback().isEmpty()
                ? new Downgrade.Irreversible("a change set that runs on every change has no way back")
                : Downgrades.of(
                        folder,
                        rollback(folder, changeSet, all),
                        directives,
                        "a line '--rollback' in " + HistoryFolder.name(changeSet.file()));
        chain.add(
                new RevisionId(ambiguous ? changeSet.author() + ":" + changeSet.id() : changeSet.id()),
                changeSet.message(),
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
                .map(LiquibaseChangeSet::upgrade)
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
