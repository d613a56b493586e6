package dev.palindrome.revision.internal.format;

import dev.palindrome.revision.internal.sql.SourceText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The order of a folder's formatted SQL files: that in which a root changelog, in XML or YAML, includes them. Change sets that stand in
 * such a changelog itself are not SQL.
 */
final class LiquibaseIncludes {

    private static final Pattern CHANGELOG = Pattern.compile(".*\\.(xml|ya?ml)", Pattern.CASE_INSENSITIVE);
    private static final Pattern XML = Pattern.compile("<(include|includeAll)\\b([^>]*)>|<(changeSet)\\b");
    private static final Pattern ATTRIBUTE = Pattern.compile("\\b(file|path)\\s*=\\s*[\"']([^\"']*)[\"']");
    private static final Pattern YAML =
            Pattern.compile("(?m)^\\s*-\\s*(include|includeAll|changeSet)\\s*:([\\s\\S]*?)(?=^\\s*-\\s|\\z)");
    private static final Pattern YAML_ATTRIBUTE =
            Pattern.compile("\\b(file|path)\\s*:\\s*[\"']?([^\"'\\r\\n,}]+?)[\"']?\\s*(?:[,}\\r\\n]|\\z)");

    /** What a changelog says of the change sets that it includes. */
    private static final Pattern NOT_READ = Pattern.compile(
            "(?:<|\\s)(property|preConditions|logicalFilePath|context|contextFilter|labels)\\b(?=\\s*[:=]|\\s+\\w+\\s*=|\\s*>)");

    private static final Pattern RELATIVE = Pattern.compile("\\brelativeToChangelogFile\\s*[=:]\\s*[\"']?true");

    private final HistoryFolder folder;
    private final List<Path> all;
    private final Set<Path> included = new LinkedHashSet<>();
    private final Set<Path> read = new LinkedHashSet<>();
    private Optional<LiquibaseLayout> layout = Optional.empty();
    private boolean hasOthers;

    /**
     * What Liquibase runs.
     *
     * @param files in the order in which it runs them
     * @param layout of its paths, as far as the changelogs tell
     * @param hasOthers whether there are change sets that are not SQL
     */
    record Included(List<Path> files, LiquibaseLayout layout, boolean hasOthers) {}

    private LiquibaseIncludes(HistoryFolder folder) {
        this.folder = folder;
        this.all = folder.filesOfTree();
    }

    static Included of(HistoryFolder folder) {
        LiquibaseIncludes includes = new LiquibaseIncludes(folder);
        List<Path> files = includes.files();
        return new Included(files, includes.layout.orElse(LiquibaseLayout.SAME), includes.hasOthers);
    }

    private List<Path> files() {
        List<Path> changelogs = all.stream()
                .filter(file -> CHANGELOG.matcher(file.toString()).matches())
                .filter(file -> folder.hasLine(file, line -> line.contains("databaseChangeLog")))
                .toList();
        List<Path> scripts = all.stream().filter(this::isFormatted).toList();
        List<Path> roots = roots(changelogs);
        if (roots.isEmpty()) {
            return scripts;
        }
        if (roots.size() > 1) {
            folder.problem(
                    roots.get(1),
                    "there is more than one changelog that no other includes, such as "
                            + HistoryFolder.name(roots.get(0))
                            + ": leave the one root in the folder, or name the folder of the SQL files");
            return scripts;
        }
        follow(roots.get(0));
        folder.notePassedOver(
                scripts.stream().filter(file -> !included.contains(file)).toList(),
                "not included by " + HistoryFolder.name(roots.get(0)));
        return List.copyOf(included);
    }

    private List<Path> roots(List<Path> changelogs) {
        Set<Path> below = new LinkedHashSet<>();
        for (Path changelog : changelogs) {
            for (Reference reference : references(changelog)) {
                below.addAll(resolve(changelog, reference));
            }
        }
        return changelogs.stream().filter(file -> !below.contains(file)).toList();
    }

    private void follow(Path changelog) {
        if (!read.add(changelog)) {
            return;
        }
        noteWhatIsNotRead(changelog);
        for (Reference reference : references(changelog)) {
            if (reference.kind.equals("changeSet")) {
                hasOthers = true;
                folder.note(HistoryFolder.name(changelog) + ":" + reference.line
                        + ": a change set that is not SQL is not run here");
                continue;
            }
            List<Path> found = resolve(changelog, reference);
            if (found.isEmpty() && reference.kind.equals("include")) {
                folder.problem(
                        changelog, reference.line, "there is no file " + reference.path + " to include in this folder");
            }
            if (!reference.isRelative && !found.isEmpty()) {
                layout = layout.or(() -> layout(reference, found.get(0)));
            }
            for (Path file : found) {
                if (CHANGELOG.matcher(file.toString()).matches()) {
                    follow(file);
                } else if (isFormatted(file)) {
                    included.add(file);
                } else {
                    folder.notePassedOver(List.of(file), "no formatted SQL");
                }
            }
        }
    }

    private void noteWhatIsNotRead(Path changelog) {
        String text = folder.read(changelog).map(SourceText::text).orElse("");
        Set<String> words = new LinkedHashSet<>();
        Matcher matcher = NOT_READ.matcher(isXml(changelog) ? blanked(text) : text);
        while (matcher.find()) {
            words.add(matcher.group(1));
        }
        if (!words.isEmpty()) {
            folder.note(HistoryFolder.name(changelog) + ": not read there: " + String.join(", ", words));
        }
    }

    private static boolean isXml(Path changelog) {
        return changelog.toString().toLowerCase(Locale.ROOT).endsWith(".xml");
    }

    private boolean isFormatted(Path file) {
        return file.toString().toLowerCase(Locale.ROOT).endsWith(".sql")
                && folder.hasLine(
                        file, line -> LiquibaseSource.FIRST_LINE.matcher(line).matches());
    }

    /** An include that is not relative names what Liquibase will write down. */
    private static Optional<LiquibaseLayout> layout(Reference reference, Path found) {
        if (reference.kind.equals("include")) {
            return LiquibaseLayout.between(found, reference.path);
        }
        Path folder = found.getParent();
        return folder == null
                ? Optional.empty()
                : LiquibaseLayout.between(folder, reference.path.replaceFirst("/+$", ""));
    }

    private record Reference(String kind, String path, boolean isRelative, int line) {}

    private List<Reference> references(Path changelog) {
        Optional<SourceText> source = folder.read(changelog);
        List<Reference> references = new ArrayList<>();
        if (source.isEmpty()) {
            return references;
        }
        boolean xml = isXml(changelog);
        String text = xml ? blanked(source.get().text()) : source.get().text();
        Matcher matcher = (xml ? XML : YAML).matcher(text);
        while (matcher.find()) {
            String kind = matcher.group(1) == null ? "changeSet" : matcher.group(1);
            String attributes = matcher.group(2) == null ? "" : matcher.group(2);
            Matcher attribute = (xml ? ATTRIBUTE : YAML_ATTRIBUTE).matcher(attributes);
            references.add(new Reference(
                    kind,
                    attribute.find() ? attribute.group(2).strip() : "",
                    RELATIVE.matcher(attributes).find(),
                    source.get().lineAt(matcher.start())));
        }
        return references;
    }

    /** Blank out comments, and keep the lines. */
    private static String blanked(String xml) {
        return Pattern.compile("<!--[\\s\\S]*?-->")
                .matcher(xml)
                .replaceAll(found -> found.group().replaceAll("[^\\n]", " "));
    }

    /** Paths begin at the changelog, or at a root of the class path that we do not know: then their end has to fit. */
    private List<Path> resolve(Path changelog, Reference reference) {
        if (reference.path.isEmpty()) {
            return List.of();
        }
        String wanted = reference
                .path
                .replaceFirst("^classpath:", "")
                .replaceFirst("^/+", "")
                .replace('\\', '/');
        Path parent = changelog.getParent();
        Path beside = (parent == null ? Path.of(wanted) : parent.resolve(wanted)).normalize();
        if (reference.kind.equals("include")) {
            return all.contains(beside)
                    ? List.of(beside)
                    : all.stream()
                            .filter(file -> endsAlike(file, Path.of(wanted).normalize()))
                            .limit(1)
                            .toList();
        }
        List<Path> within = all.stream()
                .filter(file -> file.startsWith(beside) || beside.toString().isEmpty())
                .toList();
        if (!within.isEmpty()) {
            return within.stream().filter(file -> !file.equals(changelog)).toList();
        }
        return all.stream()
                .filter(file -> file.getParent() != null
                        && endsAlike(file.getParent(), Path.of(wanted).normalize()))
                .toList();
    }

    /** {@code db/changelog/a.sql} and {@code changelog/a.sql} may be one file, seen from two folders. */
    private static boolean endsAlike(Path file, Path wanted) {
        return file.endsWith(wanted) || wanted.endsWith(file);
    }
}
