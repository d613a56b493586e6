package dev.palindrome.data.content;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palindrome.data.Databases;
import dev.palindrome.data.TableName;
import dev.palindrome.database.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("database")
class RowContentsTest {

    private static final TableName T = TableName.parse("t");

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            float8      | 0.1::float8           | 0.1::float8 + 1e-16::float8 * 2
            float8      | 'NaN'                 | 'Infinity'
            timestamptz | '2024-01-01 00:00+00' | '2024-01-01 00:00:00.000001+00'
            json        | '{"a":1}'             | '{"a": 1}'
            jsonb       | '{"a":1}'             | '{"a":null}'
            bytea       | '\\x00'               | '\\x0000'
            int[]       | '{1,NULL}'            | '{1}'
            char(3)     | 'a'                   | 'b'
            numeric     | 1.0                   | 1.00
            text        | ''                    | NULL
            bool        | true                  | false
            interval    | '1 mon'               | '30 days'
            money       | 1                     | 1.01
            xml         | '<a/>'                | '<a></a>'
            """)
    void each_kind_of_value_is_equal_to_itself_and_not_to_another(String type, String value, String other)
            throws SQLException {
        try (TestDatabase database = Databases.with(
                        18,
                        "create table t (id int primary key, v " + type + ")",
                        "insert into t values (1, " + value + ")");
                Connection session = database.connect()) {
            RowContents before = RowContents.read(session, Set.of());
            Databases.execute(
                    session,
                    "set timezone = 'America/New_York'; set datestyle = 'ISO, DMY'; set extra_float_digits = -5;"
                            + " set intervalstyle = 'iso_8601'; set bytea_output = 'escape'");
            assertThat(before.compareWith(RowContents.read(session, Set.of())).isEqual())
                    .isTrue();

            Databases.execute(session, "update t set v = " + other);
            assertThat(before.compareWith(RowContents.read(session, Set.of()))
                            .changedTables()
                            .get(0)
                            .changed())
                    .hasSize(1)
                    .allMatch(change -> change.row().toString().equals("id = 1")
                            && change.column().equals("v"));
        }
    }

    @Test
    void settings_and_an_open_transaction_stay_as_they_were() throws SQLException {
        try (TestDatabase database = Databases.with(18, "create table t (id int)");
                Connection session = database.connect()) {
            session.setAutoCommit(false);
            Databases.execute(session, "set timezone = 'Europe/Paris'; insert into t values (1)");
            assertThat(RowContents.read(session, Set.of()).tables().get(T).rows())
                    .containsExactly(List.of("1"));
            assertThat(Databases.query(session, "show timezone")).containsExactly("Europe/Paris");
            session.rollback();
            assertThat(RowContents.read(session, Set.of()).tables().get(T).rows())
                    .isEmpty();
        }
    }

    @Test
    void partitions_are_read_once_and_heirs_apart() throws SQLException {
        try (TestDatabase database = Databases.with(
                        18,
                        "create table p (a int) partition by list (a)",
                        "create table p1 partition of p default",
                        "create table t (a int)",
                        "create table u () inherits (t)",
                        "create table nothing ()",
                        "create temp table gone (a int)",
                        "insert into p values (1); insert into t values (2); insert into u values (3); insert into nothing default values");
                Connection session = database.connect()) {
            RowContents contents = RowContents.read(session, Set.of(new TableName("public", "u")));

            assertThat(contents.tables().keySet()).extracting(TableName::name).containsExactly("nothing", "p", "t");
            assertThat(contents.tables().values())
                    .extracting(table -> table.rows().toString())
                    .containsExactly("[[]]", "[[1]]", "[[2]]");
        }
    }

    @Test
    void the_key_is_the_primary_one_or_one_without_nulls() throws SQLException {
        try (TestDatabase database = Databases.with(
                        18,
                        "create table a (x int, y int unique not null, primary key (x, y))",
                        "create table b (x int unique, y int not null unique)",
                        "create table c (x int unique)",
                        "create table d (x int not null)",
                        "create unique index on d (x) where x > 0");
                Connection session = database.connect()) {
            assertThat(RowContents.read(session, Set.of()).tables().values())
                    .extracting(TableContents::key)
                    .containsExactly(List.of("x", "y"), List.of("y"), List.of(), List.of());
        }
    }

    @Test
    void a_sequence_that_will_give_a_value_again_is_behind() throws SQLException {
        try (TestDatabase database = Databases.with(
                        18,
                        "create table t (id serial primary key, down int generated by default as identity (start -5 increment -1), free int)",
                        "create sequence s",
                        "alter table t alter free set default nextval('s')",
                        "insert into t default values");
                Connection session = database.connect()) {
            assertThat(Sequences.read(session, Set.of()).positions()).noneMatch(SequencePosition::isBehind);

            Databases.execute(session, "insert into t (id, down, free) values (2, -9, 3)");
            assertThat(Sequences.read(session, Set.of()).positions())
                    .containsExactly(
                            new SequencePosition(
                                    new TableName("public", "s"), T, "free", 1, true, 1, OptionalLong.of(3), false),
                            new SequencePosition(
                                    new TableName("public", "t_down_seq"),
                                    T,
                                    "down",
                                    -5,
                                    true,
                                    -1,
                                    OptionalLong.of(-9),
                                    false),
                            new SequencePosition(
                                    new TableName("public", "t_id_seq"), T, "id", 1, true, 1, OptionalLong.of(2), true))
                    .allMatch(SequencePosition::isBehind);
        }
    }
}
