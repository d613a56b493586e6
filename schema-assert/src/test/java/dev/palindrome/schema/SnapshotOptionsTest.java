package dev.palindrome.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SnapshotOptionsTest {

    @Test
    void each_copy_ignores_one_table_more() {
        SnapshotOptions options = SnapshotOptions.defaults()
                .withIgnoredTable("public.schema_migrations")
                .withIgnoredTable("public.\"Lock\"");

        assertThat(options.ignoredTables()).hasToString("[table public.\"Lock\", table public.schema_migrations]");
        assertThat(SnapshotOptions.defaults().ignoredTables()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"schema_migrations", "a.b.c", "", "public.Lock", "public.a b"})
    void table_without_schema_or_with_an_odd_name_is_refused(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SnapshotOptions.defaults().withIgnoredTable(name))
                .withMessage(
                        "ignoredTable must be a schema and a table, such as public.schema_migrations, was " + name);
    }

    @Test
    void schema_is_ignored_with_what_is_in_it_and_nothing_else() {
        SnapshotOptions options = SnapshotOptions.defaults().withIgnoredSchema("sqitch");

        assertThat(List.of(
                        "schema sqitch",
                        "table sqitch.changes",
                        "column sqitch.changes.note",
                        "index sqitch.changes_pkey",
                        "schema public",
                        "table public.sqitch",
                        "extension sqitch"))
                .filteredOn(name -> !options.ignores(ObjectName.parse(name)))
                .containsExactly("schema public", "table public.sqitch", "extension sqitch");
    }
}
