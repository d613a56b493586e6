package dev.palindrome.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.palindrome.data.Databases;
import dev.palindrome.database.DatabaseOptions;
import dev.palindrome.database.TestDatabase;
import dev.palindrome.database.TestServers;
import dev.palindrome.revision.HistoryBuilder;
import dev.palindrome.testing.Alembic;
import dev.palindrome.testing.ClientProgram;
import dev.palindrome.testing.JsonSchemas;
import dev.palindrome.testing.Program;
import dev.palindrome.testing.RequiresTool;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pending revisions on the rows of a dump. */
@Tag("database")
@Tag("server-only")
class FromDumpTest {

    /** As pg_dump writes it, with a role that no test server has. */
    private static final String DUMP = """
            --
            -- PostgreSQL database dump
            --

            \\restrict Q3Zs0tQy

            -- Dumped from database version 15.14
            -- Dumped by pg_dump version 15.14

            SET statement_timeout = 0;
            SET client_encoding = 'UTF8';
            SET a_setting_of_version_99 = 0;
            SELECT pg_catalog.set_config('search_path', '', false);

            --
            -- Name: accounts; Type: TABLE; Schema: public; Owner: shop "owner"
            --

            CREATE TABLE public.accounts (
                id integer NOT NULL,
                email text NOT NULL, -- ; is no end
                nick text
            );
            ALTER TABLE public.accounts OWNER TO "shop ""owner""\";

            CREATE FUNCTION public.shout(t text) RETURNS text LANGUAGE plpgsql AS $_$
            BEGIN
                RETURN upper(t); /*
            \\.
            */
            END;
            $_$;

            CREATE TABLE public.schema_migrations (
                version bigint NOT NULL,
                dirty boolean NOT NULL
            );

            COPY public.accounts (id, email, nick) FROM stdin;
            1\tAda@example.org\tada; \\\\ -- x
            2\tada@example.org\t\\N
            3\tZoë@example.org\ta\\nb
            \\.

            COPY public.schema_migrations (version, dirty) FROM stdin;
            1\tf
            \\.

            ALTER TABLE ONLY public.accounts
                ADD CONSTRAINT accounts_pkey PRIMARY KEY (id);
            ALTER TABLE ONLY public.accounts
                ADD CONSTRAINT accounts_email_key UNIQUE (email);
            ALTER TABLE ONLY public.schema_migrations
                ADD CONSTRAINT schema_migrations_pkey PRIMARY KEY (version);
            GRANT SELECT ON TABLE public.accounts TO reader;

            --
            -- PostgreSQL database dump complete
            --

            \\unrestrict Q3Zs0tQy

            """;

    private static final String ACCOUNTS =
            "CREATE TABLE accounts (id int PRIMARY KEY, email text NOT NULL UNIQUE, nick text);\n";

    @TempDir
    private Path folder;

    private Path dump;
    private HistoryBuilder history;

    @BeforeEach
    void firstRevision() throws IOException {
        dump = folder.resolve("shop.sql");
        history = new HistoryBuilder(folder.resolve("migrations"));
        revision(1, ACCOUNTS, "DROP TABLE accounts;");
        Files.writeString(dump, DUMP);
    }

    private void revision(int number, String up, String down) {
        history.file(number + "_step.up.sql", up).file(number + "_step.down.sql", down);
    }

    private CommandRun verify(Object... more) {
        List<Object> words = new ArrayList<>(List.of("verify", history.directory(), "--embedded"));
        words.addAll(List.of(more));
        return CommandRun.of(words.toArray());
    }

    private CommandRun rehearse(Object... more) {
        List<Object> words = new ArrayList<>(List.of("--from-dump", dump));
        words.addAll(List.of(more));
        return verify(words.toArray());
    }

    @Test
    void only_what_is_pending_is_walked_on_the_rows_of_the_dump() {
        revision(
                2,
                "ALTER TABLE accounts ADD COLUMN name text;\nUPDATE accounts SET name = shout(coalesce(nick, email));\n"
                        + "ALTER TABLE accounts ALTER name SET NOT NULL;\nGRANT UPDATE ON accounts TO reader;",
                "REVOKE UPDATE ON accounts FROM reader;\nALTER TABLE accounts DROP COLUMN name;");
        revision(3, "CREATE INDEX accounts_nick ON accounts (nick);", "DROP INDEX accounts_nick;");

        CommandRun run = rehearse();

        assertThat(run.err()).isEmpty();
        assertThat(run.out())
                .contains("  restored  " + dump + ", at 1; 2 revisions are pending\n", "2 revisions: 2 ok")
                .contains("has 1 of 3 revisions; the others were walked on its rows");
        assertThat(run.exitCode()).isZero();
    }

    @Test
    void upgrade_that_made_rows_pass_fails_on_real_ones() {
        revision(2, "CREATE UNIQUE INDEX accounts_email ON accounts (lower(email));", "DROP INDEX accounts_email;");
        revision(3, "COMMENT ON TABLE accounts IS 'who buys';", "COMMENT ON TABLE accounts IS NULL;");

        assertThat(verify("--checks", "round-trip,data,nullability").exitCode()).isZero();
        CommandRun run = rehearse();

        assertThat(run.out())
                .contains("Upgrade of revision 2 fails with the rows of the dump: ERROR 23505")
                .contains("Key (lower(email))=(ada@example.org) is duplicated.")
                .contains("rows are those of " + dump)
                .contains("Finding PAL-R04")
                .contains("--from-dump " + dump + " --embedded --only 2");
        assertThat(run.exitCode()).isEqualTo(1);
    }

    @Test
    void how_long_the_upgrade_keeps_others_waiting_is_measured() throws IOException {
        revision(
                2,
                "CREATE INDEX accounts_nick ON accounts (nick);\nSELECT pg_sleep(0.5);",
                "DROP INDEX accounts_nick;");
        revision(
                3,
                "ALTER TABLE accounts ADD COLUMN age int;\nSELECT pg_sleep(0.5), count(*) FROM accounts;",
                "ALTER TABLE accounts DROP COLUMN age;");

        Path json = folder.resolve("report.json");
        CommandRun run = rehearse("--checks", "locks", "--json", json);

        assertThat(JsonSchemas.verifyReportErrors(Files.readString(json))).isEmpty();
        JsonNode index = JsonSchemas.parse(Files.readString(json)).at("/revisions/0/locks/0");
        assertThat(index.get("readers_waited_ms").asInt()).isLessThan(100);
        assertThat(index.get("writers_waited_ms").asInt()).isGreaterThan(400);
        // Half a second after the lock was taken, the transaction still lasts.
        assertThat(waits(run.out(), "PAL-L03")).satisfies(waits -> {
            assertThat(waits.group(1)).as("readers").hasSizeLessThan(3);
            assertThat(Integer.parseInt(waits.group(2))).as("writers").isGreaterThan(400);
        });
        assertThat(waits(run.out(), "PAL-L04")).satisfies(waits -> {
            assertThat(Integer.parseInt(waits.group(1))).as("readers").isGreaterThan(400);
            assertThat(Integer.parseInt(waits.group(2))).as("writers").isGreaterThan(400);
        });
    }

    /** What was measured for a finding. */
    private static MatchResult waits(String out, String finding) {
        return Pattern.compile(
                        finding
                                + " .*\\. On the rows of the dump readers waited (\\d+) ms, writers (\\d+) ms for public.accounts\n")
                .matcher(out)
                .results()
                .findFirst()
                .orElseThrow(() -> new AssertionError(out));
    }

    @Test
    void downgrade_that_loses_real_values_is_told_with_the_row() {
        revision(
                2,
                "UPDATE accounts SET nick = replace(nick, E'\\n', ' ');",
                "UPDATE accounts SET nick = nick WHERE nick IS NOT NULL;");

        CommandRun run = rehearse();

        assertThat(run.out())
                .contains("Rows of table public.accounts are not the same after upgrade and downgrade of revision 2")
                .contains("id = 3: nick")
                .contains("Finding PAL-D02");
        assertThat(run.exitCode()).isEqualTo(1);
    }

    @Test
    void downgrade_that_rows_refuse_is_told_once() {
        revision(
                2,
                "ALTER TABLE accounts DROP CONSTRAINT accounts_email_key;\nUPDATE accounts SET email = lower(email);",
                "ALTER TABLE accounts ADD CONSTRAINT accounts_email_key UNIQUE (email);");

        CommandRun run = rehearse();

        assertThat(run.out())
                .containsOnlyOnce("Finding PAL-R05")
                .contains("Key (email)=(ada@example.org) is duplicated.");
        assertThat(run.exitCode()).isEqualTo(1);
    }

    @Test
    void schema_that_does_not_come_back_is_told_as_without_rows() {
        revision(2, "CREATE TYPE mood AS ENUM ('up');", "SELECT 1;");

        assertThat(rehearse().out())
                .contains("Downgrade of revision 2 leaves a trace: 1 difference", "Finding PAL-R01");
    }

    @Test
    void not_null_that_real_rows_break_names_the_row() {
        revision(2, "ALTER TABLE accounts ALTER nick SET NOT NULL;", "ALTER TABLE accounts ALTER nick DROP NOT NULL;");

        assertThat(rehearse().out()).contains("Finding PAL-N02", "1 of 3 rows held NULL", "email = 'ada@example.org'");
    }

    @Test
    void where_nothing_is_pending_nothing_is_walked() {
        CommandRun run = rehearse();

        assertThat(run.out()).contains("at 1; nothing is pending", "0 revisions: 0 ok");
        assertThat(run.exitCode()).isZero();
    }

    @Test
    void branches_are_walked_from_where_the_dump_is() throws IOException {
        history = new HistoryBuilder(folder.resolve("branched"));
        branch("a", "none", ACCOUNTS, "DROP TABLE accounts;");
        branch("b", "a", "CREATE TABLE b (id int PRIMARY KEY);", "DROP TABLE b;");
        branch("c", "a", "CREATE TABLE c (id int PRIMARY KEY);", "DROP TABLE c;");
        branch("d", "b, c", "ALTER TABLE accounts ADD COLUMN d int;", "ALTER TABLE accounts DROP COLUMN d;");
        Files.writeString(
                dump,
                DUMP.replace("schema_migrations_pkey PRIMARY KEY (version)", "v_pkey PRIMARY KEY (revision)")
                        .replace("version bigint NOT NULL,\n    dirty boolean NOT NULL", "revision text NOT NULL")
                        .replace("(version, dirty)", "(revision)")
                        .replace("schema_migrations", "palindrome_version")
                        .replace("\n1\tf\n", "\na\nc\n")
                        .replace(
                                "COPY public.accounts",
                                "CREATE TABLE public.c (id int PRIMARY KEY);\n\nCOPY public.accounts"));

        CommandRun run = rehearse();

        assertThat(run.err()).isEmpty();
        assertThat(run.out()).contains("at c; 2 revisions are pending", "2 revisions: 2 ok");
    }

    private void branch(String id, String below, String up, String down) {
        history.file(
                "20260101_0900_" + id + "_step.sql",
                "-- step %s%n-- revision: %s%n-- down-revision: %s%n-- upgrade%n%s%n-- downgrade%n%s%n"
                        .formatted(id, id, below, up, down));
    }

    @Test
    void dump_with_tables_that_nobody_has_written_down_asks_for_a_stamp() throws IOException {
        Files.writeString(dump, DUMP.replace("\n1\tf\n", "\n"));

        CommandRun run = rehearse();

        assertThat(run.err()).isEqualTo("""
                        error: %s holds 1 table, and nothing in public.schema_migrations says which revisions made them.
                        Say so in the database that was dumped, and dump it anew: palindrome stamp TARGET --migrations %s --jdbc-url URL
                        """.formatted(dump, history.directory()));
        assertThat(run.exitCode()).isEqualTo(2);
    }

    @Test
    void revision_that_the_folder_does_not_have_is_named() throws IOException {
        Files.writeString(dump, DUMP.replace("\n1\tf\n", "\n7\tf\n"));

        assertThat(rehearse().err()).contains(dump + " has revision 7 in public.schema_migrations, which is not in");
    }

    @Test
    void revision_that_was_edited_after_it_ran_is_named() throws IOException {
        HistoryBuilder edited = new HistoryBuilder(folder.resolve("edited"));
        edited.file("1_accounts.sql", "CREATE TABLE accounts (id int PRIMARY KEY);");
        Files.writeString(dump, """
                -- PostgreSQL database dump
                CREATE TABLE public.accounts (id int PRIMARY KEY);
                CREATE TABLE public._sqlx_migrations (version bigint PRIMARY KEY, description text NOT NULL,
                    installed_on timestamptz NOT NULL DEFAULT now(), success boolean NOT NULL, checksum bytea NOT NULL,
                    execution_time bigint NOT NULL);
                INSERT INTO public._sqlx_migrations VALUES (1, 'accounts', now(), true, '\\x0badcafe', 0);
                -- PostgreSQL database dump complete
                """);

        assertThat(CommandRun.of("verify", edited.directory(), "--format", "sqlx", "--embedded", "--from-dump", dump)
                        .out())
                .containsPattern(
                        "edited after it ran, so that an upgrade is refused: 1 \"accounts\" in 1_accounts.sql: checksum 0badcafe"
                                + " when it ran, [0-9a-f]{96} now");
    }

    @Test
    void statement_that_the_server_refuses_is_told_with_its_line() throws IOException {
        Files.writeString(dump, DUMP.replace("    nick text\n", "    nick hstore\n"));

        CommandRun run = rehearse();

        assertThat(run.err())
                .startsWith("error: " + dump
                        + ":22: the dump cannot be restored: ERROR 42704: type \"hstore\" does not exist\n"
                        + "  CREATE TABLE public.accounts (\n");
        assertThat(run.exitCode()).isEqualTo(2);
    }

    @Test
    void row_that_the_server_refuses_is_told_with_its_line() throws IOException {
        Files.writeString(dump, DUMP.replace("2\tada@example.org\t", "two\tada@example.org\t"));

        assertThat(rehearse().err())
                .startsWith("error: " + dump
                        + ":41: the dump cannot be restored: ERROR 22P02: invalid input syntax for type integer");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ALTER TABLE ONLY public.accounts\n    ADD CONSTRAINT accounts_email_key", "3\tZo"})
    void dump_that_breaks_off_is_not_taken_for_a_whole_one(String last) throws IOException {
        Files.writeString(dump, DUMP.substring(0, DUMP.indexOf(last)));

        assertThat(rehearse().err()).containsAnyOf("the dump breaks off", "the dump is not whole");
    }

    @Test
    void dump_of_several_databases_is_refused() throws IOException {
        Files.writeString(dump, "\\connect shop\n" + DUMP + "\n\\connect other\n");

        assertThat(rehearse().err()).contains("the dump is of several databases, shop and other");
    }

    @Test
    void dump_of_a_server_is_refused() throws IOException {
        Files.writeString(dump, "CREATE ROLE shop;\nALTER ROLE shop WITH NOSUPERUSER;\n" + DUMP);

        assertThat(rehearse().err()).contains(dump + ":1: the dump is of a whole server, as pg_dumpall writes it");
    }

    @Test
    void settings_of_the_database_are_those_of_the_dump() throws IOException {
        Files.writeString(dump, DUMP.replace("SELECT pg_catalog.set_config", """
                        CREATE DATABASE "the shop" WITH TEMPLATE = template0;
                        ALTER DATABASE "the shop" OWNER TO nobody;
                        ALTER DATABASE "the shop" SET search_path TO 'shop', 'public';
                        \\connect "the shop"
                        CREATE SCHEMA shop;
                        SELECT pg_catalog.set_config"""));
        revision(2, "CREATE TABLE t (id int PRIMARY KEY);", "DROP TABLE shop.t;");

        CommandRun run = rehearse();

        assertThat(run.err()).isEmpty();
        assertThat(run.out()).contains("1 revision: 1 ok");
    }

    @Test
    void dump_may_have_windows_line_ends_and_another_encoding() throws IOException {
        Files.writeString(dump, DUMP.replace("'UTF8'", "'LATIN1'").replace("\n", "\r\n"), StandardCharsets.ISO_8859_1);
        revision(2, "DO $$ BEGIN ASSERT (SELECT length(email) FROM accounts WHERE id = 3) = 15; END $$;", "SELECT 1;");

        CommandRun run = rehearse("--checks", "round-trip");

        assertThat(run.err()).isEmpty();
        assertThat(run.out()).contains("1 revision: 1 ok");
    }

    @Test
    void text_that_is_not_in_its_encoding_is_told() throws IOException {
        Files.writeString(dump, DUMP, StandardCharsets.ISO_8859_1);

        assertThat(rehearse().err()).contains("Write it with pg_dump --encoding=UTF8");
    }

    @Test
    void copy_reaches_nothing_that_the_original_does() throws IOException {
        Files.writeString(dump, DUMP.replace("GRANT SELECT", """
                        CREATE FOREIGN DATA WRAPPER other;
                        CREATE SERVER elsewhere FOREIGN DATA WRAPPER other;
                        CREATE USER MAPPING FOR reader SERVER elsewhere OPTIONS (password 'secret');
                        CREATE SUBSCRIPTION s CONNECTION 'host=elsewhere' PUBLICATION p WITH (connect = false, slot_name = 's');
                        GRANT SELECT"""));
        revision(
                2,
                "DO $$ BEGIN ASSERT (SELECT count(*) FROM pg_user_mappings) = 0; END $$;",
                "DO $$ BEGIN ASSERT (SELECT count(*) FROM pg_stat_subscription) = 0; END $$;");

        CommandRun run = rehearse();

        assertThat(run.err()).isEmpty();
        assertThat(run.out()).contains("1 revision: 1 ok");
    }

    @Test
    void allowance_that_only_other_rows_need_is_not_complained_of() {
        revision(
                2,
                "-- palindrome:allow PAL-D01 accounts.name: nobody asks for it\nALTER TABLE accounts ADD COLUMN name text;",
                "ALTER TABLE accounts DROP COLUMN name;");

        assertThat(verify("--checks", "all").out())
                .contains("the allowance of PAL-D01 for accounts.name is not needed");
        assertThat(rehearse().out()).doesNotContain("is not needed");
    }

    @Test
    void dump_may_be_compressed_with_gzip() throws IOException {
        dump = folder.resolve("shop.sql.gz");
        try (GZIPOutputStream stream = new GZIPOutputStream(Files.newOutputStream(dump))) {
            stream.write(DUMP.getBytes(StandardCharsets.UTF_8));
        }

        assertThat(rehearse().out()).contains("nothing is pending");
    }

    @Test
    void what_is_no_dump_is_told_before_a_server_is_started() throws IOException {
        assertThat(verify("--from-dump", folder.resolve("none.sql")).err())
                .contains("There is no " + folder.resolve("none.sql"));
        assertThat(verify("--from-dump", folder).err()).contains("is a folder without toc.dat");
        Files.write(dump, new byte[0]);
        assertThat(rehearse().err()).contains("is empty: expected a dump that pg_dump wrote");
        Files.write(dump, new byte[] {0x28, (byte) 0xb5, 0x2f, (byte) 0xfd, 0});
        assertThat(rehearse().err()).contains("is compressed with zstd");
        Files.writeString(dump, DUMP, StandardCharsets.UTF_16LE);
        assertThat(rehearse().err()).contains("is neither SQL in UTF-8 nor in a format that pg_restore reads");
    }

    @Test
    void options_that_make_no_sense_beside_it_are_refused() {
        assertThat(rehearse("--baseline", "b").err()).contains("--baseline has no meaning with --from-dump");
        assertThat(rehearse("--setup-sql", "SELECT 1").err()).contains("--setup-sql has no meaning with --from-dump");
        assertThat(rehearse("--rows", folder).err()).contains("--rows has no meaning with --from-dump");
        CommandRun applied = rehearse("--only", "1");
        assertThat(applied.err()).contains("--only chooses no revision that is pending");
        assertThat(applied.exitCode()).isEqualTo(2);
    }

    @Test
    void roles_and_databases_are_gone_afterwards() throws Exception {
        revision(
                2,
                "CREATE ROLE helper; GRANT SELECT ON accounts TO helper;",
                "DROP OWNED BY helper; DROP ROLE helper;");
        try (TestDatabase given = TestServers.shared(new DatabaseOptions(null, null, true, null, false))
                        .create();
                Connection session = given.connect()) {
            String left = "SELECT rolname FROM pg_roles WHERE rolname IN ('reader', 'shop \"owner\"', 'helper')"
                    + " UNION ALL SELECT datname FROM pg_database WHERE datname LIKE 'palindrome_%'";
            List<String> before = Databases.query(session, left);

            CommandRun run =
                    CommandRun.of("verify", history.directory(), "--from-dump", dump, "--jdbc-url", given.libpqUri());

            assertThat(run.err()).isEmpty();
            assertThat(run.out()).contains("1 revision: 1 ok");
            assertThat(Databases.query(session, left)).isEqualTo(before);
        }
    }

    @Test
    void tables_that_are_too_large_to_be_read_are_compared_all_the_same() throws IOException {
        String large =
                "INSERT INTO public.accounts SELECT g, 'e' || g, repeat('x', 20000) FROM generate_series(1001, 2000) AS g;\n";
        Files.writeString(
                dump, DUMP.replace("COPY public.schema_migrations", large + "\nCOPY public.schema_migrations"));
        revision(2, "ALTER TABLE accounts ADD COLUMN a int;", "ALTER TABLE accounts DROP COLUMN a;");
        revision(3, "ALTER TABLE accounts RENAME email TO mail;", "ALTER TABLE accounts RENAME mail TO email;");
        revision(
                4,
                "UPDATE accounts SET nick = 'y' WHERE id = 1500;",
                "UPDATE accounts SET nick = 'z' WHERE id = 1500;");
        revision(5, "DELETE FROM accounts WHERE id = 1500;", "SELECT 1;");
        revision(6, "ALTER TABLE accounts DROP COLUMN nick;", "ALTER TABLE accounts ADD COLUMN nick text;");

        CommandRun run = rehearse("--checks", "data");

        assertThat(run.out())
                .contains("public.accounts holds 1003 rows, too many to show which: they were compared by their hashes")
                .contains(
                        "PAL-D02 error: Rows of table public.accounts are not the same after upgrade and downgrade of revision 4")
                .contains(
                        "PAL-D03 error: Table public.accounts has 1002 rows after upgrade and downgrade of revision 5, and had 1003")
                .contains(
                        "PAL-D01 error: Upgrade of revision 6 drops column public.accounts.nick, which held 1001 values")
                .contains("5 revisions: 2 ok, 3 with errors");
    }

    @RequiresTool(Alembic.class)
    @Test
    void alembic_takes_its_revisions_from_where_the_dump_is() throws Exception {
        Path project = Path.of("..", "samples", "alembic-shop");
        history = new HistoryBuilder(project);
        try (TestDatabase source = Databases.with(14)) {
            assertThat(CommandRun.of(
                                    "upgrade", "5c7e41d8b2f3", "--migrations", project, "--jdbc-url", source.libpqUri())
                            .exitCode())
                    .isZero();
            try (Connection session = source.connect()) {
                Databases.execute(
                        session,
                        "INSERT INTO customers (email) VALUES ('ada@example.org')",
                        "INSERT INTO products (title, price) VALUES ('pen', 1.20), ('ink', 19.99)");
            }
            dump(source, "--format=custom");
        }

        CommandRun run = rehearse();

        assertThat(run.err()).isEmpty();
        assertThat(run.out()).contains("at 5c7e41d8b2f3; 5 revisions are pending", "5 revisions: 5 ok");
    }

    private void dump(TestDatabase source, String... options) throws IOException {
        List<String> command = new ArrayList<>(
                List.of(ClientProgram.PG_DUMP.path().toString(), "--file=" + dump, "--dbname=" + source.libpqUri()));
        command.addAll(List.of(options));
        Files.delete(dump);
        Program.run(folder, command.toArray(String[]::new));
    }

    @RequiresTool(ClientProgram.PgDump.class)
    @ParameterizedTest
    @ValueSource(strings = {"plain", "custom", "tar", "directory", "plain --inserts --create"})
    void every_format_of_pg_dump_is_restored(String format) throws Exception {
        revision(2, "CREATE UNIQUE INDEX accounts_email ON accounts (lower(email));", "DROP INDEX accounts_email;");
        // A pg_dump reads no server that is newer than itself.
        try (TestDatabase source = Databases.with(
                14,
                ACCOUNTS,
                "CREATE TABLE schema_migrations (version bigint PRIMARY KEY, dirty boolean NOT NULL)",
                "INSERT INTO schema_migrations VALUES (1, false)",
                "INSERT INTO accounts VALUES (1, 'Ada@example.org', E'a;\\n$$; -- \\\\.\\n\\\\.'), (2, 'ada@example.org', E'\\t''')",
                "CREATE FUNCTION f() RETURNS int LANGUAGE sql BEGIN ATOMIC SELECT 1; SELECT 2; END",
                "SELECT lo_from_bytea(0, '\\xcafe')")) {
            dump(source, ("--format=" + format).split(" "));
        }

        CommandRun run = rehearse();

        assertThat(run.err()).isEmpty();
        assertThat(run.out())
                .contains("at 1; 1 revision is pending")
                .contains("Key (lower(email))=(ada@example.org) is duplicated.");
        assertThat(run.exitCode()).isEqualTo(1);
    }
}
