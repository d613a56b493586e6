package dev.palindrome.cli;

import dev.palindrome.roundtrip.Baseline;
import dev.palindrome.roundtrip.RoundTripOptions;
import dev.palindrome.roundtrip.RoundTripReport;
import dev.palindrome.roundtrip.finding.Severity;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * The file that a user named for the findings that are known already: read where it exists, and otherwise written.
 *
 * @param file empty when the user named none
 * @param recording whether there is no such file yet
 */
record BaselineFile(Optional<Path> file, boolean recording) {

    /** Look for the file once: what is missing before the run is what the run writes. */
    static BaselineFile of(Optional<Path> file) {
        return new BaselineFile(file, file.filter(Files::notExists).isPresent());
    }

    /**
     * Return the options with what is known, before any server is started.
     *
     * @throws UsageException when the file would have to be written, and may or can not be
     */
    RoundTripOptions apply(RoundTripOptions options, Map<String, String> environment) {
        if (!recording) {
            return file.map(Baseline::read).map(options::withBaseline).orElse(options);
        }
        Path missing = file.orElseThrow();
        if (options.only().isPresent()) {
            throw new UsageException(
                    "There is no baseline %s yet, and it is written from the whole history: choose no revisions the first time"
                            .formatted(missing));
        }
        if (options.shard().isPresent()) {
            throw new UsageException(
                    "There is no baseline %s yet, and it is written from the whole history: verify the shards without it, and give it to merge-reports"
                            .formatted(missing));
        }
        checkIfToBeWritten(environment);
        return options;
    }

    /**
     * Look whether the file can be written, if there is none.
     *
     * @throws UsageException when it would have to be written, and may or can not be
     */
    void checkIfToBeWritten(Map<String, String> environment) {
        if (!recording) {
            return;
        }
        Path missing = file.orElseThrow();
        if (isContinuousIntegration(environment)) {
            throw new UsageException(
                    "There is no baseline %s, and none is written where CI is set: run the same command on your own machine, and commit the file"
                            .formatted(missing));
        }
        new OutputFile(missing).check();
    }

    /** Return the report as files tell it: what this run writes down as known does not fail there, as it will not in the next run. */
    RoundTripReport applied(RoundTripReport report) {
        return recording ? Baseline.recorded(report, file.orElseThrow()) : report;
    }

    /** Write what stands in the report, when there was no file. */
    void record(RoundTripReport report, Terminal terminal) {
        if (recording) {
            Path written = file.orElseThrow();
            new OutputFile(written).write(Baseline.render(report));
            terminal.recorded(report.standing(Severity.INFO).size(), written);
        }
    }

    private static boolean isContinuousIntegration(Map<String, String> environment) {
        String value = environment.getOrDefault("CI", "").strip();
        return !value.isEmpty() && !value.equalsIgnoreCase("false");
    }
}
