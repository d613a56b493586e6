package dev.palindrome.report;

import java.util.Optional;

/** The version of this build, from the jar's manifest. */
public final class ToolVersion {

    private ToolVersion() {}

    /** Return the version, or "development" when the classes come from no jar. */
    public static String current() {
        return Optional.ofNullable(ToolVersion.class.getPackage().getImplementationVersion())
                .orElse("development");
    }
}
