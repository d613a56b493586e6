package dev.palindrome.roundtrip;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palindrome.revision.HistoryBuilder;
import dev.palindrome.roundtrip.finding.Finding;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MessagesTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "V1__.sql, The message of revision 1 only repeats its id",
        "V2__2.sql, The message of revision 2 only repeats its id",
        "V1__update.sql, The message of revision 1 would fit any other revision",
        "V1__WIP_2.sql, The message of revision 1 would fit any other revision",
        "V1__fix_the_schema.sql, The message of revision 1 would fit any other revision",
        "V1__migration.sql, The message of revision 1 would fit any other revision",
        "V1__x.sql, The message of revision 1 has no word in it",
        "V1__3f2a9c01.sql, The message of revision 1 has no word in it"
    })
    void message_that_says_nothing_is_found(String file, String expected) {
        assertThat(found("flyway", file, "SELECT 1;")).map(Finding::message).contains(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "V1__init.sql",
                "V1__add_email.sql",
                "V1__fix_typo_in_name.sql",
                "V1__pk.sql",
                "V1__create_a.sql",
                "V1__add_version_columns.sql",
                "V1__drop_migrations.sql",
                "V1__用户.sql",
                "V1__été.sql",
                "V1__SHOP-123.sql",
                "R__views.sql"
            })
    void message_that_says_something_is_not(String file) {
        assertThat(found("flyway", file, "SELECT 1;")).isEmpty();
    }

    @Test
    void id_of_a_change_set_stands_for_its_comment() {
        String begin = "--liquibase formatted sql\n--changeset jo doe:";

        assertThat(found("liquibase", "a.sql", begin + "create-users\nSELECT 1;"))
                .isEmpty();
        assertThat(found("liquibase", "a.sql", begin + "1\n--comment: the users\nSELECT 1;"))
                .isEmpty();
        assertThat(found("liquibase", "a.sql", begin + "1\nSELECT 1;"))
                .map(finding -> finding.message() + ", " + finding.position())
                .contains("The message of revision 1 only repeats its id, a.sql:3");
    }

    private Optional<Finding> found(String format, String file, String sql) {
        HistoryBuilder history = new HistoryBuilder(folder).file(file, sql);
        return Messages.find(format, history.read(format).graph().inOrder().get(0));
    }
}
