package dev.palindrome.database.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.palindrome.database.DatabaseConfigurationException;
import org.junit.jupiter.api.Test;

class JdbcTestServerTest {

    @Test
    void a_server_older_than_14_is_refused() {
        assertThatExceptionOfType(DatabaseConfigurationException.class)
                .isThrownBy(() -> JdbcTestServer.requireSupported(13, "13.21", "localhost:5432"))
                .withMessage("Expected PostgreSQL 14 or newer, found 13.21 at localhost:5432."
                        + " Name a newer server, or none, to let palindrome start one.");
        assertThatCode(() -> JdbcTestServer.requireSupported(14, "14.0", "localhost:5432"))
                .doesNotThrowAnyException();
    }

    @Test
    void a_quote_in_a_name_is_doubled() {
        assertThat(JdbcTestServer.quote("we\"ird; --")).isEqualTo("\"we\"\"ird; --\"");
    }
}
