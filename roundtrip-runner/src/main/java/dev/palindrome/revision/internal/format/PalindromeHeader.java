package dev.palindrome.revision.internal.format;

import dev.palindrome.revision.RevisionGraph.Header;
import dev.palindrome.revision.RevisionId;
import dev.palindrome.revision.internal.sql.SourceText;
import dev.palindrome.revision.internal.text.Nearest;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The comment lines at the top of a file of our own format, up to the first line that is none.
 *
 * @param message empty when there is none
 * @param dependencies ids or branch labels
 * @param lines where each part is stated
 */
record PalindromeHeader(
        Optional<String> message,
        RevisionId id,
        Set<RevisionId> downRevisions,
        Set<String> branchLabels,
        Set<String> dependencies,
        Optional<Instant> created,
        Map<Header, Integer> lines) {

    private static final String REVISION = "revision";
    private static final String DOWN_REVISION = "down-revision";
    private static final String BRANCH_LABELS = "branch-labels";
    private static final String DEPENDS_ON = "depends-on";
    private static final String CREATED = "created";
    private static final List<String> KEYS = List.of(REVISION, DOWN_REVISION, BRANCH_LABELS, DEPENDS_ON, CREATED);
    private static final Map<String, Header> HEADERS = Map.of(
            REVISION, Header.REVISION,
            DOWN_REVISION, Header.DOWN_REVISION,
            BRANCH_LABELS, Header.BRANCH_LABELS,
            DEPENDS_ON, Header.DEPENDS_ON);

    private static final Pattern COMMENT = Pattern.compile("\\s*--+(.*)");
    private static final Pattern ENTRY = Pattern.compile("([A-Za-z]+(?:[-_][A-Za-z]+)*)\\s*:(?!//)(.*)");
    private static final Pattern DIRECTIVE = Pattern.compile("palindrome\\s*:.*");
    /** Alembic's illegal characters, of its target grammar, and what separates ids here. */
    private static final Pattern ILLEGAL = Pattern.compile("[@+:,\\s\\p{Cntrl}-]");

    private static final Set<String> RESERVED = Set.of("head", "heads", "base", "current", "none");

    private static final DateTimeFormatter DATE = new DateTimeFormatterBuilder()
            .appendPattern("yyyy-MM-dd")
            .optionalStart()
            .appendPattern("['T'][' ']HH:mm[:ss]")
            .optionalEnd()
            .optionalStart()
            .appendFraction(ChronoField.NANO_OF_SECOND, 1, 9, true)
            .optionalEnd()
            .appendPattern("[ ][XXX][xx]")
            .parseDefaulting(ChronoField.HOUR_OF_DAY, 0)
            .parseDefaulting(ChronoField.MINUTE_OF_HOUR, 0)
            .toFormatter(Locale.ROOT);

    /** Tell whether the header says what is below the revision, if only that nothing is. */
    boolean statesDownRevision() {
        return lines.containsKey(Header.DOWN_REVISION);
    }

    /** Tell whether the line states a revision's id, which makes a file one of this format. */
    static boolean statesRevision(String line) {
        Matcher comment = COMMENT.matcher(line.startsWith("\uFEFF") ? line.substring(1) : line);
        return comment.matches() && REVISION.equals(entryKey(comment.group(1)));
    }

    /** Read the header; empty when it has problems, which the folder then knows. */
    static Optional<PalindromeHeader> parse(HistoryFolder folder, SourceText source) {
        return new Parser(folder, source.file()).parse(source.text().lines().toList());
    }

    private static String entryKey(String comment) {
        Matcher entry = ENTRY.matcher(comment.strip());
        return entry.matches() ? entry.group(1).toLowerCase(Locale.ROOT).replace('_', '-') : "";
    }

    private static final class Parser {

        private final HistoryFolder folder;
        private final Path file;
        private final Map<String, String> values = new LinkedHashMap<>();
        private final Map<String, Integer> lines = new LinkedHashMap<>();
        private Optional<String> message = Optional.empty();
        private boolean refused;

        Parser(HistoryFolder folder, Path file) {
            this.folder = folder;
            this.file = file;
        }

        Optional<PalindromeHeader> parse(List<String> text) {
            int number = 0;
            for (String line : text) {
                number++;
                Matcher comment = COMMENT.matcher(line);
                if (comment.matches() && !PalindromeFile.isSection(line)) {
                    comment(number, comment.group(1).strip());
                } else if (!line.isBlank() || !values.isEmpty()) {
                    break;
                }
            }
            return header();
        }

        private void comment(int number, String comment) {
            if (comment.isEmpty() || DIRECTIVE.matcher(comment).matches()) {
                return;
            }
            String key = entryKey(comment);
            if (message.isEmpty() && values.isEmpty() && !KEYS.contains(key)) {
                message = Optional.of(comment);
            } else if (KEYS.contains(key)) {
                entry(number, key, comment.substring(comment.indexOf(':') + 1).strip());
            } else if (!key.isEmpty()) {
                refuse(
                        number,
                        "unknown header '" + key + "'" + Nearest.endOfSentence(key, KEYS) + " Headers are "
                                + String.join(", ", KEYS) + "; put remarks below an empty line");
            }
        }

        private void entry(int number, String key, String value) {
            if (values.putIfAbsent(key, value) != null) {
                refuse(number, "'" + key + "' is stated twice, first in line " + lines.get(key));
            }
            lines.putIfAbsent(key, number);
        }

        private Optional<PalindromeHeader> header() {
            String id = values.getOrDefault(REVISION, "");
            if (!lines.containsKey(REVISION)) {
                refuse(1, "there is no header line '-- revision: …' among the comment lines at the top");
            } else {
                checkName(REVISION, id);
            }
            Set<String> downRevisions = names(DOWN_REVISION);
            Set<String> labels = names(BRANCH_LABELS);
            Set<String> dependencies = names(DEPENDS_ON);
            Optional<Instant> created = created();
            if (refused) {
                return Optional.empty();
            }
            return Optional.of(new PalindromeHeader(
                    message,
                    new RevisionId(id),
                    downRevisions.stream().map(RevisionId::new).collect(Collectors.toSet()),
                    labels,
                    dependencies,
                    created,
                    headerLines()));
        }

        private Map<Header, Integer> headerLines() {
            Map<Header, Integer> found = new EnumMap<>(Header.class);
            lines.forEach((key, number) -> {
                Header header = HEADERS.get(key);
                if (header != null) {
                    found.put(header, number);
                }
            });
            return found;
        }

        /** Read a list with commas; {@code none} and nothing are empty. */
        private Set<String> names(String key) {
            String value = values.getOrDefault(key, "");
            if (value.isEmpty() || value.equalsIgnoreCase("none")) {
                return Set.of();
            }
            Set<String> names = new LinkedHashSet<>();
            for (String name :
                    Arrays.stream(value.split(",", -1)).map(String::strip).toList()) {
                checkName(key, name);
                if (!names.add(name)) {
                    refuse(lineOf(key), "'" + key + "' names '" + name + "' twice");
                }
            }
            return names;
        }

        private void checkName(String key, String name) {
            Matcher illegal = ILLEGAL.matcher(name);
            if (name.isEmpty()) {
                refuse(lineOf(key), "'" + key + "' has an empty name: write names with commas between them");
            } else if (illegal.find()) {
                refuse(
                        lineOf(key),
                        "'" + key + "' names '" + name + "', which has the illegal character '" + illegal.group()
                                + "': @ - + : , and blanks have a meaning in targets");
            } else if (RESERVED.contains(name.toLowerCase(Locale.ROOT))) {
                refuse(
                        lineOf(key),
                        "'" + key + "' names '" + name + "', which is a target's word: choose another name");
            }
        }

        private Optional<Instant> created() {
            String value = values.getOrDefault(CREATED, "");
            if (value.isEmpty()) {
                return Optional.empty();
            }
            try {
                TemporalAccessor parsed = DATE.parse(value);
                ZoneOffset offset =
                        parsed.isSupported(ChronoField.OFFSET_SECONDS) ? ZoneOffset.from(parsed) : ZoneOffset.UTC;
                return Optional.of(LocalDateTime.from(parsed).toInstant(offset));
            } catch (DateTimeException e) {
                refuse(lineOf(CREATED), "'created' is no date and time: write it like 2026-11-22 19:58, in UTC");
                return Optional.empty();
            }
        }

        private int lineOf(String key) {
            return lines.getOrDefault(key, 1);
        }

        private void refuse(int number, String why) {
            refused = true;
            folder.problem(file, number, why);
        }
    }
}
