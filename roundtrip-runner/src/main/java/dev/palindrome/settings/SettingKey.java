package dev.palindrome.settings;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * Every key that a user can set. A key has one name everywhere: {@code palindrome.jdbcUrl} as a property,
 * {@code PALINDROME_JDBC_URL} as a variable, {@code --jdbc-url} on the command line. A property may be written like the option, too.
 */
public enum SettingKey {
    JDBC_URL("jdbcUrl", "a server to create test databases on"),
    IMAGE("image", "the Docker image of the server"),
    EMBEDDED("embedded", "'true' or a PostgreSQL major version: use embedded binaries only"),
    ALLOW_REMOTE("allowRemote", "'true' to allow a server that is not on this machine"),
    FORMAT("format", "the migration format, or 'auto'"),
    PYTHON("python", "the Python interpreter that has Alembic"),
    ALEMBIC_ENV(
            "alembicEnv",
            "variables for env.py, such as APP_DB=${url}: also ${host}, ${port}, ${user}, ${password}, ${database}"),
    ALEMBIC_X("alembicX", "arguments for Alembic's -x, such as url=${url}"),
    SQITCH_SET("sqitchSet", "variables of psql for Sqitch's scripts, such as owner=shop, as by its --set"),
    CLASSPATH("classpath", "the folders and jars of the project, for revisions in Java and persistence units"),
    LIQUIBASE_CONTEXTS("liquibaseContexts", "the contexts for Liquibase's change sets, separated by commas"),
    LIQUIBASE_LABEL_FILTER("liquibaseLabelFilter", "the labels of Liquibase's change sets to run, such as 'a and !b'"),
    LIQUIBASE_FOLDER(
            "liquibaseFolder", "the path by which Liquibase knows the folder of the changelog, such as db/changelog"),
    SETUP_SQL("setupSql", "statements to run once before the first revision"),
    REVISION("revision", "judge this revision only"),
    CHECKS("checks", "groups of checks, separated by commas, or 'all'"),
    ROWS("rows", "the folder with rows of your own: <revision>.sql and assume.txt"),
    SEED("seed", "the seed of every random choice"),
    JOBS("jobs", "how many revisions to walk at once, or 'auto'"),
    FAIL_ON("failOn", "'error', 'warning' or 'info': the least severity that fails a test"),
    BASELINE(
            "baseline", "the file with the findings that are known already, written by 'palindrome verify --baseline'"),
    VERIFY_FAST_PATH(
            "verifyFastPath", "'true' to read the schema in two ways at each step, and fail where they differ"),
    SNAPSHOTS_UPDATE("snapshots.update", "'auto', 'new', 'all' or 'none': which golden files tests may write"),
    REPORTS("reports", "the folder for the reports of tests, or 'none'"),
    CACHE("cache", "the folder for binaries, data directories and the records of runs"),
    MVN("mvn", "the Maven command that fetches embedded binaries");

    private static final String PREFIX = "palindrome.";

    private final String name;
    private final String meaning;

    SettingKey(String name, String meaning) {
        this.name = name;
        this.meaning = meaning;
    }

    /** Return the name of the property, such as {@code palindrome.jdbcUrl}. */
    public String property() {
        return PREFIX + name;
    }

    /** Return the same name as it stands in options, such as {@code palindrome.jdbc-url}, which is understood, too. */
    String hyphenated() {
        return PREFIX + name.replaceAll("(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
    }

    /** Return the name of the environment variable, such as {@code PALINDROME_JDBC_URL}. */
    public String variable() {
        return "PALINDROME_" + name();
    }

    /** Return what the key is for, in words. */
    public String meaning() {
        return meaning;
    }

    static Optional<SettingKey> withProperty(String property) {
        return Arrays.stream(values())
                .filter(key ->
                        key.property().equals(property) || key.hyphenated().equals(property))
                .findFirst();
    }

    static boolean isOurs(String property) {
        return property.toLowerCase(Locale.ROOT).startsWith(PREFIX);
    }
}
