package dev.palindrome.roundtrip;

import dev.palindrome.revision.Allowance;
import dev.palindrome.revision.Revision;
import dev.palindrome.revision.RevisionGraph;
import dev.palindrome.revision.RevisionId;
import dev.palindrome.revision.SourcePosition;
import dev.palindrome.roundtrip.finding.Finding;
import dev.palindrome.roundtrip.finding.FindingType;
import dev.palindrome.roundtrip.finding.Severity;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The findings that an old history had when somebody began to verify it: they are shown, and do not fail. A text file with a line for each object of
 * a finding: the finding's id, the revision and the object, separated by tabs. Immutable.
 *
 * @param known for each revision what is known of it, as allowances at their place in the file
 */
public record Baseline(Map<RevisionId, List<Allowance>> known) {

    private static final String HEADING = """
            # What palindrome found in this history when it was first verified: finding, revision, object. It does not fail.
            # Remove the lines of what has been mended; 'palindrome verify' tells which are not needed any more.
            """;

    private static final String EVERYTHING = "*";

    /** An editor may have put it in front. */
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    public Baseline {
        known = Map.copyOf(known);
    }

    public static Baseline none() {
        return new Baseline(Map.of());
    }

    /**
     * Read a file; blank lines and those that begin with {@code #} say nothing.
     *
     * @throws BaselineException when it cannot be read, or a line is none of a baseline
     */
    public static Baseline read(Path file) {
        Map<RevisionId, List<Allowance>> known = new LinkedHashMap<>();
        int number = 0;
        for (String line : lines(file)) {
            number++;
            if (!line.isBlank() && !line.startsWith("#")) {
                SourcePosition position = new SourcePosition(file, number, 1);
                List<String> fields = fields(line, position);
                known.computeIfAbsent(new RevisionId(fields.get(1)), id -> new ArrayList<>())
                        .add(new Allowance(fields.get(0), fields.get(2), reason(file), position));
            }
        }
        return new Baseline(known);
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readString(file)
                    .replaceFirst("^" + BYTE_ORDER_MARK, "")
                    .lines()
                    .toList();
        } catch (CharacterCodingException e) {
            throw new BaselineException(file + " is not UTF-8: expected a file written by 'verify --baseline'", e);
        } catch (IOException e) {
            throw new BaselineException("Cannot read the baseline %s: %s".formatted(file, e), e);
        }
    }

    private static List<String> fields(String line, SourcePosition position) {
        String[] fields = line.split("\t", -1);
        if (fields.length != 3 || Stream.of(fields).anyMatch(String::isBlank)) {
            throw new BaselineException(
                    "%s: expected a finding, a revision and an object, separated by tabs; mend or remove the line"
                            .formatted(position));
        }
        if (FindingType.withId(fields[0]).isEmpty()) {
            throw new BaselineException(
                    "%s: there is no finding '%s', their ids are like PAL-D01; mend or remove the line"
                            .formatted(position, fields[0]));
        }
        try {
            return Stream.of(fields).map(String::translateEscapes).toList();
        } catch (IllegalArgumentException e) {
            throw new BaselineException(
                    "%s: a backslash that stands for itself is written twice; mend or remove the line"
                            .formatted(position),
                    e);
        }
    }

    private static String reason(Path file) {
        return "known in " + file.getFileName();
    }

    /** Return the report with all that stands in it as known, as a run will report it that is given the file. */
    public static RoundTripReport recorded(RoundTripReport report, Path file) {
        List<RevisionResult> results = report.results().stream()
                .map(result -> result.withFindings(result.findings().stream()
                        .map(finding -> finding.stands(Severity.INFO) ? finding.allowedFor(reason(file)) : finding)
                        .toList()))
                .toList();
        return report.withResults(results);
    }

    /** Return the text of a file that knows every finding that stands in a report, of whatever severity. */
    public static String render(RoundTripReport report) {
        Set<String> lines = new LinkedHashSet<>();
        for (RevisionResult result : report.results()) {
            for (Finding finding : result.standing(Severity.INFO)) {
                List<String> objects = finding.objects().isEmpty() ? List.of(EVERYTHING) : finding.objects();
                objects.forEach(object -> lines.add(String.join(
                        "\t",
                        finding.type().id(),
                        escaped(result.revision().id().value()),
                        escaped(object))));
            }
        }
        StringBuilder text = new StringBuilder(HEADING);
        lines.forEach(line -> text.append(line).append('\n'));
        return text.toString();
    }

    private static String escaped(String field) {
        return field.replace("\\", "\\\\")
                .replace("\t", "\\t")
                .replace("\n", "\\n")
                .replace("\r", "\\r");
    }

    List<Allowance> of(Revision revision) {
        return known.getOrDefault(revision.id(), List.of());
    }

    /** Return a line for each entry whose revision does not exist. */
    List<String> strangers(RevisionGraph graph) {
        Set<RevisionId> ids = new LinkedHashSet<>();
        graph.inOrder().forEach(revision -> ids.add(revision.id()));
        return known.entrySet().stream()
                .filter(entry -> !ids.contains(entry.getKey()))
                .flatMap(entry -> entry.getValue().stream()
                        .map(allowance -> "%s: there is no revision %s; remove the line"
                                .formatted(allowance.position(), entry.getKey())))
                .sorted()
                .toList();
    }
}
