package dev.palindrome.revision.internal.sql;

import java.util.List;
import java.util.Random;

/**
 * Makes scripts of tokens in any order. Nearly every statement is an error, and its message shows where it was cut. There is no
 * backslash in them: outside of strings it is psql's own, and in a string with escapes that goes on in the next line psql errs.
 */
final class TokenSoup {

    private static final List<String> TOKENS = List.of(
            "'",
            "'",
            "''",
            "\"",
            "\"\"",
            "$$",
            "$$",
            "$a$",
            "$a$",
            "$a",
            "$1",
            "$",
            ";",
            ";",
            ";",
            ";",
            ";",
            ";",
            "(",
            ")",
            ")",
            "--x",
            "-- ;\n",
            "--\r",
            "/*",
            "*/",
            "*/",
            "/* ; */",
            "\n",
            "\n",
            "\r\n",
            "\r",
            " ",
            " ",
            " ",
            "\t",
            "\f",
            "begin",
            "end",
            "END",
            "case",
            "create",
            "create",
            "or",
            "replace",
            "function",
            "procedure",
            "BEGIN",
            "atomic",
            "create function f()",
            "CREATE OR REPLACE PROCEDURE",
            "select 1",
            "select",
            "x",
            "a$b",
            "_",
            "1",
            "1.5",
            "E'",
            "U&'",
            "u&\"",
            "b'",
            "x'1'",
            "N'",
            "e",
            "+",
            "*",
            "/",
            "-",
            "<",
            ":",
            "::",
            ":=",
            "[1:2]",
            "ä",
            "😀",
            "$ä$",
            ".",
            "..",
            "@",
            "#",
            "{",
            "}",
            "?",
            ",",
            "select ';'",
            "rollback;",
            "commit;");

    private final Random random;

    TokenSoup(Random random) {
        this.random = random;
    }

    String next() {
        StringBuilder script = new StringBuilder();
        int count = 1 + random.nextInt(40);
        for (int index = 0; index < count; index++) {
            script.append(TOKENS.get(random.nextInt(TOKENS.size())));
            if (random.nextInt(3) > 0) {
                script.append(' ');
            }
        }
        return script.toString();
    }
}
