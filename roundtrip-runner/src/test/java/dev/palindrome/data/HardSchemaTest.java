package dev.palindrome.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palindrome.data.content.RowContents;
import dev.palindrome.database.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A schema of one nasty feature a table, on the oldest and the newest PostgreSQL. */
@Tag("database")
@Tag("server-only")
class HardSchemaTest {

    private static final TableName REFUSED = TableName.parse("refused");

    private static TestDatabase database(int version) throws SQLException {
        return Databases.with(version, Databases.resource("hard-schema.sql"));
    }

    private static Population populate(TestDatabase database, long seed) throws SQLException {
        try (Connection session = database.connect()) {
            return RowSynthesis.populate(session, PopulationOptions.withSeed(seed));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {14, 18})
    void all_tables_are_filled_but_those_that_take_no_row(int version) throws SQLException {
        try (TestDatabase database = database(version)) {
            Population population = populate(database, 1);

            assertThat(population.unfilled().stream()
                            .map(TablePopulation::complaint)
                            .flatMap(Optional::stream))
                    .containsExactly(
                            "could not populate public.child_of_impossible: foreign key child_of_impossible_a_fkey finds no row"
                                    + " in public.impossible",
                            "could not populate public.impossible: 23514 impossible_a_check on (a): CHECK ((a <> a))",
                            "could not populate public.no_partition: the table has no partition");
            assertThat(population.coverage().filled()
                            * 100.0
                            / population.coverage().tables())
                    .isGreaterThan(95);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {14, 18})
    void a_null_that_is_missing_is_explained(int version) throws SQLException {
        try (TestDatabase database = database(version)) {
            Population population = populate(database, 1);

            assertThat(population.tables().stream()
                            .filter(TablePopulation::isFilled)
                            .flatMap(table -> table.nullableColumns().stream()
                                    .filter(column -> !column.seenNull())
                                    .map(column -> table.table().name() + "." + column.name() + ": "
                                            + column.whyNever().orElseThrow().reason())))
                    .containsExactly(
                            "by_null_ab.a: 23514 partition constraint: ((a IS NOT NULL) AND (a = ANY (ARRAY['a'::text, 'b'::text])))",
                            "by_pair_high.a: 23514 partition constraint: ((a IS NOT NULL) AND (b IS NOT NULL) AND ((a > 10) OR ((a = 10)"
                                    + " AND (b >= 'ok'::public.mood))))",
                            "by_pair_high.b: 23514 partition constraint: ((a IS NOT NULL) AND (b IS NOT NULL) AND ((a > 10) OR ((a = 10)"
                                    + " AND (b >= 'ok'::public.mood))))",
                            "by_pair_low.a: 23514 partition constraint: ((a IS NOT NULL) AND (b IS NOT NULL) AND ((a < 10) OR ((a = 10)"
                                    + " AND (b < 'ok'::public.mood))))",
                            "by_pair_low.b: 23514 partition constraint: ((a IS NOT NULL) AND (b IS NOT NULL) AND ((a < 10) OR ((a = 10)"
                                    + " AND (b < 'ok'::public.mood))))",
                            "discarded.note: a trigger or a rule discards the row",
                            "generated_columns.title: 23502 null value in column \"slug\" of relation \"generated_columns\" violates"
                                    + " not-null constraint",
                            "hidden_not_null.a: 23514 hidden_not_null_a_check on (a): CHECK ((a IS NOT NULL))",
                            "hidden_not_null.b: 23514 hidden_not_null_b_check on (b): CHECK ((b IS NOT NULL))",
                            "refused.note: P0001 not today",
                            "rewritten.audit_id: a NULL was sent, but a value is kept in its place");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {14, 18})
    void every_row_is_kept_and_counted(int version) throws SQLException {
        try (TestDatabase database = database(version)) {
            Population population = populate(database, 1);

            try (Connection session = database.connect()) {
                for (TablePopulation table : population.tables()) {
                    List<String> counted = Databases.query(
                            session,
                            "select count(*) from only " + table.table().sql());
                    boolean filledByTrigger = table.table().name().equals("audit");
                    boolean holdsNone = table.rows().isEmpty();
                    if (!filledByTrigger && !holdsNone) {
                        assertThat(counted)
                                .as(table.table().toString())
                                .containsExactly(String.valueOf(table.rows().size()));
                    }
                }
            }
            Coverage coverage = population.coverage();
            assertThat(coverage.rows()).isEqualTo(population.rows().size());
            assertThat(coverage.rowsWithTriggersOff()).isEqualTo(2);
            assertThat(coverage.text())
                    .isEqualTo(
                            "%d of %d tables hold rows; of %d nullable columns %d hold a NULL and %d a value; %d rows made, 2 with triggers off"
                                    .formatted(
                                            coverage.filled(),
                                            coverage.tables(),
                                            coverage.nullableColumns(),
                                            coverage.seenNull(),
                                            coverage.seenValue(),
                                            coverage.rows()));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {14, 18})
    void rows_with_triggers_off_are_flagged_and_have_parents(int version) throws SQLException {
        try (TestDatabase database = database(version)) {
            Population population = populate(database, 1);

            assertThat(population.rows().stream()
                            .filter(SynthesisedRow::triggersOff)
                            .map(SynthesisedRow::table))
                    .containsExactlyInAnyOrder(REFUSED, TableName.parse("discarded"));
            try (Connection session = database.connect()) {
                assertThat(Databases.query(
                                session, "select count(*) from refused join tenants on tenants.id = tenant_id"))
                        .containsExactly("1");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {14, 18})
    void the_same_seed_gives_the_same_rows_and_another_seed_others(int version) throws SQLException {
        try (TestDatabase one = database(version);
                TestDatabase same = database(version);
                TestDatabase other = database(version)) {
            List<SynthesisedRow> rows = populate(one, 7).rows();

            assertThat(populate(same, 7).rows()).isEqualTo(rows);
            assertThat(populate(other, 8).rows()).isNotEqualTo(rows);
            assertThat(contents(same).compareWith(contents(one)).changedTables())
                    .isEmpty();
        }
    }

    private static RowContents contents(TestDatabase database) throws SQLException {
        try (Connection session = database.connect()) {
            return RowContents.read(session, Set.of());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {14, 18})
    void every_partition_every_label_and_every_listed_constant_has_a_row(int version) throws SQLException {
        try (TestDatabase database = database(version)) {
            populate(database, 1);

            try (Connection session = database.connect()) {
                assertThat(
                                Databases.query(
                                        session,
                                        "select c.relname from pg_class c where relispartition and relkind = 'r' and (xpath('/row/n/text()',"
                                                + " query_to_xml('select count(*) as n from ' || oid::regclass, true, true, '')))[1]::text = '0'"))
                        .isEmpty();
                assertThat(Databases.query(session, "select distinct mood from listed order by 1"))
                        .containsExactly("sad", "ok", "very happy, indeed");
                assertThat(Databases.query(session, "select distinct state from listed order by 1"))
                        .containsExactly("it's shipped", "new", "paid");
                assertThat(Databases.query(session, "select distinct state from public.guarded order by 1"))
                        .containsExactly("draft", "sent");
                assertThat(Databases.query(
                                session, "select count(*) > 0 from partial_index where state = 'active-now'"))
                        .containsExactly("t");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {14, 18})
    void a_populated_database_can_be_populated_again(int version) throws SQLException {
        try (TestDatabase database = database(version)) {
            Population first = populate(database, 1);
            Population second = populate(database, 1);

            assertThat(names(second.unfilled().stream())).isEqualTo(names(first.unfilled().stream()));
            assertThat(names(second.tables().stream()
                            .filter(table -> table.rowsBefore() > 0
                                    && table.rowsNow() == table.rowsBefore()
                                    && table.rowsBefore() < 6)))
                    .as("tables that take no more rows")
                    .containsExactly("public.bool_key", "public.discarded", "public.refused", "public.singleton");
        }
    }

    private static List<String> names(Stream<TablePopulation> tables) {
        return tables.map(table -> table.table().toString()).toList();
    }
}
