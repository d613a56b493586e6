package dev.palindrome.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palindrome.database.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("database")
class OldWriterTest {

    private static final PopulationOptions OPTIONS = PopulationOptions.withSeed(1);

    private static List<OldInsertOutcome> replayAfter(Connection session, String change) throws SQLException {
        RowSynthesis.populate(session, OPTIONS);
        List<OldInsert> inserts = OldWriter.inserts(session, OPTIONS);
        Databases.execute(session, change);
        return OldWriter.replay(session, inserts);
    }

    private static List<String> refusals(List<OldInsertOutcome> outcomes) {
        return outcomes.stream()
                .filter(outcome -> !outcome.isAccepted())
                .map(outcome -> outcome.insert().row().kind() + " "
                        + outcome.insert().row().table() + " "
                        + outcome.refusal().orElseThrow().sqlState() + " "
                        + outcome.column().orElse("-"))
                .toList();
    }

    private static final String[] SCHEMA = {
        "create table p (id serial primary key, name text not null unique)",
        "create table t (id int generated always as identity primary key, p int not null unique references p,"
                + " made timestamptz not null default now(), state text not null default 'new', note text)"
    };

    @Test
    void what_was_valid_stays_valid_while_the_schema_does() throws SQLException {
        try (TestDatabase database = Databases.with(18, SCHEMA);
                Connection session = database.connect()) {
            RowSynthesis.populate(session, OPTIONS);
            String before = String.valueOf(Databases.query(session, "select count(*) from t"));
            List<OldInsert> inserts = OldWriter.inserts(session, OPTIONS);

            assertThat(inserts)
                    .extracting(insert -> insert.row().kind())
                    .containsExactly(
                            RowKind.FULL,
                            RowKind.REQUIRED,
                            RowKind.MINIMAL,
                            RowKind.FULL,
                            RowKind.REQUIRED,
                            RowKind.MINIMAL);
            assertThat(refusals(OldWriter.replay(session, inserts))).isEmpty();
            assertThat(Databases.query(session, "select count(*) from t")).hasToString(before);
        }
    }

    @Test
    void only_required_columns_are_given_once() throws SQLException {
        try (TestDatabase database = Databases.with(18, SCHEMA);
                Connection session = database.connect()) {
            RowSynthesis.populate(session, OPTIONS);

            assertThat(OldWriter.inserts(session, OPTIONS).stream()
                            .filter(insert -> insert.row().kind() == RowKind.REQUIRED)
                            .map(insert -> insert.row().columns()))
                    .containsExactly(List.of("name"), List.of("p"));
        }
    }

    @Test
    void a_dropped_default_is_noticed_by_those_who_relied_on_it() throws SQLException {
        try (TestDatabase database = Databases.with(18, SCHEMA);
                Connection session = database.connect()) {
            assertThat(refusals(replayAfter(session, "alter table t alter made drop default")))
                    .containsExactly("REQUIRED public.t 23502 made");
        }
    }

    @Test
    void a_new_required_column_is_noticed_by_all() throws SQLException {
        try (TestDatabase database = Databases.with(18, SCHEMA);
                Connection session = database.connect()) {
            assertThat(
                            refusals(
                                    replayAfter(
                                            session,
                                            "alter table p add extra int; update p set extra = 1; alter table p alter extra set not null")))
                    .contains(
                            "FULL public.p 23502 extra",
                            "REQUIRED public.p 23502 extra",
                            "MINIMAL public.p 23502 extra");
        }
    }

    @Test
    void a_dropped_table_refuses_too() throws SQLException {
        try (TestDatabase database = Databases.with(18, SCHEMA);
                Connection session = database.connect()) {
            assertThat(refusals(replayAfter(session, "drop table t")))
                    .containsExactly("FULL public.t 42P01 -", "REQUIRED public.t 42P01 -", "MINIMAL public.t 42P01 -");
        }
    }
}
