package dev.palindrome.revision.internal.java;

import dev.palindrome.revision.Batch;
import dev.palindrome.revision.Downgrade;
import dev.palindrome.revision.MalformedHistoryException;
import dev.palindrome.revision.Problem;
import dev.palindrome.revision.ProgramOptions;
import dev.palindrome.revision.Revision;
import dev.palindrome.revision.RevisionGraph;
import dev.palindrome.revision.RevisionHistory;
import dev.palindrome.revision.RevisionId;
import dev.palindrome.revision.RevisionSource;
import dev.palindrome.revision.SourcePosition;
import dev.palindrome.revision.SqlScript;
import dev.palindrome.revision.TransactionMode;
import dev.palindrome.revision.internal.format.PalindromeSource;
import dev.palindrome.revision.java.JavaRevision;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Revisions that are written in Java: compiled classes in a folder, the root of the classes or one of their packages. */
public final class JavaSource implements RevisionSource {

    @Override
    public String format() {
        return "java";
    }

    @Override
    public Optional<String> recognise(Path directory) {
        List<Path> classes = new RevisionClasses(directory, List.of()).candidates();
        return classes.isEmpty()
                ? Optional.empty()
                : Optional.of(classes.size() + (classes.size() == 1 ? " class" : " classes")
                        + " that speak of JavaRevision, such as "
                        + classes.get(0).getFileName());
    }

    @Override
    public RevisionHistory read(Path directory) {
        return read(directory, ProgramOptions.defaults());
    }

    @Override
    public RevisionHistory read(Path directory, ProgramOptions program) {
        RevisionClasses classes = new RevisionClasses(directory, program.classPath());
        List<Revision> revisions = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        for (Class<? extends JavaRevision> type : classes.load()) {
            try {
                revisions.add(revision(type));
            } catch (RuntimeException | LinkageError e) {
                problems.add(
                        new Problem(file(type), Optional.empty(), "the revision cannot be asked for its place: " + e));
            }
        }
        problems.addAll(classes.problems());
        if (!problems.isEmpty()) {
            throw new MalformedHistoryException(problems);
        }
        return new RevisionHistory(
                format(),
                directory,
                RevisionGraph.of(revisions),
                List.of(),
                Optional.of(PalindromeSource.ownVersionTable()));
    }

    private static Revision revision(Class<? extends JavaRevision> type) {
        JavaRevision revision = make(type);
        Path file = file(type);
        return new Revision(
                new RevisionId(revision.id()),
                ids(revision.downRevisions()),
                new HashSet<>(revision.branchLabels()),
                ids(revision.dependsOn()),
                revision.message(),
                Optional.empty(),
                script(type, file, revision, true),
                revision.irreversible()
                        .<Downgrade>map(Downgrade.Irreversible::new)
                        .orElseGet(() -> new Downgrade.Script(script(type, file, revision, false))),
                List.of(),
                file);
    }

    private static SqlScript script(
            Class<? extends JavaRevision> type, Path file, JavaRevision revision, boolean upgrade) {
        return new SqlScript(
                file,
                List.of(new Batch("", new SourcePosition(file, 1, 1), List.of(), Optional.empty())),
                revision.isTransactional() ? TransactionMode.SCRIPT : TransactionMode.NONE,
                Optional.of(new JavaStep(() -> make(type), file, upgrade)));
    }

    private static JavaRevision make(Class<? extends JavaRevision> type) {
        try {
            var constructor = type.getDeclaredConstructor();
            constructor.setAccessible(true);
            return constructor.newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(type.getName() + " cannot be made: " + e, e);
        }
    }

    private static Path file(Class<?> type) {
        Class<?> outer = type;
        while (outer.getEnclosingClass() != null) {
            outer = outer.getEnclosingClass();
        }
        return Path.of(outer.getName().replace('.', '/') + ".java");
    }

    private static Set<RevisionId> ids(List<String> ids) {
        return ids.stream().map(RevisionId::new).collect(Collectors.toSet());
    }
}
