package dev.palindrome.roundtrip;

import dev.palindrome.revision.RevisionGraph;
import dev.palindrome.revision.RevisionHistory;
import dev.palindrome.revision.RevisionId;
import dev.palindrome.roundtrip.finding.Finding;
import dev.palindrome.roundtrip.finding.Leg;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Puts the reports of all shards of a run together to the one that the run would have written without shards. */
public final class MergedShards {

    /** On these, a revision is tried on rows, which comes last. */
    private static final Set<Leg> WITH_ROWS = EnumSet.of(Leg.BEFORE, Leg.WRITES, Leg.OLD_WRITER);

    private final List<RoundTripReport> reports;
    private final List<ShardPart> parts;

    private MergedShards(List<RoundTripReport> reports) {
        this.reports = reports;
        this.parts = reports.stream().map(MergedShards::part).toList();
    }

    /**
     * Merge reports, in whatever order they come.
     *
     * @param reports by the names that messages give them; each of a shard
     * @throws UnmergeableReportsException when they are not the shards of one run, each once
     */
    public static RoundTripReport of(Map<String, RoundTripReport> reports) {
        check(reports);
        return new MergedShards(reports.values().stream()
                        .sorted(Comparator.comparing(
                                report -> part(report).shard().index()))
                        .toList())
                .merge();
    }

    private static ShardPart part(RoundTripReport report) {
        return report.part().orElseThrow(() -> new IllegalArgumentException("The report is of no shard"));
    }

    private static void check(Map<String, RoundTripReport> reports) {
        if (reports.isEmpty()) {
            throw new UnmergeableReportsException("Expected the reports of all shards, found none");
        }
        Map.Entry<String, RoundTripReport> first = reports.entrySet().iterator().next();
        Map<Integer, String> names = new TreeMap<>();
        reports.forEach((name, report) -> {
            sameRun(first.getKey(), first.getValue(), name, report);
            ownRevisions(name, report);
            String twin = names.put(part(report).shard().index(), name);
            if (twin != null) {
                throw new UnmergeableReportsException("%s and %s are both shard %s: leave one of them out"
                        .formatted(twin, name, part(report).shard()));
            }
        });
        int of = part(first.getValue()).shard().of();
        String missing = IntStream.rangeClosed(1, of)
                .filter(index -> !names.containsKey(index))
                .mapToObj(index -> new Shard(index, of).toString())
                .collect(Collectors.joining(", "));
        if (!missing.isEmpty()) {
            String found = names.entrySet().stream()
                    .map(entry -> new Shard(entry.getKey(), of) + " in " + entry.getValue())
                    .collect(Collectors.joining(", "));
            throw new UnmergeableReportsException(
                    "Expected the reports of %d shards, and there is none of %s; found %s. Did its run fail?"
                            .formatted(of, missing, found));
        }
    }

    private static void sameRun(String firstName, RoundTripReport first, String name, RoundTripReport other) {
        Map<String, Function<RoundTripReport, Object>> traits = new LinkedHashMap<>();
        traits.put("number of shards", report -> part(report).shard().of());
        traits.put("format", report -> report.history().format());
        traits.put("seed", RoundTripReport::seed);
        traits.put("checks", report -> part(report).checks().stream().sorted().toList());
        traits.put("baseline", report -> part(report).baseline() ? "used" : "not used");
        traits.put("list of revisions", report -> part(report).revisions());
        traits.put("scripts", report -> part(report).digest());
        traits.forEach((trait, value) -> {
            Object expected = value.apply(first);
            Object found = value.apply(other);
            if (!expected.equals(found)) {
                throw new UnmergeableReportsException(
                        "%s and %s are not of one run: %s. Verify every shard with the same files and the same options"
                                .formatted(firstName, name, differ(trait, expected, found)));
            }
        });
    }

    private static String differ(String trait, Object expected, Object found) {
        String both = "%s and %s".formatted(expected, found);
        return both.length() > 100
                ? "their %s differ".formatted(trait.startsWith("list") ? "lists of revisions" : trait)
                : "their %s: %s".formatted(trait, both);
    }

    private static void ownRevisions(String name, RoundTripReport report) {
        ShardPart part = part(report);
        List<RevisionId> expected = part.shard().slice(part.revisions());
        List<RevisionId> found =
                report.results().stream().map(result -> result.revision().id()).toList();
        if (!expected.equals(found)
                || Set.copyOf(part.revisions()).size() < part.revisions().size()) {
            throw new UnmergeableReportsException(
                    "%s does not hold the revisions of shard %s: it was changed, or written by another version of palindrome"
                            .formatted(name, part.shard()));
        }
    }

    private RoundTripReport merge() {
        RoundTripReport first = reports.get(0);
        List<RevisionResult> results = results();
        return new RoundTripReport(
                new RevisionHistory(
                        first.history().format(),
                        first.history().directory(),
                        RevisionGraph.of(
                                results.stream().map(RevisionResult::revision).toList()),
                        List.of()),
                first.server(),
                first.seed(),
                results,
                notes(results).lines(),
                parts.stream().map(ShardPart::coverage).reduce(RowCoverage.none(), RowCoverage::and),
                reports.stream()
                        .map(RoundTripReport::duration)
                        .max(Comparator.naturalOrder())
                        .orElse(Duration.ZERO),
                Optional.empty());
    }

    private List<RevisionResult> results() {
        Map<RevisionId, List<Finding>> late = new LinkedHashMap<>();
        parts.stream()
                .flatMap(part -> part.elsewhere().stream())
                .forEach(result -> late.computeIfAbsent(result.revision().id(), id -> new ArrayList<>())
                        .addAll(result.findings()));
        UnpopulatedTables unpopulated = new UnpopulatedTables();
        return reports.stream()
                .flatMap(report -> report.results().stream())
                .map(result -> result.withFindings(Stream.of(
                                result.findings().stream().filter(finding -> !isWithRows(finding)),
                                late.getOrDefault(result.revision().id(), List.of()).stream(),
                                result.findings().stream().filter(MergedShards::isWithRows))
                        .flatMap(findings -> findings)
                        .filter(unpopulated::isNews)
                        .toList()))
                .toList();
    }

    private static boolean isWithRows(Finding finding) {
        return WITH_ROWS.contains(finding.leg());
    }

    private ReportNotes notes(List<RevisionResult> results) {
        List<String> review = all(ReportNotes::review);
        return new ReportNotes(
                all(ReportNotes::start).stream().distinct().toList(),
                Unverified.of(results, parts.get(0).firstFailed()).stream().toList(),
                all(ReportNotes::skipped),
                Stream.concat(review.stream(), differentServers().stream()).toList(),
                all(ReportNotes::rows),
                inEach(ReportNotes::unusedAssumptions),
                all(ReportNotes::strangers).stream().distinct().toList(),
                unusedAllowances(results, review.isEmpty()));
    }

    private List<String> all(Function<ReportNotes, List<String>> kind) {
        return parts.stream().flatMap(part -> kind.apply(part.notes()).stream()).toList();
    }

    private <T> List<T> inEach(Function<ReportNotes, List<T>> kind) {
        return kind.apply(parts.get(0).notes()).stream()
                .filter(element ->
                        parts.stream().allMatch(part -> kind.apply(part.notes()).contains(element)))
                .toList();
    }

    private List<UnusedAllowance> unusedAllowances(List<RevisionResult> results, boolean reviewed) {
        Stream<UnusedAllowance> ofRevisions = parts.stream()
                .flatMap(part -> part.notes().unusedAllowances().stream())
                .filter(allowance -> allowance.revision().isPresent());
        Stream<UnusedAllowance> everywhere = inEach(ReportNotes::unusedAllowances).stream()
                .filter(allowance -> allowance.revision().isEmpty());
        return Stream.concat(ofRevisions, everywhere)
                .filter(allowance -> allowance.wasLookedFor(parts.get(0).checks(), reviewed))
                .filter(allowance -> results.stream().noneMatch(allowance::isUsedBy))
                .toList();
    }

    private List<String> differentServers() {
        List<String> versions = reports.stream()
                .map(report -> report.server().version())
                .distinct()
                .sorted()
                .toList();
        return versions.size() == 1
                ? List.of()
                : List.of("the shards ran on different servers: PostgreSQL " + String.join(", ", versions));
    }
}
