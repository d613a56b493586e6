package dev.palindrome.schema.golden;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Who compared what with a golden file, in this JVM. Its monitor guards the file, too. */
final class Use {

    private static final Map<Path, Use> USES = new ConcurrentHashMap<>();

    private String test = "";
    private String fingerprint = "";

    private Use() {}

    static Use of(Path file) {
        return USES.computeIfAbsent(file, key -> new Use());
    }

    /**
     * Return the test that has another schema in the same file; where there is none, note this use. A test that runs again may have
     * another schema than the last time, unless files are overwritten: there, the two would take turns.
     */
    Optional<String> conflictWith(String user, String content, boolean overwriting) {
        boolean conflict = !test.isEmpty() && !fingerprint.equals(content) && (overwriting || !test.equals(user));
        if (conflict) {
            return Optional.of(test);
        }
        test = user;
        fingerprint = content;
        return Optional.empty();
    }
}
