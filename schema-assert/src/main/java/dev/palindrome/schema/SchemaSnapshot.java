package dev.palindrome.schema;

import dev.palindrome.schema.golden.GoldenText;
import dev.palindrome.schema.internal.Catalog;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A schema at one moment: every object's identity with its canonical definition.
 *
 * <p>Definitions come from PostgreSQL's own functions, and are independent of OIDs, the order of creation, the gaps that
 * dropped columns leave, {@code search_path} and the server's locale. PostgreSQL 14 to 18. Immutable; compares by value.
 */
public final class SchemaSnapshot implements GoldenText {

    /** Each object that stands alone, with those that belong to it: two snapshots share the groups that are the same in both. */
    private final Map<ObjectName, List<SchemaObject>> groups;

    /** Made when somebody asks. */
    private volatile @Nullable SortedMap<ObjectName, SchemaObject> objects;

    SchemaSnapshot(Map<ObjectName, List<SchemaObject>> groups) {
        this.groups = groups;
    }

    static SchemaSnapshot of(Collection<SchemaObject> objects) {
        Map<ObjectName, List<SchemaObject>> groups = new HashMap<>();
        new TreeMap<>(objects.stream().collect(Collectors.toMap(SchemaObject::name, Function.identity())))
                .values()
                .forEach(object -> groups.computeIfAbsent(
                                Objects.requireNonNullElse(object.parent(), object.name()), name -> new ArrayList<>())
                        .add(object));
        return new SchemaSnapshot(groups);
    }

    /**
     * Read the snapshot of the connected database, leaving nothing out.
     *
     * @see #of(Connection, SnapshotOptions)
     */
    public static SchemaSnapshot of(Connection connection) throws SQLException {
        return of(connection, SnapshotOptions.defaults());
    }

    /**
     * Read the snapshot of the connected database, as of one moment. An open transaction stays open, and sees its own
     * changes; the session's settings are left as they were. Needs no rights beyond connecting.
     *
     * @throws SQLException when the server refuses, or the open transaction has failed before
     */
    public static SchemaSnapshot of(Connection connection, SnapshotOptions options) throws SQLException {
        return new CatalogImage(options, Catalog.read(connection)).snapshot();
    }

    /**
     * Read what {@link #text()} wrote.
     *
     * @throws MalformedSnapshotException when the text is something else; names the line
     */
    public static SchemaSnapshot parse(String text) {
        return new SnapshotParser(text).parse();
    }

    /**
     * Return the snapshot less what the options leave out, as if it had been read with them: to compare snapshots that were
     * read with different options.
     */
    public SchemaSnapshot without(SnapshotOptions options) {
        return options.equals(SnapshotOptions.defaults()) ? this : SnapshotReduction.of(this, options);
    }

    /**
     * Return the snapshot less what is the same in another: an object stays when it, its owner, or another part of that owner differs
     * or is missing there. What is left of two snapshots of one database is small, however large the schema is.
     */
    public SchemaSnapshot lessSharedWith(SchemaSnapshot other) {
        Map<ObjectName, List<SchemaObject>> own = new HashMap<>();
        groups.forEach((name, group) -> {
            if (!group.equals(other.groups.get(name))) {
                own.put(name, group);
            }
        });
        return new SchemaSnapshot(own);
    }

    /** Return every object, sorted by name. */
    public SortedMap<ObjectName, SchemaObject> objects() {
        SortedMap<ObjectName, SchemaObject> sorted = objects;
        if (sorted == null) {
            SortedMap<ObjectName, SchemaObject> all = new TreeMap<>();
            groups.values().forEach(group -> group.forEach(object -> all.put(object.name(), object)));
            // Whoever comes second makes an equal one.
            sorted = Collections.unmodifiableSortedMap(all);
            objects = sorted;
        }
        return sorted;
    }

    /**
     * Return the schema as text for people to review: grouped by object, with LF as line ends, and equal for equal
     * snapshots.
     */
    @Override
    public String text() {
        return SnapshotWriter.write(this);
    }

    /** Return the SHA-256 of {@link #text()} in hexadecimal digits. */
    @Override
    public String fingerprint() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(text().getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    /** Return what is different in {@code actual}, when this is what it should be. */
    public SchemaDiff compareWith(SchemaSnapshot actual) {
        return new SchemaComparison(this, actual).diff();
    }

    /**
     * Return what is different here from a snapshot's text, each difference rendered; empty for an equal schema.
     *
     * @throws MalformedSnapshotException when the text is something else; names the line
     */
    @Override
    public List<String> differencesFrom(String approved) {
        return parse(approved).compareWith(this).differences().stream()
                .map(Difference::render)
                .toList();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SchemaSnapshot snapshot && groups.equals(snapshot.groups);
    }

    @Override
    public int hashCode() {
        return groups.hashCode();
    }

    /** Return {@link #text()}. */
    @Override
    public String toString() {
        return text();
    }
}
