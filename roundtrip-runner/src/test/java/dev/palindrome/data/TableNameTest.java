package dev.palindrome.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TableNameTest {

    @Test
    void a_name_is_read_as_postgresql_reads_it() {
        assertThat(TableName.parse("Orders")).isEqualTo(new TableName("public", "orders"));
        assertThat(TableName.parse(" shop.\"Odd \"\"x\"\".y\" ")).isEqualTo(new TableName("shop", "Odd \"x\".y"));
    }

    @Test
    void a_name_is_quoted_where_it_must_be() {
        TableName name = new TableName("shop", "Odd \"x\"");

        assertThat(name).hasToString("shop.\"Odd \"\"x\"\"\"");
        assertThat(name.sql()).isEqualTo("\"shop\".\"Odd \"\"x\"\"\"");
        assertThat(TableName.parse(name.toString())).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a.b.c", "a.", ".a", "a b", "\"a"})
    void other_texts_are_refused(String text) {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> TableName.parse(text))
                .withMessage("\"" + text + "\" is not the name of a table: expected table or schema.table");
    }
}
