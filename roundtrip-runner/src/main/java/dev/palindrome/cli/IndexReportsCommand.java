package dev.palindrome.cli;

import dev.palindrome.report.ReportIndex;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes one page of the reports of several modules. */
@Command(
        name = "index-reports",
        description = "Write one page that leads to all reports that lie in folders, such as those of several modules.",
        mixinStandardHelpOptions = true)
final class IndexReportsCommand implements Callable<Integer> {

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(
            paramLabel = "DIR",
            arity = "1..*",
            description = "The folders with the JSON reports, and the pages beside them.")
    private List<Path> folders = List.of();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            required = true,
            description = "The page to write; its links are relative to it.")
    private @Nullable Path output;

    @Override
    public Integer call() {
        Path file = Objects.requireNonNull(output);
        new OutputFile(file).check();
        List<Path> missing =
                folders.stream().filter(folder -> !Files.isDirectory(folder)).toList();
        if (!missing.isEmpty()) {
            throw new UsageException(
                    "There is no folder %s: expected one with reports, such as module/target/palindrome"
                            .formatted(missing.get(0)));
        }
        ReportIndex index = read();
        if (index.isEmpty()) {
            throw new UsageException("No reports in %s: expected files that 'verify --json' or tests have written"
                    .formatted(String.join(
                            ", ", folders.stream().map(Path::toString).toList())));
        }
        Path folder = Objects.requireNonNull(file.toAbsolutePath().getParent());
        new OutputFile(file).write(out -> index.write(folder, out));
        Objects.requireNonNull(spec)
                .commandLine()
                .getOut()
                .printf("%s: %d report%s%n", file, index.size(), index.size() == 1 ? "" : "s");
        return ExitCode.OK;
    }

    private ReportIndex read() {
        try {
            return ReportIndex.of(folders.stream().distinct().toList());
        } catch (IOException e) {
            throw new UsageException("Cannot read the reports: " + e, e);
        }
    }
}
