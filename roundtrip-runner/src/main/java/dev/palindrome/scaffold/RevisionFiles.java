package dev.palindrome.scaffold;

import dev.palindrome.revision.Downgrade;
import dev.palindrome.revision.Revision;
import dev.palindrome.revision.RevisionHistory;
import dev.palindrome.revision.RevisionId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The files of a new revision. */
public final class RevisionFiles {

    private static final String TIMESTAMP = "uuuuMMddHHmmss";
    private static final int TIMESTAMP_DIGITS = 14;

    private RevisionFiles() {}

    /** Return the files with nothing to run in them yet; see {@link #of(RevisionHistory, NewRevision, Scripts)}. */
    public static Map<Path, String> of(RevisionHistory history, NewRevision revision) {
        return of(history, revision, Scripts.EMPTY);
    }

    /**
     * Return the files, by their place in the folder of the history. A format that has no downgrades here gets none.
     *
     * @throws ScaffoldException when the format has no such revision, or is written by its tool alone
     */
    public static Map<Path, String> of(RevisionHistory history, NewRevision revision, Scripts scripts) {
        boolean graph =
                history.format().equals("palindrome") || history.format().equals("alembic");
        if (!graph) {
            requireLinear(history, revision);
        }
        return switch (history.format()) {
            case "palindrome" -> palindrome(revision, scripts);
            case "alembic" -> alembic(history, revision, scripts);
            case "golang-migrate" -> pair(number(history, revision) + "_" + revision.slug(), scripts);
            case "sqlx" -> sqlx(history, revision, scripts);
            case "diesel" -> {
                String folder = revision.time("uuuu-MM-dd-HHmmss") + "_" + revision.slug();
                yield files(
                        folder + "/up.sql",
                        "-- " + revision.message() + "\n" + scripts.up(),
                        folder + "/down.sql",
                        "-- takes it back\n" + scripts.down());
            }
            case "dbmate" ->
                files(
                        revision.time(TIMESTAMP) + "_" + revision.slug() + ".sql",
                        scripts.inSections("-- migrate:up", "-- migrate:down"));
            case "goose" ->
                files(
                        number(history, revision) + "_" + revision.slug() + ".sql",
                        scripts.inMarkedSections("-- +goose "));
            case "sql-migrate" ->
                files(
                        revision.time(TIMESTAMP) + "-" + revision.slug() + ".sql",
                        scripts.inMarkedSections("-- +migrate "));
            case "node-pg-migrate" ->
                files(
                        revision.created().toEpochMilli() + "_"
                                + revision.slug().replace('_', '-') + ".sql",
                        scripts.inSections("-- Up Migration", "-- Down Migration"));
            case "flyway" -> flyway(history, revision, scripts);
            default ->
                throw new ScaffoldException(
                        "Revisions of the format " + history.format() + " are made by hand, or by the tool itself");
        };
    }

    private static void requireLinear(RevisionHistory history, NewRevision revision) {
        List<RevisionId> heads =
                history.graph().heads().stream().map(Revision::id).toList();
        boolean onTop = revision.downRevisions().equals(heads);
        if (!onTop
                || !revision.branchLabels().isEmpty()
                || !revision.dependsOn().isEmpty()) {
            throw new ScaffoldException("The format " + history.format()
                    + " has one line of revisions: --head, --splice, --branch-label, --depends-on and merge are for palindrome and"
                    + " alembic");
        }
    }

    private static Map<Path, String> palindrome(NewRevision revision, Scripts scripts) {
        StringBuilder text = new StringBuilder("-- " + revision.message() + "\n--\n-- revision: " + revision.id()
                + "\n-- down-revision: "
                + (revision.downRevisions().isEmpty() ? "none" : joined(revision.downRevisions()))
                + "\n");
        if (!revision.branchLabels().isEmpty()) {
            text.append("-- branch-labels: ")
                    .append(String.join(", ", revision.branchLabels()))
                    .append('\n');
        }
        if (!revision.dependsOn().isEmpty()) {
            text.append("-- depends-on: ")
                    .append(String.join(", ", revision.dependsOn()))
                    .append('\n');
        }
        text.append("-- created: ")
                .append(revision.time("uuuu-MM-dd HH:mm"))
                .append("\n\n")
                .append(scripts.inSections("-- upgrade", "-- downgrade"));
        return files(
                revision.time("uuuuMMdd_HHmm") + "_" + revision.id() + "_" + revision.slug() + ".sql", text.toString());
    }

    /** In the words of Alembic's own generic template. */
    private static Map<Path, String> alembic(RevisionHistory history, NewRevision revision, Scripts scripts) {
        if (history.graph().inOrder().isEmpty()) {
            throw new ScaffoldException(
                    "The first revision of an Alembic project is made by Alembic: alembic init, then alembic revision");
        }
        Path folder = history.graph().inOrder().get(0).file().getParent();
        String name = revision.id() + "_" + revision.slug() + ".py";
        String down = revision.downRevisions().isEmpty()
                ? "None"
                : revision.downRevisions().size() == 1
                        ? quoted(revision.downRevisions().get(0).value())
                        : tuple(revision.downRevisions().stream()
                                .map(RevisionId::value)
                                .toList());
        String text = "\"\"\"" + revision.message().replace("\\", "\\\\").replace("\"", "\\\"") + "\n\nRevision ID: "
                + revision.id() + "\nRevises: " + joined(revision.downRevisions()) + "\nCreate Date: "
                + revision.time("uuuu-MM-dd HH:mm:ss")
                + "\n\n\"\"\"\nfrom alembic import op\nimport sqlalchemy as sa\n\n\n"
                + "# revision identifiers, used by Alembic.\nrevision = "
                + quoted(revision.id().value())
                + "\ndown_revision = " + down + "\nbranch_labels = " + tuple(revision.branchLabels())
                + "\ndepends_on = "
                + tuple(revision.dependsOn()) + "\n\n\n" + scripts.asFunctions();
        return files((folder == null ? Path.of(name) : folder.resolve(name)).toString(), text);
    }

    private static String quoted(String value) {
        return "'" + value.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }

    private static String tuple(List<String> values) {
        return values.isEmpty()
                ? "None"
                : values.stream()
                        .map(RevisionFiles::quoted)
                        .collect(Collectors.joining(", ", "(", values.size() == 1 ? ",)" : ")"));
    }

    private static Map<Path, String> sqlx(RevisionHistory history, NewRevision revision, Scripts scripts) {
        String name = number(history, revision) + "_" + revision.slug();
        List<Revision> all = history.graph().inOrder();
        boolean reversible = all.isEmpty()
                ? !scripts.downgrade().isEmpty()
                : all.stream().anyMatch(other -> other.downgrade() instanceof Downgrade.Script);
        return reversible ? pair(name, scripts) : files(name + ".sql", scripts.up());
    }

    private static Map<Path, String> flyway(RevisionHistory history, NewRevision revision, Scripts scripts) {
        List<Revision> versioned = history.graph().inOrder().stream()
                .filter(other -> !other.id().value().startsWith("R__"))
                .toList();
        String newest = versioned.isEmpty()
                ? "0"
                : versioned.get(versioned.size() - 1).id().value();
        String version = newest.matches("\\d{14}")
                ? revision.time(TIMESTAMP)
                : Long.toString(Long.parseLong(newest.replaceFirst("[._].*", "")) + 1);
        Path folder = versioned.isEmpty()
                ? null
                : versioned.get(versioned.size() - 1).file().getParent();
        String place = folder == null ? "" : folder.toString().replace('\\', '/') + "/";
        String name = version + "__" + revision.slug() + ".sql";
        boolean undone = versioned.stream().anyMatch(other -> other.downgrade() instanceof Downgrade.Script);
        return undone
                ? files(place + "V" + name, scripts.up(), place + "U" + name, scripts.down())
                : files(place + "V" + name, scripts.up());
    }

    /** The number after the newest one where the names are numbered, the time where they are dated. */
    private static String number(RevisionHistory history, NewRevision revision) {
        List<Revision> all = history.graph().inOrder();
        if (all.isEmpty()) {
            return history.format().equals("golang-migrate") ? "000001" : revision.time(TIMESTAMP);
        }
        String newest = all.get(all.size() - 1).id().value();
        if (!newest.matches("\\d+") || newest.length() >= TIMESTAMP_DIGITS) {
            return revision.time(TIMESTAMP);
        }
        return String.format("%0" + newest.length() + "d", Long.parseLong(newest) + 1);
    }

    private static Map<Path, String> pair(String name, Scripts scripts) {
        return files(name + ".up.sql", scripts.up(), name + ".down.sql", scripts.down());
    }

    private static Map<Path, String> files(String... namesAndTexts) {
        Map<Path, String> files = new LinkedHashMap<>();
        for (int index = 0; index < namesAndTexts.length; index += 2) {
            files.put(Path.of(namesAndTexts[index]), namesAndTexts[index + 1]);
        }
        return files;
    }

    private static String joined(List<RevisionId> ids) {
        return ids.stream().map(RevisionId::value).collect(Collectors.joining(", "));
    }

    /**
     * Write files that are not there yet.
     *
     * @return where they are
     * @throws ScaffoldException when one is there already, or cannot be written; then none is left
     */
    public static List<Path> write(Path directory, Map<Path, String> files) {
        List<Path> written = new ArrayList<>();
        try {
            for (Map.Entry<Path, String> file : files.entrySet()) {
                Path path = directory.resolve(file.getKey());
                if (path.getParent() != null) {
                    Files.createDirectories(path.getParent());
                }
                Files.writeString(path, file.getValue(), StandardCharsets.UTF_8, StandardOpenOption.CREATE_NEW);
                written.add(path);
            }
            return written;
        } catch (IOException e) {
            written.forEach(path -> path.toFile().delete());
            throw new ScaffoldException("The revision cannot be written: " + e
                    + ". Nothing was left; try another message, or look at the folder's rights");
        }
    }
}
