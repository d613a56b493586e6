package dev.palindrome.revision.internal.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palindrome.database.DatabaseOptions;
import dev.palindrome.database.TestDatabase;
import dev.palindrome.database.TestServers;
import dev.palindrome.revision.Batch;
import dev.palindrome.revision.Problem;
import dev.palindrome.revision.SqlScript;
import dev.palindrome.revision.TransactionMode;
import dev.palindrome.roundtrip.execution.ScriptOutcome;
import dev.palindrome.roundtrip.execution.ScriptRunner;
import dev.palindrome.testing.ClientProgram;
import dev.palindrome.testing.RequiresTool;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/** Variables, first by example, then beside the real psql. */
class PsqlVariablesTest {

    private static final long SEED = Long.getLong("fuzz.seed", 20261128L);
    private static final int SCRIPTS = Integer.getInteger("fuzz.scripts", 150);

    private static final Map<String, String> STARTED_WITH = new TreeMap<>(Map.of(
            "app", "o'brien \"x\"",
            "path", "C:\\dir",
            "n", "7",
            "2", "two",
            "word", "select_",
            "nested", "(:n)",
            "self", ":self",
            "größe", "9",
            "lines", "1\n+ 2",
            "empty", ""));

    private static SplitScript split(String text) {
        return ScriptSplitter.split(SourceText.of(Path.of("a.sql"), text), new PsqlVariables(STARTED_WITH));
    }

    private static List<String> statements(String text) {
        SplitScript split = split(text);
        assertThat(split.problems()).isEmpty();
        return split.batches().stream().map(Batch::text).toList();
    }

    private static List<String> problems(String text) {
        return split(text).problems().stream().map(Problem::toString).toList();
    }

    @Test
    void values_stand_as_they_are_as_literals_and_as_names() {
        assertThat(statements("SELECT :n, :'n', :\"n\", :'app', :\"app\", :'path', :{?n}, :{?no}, :nested, :größe;"))
                .containsExactly(
                        "SELECT 7, '7', \"7\", 'o''brien \"x\"', \"o'brien \"\"x\"\"\",  E'C:\\\\dir', TRUE, FALSE, (7), 9");
    }

    @Test
    void what_psql_leaves_is_left() {
        String text =
                "SELECT x::n, a[1:3], :no, :'no', :\"no\", ':n', \":n\", $$:n$$, $q$:'n'$q$, E'\\':n' /* :n */, 1 -- :n\n"
                        + ", :self, : n, a:=1";

        assertThat(statements(text)).containsExactly(text);
        assertThat(statements("SELECT 1:::n")).containsExactly("SELECT 1::7");
    }

    @Test
    void script_sets_variables_of_its_own() {
        assertThat(statements("""
                        \\set table orders
                        \\set greeting 'it''s\\ta ' :n ' "b"'
                        \\set quoted "a b"
                        \\set raw :nested:'app'
                        SELECT :'greeting', :'quoted', :raw FROM :table;
                        \\unset n
                        SELECT :n;
                        \\set n\\r
                        SELECT 1:n;
                        \\set n 'a\\x41\\102\\n'
                        SELECT :'n';
                        """.replace("\\r", "\r")))
                .containsExactly(
                        "SELECT 'it''s\ta 7 \"b\"', '\"a b\"', (7)'o''brien \"x\"' FROM orders",
                        "SELECT :n",
                        "SELECT 1",
                        "SELECT 'aAB\n'");
    }

    @Test
    void value_nests_as_if_it_stood_in_the_script() {
        assertThat(statements("\\set open '('\nSELECT :open 1; 2); SELECT 3;"))
                .containsExactly("SELECT ( 1; 2)", "SELECT 3");
    }

    @Test
    void copy_to_a_variable_table_takes_data_without_touching_it() {
        SplitScript split = split("COPY :\"n\" FROM stdin;\n:n\n\\.\nSELECT :n;");

        assertThat(split.problems()).isEmpty();
        assertThat(split.batches().get(0).text()).isEqualTo("COPY \"7\" FROM stdin");
        assertThat(split.batches().get(0).copyData()).contains(":n\n");
        assertThat(split.batches().get(1).text()).isEqualTo("SELECT 7");
    }

    @Test
    void lines_are_those_of_the_file() {
        Batch batch = split("\nSELECT :lines,\n  nowhere;").batches().get(0);

        assertThat(batch.text()).isEqualTo("SELECT 1\n+ 2,\n  nowhere");
        assertThat(batch.positionOf(batch.text().indexOf("nowhere") + 1).line()).isEqualTo(3);
        assertThat(batch.positionOf(batch.text().indexOf("+ 2") + 1).line()).isEqualTo(2);
    }

    @Test
    void value_that_is_given_counts_instead_of_what_a_program_would_print() {
        SplitScript script = split("\\set app `cat /run/secrets/app`x\nSELECT :'app';");

        assertThat(script.problems()).isEmpty();
        assertThat(script.batches()).extracting(Batch::text).containsExactly("SELECT 'o''brien \"x\"'");
        assertThat(problems("\\set app `date"))
                .containsExactly("a.sql:1: the psql command \\set cannot be run here: a quote is not closed");
    }

    @Test
    void what_cannot_be_followed_is_refused_by_name_and_line() {
        assertThat(problems("""
                        SELECT 1;
                        GRANT CONNECT ON DATABASE :"DBNAME" TO x;
                        \\set both 'SELECT 1; SELECT 2'
                        :both;
                        \\set open 'it''s'
                        SELECT :open;
                        \\set AUTOCOMMIT off
                        \\set today `date`
                        \\set a-b c
                        \\set a 'x
                        \\gset
                        \\if :{?n}
                        """))
                .containsExactly(
                        "a.sql:2: the variable DBNAME is set by psql itself, to what is true of its connection, and is not known here:"
                                + " write the value, or what asks the server for it",
                        "a.sql:4: the value of the variable both holds a semicolon, which cannot be followed here: write it into the"
                                + " script",
                        "a.sql:6: the value of the variable open holds a quote or comment that is not closed, which cannot be followed"
                                + " here: write it into the script",
                        "a.sql:7: the psql command \\set AUTOCOMMIT cannot be run here: it changes how psql runs the script",
                        "a.sql:8: the psql command \\set cannot be run here: it takes what a program prints for a value, and none is run to read a"
                                + " script: give today a value with palindrome.sqitchSet",
                        "a.sql:9: the psql command \\set names no variable: 'a-b' has other characters than letters, digits and _",
                        "a.sql:10: the psql command \\set cannot be run here: a quote is not closed",
                        "a.sql:11: the psql command \\gset cannot be run here: what a query returns is not known beforehand; write the"
                                + " value",
                        "a.sql:12: the psql command \\if cannot be run here: write a DO block with IF");
    }

    /** Pieces of random scripts: the references that psql replaces, those that it leaves, and what hides them. */
    private static final List<String> EXPRESSIONS = List.of(
            ":n",
            ":'n'",
            ":'app'",
            ":'path'",
            ":{?n}",
            ":{?no}",
            ":nested",
            ":größe",
            ":lines",
            "':n'",
            "$$:n$$",
            "$a$:'n'$a$",
            "E'\\':n'",
            "'x'::text",
            "(ARRAY[1,2,3])[1:2]",
            "(ARRAY[1,2,3])[:n:8]",
            "/* :n */ 1",
            "1 -- :'n'\n",
            "'a'\n':n'",
            ":'n'::int",
            ":n::text",
            "1:empty",
            ":n:empty",
            "'a':empty",
            ":x",
            ":'x'",
            ":{?x}",
            ":'y'",
            ":z",
            ":'z'");

    private static final List<String> COMMANDS = List.of(
            "\\set x :n",
            "\\set x 'it''s' :n",
            "\\set x '\\'' ",
            "\\set x 1",
            "\\set x '\\x41\\102\\t'",
            "\\unset x",
            "\\set x",
            "\\set y \"a b\":n",
            "\\set y :'app'",
            "\\set y 'a' 'b':{?x}",
            "\\set y :no",
            "\\set z (:n)",
            "\\set z 5\\n",
            "\\set z :x",
            "\\set z :n:n",
            "\\set x\ty z");

    private static String script(Random random) {
        StringBuilder script = new StringBuilder("\\set x 3\n\\set y why\n\\set z 4\n");
        for (int line = 0; line < 12; line++) {
            if (random.nextInt(3) == 0) {
                script.append(COMMANDS.get(random.nextInt(COMMANDS.size()))).append('\n');
            } else {
                script.append("INSERT INTO trace (note) VALUES ((")
                        .append(EXPRESSIONS.get(random.nextInt(EXPRESSIONS.size())))
                        .append(")::text);\n");
            }
        }
        return script.append("INSERT INTO trace (note) VALUES (:'x'), (:'y'), (:'z');\n")
                .toString();
    }

    @Test
    @Tag("database")
    @RequiresTool(ClientProgram.Psql.class)
    void random_scripts_do_the_same_as_in_psql(@TempDir Path folder, TestReporter reporter) throws Exception {
        reporter.publishEntry("variables", SCRIPTS + " scripts, -Dfuzz.seed=" + SEED);
        Random random = new Random(SEED);
        int rows = 0;
        try (TestDatabase database = TestServers.shared(new DatabaseOptions(null, null, true, 15, false))
                        .create();
                Connection session = database.connect();
                Statement statement = session.createStatement()) {
            String password = UUID.randomUUID().toString();
            String user = database.name() + "_fuzz";
            statement.execute("CREATE TABLE trace (id int GENERATED ALWAYS AS IDENTITY, note text)");
            statement.execute("CREATE ROLE " + user + " SUPERUSER LOGIN PASSWORD '" + password + "'");
            try {
                Psql psql = Psql.of(ClientProgram.PSQL.path(), database.jdbcUrl(), user, password)
                        .withVariables(STARTED_WITH);
                for (int number = 1; number <= SCRIPTS; number++) {
                    String text = script(random);
                    String name = "script " + number + " of seed " + SEED + ":\n" + text;
                    SplitScript split = split(text);
                    if (!split.problems().isEmpty()) {
                        continue;
                    }
                    List<String> theirErrors =
                            psql.errorsOf(Files.writeString(folder.resolve("script.sql"), text), true);
                    List<String> theirs = trace(statement);
                    List<String> ourErrors = errors(database, split);

                    assertThat(ourErrors).as(name).isEqualTo(theirErrors);
                    assertThat(trace(statement)).as(name).isEqualTo(theirs);
                    rows += theirs.size();
                }
            } finally {
                statement.execute("DROP ROLE " + user);
            }
        }
        assertThat(rows).isGreaterThan(SCRIPTS * 3);
    }

    private static List<String> errors(TestDatabase database, SplitScript split) throws SQLException {
        try (Connection connection = database.connect()) {
            ScriptOutcome outcome = new ScriptRunner(connection)
                    .run(new SqlScript(Path.of("script.sql"), split.batches(), TransactionMode.NONE));
            return outcome.failure().stream()
                    .map(failure -> failure.sqlState() + ": " + failure.message())
                    .toList();
        }
    }

    private static List<String> trace(Statement statement) throws SQLException {
        List<String> notes = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery("SELECT note FROM trace ORDER BY id")) {
            while (rows.next()) {
                notes.add(String.valueOf(rows.getString(1)));
            }
        }
        statement.execute("TRUNCATE trace");
        return notes;
    }
}
