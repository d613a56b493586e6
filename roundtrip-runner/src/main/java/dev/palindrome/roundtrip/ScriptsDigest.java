package dev.palindrome.roundtrip;

import dev.palindrome.revision.Downgrade;
import dev.palindrome.revision.Revision;
import dev.palindrome.revision.SqlScript;
import dev.palindrome.revision.SqlStatement;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** Tells whether two machines have read the same history. */
final class ScriptsDigest {

    private ScriptsDigest() {}

    /** Return {@code sha256:} and a number that changes with any id, any statement and the order of the revisions. */
    static String of(List<Revision> revisions) {
        MessageDigest digest = sha256();
        for (Revision revision : revisions) {
            add(digest, revision.id().value());
            add(digest, revision.upgrade());
            if (revision.downgrade() instanceof Downgrade.Script script) {
                add(digest, script.script());
            } else {
                add(digest, revision.downgrade().getClass().getSimpleName());
            }
        }
        return "sha256:" + HexFormat.of().formatHex(digest.digest());
    }

    private static void add(MessageDigest digest, SqlScript script) {
        add(digest, script.transaction().name());
        script.statements().stream().map(SqlStatement::text).forEach(text -> add(digest, text));
        add(digest, "");
    }

    private static void add(MessageDigest digest, String text) {
        digest.update(text.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
