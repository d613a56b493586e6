package dev.palindrome.revision.internal.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palindrome.revision.Batch;
import dev.palindrome.revision.Problem;
import dev.palindrome.revision.SqlStatement;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScriptSplitterTest {

    private static SplitScript split(String text) {
        return ScriptSplitter.split(SourceText.of(Path.of("a.sql"), text), ScriptRules.PSQL);
    }

    private static List<String> statements(String text) {
        SplitScript script = split(text);
        assertThat(script.problems()).isEmpty();
        return script.statements().stream().map(SqlStatement::text).toList();
    }

    private static List<String> problems(String text) {
        return split(text).problems().stream().map(Problem::toString).toList();
    }

    @Test
    void semicolons_separate_statements_and_the_last_one_may_be_missing() {
        assertThat(statements("SELECT 1; SELECT 2;\nSELECT 3")).containsExactly("SELECT 1", "SELECT 2", "SELECT 3");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  \n\t", ";", ";;\n ;", "-- only a comment", "/* only /* nested */ */"})
    void nothing_is_no_statement(String text) {
        assertThat(statements(text)).isEmpty();
    }

    /** Each is one statement, followed by {@code SELECT 2}. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT ';', 'it''s; '",
                "SELECT 'no escape\\'",
                "SELECT E'escaped\\';', 1",
                "SELECT e'a''\\\\'",
                "SELECT E'a'\n  'b\\';c'",
                "SELECT E'a' -- between\n  'b\\';c'",
                "SELECT U&'d\\0061t;a', U&\"d\\0061t;a\"",
                "SELECT B'01', X'1F', N';'",
                "SELECT 'a;'\n'b;'",
                "SELECT \"odd;name\", \"with \"\"quotes;\"\"\"",
                "SELECT $$;$$, $a$;$$;$a$, $a$ $b$ ; $a$",
                "SELECT $ä$;$ä$",
                "SELECT a$b$c FROM t",
                "SELECT 1$$;$$",
                "SELECT $1, $2",
                "SELECT 1 /* ; /* ; */ ; */ + 2",
                "SELECT 1 -- ;\n + 2",
                "SELECT 1 -- ends at a carriage return;\r + 2",
                "SELECT 3 */* ; */ 4",
                "SELECT 4 +-- ;\n 4",
                "SELECT name FROM rose WHERE name = 'E\\'",
                "CREATE RULE r AS ON INSERT TO t DO ALSO (SELECT 1; SELECT 2)",
                "CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT 1; SELECT CASE WHEN true THEN 1 END; END",
                "create or replace procedure p() language sql begin atomic; end",
                "CREATE FUNCTION f(a int DEFAULT (CASE WHEN true THEN 1 END)) RETURNS int BEGIN ATOMIC SELECT 1; END",
                "SELECT a[1:2], 1::int, :name, :'name', :\"name\"",
                "SELECT 'grüße 😀;'",
            })
    void a_semicolon_within_ends_nothing(String statement) {
        assertThat(statements(statement + "; SELECT 2;")).containsExactly(statement, "SELECT 2");
    }

    @Test
    void begin_outside_of_a_routine_is_a_statement() {
        assertThat(statements("BEGIN; SELECT 1; END; CREATE TABLE begin (a int); COMMIT;"))
                .containsExactly("BEGIN", "SELECT 1", "END", "CREATE TABLE begin (a int)", "COMMIT");
    }

    @Test
    void a_closing_parenthesis_too_many_does_not_hide_the_next_semicolon() {
        assertThat(statements("SELECT 1); SELECT (2);")).containsExactly("SELECT 1)", "SELECT (2)");
    }

    @Test
    void statements_know_where_their_first_word_stands() {
        List<SqlStatement> statements =
                split("-- first\r\n\r\n  SELECT 1;/* ä😀 */ SELECT 2;\r\n").statements();

        assertThat(statements)
                .extracting(statement -> statement.position().line())
                .containsExactly(3, 3);
        assertThat(statements)
                .extracting(statement -> statement.position().column())
                .containsExactly(3, 21);
    }

    @Nested
    class Copy_data {

        @Test
        void is_read_up_to_its_end_whatever_it_holds() {
            SplitScript script = split("COPY public.t (a, b) FROM stdin;\n1\tit's; $$\n2\t\\N\n\\.\n\nSELECT 1;\n");

            assertThat(script.problems()).isEmpty();
            assertThat(script.batches())
                    .extracting(Batch::text)
                    .containsExactly("COPY public.t (a, b) FROM stdin", "SELECT 1");
            assertThat(script.batches().get(0).copyData()).contains("1\tit's; $$\n2\t\\N\n");
            assertThat(script.batches().get(1).copyData()).isEmpty();
            assertThat(script.batches().get(1).start().line()).isEqualTo(6);
        }

        @Test
        void may_be_empty_and_its_end_may_lack_a_line_break() {
            assertThat(split("COPY t FROM STDIN WITH (FORMAT csv);\n\\.").batches())
                    .extracting(Batch::copyData)
                    .containsExactly(java.util.Optional.of(""));
        }

        @Test
        void keeps_carriage_returns() {
            assertThat(split("COPY t FROM STDIN;\r\n1\r\n\\.\r\nSELECT 1;").batches())
                    .extracting(Batch::copyData)
                    .containsExactly(java.util.Optional.of("1\r\n"), java.util.Optional.empty());
        }

        @Test
        void follows_the_line_although_more_statements_stand_on_it() {
            SplitScript script = split("COPY t FROM STDIN; COPY u FROM STDIN; SELECT 1;\na\n\\.\nb\n\\.\nSELECT 2;");

            assertThat(script.problems()).isEmpty();
            assertThat(script.batches())
                    .extracting(Batch::text)
                    .containsExactly("COPY t FROM STDIN", "COPY u FROM STDIN", "SELECT 1", "SELECT 2");
            assertThat(script.batches())
                    .extracting(batch -> batch.copyData().orElse("-"))
                    .containsExactly("a\n", "b\n", "-", "-");
        }

        @Test
        void cannot_stand_within_a_statement() {
            assertThat(problems("COPY t FROM STDIN; SELECT\na\n\\.\n1;"))
                    .containsExactly("a.sql:1: the statement begins on the line of a COPY and goes on after its data: "
                            + "begin it on a new line");
        }

        @Test
        void without_end_names_the_copy() {
            assertThat(problems("SELECT 1;\nCOPY t\nFROM STDIN;\n1\n2\n"))
                    .containsExactly("a.sql:2: the data of this COPY has no end: a line with \\. alone is missing");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "COPY t TO STDOUT",
                    "COPY (SELECT 1 FROM stdin) TO STDOUT",
                    "COPY t FROM '/stdin'",
                    "COPY t FROM PROGRAM 'stdin'",
                    "SELECT copy FROM stdin",
                    "COPY t FROM \"stdin\""
                })
        void is_expected_only_where_the_client_sends_it(String statement) {
            assertThat(statements(statement + ";\nSELECT 2;")).containsExactly(statement, "SELECT 2");
        }
    }

    @Nested
    class Unclosed {

        @Test
        void quote_names_the_line_where_it_opens() {
            assertThat(problems("SELECT 1;\nSELECT 'oops;\nSELECT 2;\n"))
                    .containsExactly("a.sql:2: the quote that opens here is not closed");
        }

        @Test
        void dollar_quote_names_its_tag() {
            assertThat(problems("DO $body$ BEGIN END $$;\n"))
                    .containsExactly("a.sql:1: the dollar quote that opens here with $body$ is not closed");
        }

        @Test
        void comment_names_the_outermost_opening() {
            assertThat(problems("\n/* a /* b */ c\n"))
                    .containsExactly("a.sql:2: the comment that opens here with /* is not closed");
        }

        @Test
        void identifier() {
            assertThat(problems("SELECT \"a;\n"))
                    .containsExactly("a.sql:1: the quoted identifier that opens here is not closed");
        }

        @Test
        void parenthesis_names_the_one_left_open() {
            assertThat(problems("CREATE TABLE t (\n  a int,\n  CHECK (a > 0\n);\nSELECT 1;\n"))
                    .containsExactly("a.sql:1: the parenthesis is not closed before the end of the file");
        }

        @Test
        void body() {
            assertThat(problems("CREATE FUNCTION f() RETURNS int\nBEGIN ATOMIC SELECT 1;\nSELECT 2;\n"))
                    .containsExactly("a.sql:2: the body has no END before the end of the file");
        }

        @Test
        void is_left_to_the_server_where_a_tool_sends_files_as_they_are() {
            SplitScript script = ScriptSplitter.split(
                    SourceText.of(Path.of("a.sql"), "SELECT 1; SELECT ('x'; \\gexec"), ScriptRules.SERVER);

            assertThat(script.problems()).isEmpty();
            assertThat(script.statements())
                    .extracting(SqlStatement::text)
                    .containsExactly("SELECT 1", "SELECT ('x'; \\gexec");
        }

        @Test
        void quote_is_left_to_the_server_there_too() {
            SplitScript script = ScriptSplitter.split(
                    SourceText.of(Path.of("a.sql"), "SELECT 1;\nSELECT 'x; \\gexec"), ScriptRules.SERVER);

            assertThat(script.problems()).isEmpty();
            assertThat(script.statements())
                    .extracting(SqlStatement::text)
                    .containsExactly("SELECT 1", "SELECT 'x; \\gexec");
        }
    }

    @Nested
    class Psql_commands {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "\\restrict a1B2",
                    "\\unrestrict a1B2",
                    "\\echo it's done",
                    "\\qecho x",
                    "\\warn x",
                    "\\set ON_ERROR_STOP on",
                    "\\set QUIET",
                    "\\unset QUIET",
                    "\\pset pager off",
                    "\\timing",
                    "\\encoding UTF8",
                    "\\encoding 'utf-8'"
                })
        void without_effect_are_passed_over(String command) {
            assertThat(statements("SELECT 1;\n" + command + "\nSELECT 2; " + command + "\r\nSELECT 3"))
                    .containsExactly("SELECT 1", "SELECT 2", "SELECT 3");
        }

        @Test
        void with_effect_are_refused_by_name_and_line() {
            assertThat(
                            problems(
                                    "\\i other.sql\n\\copy t from 'x.csv'\n\\if true\n\\endif\n\\set v 1\n\\connect db\n\\! ls\n\\foo"))
                    .containsExactly(
                            "a.sql:1: the psql command \\i cannot be run here: put the file's SQL here",
                            "a.sql:2: the psql command \\copy cannot be run here: write COPY … FROM STDIN; with the data on the"
                                    + " lines below and a closing line \\.",
                            "a.sql:3: the psql command \\if cannot be run here: write a DO block with IF",
                            "a.sql:4: the psql command \\endif cannot be run here: write a DO block with IF",
                            "a.sql:5: the psql command \\set v cannot be run here: psql variables are not substituted; write the"
                                    + " value",
                            "a.sql:6: the psql command \\connect cannot be run here: a revision runs in one database, as one user",
                            "a.sql:7: the psql command \\! cannot be run here: a revision runs no program",
                            "a.sql:8: the psql command \\foo cannot be run here: remove it");
        }

        @Test
        void that_end_a_statement_are_refused() {
            assertThat(problems("SELECT 'drop table t' \\gexec\nSELECT 1\\; SELECT 2;"))
                    .containsExactly(
                            "a.sql:1: the psql command \\gexec cannot be run here: write a DO block with EXECUTE",
                            "a.sql:2: the psql command \\; cannot be run here: write the statements one after the other, with"
                                    + " plain semicolons");
        }

        @Test
        void within_a_statement_are_refused_even_without_effect() {
            assertThat(problems("SELECT\n\\echo x\n1;"))
                    .containsExactly(
                            "a.sql:2: the psql command \\echo stands within a statement: put it before or after");
        }

        @Test
        void several_on_a_line_are_refused() {
            assertThat(problems("\\echo a \\\\ SELECT 1;"))
                    .containsExactly("a.sql:1: the psql command \\echo cannot be run here: write one command a line");
        }

        @Test
        void mean_nothing_to_other_tools() {
            SplitScript script =
                    ScriptSplitter.split(SourceText.of(Path.of("a.sql"), "SELECT 1 \\gexec\n;"), ScriptRules.COPY_DATA);

            assertThat(script.problems()).isEmpty();
            assertThat(script.statements()).extracting(SqlStatement::text).containsExactly("SELECT 1 \\gexec");
        }
    }

    @Nested
    class Sections {

        private final Pattern marker = Pattern.compile("-- (up|down)");

        @Test
        void end_the_statement_before_them() {
            SplitScript script = ScriptSplitter.split(
                    SourceText.of(Path.of("a.sql"), "-- up\nSELECT 1\n-- down\nSELECT $$\n-- up\n$$, 1 -- up"),
                    ScriptRules.PSQL,
                    marker);

            assertThat(script.problems()).isEmpty();
            assertThat(script.elements())
                    .extracting(element -> element.getClass().getSimpleName())
                    .containsExactly("Marker", "Statement", "Marker", "Comment", "Statement");
        }

        @Test
        void within_parentheses_are_a_problem() {
            SplitScript script = ScriptSplitter.split(
                    SourceText.of(Path.of("a.sql"), "CREATE TABLE t (\na int;\n-- down\nDROP TABLE t;"),
                    ScriptRules.PSQL,
                    marker);

            assertThat(script.problems())
                    .extracting(Problem::toString)
                    .containsExactly("a.sql:1: the parenthesis is not closed before the line '-- down'");
            assertThat(script.statements())
                    .extracting(SqlStatement::text)
                    .containsExactly("CREATE TABLE t (\na int;", "DROP TABLE t");
        }
    }
}
