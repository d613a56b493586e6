package dev.palindrome.revision.internal.format;

import dev.palindrome.revision.Batch;
import dev.palindrome.revision.Bookkeeping;
import dev.palindrome.revision.Revision;
import dev.palindrome.revision.RevisionId;
import dev.palindrome.revision.SourcePosition;
import dev.palindrome.revision.SqlScript;
import dev.palindrome.revision.TransactionMode;
import dev.palindrome.revision.VersionTable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The schema in which Sqitch keeps what it has deployed, in version 1.1 of its layout. Each step is one statement, since the scripts
 * commit by themselves: what they did is written down as a whole or not at all.
 */
final class SqitchRegistry implements Bookkeeping {

    /** A change as the registry knows it. */
    private record Deployed(SqitchPlan.Change change, int place, String id) {}

    private final SqitchPlan plan;
    private final SqitchConfiguration configuration;
    private final Path directory;
    private final SqitchIds ids;
    private final Map<RevisionId, Deployed> deployed = new LinkedHashMap<>();

    private SqitchRegistry(SqitchPlan plan, SqitchConfiguration configuration, Path directory) {
        this.plan = plan;
        this.configuration = configuration;
        this.directory = directory;
        this.ids = SqitchIds.of(plan);
        for (int place = 0; place < plan.changes().size(); place++) {
            SqitchPlan.Change change = plan.changes().get(place);
            deployed.put(new RevisionId(change.id()), new Deployed(change, place, ids.change(place)));
        }
    }

    /** Return the registry of a project. */
    static VersionTable of(SqitchPlan plan, SqitchConfiguration configuration, Path directory) {
        SqitchRegistry registry = new SqitchRegistry(plan, configuration, directory);
        SourcePosition nowhere = new SourcePosition(Path.of(""), 1, 1);
        List<Batch> batches = registry.creation()
                .map(statement -> new Batch(statement, nowhere, List.of(), Optional.empty()))
                .toList();
        return new VersionTable(
                configuration.registry(),
                "changes",
                List.of("releases", "projects", "tags", "dependencies", "events"),
                new SqlScript(Path.of(""), batches, TransactionMode.SCRIPT),
                registry);
    }

    private Stream<String> creation() {
        String committed = "committed_at timestamptz NOT NULL DEFAULT clock_timestamp(), committer_name text NOT NULL,"
                + " committer_email text NOT NULL, planned_at timestamptz NOT NULL, planner_name text NOT NULL,"
                + " planner_email text NOT NULL";
        String ofProject = "project text NOT NULL REFERENCES " + table("projects") + " (project) ON UPDATE CASCADE";
        String toChange = "REFERENCES " + table("changes") + " (change_id) ON UPDATE CASCADE";
        return Stream.of(
                "CREATE SCHEMA IF NOT EXISTS " + SqlText.identifier(configuration.registry()),
                create("releases")
                        + "(version real PRIMARY KEY, installed_at timestamptz NOT NULL DEFAULT clock_timestamp(),"
                        + " installer_name text NOT NULL, installer_email text NOT NULL)",
                create("projects")
                        + "(project text PRIMARY KEY, uri text UNIQUE, created_at timestamptz NOT NULL DEFAULT"
                        + " clock_timestamp(), creator_name text NOT NULL, creator_email text NOT NULL)",
                create("changes") + "(change_id text PRIMARY KEY, script_hash text, change text NOT NULL, " + ofProject
                        + ", note text NOT NULL DEFAULT '', " + committed + ", UNIQUE (project, script_hash))",
                create("tags") + "(tag_id text PRIMARY KEY, tag text NOT NULL, " + ofProject
                        + ", change_id text NOT NULL " + toChange + ", note text NOT NULL DEFAULT '', " + committed
                        + ", UNIQUE (project, tag))",
                create("dependencies") + "(change_id text NOT NULL " + toChange
                        + " ON DELETE CASCADE, type text NOT NULL,"
                        + " dependency text NOT NULL, dependency_id text " + toChange
                        + " CONSTRAINT dependencies_check CHECK ((type = 'require' AND dependency_id IS NOT NULL) OR"
                        + " (type = 'conflict' AND dependency_id IS NULL)), PRIMARY KEY (change_id, dependency))",
                create("events") + "(event text NOT NULL CONSTRAINT events_event_check CHECK (event IN ('deploy',"
                        + " 'revert', 'fail', 'merge')), change_id text NOT NULL, change text NOT NULL, " + ofProject
                        + ", note text NOT NULL DEFAULT '', requires text[] NOT NULL DEFAULT '{}', conflicts text[] NOT"
                        + " NULL DEFAULT '{}', tags text[] NOT NULL DEFAULT '{}', " + committed
                        + ", PRIMARY KEY (change_id, committed_at))",
                "INSERT INTO " + table("releases") + " (version, installer_name, installer_email) SELECT 1.1, " + user()
                        + " WHERE NOT EXISTS (SELECT FROM " + table("releases") + ")",
                "INSERT INTO " + table("projects") + " (project, uri, creator_name, creator_email) SELECT " + project()
                        + ", " + plan.uri().map(SqlText::literal).orElse("NULL") + ", " + user()
                        + " WHERE NOT EXISTS (SELECT FROM " + table("projects") + " WHERE project = " + project()
                        + ")");
    }

    private String create(String name) {
        return "CREATE TABLE IF NOT EXISTS " + table(name) + " ";
    }

    private String table(String name) {
        return SqlText.identifier(configuration.registry()) + "." + name;
    }

    private String project() {
        return SqlText.literal(plan.project());
    }

    private String user() {
        return literals(configuration.user(), configuration.email());
    }

    private static String literals(String... values) {
        return Stream.of(values).map(SqlText::literal).collect(Collectors.joining(", "));
    }

    @Override
    public Row row() {
        return Row.APPLIED;
    }

    @Override
    public String query() {
        return "SELECT change_id FROM " + table("changes") + " WHERE project = " + project();
    }

    @Override
    public String nameOf(Revision revision) {
        return of(revision).id();
    }

    private Deployed of(Revision revision) {
        return Objects.requireNonNull(deployed.get(revision.id()), "a change of this plan");
    }

    @Override
    public List<String> upgraded(Revision revision, List<Revision> below) {
        Deployed change = of(revision);
        String id = SqlText.literal(change.id());
        StringBuilder statement = new StringBuilder("WITH deployed AS (INSERT INTO ")
                .append(table("changes"))
                .append(" (change_id, script_hash, change, project, note, committer_name, committer_email, planned_at,"
                        + " planner_name, planner_email) VALUES (")
                .append(id)
                .append(", ")
                .append(literals(
                        SqitchIds.sha1(bytes(directory.resolve(revision.file()))),
                        change.change().name()))
                .append(", ")
                .append(project())
                .append(", ")
                .append(planned(change.change().planned()))
                .append("))");
        int number = 0;
        for (SqitchPlan.Dependency dependency : change.change().dependencies()) {
            statement
                    .append(", need")
                    .append(++number)
                    .append(" AS (INSERT INTO ")
                    .append(table("dependencies"))
                    .append(" (change_id, type, dependency, dependency_id) VALUES (")
                    .append(id)
                    .append(", ")
                    .append(dependency.isConflict() ? "'conflict'" : "'require'")
                    .append(", ")
                    .append(SqlText.literal(dependency.toString()))
                    .append(", ")
                    .append(dependency.isConflict() ? "NULL" : resolved(dependency, change.place()))
                    .append("))");
        }
        for (SqitchPlan.Tag tag : tags(change)) {
            statement
                    .append(", tag")
                    .append(++number)
                    .append(" AS (INSERT INTO ")
                    .append(table("tags"))
                    .append(" (tag_id, tag, project, change_id, note, committer_name, committer_email, planned_at,"
                            + " planner_name, planner_email) VALUES (")
                    .append(literals(ids.tag(tag), "@" + tag.name()))
                    .append(", ")
                    .append(project())
                    .append(", ")
                    .append(id)
                    .append(", ")
                    .append(planned(tag.planned()))
                    .append("))");
        }
        return List.of(statement.append(' ').append(event("deploy", change)).toString());
    }

    @Override
    public List<String> downgraded(Revision revision, List<Revision> left) {
        Deployed change = of(revision);
        String which = " WHERE change_id = " + SqlText.literal(change.id());
        return List.of("WITH tag AS (DELETE FROM " + table("tags") + which + "), need AS (DELETE FROM "
                + table("dependencies") + which + "), reverted AS (DELETE FROM " + table("changes") + which + ") "
                + event("revert", change));
    }

    @Override
    public List<String> failed(Revision revision) {
        return List.of(event("fail", of(revision)));
    }

    /** App::Sqitch::Engine::pg, {@code try_lock}. */
    @Override
    public Optional<AdvisoryLock> advisoryLock() {
        return Optional.of(new AdvisoryLock("Sqitch", 75474063));
    }

    @Override
    public String emptying() {
        String ofProject = " WHERE project = " + project();
        return "WITH tag AS (DELETE FROM " + table("tags") + ofProject + "), need AS (DELETE FROM "
                + table("dependencies") + " WHERE change_id IN (SELECT change_id FROM " + table("changes") + ofProject
                + ")) DELETE FROM " + table("changes") + ofProject;
    }

    private String event(String event, Deployed change) {
        return "INSERT INTO " + table("events")
                + " (event, change_id, change, project, requires, conflicts, tags, note, committer_name, committer_email,"
                + " planned_at, planner_name, planner_email) VALUES ("
                + literals(event, change.id(), change.change().name())
                + ", " + project()
                + ", " + dependencies(change, false)
                + ", " + dependencies(change, true)
                + ", "
                + SqlText.array(
                        tags(change).stream().map(tag -> "@" + tag.name()).toList())
                + ", " + planned(change.change().planned()) + ")";
    }

    /** Return note, committer and planner, as the columns of the three tables have them. */
    private String planned(SqitchPlan.Planned planned) {
        return literals(
                planned.note(),
                configuration.user(),
                configuration.email(),
                planned.time(),
                planned.planner(),
                planned.email());
    }

    private static String dependencies(Deployed change, boolean conflicts) {
        return SqlText.array(change.change().dependencies().stream()
                .filter(dependency -> dependency.isConflict() == conflicts)
                .map(SqitchPlan.Dependency::toString)
                .toList());
    }

    private List<SqitchPlan.Tag> tags(Deployed change) {
        return plan.tags().stream()
                .filter(tag -> tag.change() == change.place())
                .toList();
    }

    /** Return the id of what a change needs: of this plan, or of another project's that is deployed in the same database. */
    private String resolved(SqitchPlan.Dependency dependency, int place) {
        if (dependency.project().isEmpty()) {
            return SqlText.literal(ids.resolve(dependency.wanted(), place));
        }
        String ofProject =
                " WHERE project = " + SqlText.literal(dependency.project().get());
        String wanted = dependency.wanted();
        int at = wanted.indexOf('@');
        String named = ofProject + " AND change = " + SqlText.literal(at < 0 ? wanted : wanted.substring(0, at));
        String from = "(SELECT change_id FROM " + table("changes");
        if (wanted.matches(SqitchIds.PATTERN)) {
            return from + ofProject + " AND change_id = " + SqlText.literal(wanted) + ")";
        }
        if (at < 0) {
            return from + named + " ORDER BY committed_at LIMIT 1)";
        }
        String tagged =
                " FROM " + table("tags") + ofProject + " AND tag = " + SqlText.literal(wanted.substring(at)) + ")";
        return at == 0
                ? "(SELECT change_id" + tagged
                : from + named + " AND committed_at <= (SELECT committed_at" + tagged
                        + " ORDER BY committed_at DESC LIMIT 1)";
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
