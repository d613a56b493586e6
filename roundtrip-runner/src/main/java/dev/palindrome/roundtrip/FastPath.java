package dev.palindrome.roundtrip;

import dev.palindrome.data.content.TableDigest;
import dev.palindrome.schema.SchemaSnapshot;
import dev.palindrome.schema.SnapshotReader;
import dev.palindrome.settings.SettingKey;
import dev.palindrome.settings.Settings;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

/** The proof that reading what was written gives the same as reading the whole: a mode in which each reading is done both ways. */
final class FastPath {

    private static final boolean VERIFIED = Settings.ofSystem()
            .text(SettingKey.VERIFY_FAST_PATH)
            .filter("true"::equals)
            .isPresent();

    private static final AtomicLong COMPARED = new AtomicLong();

    private FastPath() {}

    static boolean isVerified() {
        return VERIFIED;
    }

    /**
     * Compare a snapshot with a reading of the whole.
     *
     * @param whole reads the same database
     * @throws IllegalStateException when they differ, which is a fault of ours
     */
    static void verify(SchemaSnapshot snapshot, SnapshotReader whole) throws SQLException {
        SchemaSnapshot actual = whole.read();
        if (!actual.equals(snapshot)) {
            throw new IllegalStateException(
                    "Reading what was written has missed something (%s=true). Please report this, with the script. In the schema as it was read fast:%n%s"
                            .formatted(
                                    SettingKey.VERIFY_FAST_PATH.property(),
                                    actual.compareWith(snapshot).render()));
        }
        COMPARED.incrementAndGet();
    }

    /**
     * Compare a database that has served a trial with one that has not.
     *
     * @param unused stands at the same revision
     * @throws IllegalStateException when they differ, which is a fault of ours
     */
    static void verify(Stage used, Stage unused) throws SQLException {
        SchemaSnapshot expected = unused.snapshotOf(unused.cleanSession());
        SchemaSnapshot actual = used.snapshotOf(used.cleanSession());
        String rows = rows(used.cleanSession());
        String expectedRows = rows(unused.cleanSession());
        if (!actual.equals(expected) || !rows.equals(expectedRows)) {
            throw new IllegalStateException(
                    "A trial has left something (%s=true). Please report this, with the script of the revision before. Schema:%n%sRows:%n%s%nExpected rows:%n%s"
                            .formatted(
                                    SettingKey.VERIFY_FAST_PATH.property(),
                                    expected.compareWith(actual).render(),
                                    rows,
                                    expectedRows));
        }
        COMPARED.incrementAndGet();
    }

    /** What a script inserts may hold the time; how many rows there are does not. */
    private static String rows(Connection session) throws SQLException {
        return TableDigest.read(session, Set.of()).values().stream()
                        .map(table -> table.table() + " " + table.rows())
                        .collect(Collectors.joining(", "))
                + ", " + BeforeRows.lastValues(session);
    }

    /** Return how many snapshots were compared in this JVM. */
    static long compared() {
        return COMPARED.get();
    }

    /**
     * Say what was proved.
     *
     * @param before how many had been compared when the walk began
     */
    static Optional<String> note(long before) {
        return VERIFIED
                ? Optional.of("fast reading: compared with a reading of the whole %d times, no difference (%s=true)"
                        .formatted(compared() - before, SettingKey.VERIFY_FAST_PATH.property()))
                : Optional.empty();
    }
}
