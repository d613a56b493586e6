package dev.palindrome.revision.internal.format;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** The Rust project around a folder of migrations, where there is one. */
final class RustProject {

    private static final int FOLDERS_UPWARDS = 4;

    private RustProject() {}

    /** Tell whether the nearest Cargo.toml around the folder names this crate as a dependency. */
    static boolean dependsOn(Path directory, String crate) {
        Path folder = directory.toAbsolutePath().normalize();
        for (int up = 0; up < FOLDERS_UPWARDS && folder != null; up++) {
            Path cargo = folder.resolve("Cargo.toml");
            if (Files.isRegularFile(cargo)) {
                return names(cargo, crate);
            }
            folder = folder.getParent();
        }
        return false;
    }

    private static boolean names(Path cargo, String crate) {
        try {
            return Pattern.compile(
                            "(?m)^\\s*(\\[(.*\\.)?dependencies\\.)?\"?" + Pattern.quote(crate) + "\"?\\s*[=.\\]]")
                    .matcher(Files.readString(cargo, StandardCharsets.ISO_8859_1))
                    .find();
        } catch (IOException e) {
            return false;
        }
    }
}
