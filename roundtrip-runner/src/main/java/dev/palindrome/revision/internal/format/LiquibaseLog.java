package dev.palindrome.revision.internal.format;

import dev.palindrome.revision.Batch;
import dev.palindrome.revision.Bookkeeping;
import dev.palindrome.revision.Revision;
import dev.palindrome.revision.RevisionId;
import dev.palindrome.revision.SourcePosition;
import dev.palindrome.revision.SqlScript;
import dev.palindrome.revision.ToolLock;
import dev.palindrome.revision.TransactionMode;
import dev.palindrome.revision.VersionTable;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Liquibase's table: a row for each change set that ran, and a lock in a table beside it. A change set is known by the path of its file as
 * Liquibase sees it, its id and its author.
 */
final class LiquibaseLog implements Bookkeeping {

    private static final String NAME = "databasechangelog";
    private static final String LOCK_NAME = "databasechangeloglock";
    private static final String TABLE = "public." + NAME;
    private static final String LOCK_TABLE = "public." + LOCK_NAME;
    private static final String IDENTITY = "filename || '::' || id || '::' || author";
    private static final String ORDER = "(SELECT coalesce(max(orderexecuted), 0) + 1 FROM " + TABLE + ")";

    /** Liquibase cuts off what is longer. */
    private static final int LONGEST_COMMENT = 250;

    private static final int DEPLOYMENT_DIGITS = 10;

    /** Who wrote a row. */
    private static final String WRITER = "palindrome";

    private final Map<RevisionId, LiquibaseChangeSet> revisions;
    private final List<LiquibaseChangeSet> passedOver;
    private final LiquibaseLayout layout;
    private final boolean layoutIsGiven;
    private final Optional<String> deployment;

    private LiquibaseLog(
            Map<RevisionId, LiquibaseChangeSet> revisions,
            List<LiquibaseChangeSet> passedOver,
            LiquibaseLayout layout,
            boolean layoutIsGiven,
            Optional<String> deployment) {
        this.revisions = Map.copyOf(revisions);
        this.passedOver = List.copyOf(passedOver);
        this.layout = layout;
        this.layoutIsGiven = layoutIsGiven;
        this.deployment = deployment;
    }

    /**
     * Return the tables of a history.
     *
     * @param passedOver change sets of its files that are no revisions here
     * @param layout of the paths, unless rows that are there already tell otherwise
     * @param layoutIsGiven whether the user said so, and rows do not count
     */
    static VersionTable table(
            Map<RevisionId, LiquibaseChangeSet> revisions,
            List<LiquibaseChangeSet> passedOver,
            LiquibaseLayout layout,
            boolean layoutIsGiven) {
        SourcePosition nowhere = new SourcePosition(Path.of(""), 1, 1);
        List<Batch> batches = creation()
                .map(statement -> new Batch(statement, nowhere, List.of(), Optional.empty()))
                .toList();
        return new VersionTable(
                "public",
                NAME,
                List.of(LOCK_NAME),
                new SqlScript(Path.of(""), batches, TransactionMode.SCRIPT),
                new LiquibaseLog(revisions, passedOver, layout, layoutIsGiven, Optional.empty()));
    }

    private static Stream<String> creation() {
        return Stream.of(
                "CREATE TABLE IF NOT EXISTS " + LOCK_TABLE + " (id integer NOT NULL CONSTRAINT " + LOCK_NAME
                        + "_pkey PRIMARY KEY, locked boolean NOT NULL, lockgranted timestamp, lockedby varchar(255))",
                "INSERT INTO " + LOCK_TABLE + " (id, locked) SELECT 1, false WHERE NOT EXISTS (SELECT FROM "
                        + LOCK_TABLE + ")",
                "CREATE TABLE IF NOT EXISTS " + TABLE
                        + " (id varchar(255) NOT NULL, author varchar(255) NOT NULL, filename"
                        + " varchar(255) NOT NULL, dateexecuted timestamp NOT NULL, orderexecuted integer NOT NULL, exectype"
                        + " varchar(10) NOT NULL, md5sum varchar(35), description varchar(255), comments varchar(255), tag"
                        + " varchar(255), liquibase varchar(20), contexts varchar(255), labels varchar(255), deployment_id"
                        + " varchar(10))");
    }

    @Override
    public Row row() {
        return Row.APPLIED;
    }

    @Override
    public String query() {
        return "SELECT " + IDENTITY + " FROM " + TABLE + " ORDER BY orderexecuted";
    }

    /** The folder may be another one than that in which Liquibase begins to look: rows that are there already say which. */
    @Override
    public Bookkeeping seeing(Collection<String> names) {
        String now = String.valueOf(System.currentTimeMillis());
        return new LiquibaseLog(
                revisions,
                passedOver,
                layoutIsGiven ? layout : seen(names).orElse(layout),
                layoutIsGiven,
                Optional.of(now.substring(now.length() - DEPLOYMENT_DIGITS)));
    }

    private Optional<LiquibaseLayout> seen(Collection<String> names) {
        Map<String, List<Path>> files = all().filter(
                        changeSet -> changeSet.logicalPath().isEmpty())
                .collect(Collectors.groupingBy(
                        changeSet -> changeSet.id() + "::" + changeSet.author(),
                        Collectors.mapping(LiquibaseChangeSet::file, Collectors.toList())));
        Map<LiquibaseLayout, Integer> votes = new HashMap<>();
        for (String name : names) {
            int end = name.indexOf("::");
            for (Path file : files.getOrDefault(name.substring(end + 2), List.of())) {
                LiquibaseLayout.between(file, name.substring(0, end))
                        .ifPresent(found -> votes.merge(found, 1, Integer::sum));
            }
        }
        return votes.entrySet().stream().max(Map.Entry.comparingByValue()).map(Map.Entry::getKey);
    }

    private Stream<LiquibaseChangeSet> all() {
        return Stream.concat(revisions.values().stream(), passedOver.stream());
    }

    @Override
    public boolean isPassedOver(String name) {
        return passedOver.stream()
                .anyMatch(changeSet -> changeSet.identity(layout).equals(name));
    }

    @Override
    public Optional<String> againQuery() {
        List<String> always = revisions.values().stream()
                .filter(changeSet -> changeSet.attributes().runAlways())
                .map(changeSet -> SqlText.literal(changeSet.identity(layout)))
                .sorted()
                .toList();
        // Older Liquibases had other checksums, and their successors replace them.
        List<String> changed = revisions.values().stream()
                .filter(changeSet -> changeSet.attributes().runOnChange())
                .map(changeSet -> "(" + SqlText.literal(changeSet.identity(layout)) + ", "
                        + SqlText.literal(changeSet.checksum()) + ")")
                .sorted()
                .toList();
        if (always.isEmpty() && changed.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of("SELECT " + IDENTITY + " FROM " + TABLE + " WHERE "
                + (always.isEmpty() ? "false" : IDENTITY + " IN (" + String.join(", ", always) + ")")
                + (changed.isEmpty()
                        ? ""
                        : " OR EXISTS (SELECT FROM (VALUES " + String.join(", ", changed)
                                + ") AS now (name, checksum) WHERE name = " + IDENTITY
                                + " AND md5sum LIKE '9:%' AND md5sum <> checksum)"));
    }

    @Override
    public boolean isRunAgain(Revision revision) {
        return of(revision).isRepeated();
    }

    /** Of a text with a property that is not known here, only Liquibase can tell it. */
    @Override
    public Optional<String> checksum(Revision revision) {
        LiquibaseChangeSet changeSet = of(revision);
        return changeSet.isRepeated() || changeSet.sql().contains("${")
                ? Optional.empty()
                : Optional.of(changeSet.checksum());
    }

    @Override
    public boolean accepts(Revision revision, String recorded) {
        return of(revision).attributes().accepts(recorded) || Bookkeeping.super.accepts(revision, recorded);
    }

    /** Older Liquibases had other checksums, and their successors replace them. */
    @Override
    public Optional<String> checksumQuery() {
        return Optional.of("SELECT " + IDENTITY + ", md5sum FROM " + TABLE + " WHERE md5sum LIKE '9:%'");
    }

    @Override
    public Optional<ToolLock> lock() {
        String ours = SqlText.literal(WRITER + " on " + host() + ", process "
                + ProcessHandle.current().pid());
        return Optional.of(new ToolLock(
                "UPDATE " + LOCK_TABLE + " SET locked = true, lockgranted = " + now() + ", lockedby = " + ours
                        + " WHERE id = 1 AND NOT locked",
                "UPDATE " + LOCK_TABLE + " SET locked = false, lockgranted = NULL, lockedby = NULL WHERE id = 1",
                "lockedby = " + ours,
                "SELECT coalesce(lockedby, 'somebody') || coalesce(' since ' || date_trunc('second', lockgranted), '') ||"
                        + " ', as " + LOCK_NAME + " says' FROM " + LOCK_TABLE + " WHERE id = 1 AND locked"));
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "a host without a name";
        }
    }

    /** Liquibase writes the time of its machine's zone, and rolls back in the order of what it finds there. */
    private static String now() {
        return "(now() AT TIME ZONE 'UTC') + interval '"
                + OffsetDateTime.now(ZoneId.systemDefault()).getOffset().getTotalSeconds() + " seconds'";
    }

    @Override
    public String nameOf(Revision revision) {
        return of(revision).identity(layout);
    }

    private LiquibaseChangeSet of(Revision revision) {
        return Objects.requireNonNull(revisions.get(revision.id()), "a change set of this history");
    }

    @Override
    public List<String> upgraded(Revision revision, List<Revision> below) {
        return List.of(written(of(revision), "EXECUTED", "RERAN"));
    }

    @Override
    public List<String> passedOver(Revision revision, List<Revision> below) {
        return List.of(written(of(revision), "MARK_RAN", "MARK_RAN"));
    }

    private String written(LiquibaseChangeSet changeSet, String first, String again) {
        return "WITH again AS (UPDATE " + TABLE + " SET dateexecuted = " + now() + ", orderexecuted = " + ORDER
                + ", exectype = '" + again + "', md5sum = " + SqlText.literal(changeSet.checksum())
                + ", description = 'sql', comments = " + comments(changeSet) + ", contexts = " + contexts(changeSet)
                + ", labels = " + labels(changeSet) + ", liquibase = '" + WRITER + "', deployment_id = " + deployment()
                + " WHERE " + isRowOf(changeSet) + " RETURNING id) " + insertion(changeSet, first)
                + " WHERE NOT EXISTS (SELECT FROM again)";
    }

    private String insertion(LiquibaseChangeSet changeSet, String type) {
        return "INSERT INTO " + TABLE
                + " (id, author, filename, dateexecuted, orderexecuted, exectype, md5sum, description, comments, contexts,"
                + " labels, liquibase, deployment_id) SELECT "
                + Stream.of(changeSet.id(), changeSet.author(), changeSet.path(layout))
                        .map(SqlText::literal)
                        .collect(Collectors.joining(", "))
                + ", " + now() + ", " + ORDER + ", '" + type + "', " + SqlText.literal(changeSet.checksum())
                + ", 'sql', "
                + comments(changeSet) + ", " + contexts(changeSet) + ", " + labels(changeSet) + ", '" + WRITER + "', "
                + deployment();
    }

    private String isRowOf(LiquibaseChangeSet changeSet) {
        return "id = " + SqlText.literal(changeSet.id()) + " AND author = " + SqlText.literal(changeSet.author())
                + " AND filename = " + SqlText.literal(changeSet.path(layout));
    }

    private String deployment() {
        return deployment.map(SqlText::literal).orElse("NULL");
    }

    private static String comments(LiquibaseChangeSet changeSet) {
        String comment = changeSet.comment();
        return SqlText.literal(comment.substring(0, Math.min(comment.length(), LONGEST_COMMENT)));
    }

    /** Liquibase puts parentheses around what is more than a name. */
    private static String contexts(LiquibaseChangeSet changeSet) {
        String contexts = changeSet.attributes().contexts();
        if (contexts.isBlank()) {
            return "NULL";
        }
        return SqlText.literal(contexts.matches(".*[,\\s].*") ? "(" + contexts + ")" : contexts);
    }

    private static String labels(LiquibaseChangeSet changeSet) {
        Set<String> labels = LiquibaseSelection.names(changeSet.attributes().labels());
        return labels.isEmpty() ? "NULL" : SqlText.literal(String.join(",", labels));
    }

    @Override
    public List<String> downgraded(Revision revision, List<Revision> left) {
        return List.of("DELETE FROM " + TABLE + " WHERE " + isRowOf(of(revision)));
    }

    /** What other contexts and labels have run stays. */
    @Override
    public String emptying() {
        return deletion(passedOver.stream());
    }

    private String deletion(Stream<LiquibaseChangeSet> but) {
        String kept = but.map(changeSet -> SqlText.literal(changeSet.identity(layout)))
                .collect(Collectors.joining(", "));
        return "DELETE FROM " + TABLE + (kept.isEmpty() ? "" : " WHERE " + IDENTITY + " NOT IN (" + kept + ")");
    }

    /** Rows that are right already keep their dates and tags; the checksum is that of the change set as it is now. */
    @Override
    public List<String> stamped(List<Revision> applied) {
        Stream<String> edited = applied.stream()
                .map(this::of)
                .map(changeSet -> "UPDATE " + TABLE + " SET md5sum = " + SqlText.literal(changeSet.checksum())
                        + " WHERE " + isRowOf(changeSet) + " AND md5sum LIKE '9:%'");
        Stream<String> missing = applied.stream()
                .map(this::of)
                .map(changeSet -> insertion(changeSet, "EXECUTED") + " WHERE NOT EXISTS (SELECT FROM " + TABLE
                        + " WHERE " + isRowOf(changeSet) + ")");
        Stream<LiquibaseChangeSet> kept =
                Stream.concat(passedOver.stream(), applied.stream().map(this::of));
        return Stream.of(Stream.of(deletion(kept)), edited, missing)
                .flatMap(statements -> statements)
                .toList();
    }
}
