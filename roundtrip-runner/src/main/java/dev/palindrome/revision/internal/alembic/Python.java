package dev.palindrome.revision.internal.alembic;

import dev.palindrome.revision.MalformedHistoryException;
import dev.palindrome.revision.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A Python interpreter that has Alembic and a driver for PostgreSQL.
 *
 * @param program its path
 * @param versions such as "Python 3.11.2, Alembic 1.8.1"
 */
record Python(String program, String versions) {

    private static final int PATIENCE_SECONDS = 60;

    /** Fails with what is missing, in the words that pip knows. */
    private static final String PROBE = """
            import sys
            def has(name):
                try:
                    __import__(name)
                    return True
                except ImportError:
                    return False
            missing = [name for name in ("alembic", "sqlalchemy") if not has(name)]
            if not any(has(name) for name in ("psycopg2", "psycopg", "asyncpg", "pg8000")):
                missing.append("psycopg2-binary")
            if missing:
                print(" ".join(missing))
                sys.exit(7)
            import alembic
            print("Python %d.%d.%d, Alembic %s" % (sys.version_info[:3] + (alembic.__version__,)))
            """;

    /**
     * Find an interpreter for a project: the one that is named; else that of the active virtual environment, of one beside the
     * project, and those on the path.
     *
     * @param named by the user; empty to look for one
     * @param folder where the project lies
     * @throws MalformedHistoryException when none is fit, saying what to install
     */
    static Python find(Optional<String> named, Path folder) {
        List<String> candidates = named.map(List::of).orElseGet(() -> candidates(folder, System.getenv()));
        List<String> unfit = new ArrayList<>();
        for (String candidate : candidates) {
            Probe probe = probe(candidate);
            if (probe.status == 0) {
                return new Python(candidate, probe.said);
            }
            unfit.add(candidate + " " + probe.complaint());
        }
        throw new MalformedHistoryException(List.of(new Problem(
                Path.of(""),
                Optional.empty(),
                "Alembic runs its revisions itself, and no Python with Alembic, SQLAlchemy and a driver was found"
                        + (unfit.isEmpty() ? "" : ": " + String.join("; ", unfit))
                        + ". Install them where the project's own are (pip install alembic psycopg2-binary), or name the"
                        + " interpreter that has them: PALINDROME_PYTHON=.venv/bin/python")));
    }

    private static List<String> candidates(Path folder, Map<String, String> environment) {
        Set<String> found = new LinkedHashSet<>();
        Optional.ofNullable(environment.get("VIRTUAL_ENV"))
                .flatMap(home -> in(Path.of(home)))
                .ifPresent(found::add);
        for (Path parent = folder.toAbsolutePath(); parent != null; parent = parent.getParent()) {
            Path here = parent;
            Stream.of(".venv", "venv", "env")
                    .flatMap(name -> in(here.resolve(name)).stream())
                    .forEach(found::add);
        }
        String path = environment.getOrDefault("PATH", "");
        Stream.of(path.split(java.io.File.pathSeparator))
                .filter(directory -> !directory.isEmpty())
                .flatMap(directory ->
                        Stream.of("python3", "python", "python.exe").map(Path.of(directory)::resolve))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .forEach(found::add);
        Stream.of(Path.of("/usr/bin/python3"))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .forEach(found::add);
        return List.copyOf(found);
    }

    private static Optional<String> in(Path virtualEnvironment) {
        return Stream.of("bin/python", "Scripts/python.exe")
                .map(virtualEnvironment::resolve)
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst();
    }

    private record Probe(int status, String said) {

        String complaint() {
            return status == 7 ? "lacks " + said : "cannot be run (" + said + ")";
        }
    }

    private static Probe probe(String program) {
        try {
            Process process = new ProcessBuilder(program, "-c", PROBE)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            process.getOutputStream().close();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return new Probe(-1, "no answer within " + PATIENCE_SECONDS + " s");
            }
            int status = process.exitValue();
            return new Probe(status, status == 0 || status == 7 ? said : "status " + status);
        } catch (IOException e) {
            return new Probe(-1, String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Probe(-1, "interrupted");
        }
    }
}
