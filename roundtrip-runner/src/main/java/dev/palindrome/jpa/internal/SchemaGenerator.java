package dev.palindrome.jpa.internal;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * The program of a JVM that lets a persistence unit create its schema. It reads a {@link Request} from standard input, answers with the
 * {@link Fault}s on standard output, and ends at the end of standard input at the latest. It knows nothing but the JDK and the driver.
 */
public final class SchemaGenerator {

    private static final List<String> APIS = List.of("jakarta.persistence", "javax.persistence");

    private SchemaGenerator() {}

    /** Run the program. */
    public static void main(String[] arguments) throws IOException {
        try (DataOutputStream answer = new DataOutputStream(new FileOutputStream(FileDescriptor.out))) {
            // What libraries write is no answer.
            System.setOut(new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8));
            InputStream in = new FileInputStream(FileDescriptor.in);
            Request request = Request.read(new DataInputStream(in));
            endWith(in);
            Fault.writeAll(run(request), answer);
        }
        // Pools and caches leave threads behind that nobody waits for.
        Runtime.getRuntime().halt(0);
    }

    private static void endWith(InputStream in) {
        Thread watch = new Thread(
                () -> {
                    try {
                        while (in.read() >= 0) {
                            // nothing more is sent
                        }
                    } catch (IOException e) {
                        // as good as its end
                    }
                    Runtime.getRuntime().halt(1);
                },
                "palindrome-end");
        watch.setDaemon(true);
        watch.start();
    }

    /** Let nothing through: an entity's class may throw whatever it likes. */
    @SuppressWarnings("CatchAndPrintStackTrace")
    private static List<Fault> run(Request request) {
        try {
            generate(request);
            return List.of();
        } catch (InvocationTargetException e) {
            return Fault.chain(e.getCause());
        } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
            return Fault.chain(e);
        }
    }

    private static void generate(Request request) throws ReflectiveOperationException {
        ClassLoader classes = request.classes();
        Thread.currentThread().setContextClassLoader(classes);
        for (String api : APIS) {
            if (classes.getResource(api.replace('.', '/') + "/Persistence.class") != null) {
                Map<String, Object> properties =
                        new UnitProperties(api, new OneDatabase(classes, request.url(), request.password())).asMap();
                classes.loadClass(api + ".Persistence")
                        .getMethod("generateSchema", String.class, Map.class)
                        .invoke(null, request.unit(), properties);
                return;
            }
        }
        throw new ClassNotFoundException("jakarta.persistence.Persistence");
    }

    /**
     * What is to be done.
     *
     * @param classPath files, absolute
     * @param url of a database of ours, with the user and without the password
     * @param password empty for none
     */
    public record Request(String unit, List<String> classPath, String url, String password) {

        public Request {
            classPath = List.copyOf(classPath);
        }

        /** Write it, for {@link #read}. */
        public void writeTo(DataOutputStream out) throws IOException {
            out.writeUTF(unit);
            out.writeUTF(url);
            out.writeUTF(password);
            out.writeInt(classPath.size());
            for (String entry : classPath) {
                out.writeUTF(entry);
            }
        }

        static Request read(DataInputStream in) throws IOException {
            String unit = in.readUTF();
            String url = in.readUTF();
            String password = in.readUTF();
            List<String> classPath = new ArrayList<>();
            for (int left = in.readInt(); left > 0; left--) {
                classPath.add(in.readUTF());
            }
            return new Request(unit, classPath, url, password);
        }

        /** Of ours, only the driver is to be seen, and only where the user has none. */
        private ClassLoader classes() {
            URL[] urls = classPath.stream().map(Request::url).toArray(URL[]::new);
            ClassLoader own = new URLClassLoader("unit", urls, ClassLoader.getPlatformClassLoader());
            return own.getResource("org/postgresql/Driver.class") != null
                    ? own
                    : new URLClassLoader("unit", urls, new DriverClasses());
        }

        private static URL url(String entry) {
            try {
                return Path.of(entry).toUri().toURL();
            } catch (MalformedURLException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** The platform's classes, and those of our driver. */
    private static final class DriverClasses extends ClassLoader {

        DriverClasses() {
            super("driver", ClassLoader.getPlatformClassLoader());
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            if (name.startsWith("org.postgresql.")) {
                return Objects.requireNonNull(SchemaGenerator.class.getClassLoader(), "the application's")
                        .loadClass(name);
            }
            throw new ClassNotFoundException(name);
        }
    }

    /** An exception, without its stack trace. */
    public record Fault(String type, String message) {

        private static final int LONGEST = 4000;

        /** Read what {@link #writeAll} wrote. */
        public static List<Fault> readAll(DataInputStream in) throws IOException {
            List<Fault> faults = new ArrayList<>();
            for (int left = in.readInt(); left > 0; left--) {
                faults.add(new Fault(in.readUTF(), in.readUTF()));
            }
            return faults;
        }

        static void writeAll(List<Fault> faults, DataOutputStream out) throws IOException {
            out.writeInt(faults.size());
            for (Fault fault : faults) {
                out.writeUTF(fault.type());
                out.writeUTF(fault.message());
            }
            out.flush();
        }

        /** Return it with its causes, outermost first. */
        static List<Fault> chain(Throwable outermost) {
            List<Fault> faults = new ArrayList<>();
            Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
            for (Throwable fault = outermost; fault != null && seen.add(fault); fault = fault.getCause()) {
                String message = Objects.requireNonNullElse(fault.getMessage(), "");
                faults.add(new Fault(
                        fault.getClass().getName(), message.substring(0, Math.min(LONGEST, message.length()))));
            }
            return faults;
        }
    }
}
