package dev.palindrome.jpa;

import dev.palindrome.database.Database;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The schema that the entities of a persistence unit make, by the provider that is on their class path. Immutable. */
public final class UnitSchema {

    static final String LIST_OF_LIBRARIES =
            "Libraries are taken from target/classpath.txt, which Maven writes: mvn dependency:build-classpath"
                    + " -Dmdep.outputFile=target/classpath.txt; from build/classpath.txt, with a task for Gradle that stands in"
                    + " docs/command-line.md; or from --classpath target/classes:lib/*";

    private final PersistenceUnit unit;
    private final List<Path> classPath;

    private UnitSchema(PersistenceUnit unit, List<Path> classPath) {
        this.unit = unit;
        this.classPath = List.copyOf(classPath);
    }

    /**
     * Find a unit.
     *
     * @param classPath folders and jars with the entities, the provider and all that they need
     * @throws PersistenceUnitException when no file {@code META-INF/persistence.xml} names the unit; the message lists those that are named
     */
    public static UnitSchema of(String name, List<Path> classPath) {
        if (classPath.isEmpty()) {
            throw new PersistenceUnitException(
                    "There is no class path for the persistence unit '%s': neither target/classes nor".formatted(name)
                            + " build/classes is here. Compile the project first, or name it with --classpath PATH. "
                            + LIST_OF_LIBRARIES);
        }
        List<PersistenceUnit> units = PersistenceUnit.on(classPath);
        return units.stream()
                .filter(unit -> unit.name().equals(name))
                .findFirst()
                .map(unit -> new UnitSchema(unit, classPath))
                .orElseThrow(() -> new PersistenceUnitException(notFound(name, units, classPath)));
    }

    private static String notFound(String name, List<PersistenceUnit> units, List<Path> classPath) {
        String beginning =
                name.isEmpty() ? "A persistence unit must be named" : "There is no persistence unit '" + name + "'";
        if (units.isEmpty()) {
            return "%s: no META-INF/persistence.xml is in %s. Add the project's own classes to --classpath"
                    .formatted(beginning, inShort(classPath));
        }
        return beginning + ". Units on the class path: "
                + units.stream().map(PersistenceUnit::toString).collect(Collectors.joining(", "));
    }

    /** Libraries are many, and seldom what was forgotten. */
    private static String inShort(List<Path> classPath) {
        List<String> places = new ArrayList<>();
        classPath.stream().filter(Files::isDirectory).map(Path::toString).forEach(places::add);
        int jars = classPath.size() - places.size();
        if (jars > 0) {
            places.add(jars == 1 ? "the one jar" : "the " + jars + " jars");
        }
        return String.join(", ", places);
    }

    /**
     * Create the schema in a database without one. The unit's own database is not touched, whatever the unit says of it. Names that
     * Hibernate makes up are replaced by those that PostgreSQL makes up.
     *
     * @throws PersistenceUnitException when the provider fails, does not come to an end, or creates nothing
     * @throws SQLException when the server goes away
     */
    public void create(Database database) throws SQLException {
        long before = relations(database);
        Optional<String> failure = new GeneratorProcess(unit.name(), classPath).run(database);
        if (failure.isPresent()) {
            throw new PersistenceUnitException("The persistence unit '%s' (%s) cannot create its schema:%n%s"
                    .formatted(unit.name(), unit.place(), failure.get()));
        }
        if (relations(database) == before) {
            throw new PersistenceUnitException(
                    ("The persistence unit '%s' (%s) creates no table: its entities were not found. List them in"
                                    + " persistence.xml as <class>. Hibernate 7 looks for them only with hibernate-scan-jandex on the"
                                    + " class path, and every version only in the folder or jar that holds persistence.xml")
                            .formatted(unit.name(), unit.place()));
        }
        try (Connection session = database.connect()) {
            MadeUpNames.replace(session);
        }
    }

    private static long relations(Database database) throws SQLException {
        try (Connection session = database.connect();
                Statement statement = session.createStatement();
                ResultSet count = statement.executeQuery("SELECT count(*) FROM pg_class")) {
            count.next();
            return count.getLong(1);
        }
    }
}
