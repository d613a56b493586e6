package dev.palindrome.schema.golden;

import dev.palindrome.schema.golden.internal.RunningTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** One schema beside its golden file. */
record GoldenComparison(
        ProjectModule module, Permission permission, String label, Path approved, Path received, GoldenText actual) {

    private static final String ACCEPT = "If the new schema is right, accept it: %s";

    GoldenVerdict verdict(Use use) throws IOException {
        String test = RunningTest.current().name();
        Optional<String> other = use.conflictWith(test, actual.fingerprint(), permission.replace());
        if (other.isPresent()) {
            return usedTwice(other.get(), test);
        }
        try {
            String text = TextFile.read(approved);
            return beside(text);
        } catch (NoSuchFileException e) {
            return missing();
        } catch (IllegalArgumentException e) {
            return unreadable("", e);
        }
    }

    private GoldenVerdict beside(String text) throws IOException {
        List<String> differences;
        try {
            differences = actual.differencesFrom(text);
        } catch (IllegalArgumentException e) {
            return unreadable(text, e);
        }
        if (differences.isEmpty()) {
            Files.deleteIfExists(received);
            return GoldenVerdict.passed();
        }
        if (permission.replace()) {
            return written("Golden file overwritten: %s. Review what changed, and commit it.");
        }
        String count = differences.size() == 1 ? "1 difference" : differences.size() + " differences";
        return failed("Schema \"%s\" is not as reviewed: %s".formatted(label, count), differences, text, ACCEPT);
    }

    private GoldenVerdict missing() throws IOException {
        if (permission.create()) {
            return written("Golden file written: %s. Review it, and commit it.");
        }
        TextFile.write(received, actual.text());
        return GoldenVerdict.failed(new GoldenVerdict.Failure(
                module,
                "Schema \"%s\" was never reviewed: its golden file is missing, and none is written here (%s)"
                        .formatted(label, permission.reason()),
                List.of("approved   " + approved + " (missing)", "received   " + received),
                List.of(),
                "If the received schema is right, commit the file that this writes: %s",
                SnapshotUpdates.NEW,
                Optional.of(new GoldenVerdict.Texts("", actual.text()))));
    }

    private GoldenVerdict unreadable(String text, IllegalArgumentException cause) throws IOException {
        if (permission.replace()) {
            return written("Golden file overwritten: %s. It could not be read; review it, and commit it.");
        }
        return failed(
                "The golden file of schema \"%s\" cannot be read: %s".formatted(label, cause.getMessage()),
                List.of(),
                text,
                ACCEPT);
    }

    private GoldenVerdict written(String notice) throws IOException {
        TextFile.write(approved, actual.text());
        Files.deleteIfExists(received);
        Notice.give(notice.formatted(approved));
        return GoldenVerdict.passed();
    }

    private GoldenVerdict failed(String headline, List<String> details, String text, String advice) throws IOException {
        TextFile.write(received, actual.text());
        return GoldenVerdict.failed(new GoldenVerdict.Failure(
                module,
                headline,
                List.of("approved   " + approved, "received   " + received),
                details,
                advice,
                SnapshotUpdates.ALL,
                Optional.of(new GoldenVerdict.Texts(text, actual.text()))));
    }

    private GoldenVerdict usedTwice(String other, String test) throws IOException {
        TextFile.write(received, actual.text());
        String users = other.equals(test) ? test + " has two schemas" : other + " and " + test + " have different ones";
        return GoldenVerdict.failed(new GoldenVerdict.Failure(
                module,
                "The golden file of schema \"%s\" is used twice: %s".formatted(label, users),
                List.of("approved   " + approved, "received   " + received + " (of the second)"),
                List.of(),
                "Give each schema a name of its own: matchesGoldenFile(\"name\")",
                SnapshotUpdates.ALL,
                Optional.empty()));
    }
}
