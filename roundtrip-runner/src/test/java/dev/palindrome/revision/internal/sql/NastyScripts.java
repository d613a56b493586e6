package dev.palindrome.revision.internal.sql;

import java.util.List;
import java.util.Random;

/** Makes scripts of statements that are valid, and hard to tell apart. */
final class NastyScripts {

    private static final List<String> EXPRESSIONS = List.of(
            "'plain'",
            "'a;b'",
            "'it''s; '",
            "'back\\slash\\'",
            "'--no comment'",
            "'/* none'",
            "'('",
            "E'a\\';b\\\\'",
            "e'\\x41;\\u00e4;\\''''",
            "U&'d\\0061t;a'",
            "U&'d!0061t;a' UESCAPE '!'",
            "$$a;b'c\"$$",
            "$t$ $$ ; $ $tt$ $t$",
            "$ä1$;ü$ä$;$ä1$",
            "'line 1;\n\n-- line 3;\n  line 4'",
            "'a;'\n  'b;'",
            "'a;' -- remark;\n  'b;'",
            "N'n;n'",
            "B'0101'::text",
            "X'1F'::text",
            "'😀;grüße'",
            "(SELECT \"a;\"\"b(\" FROM (SELECT 'v;'::text) AS q(\"a;\"\"b(\"))",
            "(SELECT U&\"d\\0061t;a\" FROM (SELECT 'w'::text) AS q(\"dat;a\"))",
            "(SELECT a$b$c FROM (SELECT 'x$b$'::text) AS q(a$b$c))",
            "(SELECT ä$ FROM (SELECT $$y$$::text) AS q(ä$))",
            "CASE WHEN true THEN ';' ELSE '(' END",
            "(ARRAY['p;','q'])[1:2]::text",
            "(SELECT (ARRAY['p','q;'])[1:n]::text FROM (SELECT 2) AS q(n))",
            "(1 +/* ; /* ( */ ' */ 2)::text",
            "(3 --; ( '\n -1)::text",
            "(3 -- ends with a carriage return; '\r -1)::text",
            "(8 /2)::text",
            "(2*-1)::text",
            "(2 */* ; */-1)::text",
            "'{\"fn\": \"{ts ''?''}\"}'::jsonb::text",
            "('{\"a\": 1}'::jsonb ? 'a')::text",
            "'1'::int::text",
            "1.5e1::text",
            "(SELECT 1.::text)");

    private static final List<String> SPACES = List.of(
            " ",
            "\n",
            "\n\n",
            "\r\n",
            "\t",
            " -- a remark; it's\n",
            "\n/* ; ' $$ ( */\n",
            "\n-- \\i nothing\n",
            " /**/ ",
            "\f");

    private static final List<String> COMMANDS = List.of(
            "\\echo it''s; $$ (",
            "\\set ON_ERROR_STOP on",
            "\\pset pager off",
            "\\timing off",
            "\\encoding UTF8",
            "\\set QUIET on",
            "\\unset QUIET",
            "\\warn 'a;'");

    private static final List<String> ERRORS = List.of(
            "SELECT 1/0",
            "SELEC 1",
            "SELECT 1)",
            "SELECT * FROM nowhere",
            "INSERT INTO trace (note) VALUES ('a', 'b')",
            "DO $x$ BEGIN RAISE EXCEPTION 'said ;'; END $x$",
            "COPY trace (note) FROM STDIN;\na\tb\n\\.\n");

    private static final List<String> ENDS = List.of(
            "SELECT 'open;",
            "SELECT \"open;",
            "SELECT $x$ open; $$",
            "SELECT (1;\n",
            "SELECT 1 /* /* */ open;",
            "SELECT 2");

    private final Random random;
    private final StringBuilder script = new StringBuilder();
    private int number;

    /** Whether the server was sent nothing since a COPY. */
    private boolean isAfterCopy;

    NastyScripts(Random random) {
        this.random = random;
    }

    String next() {
        script.setLength(0);
        number = 0;
        isAfterCopy = false;
        if (random.nextInt(10) == 0) {
            script.append('\uFEFF');
        }
        int count = 1 + random.nextInt(12);
        for (int index = 0; index < count; index++) {
            space();
            number++;
            statement();
        }
        if (random.nextInt(12) == 0) {
            space();
            script.append(oneOf(ENDS));
        }
        String text = script.toString();
        return random.nextInt(8) == 0 ? text.replace("\r\n", "\n").replace("\n", "\r\n") : text;
    }

    private void statement() {
        int kind = random.nextInt(16);
        boolean wasAfterCopy = isAfterCopy;
        isAfterCopy = kind == 5 || (kind == 9 && wasAfterCopy);
        switch (kind) {
            case 0 -> end("CREATE FUNCTION f" + number + "() RETURNS text LANGUAGE sql AS " + body());
            case 1 ->
                end("CREATE FUNCTION f" + number + "() RETURNS text" + anySpace() + "BEGIN ATOMIC SELECT "
                        + expression() + "; SELECT CASE WHEN true THEN (CASE 1 WHEN 1 THEN " + expression()
                        + " END) END;" + anySpace() + "END");
            case 2 -> procedure();
            case 3 -> rule();
            case 4 -> end("DO $do$ BEGIN INSERT INTO trace (note) VALUES (" + expression() + "); END; $do$");
            case 5 -> copy();
            case 6 -> transaction();
            case 7 ->
                end("CREATE OR REPLACE FUNCTION g" + number + "(a int DEFAULT (1)) RETURNS text RETURN "
                        + expression());
            case 8 ->
                end("CREATE TABLE t" + number + " (\"end\" text DEFAULT ';', \"begin;\" int CHECK ((1) > (0)), "
                        + "c text DEFAULT " + "(" + "'('" + "))" + "; COMMENT ON TABLE t" + number + " IS 'a;''b'");
            case 9 -> command();
            // After a COPY, psql 15.20 takes an empty statement for another one, and all that follows for its data.
            case 10 ->
                script.append(wasAfterCopy ? "SELECT 1;" : ";")
                        .append(anySpace())
                        .append(";");
            case 11 -> {
                if (random.nextInt(4) == 0) {
                    String error = oneOf(ERRORS);
                    isAfterCopy = error.startsWith("COPY");
                    end(error);
                } else {
                    trace();
                }
            }
            default -> trace();
        }
    }

    private void trace() {
        end("INSERT INTO trace (note) VALUES" + anySpace() + "(" + expression() + ")" + anySpace() + ", ("
                + expression() + ")");
    }

    private void procedure() {
        end("CREATE OR REPLACE PROCEDURE p" + number + "() LANGUAGE sql BEGIN ATOMIC; INSERT INTO trace (note) VALUES ("
                + expression() + "); END");
        space();
        end("CALL p" + number + "()");
    }

    private void rule() {
        end("CREATE TABLE r" + number + " (a int)");
        space();
        end("CREATE RULE rule" + number + " AS ON INSERT TO r" + number + " DO ALSO (INSERT INTO trace (note) VALUES ("
                + expression() + ");" + anySpace() + "INSERT INTO trace (note) VALUES ('second;'))");
        space();
        end("INSERT INTO r" + number + " VALUES (1)");
    }

    private void copy() {
        boolean csv = random.nextBoolean();
        String options = csv ? " WITH (FORMAT csv)" : "";
        String data = csv ? "\"a;'\"\"\n\n-- b\"\n$$\n" : "it's; $$ (\n\\N\n-- no comment\\n\n/*\n";
        script.append("COPY trace (note)")
                .append(anySpace())
                .append("FROM STDIN")
                .append(options)
                .append(";");
        if (random.nextInt(3) == 0) {
            script.append(" INSERT INTO trace (note) VALUES ('after the data;');");
        }
        script.append(random.nextBoolean() ? "\n" : " -- data below;\n");
        script.append(random.nextInt(5) == 0 ? "" : data).append("\\.\n");
    }

    private void transaction() {
        script.append("BEGIN;");
        space();
        trace();
        space();
        script.append(random.nextBoolean() ? "COMMIT;" : "ROLLBACK;");
    }

    private void command() {
        script.append('\n').append(oneOf(COMMANDS)).append('\n');
    }

    private void end(String statement) {
        script.append(statement);
        if (!statement.endsWith("\n")) {
            script.append(random.nextInt(6) == 0 ? anySpace() : "").append(';');
        }
    }

    private String body() {
        return switch (random.nextInt(3)) {
            case 0 -> "$body$ SELECT " + expression() + "; $body$";
            case 1 -> "'SELECT '';'';'";
            default -> "E'SELECT \\'a\\\\\\';\\';'";
        };
    }

    private String expression() {
        return oneOf(EXPRESSIONS);
    }

    private void space() {
        script.append(anySpace());
    }

    private String anySpace() {
        return oneOf(SPACES);
    }

    private String oneOf(List<String> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
