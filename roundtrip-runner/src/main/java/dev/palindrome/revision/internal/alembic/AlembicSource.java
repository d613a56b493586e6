package dev.palindrome.revision.internal.alembic;

import dev.palindrome.revision.MalformedHistoryException;
import dev.palindrome.revision.Problem;
import dev.palindrome.revision.ProgramOptions;
import dev.palindrome.revision.Revision;
import dev.palindrome.revision.RevisionGraph;
import dev.palindrome.revision.RevisionHistory;
import dev.palindrome.revision.RevisionSource;
import dev.palindrome.revision.SqlScript;
import dev.palindrome.revision.StepRefusal;
import dev.palindrome.revision.TransactionMode;
import dev.palindrome.revision.VersionTable;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Alembic's projects, read and run by Alembic itself. Source: Alembic documentation, "Tutorial" and "Operation Reference"; the offline
 * statements of a step are those of {@code alembic upgrade --sql}.
 */
public final class AlembicSource implements RevisionSource {

    @Override
    public String format() {
        return "alembic";
    }

    @Override
    public Optional<String> recognise(Path directory) {
        return AlembicProject.find(directory).map(AlembicProject::recognition);
    }

    @Override
    public RevisionHistory read(Path directory) {
        return read(directory, ProgramOptions.defaults());
    }

    @Override
    public RevisionHistory read(Path directory, ProgramOptions program) {
        AlembicProject project = AlembicProject.find(directory)
                .orElseThrow(() -> malformed("there is no Alembic project in " + directory
                        + ": expected alembic.ini, a section [tool.alembic] in pyproject.toml, env.py beside a folder versions,"
                        + " or Python files with a down_revision"));
        Python python = Python.find(program.python(), project.root());
        AlembicHost host = new AlembicHost(AlembicProcess.start(python, project.root()), project, program);
        List<Message> answer = answer(host);
        List<AlembicRevision> revisions = revisions(answer);
        List<Problem> problems = new ArrayList<>();
        Map<Revision, AlembicRevision> sources = revisions.stream()
                .collect(Collectors.toMap(
                        revision -> revision.toRevision(host, problems),
                        Function.identity(),
                        (first, second) -> first,
                        java.util.LinkedHashMap::new));
        if (!problems.isEmpty()) {
            throw new MalformedHistoryException(problems);
        }
        RevisionGraph graph = RevisionGraph.of(
                List.copyOf(sources.keySet()),
                (revision, header) ->
                        Optional.ofNullable(sources.get(revision)).flatMap(source -> source.lineOf(header)));
        Message table = line(answer, "version_table").orElseThrow();
        return new RevisionHistory(
                format(),
                directory,
                graph,
                notes(python, host, answer),
                Optional.of(new VersionTable(
                        table.value(0),
                        table.value(1),
                        new SqlScript(
                                Path.of(""),
                                List.of(),
                                TransactionMode.SCRIPT,
                                Optional.of(new AlembicPreparation(host))),
                        AlembicHeads.in(table.value(0), table.value(1)))));
    }

    private static List<Message> answer(AlembicHost host) {
        List<Message> answer;
        try {
            answer = host.read();
        } catch (UncheckedIOException e) {
            throw malformed(String.valueOf(e.getMessage()));
        }
        Optional<StepRefusal> refusal = AlembicHost.refusal(answer, Path.of(""));
        if (refusal.isPresent()) {
            Path file = refusal.get().position().file();
            throw new MalformedHistoryException(List.of(new Problem(
                    file,
                    file.toString().isEmpty()
                            ? Optional.empty()
                            : Optional.of(refusal.get().position().line()),
                    "Alembic cannot read the project: " + refusal.get().message())));
        }
        return answer;
    }

    private static List<AlembicRevision> revisions(List<Message> answer) {
        List<List<Message>> groups = new ArrayList<>();
        for (Message line : answer) {
            if (line.name().equals("revision")) {
                groups.add(new ArrayList<>());
            }
            if (!groups.isEmpty()) {
                groups.get(groups.size() - 1).add(line);
            }
        }
        return groups.stream()
                .map(AlembicRevision::new)
                .sorted(Comparator.comparing(revision -> revision.file().toString()))
                .toList();
    }

    private static List<String> notes(Python python, AlembicHost host, List<Message> answer) {
        List<String> notes = new ArrayList<>();
        notes.add("run by " + python.versions() + " (" + python.program() + ")");
        if (host.isBare()) {
            String why = line(answer, "why").map(line -> line.value(0)).orElse("");
            notes.add((why.isEmpty() ? "there is no env.py" : "env.py cannot be used: " + why)
                    + ". Revisions run in a minimal environment, in one transaction each");
        }
        return notes;
    }

    private static Optional<Message> line(List<Message> answer, String name) {
        return answer.stream().filter(line -> line.name().equals(name)).findFirst();
    }

    private static MalformedHistoryException malformed(String message) {
        return new MalformedHistoryException(List.of(new Problem(Path.of(""), Optional.empty(), message)));
    }
}
