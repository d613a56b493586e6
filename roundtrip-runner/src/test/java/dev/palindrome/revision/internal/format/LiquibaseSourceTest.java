package dev.palindrome.revision.internal.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palindrome.revision.Batch;
import dev.palindrome.revision.Downgrade;
import dev.palindrome.revision.HistoryBuilder;
import dev.palindrome.revision.LiquibaseOptions;
import dev.palindrome.revision.Revision;
import dev.palindrome.revision.RevisionHistory;
import dev.palindrome.revision.SqlScript;
import dev.palindrome.revision.TransactionMode;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LiquibaseSourceTest {

    private static final String FORMAT = "liquibase";
    private static final String HEADER = "--liquibase formatted sql\n";

    @TempDir
    private Path directory;

    private HistoryBuilder history;

    @BeforeEach
    void start() {
        history = new HistoryBuilder(directory);
    }

    private Revision only(String content) {
        history.file("a.sql", HEADER + content);
        return history.read(FORMAT).graph().inOrder().get(0);
    }

    private static List<String> texts(SqlScript script) {
        return script.batches().stream().map(batch -> batch.text().strip()).toList();
    }

    private static SqlScript down(Revision revision) {
        return ((Downgrade.Script) revision.downgrade()).script();
    }

    @Test
    void change_set_is_a_revision_with_its_place() {
        Revision revision = only("""

                --changeset jo:1 runInTransaction:false
                --comment: add users
                CREATE TABLE users (id int); CREATE TABLE a (id int);
                --rollback DROP TABLE a;
                --rollback DROP TABLE users;
                """);

        assertThat(revision.id().value()).isEqualTo("1");
        assertThat(revision.message()).isEqualTo("add users");
        assertThat(texts(revision.upgrade())).containsExactly("CREATE TABLE users (id int)", "CREATE TABLE a (id int)");
        assertThat(revision.upgrade().statements().get(1).position()).hasToString("a.sql:5");
        assertThat(revision.upgrade().statements().get(1).position().column()).isEqualTo(30);
        assertThat(revision.upgrade().transaction()).isEqualTo(TransactionMode.NONE);
        assertThat(texts(down(revision))).containsExactly("DROP TABLE a", "DROP TABLE users");
        assertThat(down(revision).statements().get(1).position().line()).isEqualTo(7);
    }

    @Test
    void rollback_may_be_a_block_or_declared_unneeded_or_another_change_set() {
        history.file("a.sql", HEADER + """
                        --changeset jo:1
                        SELECT 1;
                        /* liquibase rollback
                        SELECT 2;
                        */
                        --changeset jo:2
                        SELECT 3;
                        --rollback not required
                        --changeset jo:3
                        SELECT 4;
                        --rollback changesetId:1 changesetAuthor:jo
                        --changeset jo:4
                        SELECT 5;
                        """);

        assertThat(texts(down(history.revision(FORMAT, "1")))).containsExactly("SELECT 2");
        assertThat(down(history.revision(FORMAT, "2")).batches()).isEmpty();
        assertThat(texts(down(history.revision(FORMAT, "3")))).containsExactly("SELECT 1");
        assertThat(history.revision(FORMAT, "4").downgrade())
                .isEqualTo(new Downgrade.Missing("a line '--rollback' in a.sql"));
    }

    @Test
    void statements_are_split_as_liquibase_does() {
        assertThat(texts(only("--changeset jo:1\nSELECT ';';\n-- a; comment\nSELECT 2\ngo\nSELECT 3;\n")
                        .upgrade()))
                .containsExactly("SELECT ';'", "SELECT 2", "SELECT 3");
        assertThat(texts(only("--changeset jo:1\nCREATE FUNCTION f() AS $$ BEGIN a; b; END $$;\nSELECT 1;\n")
                        .upgrade()))
                .containsExactly("CREATE FUNCTION f() AS $$ BEGIN a; b; END $$", "SELECT 1");
        assertThat(texts(only("--changeset jo:1 splitStatements:false\nSELECT 1; SELECT 2;\n")
                        .upgrade()))
                .containsExactly("SELECT 1; SELECT 2;");
        assertThat(texts(only("--changeset jo:1 endDelimiter:@@\nSELECT 1; SELECT 2@@\nSELECT 3 @@\n")
                        .upgrade()))
                .containsExactly("SELECT 1; SELECT 2", "SELECT 3");
        assertThat(texts(only("--changeset jo:1 endDelimiter://\nSELECT 1; //\nSELECT $$a$$//\nSELECT 1/2\n//\n")
                        .upgrade()))
                .containsExactly("SELECT 1;", "SELECT $$a$$", "SELECT 1/2");
        assertThat(texts(only("--changeset jo:1 endDelimiter:@@\nSELECT $$a$$@@\n, 2\n@@\nSELECT t.end, 3@@\n")
                        .upgrade()))
                .containsExactly("SELECT $$a$$@@\n, 2", "SELECT t.end, 3");
    }

    @Test
    void comments_are_taken_out_as_liquibase_does() {
        assertThat(texts(only("--changeset jo:1\n-- a\nSELECT '--' -- b\n, 2 /* c\n*/;\n-- d\n;\nSELECT 3;\n")
                        .upgrade()))
                .containsExactly("SELECT '--' \n, 2", "SELECT 3");
        Revision kept = only("--changeset jo:1 stripComments:false\nSELECT 1; -- a; b\n/* c */ SELECT 2;\n");
        assertThat(texts(kept.upgrade())).containsExactly("SELECT 1", "-- a; b\n/* c */ SELECT 2");
    }

    @Test
    void comment_that_goes_does_not_shift_the_lines_behind_it() {
        Revision revision = only("--changeset jo:1\nSELECT 1 /* a\nb\n*/ AS one;\n-- c\nSELECT 2;\n");

        assertThat(revision.upgrade().statements().get(1).position()).hasToString("a.sql:7");
        assertThat(revision.upgrade().statements().get(0).position()).hasToString("a.sql:3");
    }

    @Test
    void dollar_quotes_are_not_known_to_the_splitter() {
        assertThat(texts(only("--changeset jo:1\nCREATE FUNCTION f() AS $$ a; b $$;\n")
                        .upgrade()))
                .containsExactly("CREATE FUNCTION f() AS $$ a", "b $$");
    }

    @Test
    void first_property_that_is_selected_counts() {
        history.file("a.sql", HEADER + """
                        --property name:v value:a dbms:mysql
                        --property name:v value:b context:"test and !test"
                        --property name:V value:c,d dbms:postgresql labels:x
                        --property name:v value:e
                        --property name:here value:${v}1 global:false
                        --changeset jo:1
                        SELECT '${v} ${here}';
                        """).file("b.sql", HEADER + "--changeset jo:2\nSELECT '${v} ${here}';\n");

        RevisionHistory read =
                history.read(FORMAT, new LiquibaseOptions(Optional.of("test"), Optional.empty(), Optional.empty()));

        assertThat(read.graph().inOrder())
                .extracting(revision -> texts(revision.upgrade()))
                .containsExactly(List.of("SELECT 'c,d c,d1'"), List.of("SELECT 'c,d ${here}'"));
    }

    @Test
    void contexts_and_labels_choose() {
        history.file("a.sql", HEADER + """
                        --changeset jo:1
                        SELECT 1;
                        --changeset jo:2 context:"prod and !old"
                        SELECT 2;
                        --changeset jo:3 contextFilter:test labels:"A, b"
                        SELECT 3;
                        --changeset jo:4 labels:b
                        SELECT 4;
                        """);
        assertThat(history.ids(FORMAT)).containsExactly("1", "2", "3", "4");

        RevisionHistory read = history.read(
                FORMAT, new LiquibaseOptions(Optional.of("test"), Optional.of("a or c"), Optional.empty()));

        assertThat(read.graph().inOrder())
                .extracting(revision -> revision.id().value())
                .containsExactly("1", "3");
        assertThat(read.notes())
                .containsExactly(
                        "a.sql:4: passed over change set jo:2, which is for another context: prod and !old",
                        "a.sql:8: passed over change set jo:4, whose labels the filter leaves out: b");
    }

    @Test
    void lines_of_a_rollback_block_are_joined_as_liquibase_joins_them() {
        Revision revision = only("--changeset jo:1\nSELECT 1;\n/* liquibase rollback\nDROP\nTABLE t;\n*/\n");

        assertThat(texts(down(revision))).containsExactly("DROPTABLE t");
        assertThat(down(revision).statements().get(0).position()).hasToString("a.sql:5");
        assertThat(history.read(FORMAT).notes())
                .contains(
                        "a.sql:7: Liquibase joins the lines of a rollback block without a blank or a line break between"
                                + " them, and so they are run here; lines with '--rollback' stay apart");
    }

    @Test
    void same_change_set_in_two_files_is_two() {
        String changeSet = HEADER + "--changeset jo:1\nSELECT 1;\n";
        history.file("a.sql", changeSet).file("more/b.sql", changeSet);

        assertThat(history.ids(FORMAT)).containsExactly("a.sql:jo:1", "more/b.sql:jo:1");
    }

    @Test
    void properties_are_put_in() {
        assertThat(texts(only("--property name:type value:bigint\n--changeset jo:1\nSELECT 1::${type}, '${other}';\n")
                        .upgrade()))
                .containsExactly("SELECT 1::bigint, '${other}'");
    }

    @Test
    void change_sets_for_others_are_passed_over() {
        history.file("a.sql", HEADER + """
                        --changeset jo:1 dbms:mysql
                        SELECT 1;
                        --changeset jo:2 dbms:postgresql,h2
                        SELECT 2;
                        --changeset jo:3 dbms:!postgresql
                        SELECT 3;
                        --changeset jo:4 ignore:true
                        SELECT 4;
                        --ignoreLines:start
                        nonsense
                        --ignoreLines:end
                        --ignoreLines:1
                        nonsense
                        """);

        assertThat(history.ids(FORMAT)).containsExactly("2");
        assertThat(history.read(FORMAT).notes())
                .containsExactly(
                        "a.sql:2: passed over change set jo:1, which is for another database",
                        "a.sql:6: passed over change set jo:3, which is for another database",
                        "a.sql:8: passed over change set jo:4, which says ignore:true");
    }

    @Test
    void same_id_by_two_authors_is_told_apart() {
        history.file("a.sql", HEADER + "--changeset jo:1\nSELECT 1;\n--changeset \"al ice\":1\nSELECT 2;\n");

        assertThat(history.ids(FORMAT)).containsExactly("jo:1", "al ice:1");
    }

    @Test
    void order_is_that_of_the_root_changelog() {
        history.file("changelog.xml", """
                        <databaseChangeLog>
                          <!-- <include file="x.sql"/> -->
                          <include file="db/z.sql" relativeToChangelogFile="true"/>
                          <includeAll path="classpath:db/more"/>
                          <changeSet id="9" author="jo"/>
                        </databaseChangeLog>
                        """)
                .file("db/z.sql", HEADER + "--changeset jo:1\nSELECT 1;\n")
                .file("db/more/b.sql", HEADER + "--changeset jo:3\nSELECT 1;\n")
                .file("db/more/a.sql", HEADER + "--changeset jo:2\nSELECT 1;\n")
                .file("other.sql", HEADER + "--changeset jo:4\nSELECT 1;\n");

        assertThat(history.ids(FORMAT)).containsExactly("1", "2", "3");
        assertThat(history.read(FORMAT).notes())
                .containsExactly(
                        "changelog.xml:5: a change set that is not SQL is not run here",
                        "passed over other.sql: not included by changelog.xml");
    }

    @Test
    void root_changelog_may_be_yaml() {
        history.file(
                        "db.changelog-master.yaml",
                        "databaseChangeLog:\n  - include:\n      file: db/changelog/b.sql\n  - include:\n      file: db/changelog/a.sql\n")
                .file("a.sql", HEADER + "--changeset jo:2\nSELECT 1;\n")
                .file("b.sql", HEADER + "--changeset jo:1\nSELECT 1;\n");

        assertThat(history.ids(FORMAT)).containsExactly("1", "2");
    }

    @Test
    void what_liquibase_refuses_is_named_with_its_line() {
        history.file("a.sql", HEADER + """
                        -- comment: outside
                        -changeset jo:1
                        --changeset jo: 2
                        --changeset jo:3
                        --changeset jo:4
                        SELECT 1;
                        -rollback SELECT 1;
                        --changeset jo:4
                        SELECT 1;
                        --rollback changesetId:9 changesetAuthor:jo
                        --changeset jo:5 context:"a and (b"
                        --comments: plural
                        --preconditions onFail:NEVER
                        --precondition-index-exists index:i
                        --precondition-sql-check SELECT 1
                        --precondition-table-exists schema:s
                        --tagDatabase: x
                        SELECT 1;
                        """);

        assertThat(history.problems(FORMAT))
                .containsExactly(
                        "a.sql:2: Liquibase refuses a comment outside of a change set: put it below '--changeset'",
                        "a.sql:3: Liquibase expects '--changeset author:id', with two dashes and no blank before the id",
                        "a.sql:4: Liquibase expects '--changeset author:id', with two dashes and no blank before the id",
                        "a.sql:5: the change set has no SQL, which Liquibase refuses",
                        "a.sql:8: Liquibase expects '--rollback', with two dashes",
                        "a.sql:13: Liquibase expects '--comment:'",
                        "a.sql:14: Liquibase refuses onFail:NEVER: write HALT, CONTINUE, MARK_RAN or WARN",
                        "a.sql:15: Liquibase has no precondition-index-exists in SQL: there are sql-check, table-exists and"
                                + " view-exists",
                        "a.sql:17: Liquibase expects '--precondition-table-exists table:NAME'",
                        "a.sql:18: Liquibase wants a licence key for this line, and it is not run here: --tagDatabase: x",
                        "a.sql:12: the context 'a and (b' cannot be read: a parenthesis is not closed",
                        "a.sql:9: the change set jo:4 is there already, in line 6, which Liquibase refuses: give one of them"
                                + " another id");
    }

    @Test
    void change_set_that_runs_again_has_no_way_back() {
        assertThat(only("--changeset jo:1 runOnChange:true\nCREATE OR REPLACE VIEW v AS SELECT 1;\n")
                        .downgrade())
                .isInstanceOf(Downgrade.Irreversible.class);
        assertThat(only("--changeset jo:1\nSELECT 1;\n").upgrade().batches())
                .extracting(Batch::text)
                .containsExactly("SELECT 1");
    }
}
