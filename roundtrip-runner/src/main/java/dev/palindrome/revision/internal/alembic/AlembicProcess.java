package dev.palindrome.revision.internal.alembic;

import dev.palindrome.revision.MalformedHistoryException;
import dev.palindrome.revision.Problem;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.lang.ref.Cleaner;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A Python process that holds Alembic. It ends with this JVM, whose end closes its standard input, or when nobody refers to it any
 * more. Safe for use by several threads, one of which is served at a time.
 */
final class AlembicProcess {

    private static final Cleaner CLEANER = Cleaner.create();
    private static final int LINES_KEPT = 30;

    private final Process process;
    private final BufferedWriter requests;
    private final BufferedReader answers;
    private final Deque<String> complaints = new ArrayDeque<>();

    private AlembicProcess(Process process) {
        this.process = process;
        this.requests = new BufferedWriter(new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8));
        this.answers = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        listen(process.getErrorStream(), complaints);
        CLEANER.register(this, process::destroy);
    }

    /** @throws MalformedHistoryException when it cannot be started */
    static AlembicProcess start(Python python, Path folder) {
        try {
            byte[] driver = driver();
            // Read from standard input, so that a list of processes shows no program of 400 lines.
            String loader =
                    "import os\np = b''\nwhile len(p) < %1$d: p += os.read(0, %1$d - len(p))\nexec(compile(p, '<palindrome>', 'exec'))"
                            .formatted(driver.length);
            ProcessBuilder builder = new ProcessBuilder(python.program(), "-c", loader).directory(folder.toFile());
            builder.environment().put("PYTHONDONTWRITEBYTECODE", "1");
            builder.environment().put("PYTHONIOENCODING", "utf-8");
            Process process = builder.start();
            process.getOutputStream().write(driver);
            process.getOutputStream().flush();
            return new AlembicProcess(process);
        } catch (IOException e) {
            throw new MalformedHistoryException(List.of(new Problem(
                    Path.of(""), Optional.empty(), python.program() + " cannot be started: " + e.getMessage())));
        }
    }

    private static byte[] driver() throws IOException {
        try (InputStream source =
                Objects.requireNonNull(AlembicProcess.class.getResourceAsStream("driver.py"), "driver.py")) {
            return source.readAllBytes();
        }
    }

    /**
     * Ask for something, and wait for the answer.
     *
     * @throws UncheckedIOException when the process has ended
     */
    synchronized List<Message> ask(List<Message> request) {
        try {
            for (Message line : request) {
                requests.write(line.line());
                requests.write('\n');
            }
            requests.write('\n');
            requests.flush();
            return answer();
        } catch (IOException e) {
            throw new UncheckedIOException(ended(), e);
        }
    }

    private List<Message> answer() throws IOException {
        List<Message> lines = new ArrayList<>();
        while (true) {
            String line = answers.readLine();
            if (line == null) {
                throw new IOException("end of stream");
            }
            if (line.isEmpty()) {
                return lines;
            }
            lines.add(Message.parse(line));
        }
    }

    private String ended() {
        synchronized (complaints) {
            return "the Python process that holds Alembic has ended"
                    + (process.isAlive() ? "" : " with status " + process.exitValue())
                    + (complaints.isEmpty() ? "" : ". Its last words:\n  " + String.join("\n  ", complaints));
        }
    }

    /** Without a reader, the process would wait once the pipe is full. The thread must not keep the process referred to. */
    private static void listen(InputStream stream, Deque<String> kept) {
        Thread listener = new Thread(
                () -> {
                    try (BufferedReader lines =
                            new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
                        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                            synchronized (kept) {
                                kept.addLast(line);
                                if (kept.size() > LINES_KEPT) {
                                    kept.removeFirst();
                                }
                            }
                        }
                    } catch (IOException e) {
                        // the process is gone, and what it had to say was read
                    }
                },
                "palindrome-alembic-stderr");
        listener.setDaemon(true);
        listener.start();
    }
}
