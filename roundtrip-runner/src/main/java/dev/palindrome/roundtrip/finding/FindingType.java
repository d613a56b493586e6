package dev.palindrome.roundtrip.finding;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;

/**
 * The catalogue of findings. The words of each stand in its folder {@code findings/PAL-xxx}, beside a broken example that
 * yields it and a good one that does not; the reference pages in {@code docs/findings} are rendered from there.
 */
public enum FindingType {
    DOWN_RESTORES_SCHEMA("PAL-R01", Severity.ERROR),
    UP_DOWN_UP_STABLE("PAL-R02", Severity.ERROR),
    DOWN_MISSING_OR_FAILS("PAL-R03", Severity.ERROR),
    UP_FAILS_ON_ROWS("PAL-R04", Severity.ERROR),
    DOWN_FAILS_ON_ROWS("PAL-R05", Severity.ERROR),
    DOWN_FAILS_AFTER_WRITES("PAL-R06", Severity.ERROR),
    FAILED_REVISION_NOT_ATOMIC("PAL-R07", Severity.WARNING),
    UP_FAILS_EMPTY("PAL-R08", Severity.ERROR),
    INVALID_OBJECTS_LEFT("PAL-S02", Severity.WARNING),
    BROKEN_DEPENDENTS("PAL-S03", Severity.ERROR),
    ORDER_OR_NAME_ONLY("PAL-S04", Severity.INFO),
    BRANCHES_DEPEND_ON_ORDER("PAL-S05", Severity.ERROR),
    DATA_LOSS_UNDECLARED("PAL-D01", Severity.ERROR),
    ROWS_CHANGED("PAL-D02", Severity.ERROR),
    ROW_COUNT_CHANGED("PAL-D03", Severity.ERROR),
    VALUES_MERGED("PAL-D04", Severity.WARNING),
    SHIFTED_BY_TIME_ZONE("PAL-D05", Severity.WARNING),
    SEQUENCE_BEHIND("PAL-D06", Severity.ERROR),
    UNPOPULATED_TABLE("PAL-D07", Severity.WARNING),
    REQUIRED_COLUMN_WITHOUT_DEFAULT("PAL-N01", Severity.ERROR),
    NOT_NULL_WITHOUT_COMPLETE_BACKFILL("PAL-N02", Severity.ERROR),
    DOWN_RESTORES_NOT_NULL("PAL-N03", Severity.ERROR),
    NULLS_INTRODUCED("PAL-N04", Severity.ERROR),
    OLD_WRITER_REJECTED("PAL-N05", Severity.WARNING),
    NOT_NULL_NOT_TRUE("PAL-N06", Severity.ERROR),
    DEFAULT_LEAVES_NULLS("PAL-N07", Severity.INFO),
    CHECK_ADMITS_NULL("PAL-N08", Severity.INFO),
    REWRITES_TABLE("PAL-L01", Severity.WARNING),
    SCANS_UNDER_LOCK("PAL-L02", Severity.WARNING),
    BLOCKS_WRITES_FOR_INDEX("PAL-L03", Severity.WARNING),
    WORKS_WHILE_HOLDING("PAL-L04", Severity.WARNING),
    NO_LOCK_TIMEOUT("PAL-L05", Severity.INFO),
    FOREIGN_KEY_WITHOUT_INDEX("PAL-V01", Severity.WARNING),
    PROBABLE_RENAME("PAL-V02", Severity.WARNING),
    UNDESCRIPTIVE_MESSAGE("PAL-V03", Severity.INFO),
    TABLE_WITHOUT_PRIMARY_KEY("PAL-V04", Severity.WARNING),
    NULLABLE_COLUMN_IN_UNIQUE("PAL-V05", Severity.WARNING),
    REDUNDANT_INDEX("PAL-V06", Severity.WARNING),
    DOWNGRADE_WITHOUT_STATEMENTS("PAL-V07", Severity.WARNING),
    TRANSACTION_MODE_CONTRADICTS("PAL-V08", Severity.WARNING),
    EDITED_REVISION("PAL-V09", Severity.WARNING),
    INSERTED_BELOW_HEAD("PAL-V10", Severity.WARNING),
    JSON_COLUMN("PAL-V11", Severity.WARNING);

    private final String id;
    private final Severity severity;

    FindingType(String id, Severity severity) {
        this.id = id;
        this.severity = severity;
    }

    /** Return the id that scripts, reports and allowances use, such as {@code PAL-R01}. */
    public String id() {
        return id;
    }

    /** Return the severity unless circumstances say otherwise. */
    public Severity severity() {
        return severity;
    }

    /** Return the type with this id. */
    public static Optional<FindingType> withId(String id) {
        return Arrays.stream(values()).filter(type -> type.id.equals(id)).findFirst();
    }

    /** Return the short name, such as "down-restores-schema". */
    public String title() {
        return word("name");
    }

    /** Return one of the texts in the finding's folder: name, condition, effect or workaround. */
    public String word(String key) {
        return Objects.requireNonNull(words().getProperty(key), () -> id + " has no " + key);
    }

    private Properties words() {
        String resource = "/findings/" + id + "/finding.properties";
        try (InputStream stream = Objects.requireNonNull(FindingType.class.getResourceAsStream(resource), resource)) {
            Properties words = new Properties();
            words.load(new InputStreamReader(stream, StandardCharsets.UTF_8));
            return words;
        } catch (IOException e) {
            throw new UncheckedIOException(resource, e);
        }
    }
}
