package dev.palindrome.revision.internal.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palindrome.revision.Batch;
import dev.palindrome.revision.Downgrade;
import dev.palindrome.revision.HistoryBuilder;
import dev.palindrome.revision.Revision;
import dev.palindrome.revision.SqlScript;
import dev.palindrome.revision.TransactionMode;
import java.nio.file.Path;
import java.util.List;
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
                .containsExactly("SELECT ';'", "-- a; comment\nSELECT 2", "SELECT 3");
        assertThat(texts(only("--changeset jo:1\nCREATE FUNCTION f() AS $$ BEGIN a; b; END $$;\nSELECT 1;\n")
                        .upgrade()))
                .containsExactly("CREATE FUNCTION f() AS $$ BEGIN a; b; END $$", "SELECT 1");
        assertThat(texts(only("--changeset jo:1 splitStatements:false\nSELECT 1; SELECT 2;\n")
                        .upgrade()))
                .containsExactly("SELECT 1; SELECT 2;");
        assertThat(texts(only("--changeset jo:1 endDelimiter:@@\nSELECT 1; SELECT 2@@\nSELECT 3 @@\n")
                        .upgrade()))
                .containsExactly("SELECT 1; SELECT 2", "SELECT 3");
    }

    @Test
    void dollar_quotes_are_not_known_to_the_splitter() {
        assertThat(texts(only("--changeset jo:1\nCREATE FUNCTION f() AS $$ a; b $$;\n")
                        .upgrade()))
                .containsExactly("CREATE FUNCTION f() AS $$ a", "b $$");
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
                        """);

        assertThat(history.problems(FORMAT))
                .containsExactly(
                        "a.sql:2: Liquibase refuses a comment outside of a change set: put it below '--changeset'",
                        "a.sql:3: Liquibase expects '--changeset author:id', with two dashes and no blank before the id",
                        "a.sql:4: Liquibase expects '--changeset author:id', with two dashes and no blank before the id",
                        "a.sql:5: the change set has no SQL, which Liquibase refuses",
                        "a.sql:8: Liquibase expects '--rollback', with two dashes",
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
