package dev.palindrome.schema.internal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SqlWhiteSpaceTest {

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '!',
            value = {
                "select 1 ! select  1",
                "` select 1 ` ! select 1",
                "`select\n\t1` ! select 1",
                "f( a ,b ) ! f(a,b)",
                "a=1 ! a = 1",
                "x :=1; ! x := 1 ;",
                "select 'a  b' ; ! select 'a  b';",
                "$q$ a $q$  || b ! $q$ a $q$||b",
                "/* a /* b */ c */  x ! /* a /* b */ c */x",
                "`-- why\nx` ! `-- why\n\n  x`",
                "e'it\\'s' ;! e'it\\'s';",
            })
    void white_space_between_tokens_does_not_count(String left, String right) {
        assertThat(SqlWhiteSpace.isOnlyDifference(left, right)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '!',
            value = {
                "select 1 ! select1",
                "select 'a  b' ! select 'a b'",
                "select \"a  b\" ! select \"a b\"",
                "$$ a $$ ! $$ a  $$",
                "$x$ $$ $x$ ! $x$ $$  $x$",
                "/* a */ x ! /*  a */ x",
                "-- a ! --  a",
                "`-- a\nb` ! -- a b",
                "a - - 1 ! a -- 1",
                "a < = b ! a <= b",
                "`'a'\n'b'` ! 'a' 'b'",
                "e'x' ! e 'x'",
                "u&'x' ! u & 'x'",
                "'it''s' ! 'it' 's'",
                "1 .5 ! 1.5",
                "a\u00a0b ! a b",
                "select 1 ! select 2",
            })
    void anything_else_counts(String left, String right) {
        assertThat(SqlWhiteSpace.isOnlyDifference(left, right)).isFalse();
    }
}
