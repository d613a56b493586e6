package dev.palindrome.revision.internal.format;

import dev.palindrome.revision.Downgrade;
import dev.palindrome.revision.ProgramOptions;
import dev.palindrome.revision.RevisionHistory;
import dev.palindrome.revision.RevisionId;
import dev.palindrome.revision.RevisionSource;
import dev.palindrome.revision.SqlScript;
import dev.palindrome.revision.TransactionMode;
import dev.palindrome.revision.internal.sql.Directives;
import dev.palindrome.revision.internal.sql.PsqlVariables;
import dev.palindrome.revision.internal.sql.ScriptSplitter;
import dev.palindrome.revision.internal.sql.SplitScript;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Projects of <a href="https://sqitch.org">Sqitch</a>: the changes of {@code sqitch.plan} in its order, with their scripts in
 * {@code deploy} and {@code revert}, which psql runs statement by statement. Verify scripts are not run.
 */
public final class SqitchSource implements RevisionSource {

    @Override
    public String format() {
        return "sqitch";
    }

    @Override
    public Optional<String> recognise(Path directory) {
        Path plan = SqitchConfiguration.of(new HistoryFolder(directory)).plan();
        return Files.isRegularFile(directory.resolve(plan)) ? Optional.of(HistoryFolder.name(plan)) : Optional.empty();
    }

    @Override
    public RevisionHistory read(Path directory) {
        return read(directory, ProgramOptions.defaults());
    }

    @Override
    public RevisionHistory read(Path directory, ProgramOptions program) {
        HistoryFolder folder = new HistoryFolder(directory);
        SqitchConfiguration configuration = SqitchConfiguration.of(folder);
        SqitchVariables variables = SqitchVariables.of(configuration, program.variables());
        Optional<SqitchPlan> plan = plan(folder, configuration);
        Chain chain = new Chain();
        plan.map(SqitchPlan::changes)
                .orElse(List.of())
                .forEach(change -> revision(folder, configuration, variables, change, chain));
        folder.refuseIfMalformed();
        return new RevisionHistory(
                format(),
                directory,
                chain.graph(),
                folder.notes(),
                plan.map(read -> SqitchRegistry.of(read, configuration, directory)));
    }

    private static Optional<SqitchPlan> plan(HistoryFolder folder, SqitchConfiguration configuration) {
        if (Files.isRegularFile(folder.directory().resolve(configuration.plan()))) {
            return folder.read(configuration.plan()).map(source -> SqitchPlan.parse(folder, source));
        }
        folder.problem(
                configuration.plan(),
                "there is no such file: expected Sqitch's plan, or a sqitch.conf that names it with core.plan_file");
        return Optional.empty();
    }

    private static void revision(
            HistoryFolder folder,
            SqitchConfiguration configuration,
            SqitchVariables variables,
            SqitchPlan.Change change,
            Chain chain) {
        Path deploy = script(folder, configuration, configuration.deploy(), change);
        Path revert = script(folder, configuration, configuration.revert(), change);
        if (!Files.isRegularFile(folder.directory().resolve(deploy))) {
            folder.problem(
                    configuration.plan(),
                    change.line(),
                    "the deploy script of '" + change.name() + "' is missing: expected " + HistoryFolder.name(deploy));
            return;
        }
        Optional<Script> up = read(folder, deploy, variables.deploy());
        Optional<Script> down = Files.isRegularFile(folder.directory().resolve(revert))
                ? read(folder, revert, variables.revert())
                : Optional.empty();
        if (up.isEmpty()) {
            return;
        }
        Directives directives =
                down.map(found -> up.get().directives.and(found.directives)).orElse(up.get().directives);
        folder.problems(directives.problems());
        Downgrade downgrade = Downgrades.of(folder, down.map(Script::script), directives, HistoryFolder.name(revert));
        chain.add(
                new RevisionId(change.id()),
                change.note().isEmpty() ? change.name() : change.note().replaceAll("[\\r\\n]+", " "),
                up.get().script,
                downgrade,
                directives.allowances(),
                deploy);
    }

    /** An earlier form of a change that was reworked lies in a file with the name of a tag that followed it. */
    private static Path script(
            HistoryFolder folder, SqitchConfiguration configuration, Path directory, SqitchPlan.Change change) {
        List<Path> candidates = change.reworkTags().stream()
                .map(tag -> directory.resolve(change.name() + "@" + tag + "." + configuration.extension()))
                .toList();
        return candidates.stream()
                .filter(file -> Files.isRegularFile(folder.directory().resolve(file)))
                .findFirst()
                .or(() -> candidates.stream().findFirst())
                .orElse(directory.resolve(change.name() + "." + configuration.extension()));
    }

    private record Script(SqlScript script, Directives directives) {}

    private static Optional<Script> read(HistoryFolder folder, Path file, Map<String, String> variables) {
        return folder.read(file).map(source -> {
            SplitScript split = ScriptSplitter.split(source.withoutByteOrderMark(), new PsqlVariables(variables));
            folder.problems(split.problems());
            return new Script(
                    new SqlScript(file, split.batches(), TransactionMode.NONE), Directives.of(split.comments()));
        });
    }
}
