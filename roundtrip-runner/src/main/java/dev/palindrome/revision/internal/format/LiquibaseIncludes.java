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

    private final HistoryFolder folder;
    private final List<Path> all;
    private final Set<Path> included = new LinkedHashSet<>();
    private final Set<Path> read = new LinkedHashSet<>();

    private LiquibaseIncludes(HistoryFolder folder) {
        this.folder = folder;
        this.all = folder.filesOfTree();
    }

    /** Return the formatted SQL files in the order in which Liquibase runs them. */
    static List<Path> files(HistoryFolder folder) {
        return new LiquibaseIncludes(folder).files();
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
        for (Reference reference : references(changelog)) {
            if (reference.kind.equals("changeSet")) {
                folder.note(HistoryFolder.name(changelog) + ":" + reference.line
                        + ": a change set that is not SQL is not run here");
                continue;
            }
            List<Path> found = resolve(changelog, reference);
            if (found.isEmpty() && reference.kind.equals("include")) {
                folder.problem(
                        changelog, reference.line, "there is no file " + reference.path + " to include in this folder");
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

    private boolean isFormatted(Path file) {
        return file.toString().toLowerCase(Locale.ROOT).endsWith(".sql")
                && folder.hasLine(
                        file, line -> LiquibaseSource.FIRST_LINE.matcher(line).matches());
    }

    private record Reference(String kind, String path, int line) {}

    private List<Reference> references(Path changelog) {
        Optional<SourceText> source = folder.read(changelog);
        List<Reference> references = new ArrayList<>();
        if (source.isEmpty()) {
            return references;
        }
        boolean xml = changelog.toString().toLowerCase(Locale.ROOT).endsWith(".xml");
        String text = xml ? blanked(source.get().text()) : source.get().text();
        Matcher matcher = (xml ? XML : YAML).matcher(text);
        while (matcher.find()) {
            String kind = matcher.group(1) == null ? "changeSet" : matcher.group(1);
            Matcher attribute =
                    (xml ? ATTRIBUTE : YAML_ATTRIBUTE).matcher(matcher.group(2) == null ? "" : matcher.group(2));
            references.add(new Reference(
                    kind,
                    attribute.find() ? attribute.group(2).strip() : "",
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
