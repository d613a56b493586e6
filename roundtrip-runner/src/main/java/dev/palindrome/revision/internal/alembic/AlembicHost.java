package dev.palindrome.revision.internal.alembic;

import dev.palindrome.revision.ProgramOptions;
import dev.palindrome.revision.SourcePosition;
import dev.palindrome.revision.StepRefusal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Speaks of one project with the process that holds Alembic. Safe for use by several threads. */
final class AlembicHost {

    /** Nobody listens there. A project that connects while it is only being read must not reach a database of the user's. */
    private static final String NOWHERE = "postgresql://palindrome:palindrome@127.0.0.1:1/palindrome";

    private static final String UTC = "UTC";

    private final AlembicProcess process;
    private final AlembicProject project;
    private final ProgramOptions options;
    private volatile boolean bare;

    AlembicHost(AlembicProcess process, AlembicProject project, ProgramOptions options) {
        this.process = process;
        this.project = project;
        this.options = options;
        this.bare = project.versions().isPresent();
    }

    /** Ask for the revisions, and for what can be known of them without a database. */
    List<Message> read() {
        List<Message> answer = process.ask(request("open", NOWHERE, UTC));
        bare = answer.stream()
                .anyMatch(line -> line.name().equals("bare") && line.value(0).equals("1"));
        return answer;
    }

    /** Tell whether revisions run in a minimal environment of ours, for want of a usable env.py. */
    boolean isBare() {
        return bare;
    }

    /** Let Alembic make what it needs in an empty database. */
    Optional<StepRefusal> prepare(String uri, String timeZone) {
        return refusal(process.ask(request("prepare", uri, timeZone)), Path.of(""));
    }

    /**
     * Let Alembic take one step.
     *
     * @param direction {@code upgrade} or {@code downgrade}
     * @param file the revision's, for errors that name no line of the project's
     */
    Optional<StepRefusal> step(String direction, String revision, Path file, String uri, String timeZone) {
        List<Message> request = request(direction, uri, timeZone);
        request.add(Message.of("revision", revision));
        return refusal(process.ask(request), file);
    }

    private List<Message> request(String task, String uri, String timeZone) {
        DatabaseVariables variables = new DatabaseVariables(uri);
        List<Message> lines = new ArrayList<>();
        lines.add(Message.of("do", task));
        lines.add(Message.of("worker", uri + " " + timeZone));
        lines.add(Message.of("url", variables.url()));
        lines.add(Message.of("database", variables.database()));
        lines.add(Message.of(
                "folder", project.directory().toAbsolutePath().normalize().toString()));
        project.ini().ifPresent(path -> lines.add(Message.of("ini", path.toString())));
        project.toml().ifPresent(path -> lines.add(Message.of("toml", path.toString())));
        project.scriptLocation().ifPresent(path -> lines.add(Message.of("script_location", path.toString())));
        project.versions().ifPresent(path -> lines.add(Message.of("versions", path.toString())));
        lines.add(Message.of("bare", bare ? "1" : "0"));
        variables
                .environment(options.environment(), System.getenv())
                .forEach((name, value) -> lines.add(Message.of("variable", name, value)));
        lines.add(Message.of("variable", "PGTZ", timeZone));
        variables.filled(options.arguments()).forEach(argument -> lines.add(Message.of("x", argument)));
        return lines;
    }

    static Optional<StepRefusal> refusal(List<Message> answer, Path file) {
        Message first = answer.get(0);
        if (first.name().equals("ok")) {
            return Optional.empty();
        }
        Map<String, String> said = new HashMap<>();
        answer.stream().skip(1).forEach(line -> said.put(line.name(), line.value(0)));
        Path place = first.value(1).isEmpty() ? file : Path.of(first.value(1));
        return Optional.of(new StepRefusal(
                said.getOrDefault("message", first.value(0)),
                new SourcePosition(place, first.number(2), 1),
                Optional.ofNullable(said.get("state")),
                Optional.ofNullable(said.get("statement")),
                Optional.ofNullable(said.get("detail")),
                Optional.ofNullable(said.get("hint")),
                Optional.ofNullable(said.get("where")),
                Optional.ofNullable(said.get("schema")),
                Optional.ofNullable(said.get("table")),
                Optional.ofNullable(said.get("column")),
                Optional.ofNullable(said.get("constraint"))));
    }
}
