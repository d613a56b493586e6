package dev.palindrome.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palindrome.database.DatabaseOptions;
import dev.palindrome.database.TestDatabase;
import dev.palindrome.database.TestServer;
import dev.palindrome.database.TestServers;
import dev.palindrome.revision.HistoryBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** However a run is divided, it says the same. */
@Tag("database")
@Tag("server-only")
class ShardsTest {

    private static final TestServer SERVER = TestServers.shared(new DatabaseOptions(null, null, true, null, false));

    @TempDir
    private Path folder;

    private TestDatabase database;

    private int revisions;

    @BeforeEach
    void nameServer() {
        database = SERVER.create();
    }

    @AfterEach
    void dropDatabase() {
        database.close();
    }

    /** Every kind of finding that could depend on where a history is cut. */
    private Path faultyHistory() {
        // A table that no row fits into is told of once, and for another reason once more.
        revision("CREATE TABLE never (a int CHECK (a <> a), CHECK (a IS NOT NULL))", "DROP TABLE never");
        revision("CREATE TABLE shops (id int PRIMARY KEY, name text)", "DROP TABLE shops");
        revision(
                "-- palindrome:allow PAL-R01 colour: shared\n-- palindrome:allow PAL-R01 gone: was there once\n"
                        + "CREATE TYPE colour AS ENUM ('red')",
                "SELECT 1");
        // Works by itself, and fails on the way down from two revisions later.
        revision(
                "ALTER TABLE shops ADD COLUMN b int",
                "ALTER TABLE shops DROP COLUMN b;"
                        + " DO $$ BEGIN IF EXISTS (SELECT FROM shops WHERE id = 7) THEN RAISE EXCEPTION 'rows are there'; END IF; END $$");
        revision("CREATE TABLE visits (shop int REFERENCES shops)", "DROP TABLE visits");
        revision("INSERT INTO shops VALUES (7) ON CONFLICT DO NOTHING", "-- the row stays");
        revision("ALTER TABLE visits RENAME TO calls", "ALTER TABLE calls RENAME TO visits");
        revision("CREATE TABLE f (id int)", "DROP TABLE wrong");
        revision("ALTER TABLE shops ADD COLUMN owner text", "ALTER TABLE shops DROP COLUMN owner");
        revision("ALTER TABLE shops DROP COLUMN owner", "ALTER TABLE shops ADD COLUMN owner text");
        revision("-- palindrome:irreversible \"it was never used\"\nALTER TABLE shops DROP COLUMN name", null);
        revision("CREATE TABLE broken (id int REFERENCES nowhere)", "DROP TABLE broken");
        revision("ALTER TABLE broken ADD COLUMN c int", "ALTER TABLE broken DROP COLUMN c");
        revision("ALTER TABLE f ALTER COLUMN id SET NOT NULL", "ALTER TABLE f ALTER COLUMN id DROP NOT NULL");
        // A comment here stands for an allowance that only the review of the head, on another shard, needs.
        revision("-- palindrome:allow PAL-V04 g: a log\nCREATE TABLE g (id int)", "DROP TABLE g");
        revision("CREATE TABLE h (id int PRIMARY KEY, f int)", "DROP TABLE h");
        return folder.resolve("db");
    }

    private void revision(String upgrade, String downgrade) {
        revisions++;
        String number = "%02d".formatted(revisions);
        HistoryBuilder history = new HistoryBuilder(folder.resolve("db"));
        history.file(number + "_step.up.sql", upgrade + ";\n");
        if (downgrade != null) {
            history.file(number + "_step.down.sql", downgrade + "\n;\n");
        }
    }

    @Test
    void faulty_history_with_rows_is_judged_alike() throws Exception {
        Path history = faultyHistory();

        Outcome whole = whole(history, "--checks", "all");

        assertThat(whole.exitCode).isEqualTo(1);
        assertThat(whole.json)
                .contains(
                        "fails on the way down from 07",
                        "\"changes\"",
                        "\"PAL-D07\"",
                        "\"PAL-D01\"",
                        "\"PAL-V01\"",
                        "\"skipped\"")
                .contains("the allowance of PAL-R01 for gone is not needed")
                .doesNotContain("the allowance of PAL-V04 for g is not needed");
        assertThat(atOnce(history, "3", "--checks", "all")).isEqualTo(whole);
        assertThat(sharded(history, 3, "--checks", "all")).isEqualTo(whole);
    }

    @Test
    void more_parts_than_revisions_judge_alike() throws Exception {
        Path history = Path.of("..", "samples", "golang-migrate-blog", "migrations");

        Outcome whole = whole(history);

        assertThat(atOnce(history, "64")).isEqualTo(whole);
        assertThat(sharded(history, 6)).isEqualTo(whole);
        CommandRun empty = run(verify(history), "--shard", "6/6");
        assertThat(empty.exitCode()).isZero();
        assertThat(empty.out())
                .contains("  shard     6/6, 0 of 5 revisions: none, there are more shards than revisions");
    }

    @Test
    void part_of_a_history_is_judged_alike() throws Exception {
        Path history = faultyHistory();
        String[] options = {"--checks", "all", "--only", "03:09", "--seed", "5"};

        Outcome whole = whole(history, options);

        assertThat(atOnce(history, "2", options)).isEqualTo(whole);
        assertThat(sharded(history, 2, options)).isEqualTo(whole);
    }

    @Test
    void baseline_holds_for_every_part() throws Exception {
        Path history = faultyHistory();
        Path baseline = folder.resolve("known.txt");
        Files.writeString(
                baseline,
                "PAL-R03\t04\t*\nPAL-R03\t08\t*\nPAL-R08\t12\t*\nPAL-R08\t13\t*\nPAL-R01\t02\tpublic.nothing\nPAL-R01\t99\t*\nPAL-V01\t05\t*\n");
        String[] options = {"--baseline", baseline.toString()};

        Outcome whole = whole(history, options);

        assertThat(whole.exitCode).isZero();
        assertThat(whole.json)
                .contains("known.txt:5: the allowance of PAL-R01 for public.nothing is not needed; remove it")
                .contains("known.txt:6: there is no revision 99; remove the line");
        assertThat(sharded(history, 3, options)).isEqualTo(whole);
        assertThat(atOnce(history, "3", options)).isEqualTo(whole);
    }

    @ParameterizedTest
    @ValueSource(strings = {"flyway-shop", "unindexed-foreign-keys"})
    void samples_are_judged_alike(String sample) throws Exception {
        Path history = Path.of("..", "samples", sample, "migrations");

        Outcome whole = whole(history, "--checks", "all");

        assertThat(atOnce(history, "3", "--checks", "all")).isEqualTo(whole);
        assertThat(sharded(history, 2, "--checks", "all")).isEqualTo(whole);
    }

    @Test
    void branches_are_judged_alike() throws Exception {
        Path history = folder.resolve("branched");
        new HistoryBuilder(history)
                .file("1_a.sql", branched("a", "none", "CREATE TABLE t (id int PRIMARY KEY)", "DROP TABLE t"))
                .file("2_b.sql", branched("b", "a", "ALTER TABLE t RENAME TO s", "ALTER TABLE s RENAME TO t"))
                .file("3_c.sql", branched("c", "a", "CREATE TABLE u (id int)", "DROP TABLE u"))
                .file("4_d.sql", branched("d", "c", "DROP TABLE IF EXISTS s; CREATE TABLE s (a int)", "DROP TABLE s"))
                .file("5_e.sql", branched("e", "b, d", "SELECT 1", "SELECT 1"));

        Outcome whole = whole(history);

        assertThat(whole.json).contains("PAL-S05");
        assertThat(atOnce(history, "5")).isEqualTo(whole);
        assertThat(sharded(history, 3)).isEqualTo(whole);
    }

    private static String branched(String id, String below, String upgrade, String downgrade) {
        return "-- %s\n-- revision: %s\n-- down-revision: %s\n\n-- upgrade\n%s;\n\n-- downgrade\n%s;\n"
                .formatted(id, id, below, upgrade, downgrade);
    }

    @Test
    void baseline_is_written_from_all_parts_together() throws Exception {
        Path history = Path.of("..", "samples", "golang-migrate-blog", "migrations");
        Path baseline = folder.resolve("known.txt");

        CommandRun early = run(verify(history), "--shard", "1/2", "--baseline", baseline.toString());
        assertThat(early.exitCode()).isEqualTo(2);
        assertThat(early.err()).contains("verify the shards without it, and give it to merge-reports");

        Path first = shard(history, "1/2");
        Path second = shard(history, "2/2");
        if (System.getenv("CI") == null) {
            assertThat(CommandRun.of("merge-reports", first, second, "--baseline", baseline)
                            .exitCode())
                    .isZero();
            Path fromWhole = folder.resolve("whole.txt");
            run(verify(history), "--baseline", fromWhole.toString());
            assertThat(baseline).hasSameTextualContentAs(fromWhole);
        } else {
            Files.writeString(baseline, "PAL-R01\t000001\t*\n");
        }
        CommandRun late = CommandRun.of("merge-reports", first, second, "--baseline", baseline);
        assertThat(late.exitCode()).isEqualTo(2);
        assertThat(late.err()).contains("The shards did not know the baseline " + baseline);
    }

    @Test
    void what_cannot_be_merged_names_the_file() throws Exception {
        Path history = Path.of("..", "samples", "golang-migrate-blog", "migrations");
        Path first = shard(history, "1/2");
        Path second = shard(history, "2/2");
        Path copy = Files.copy(first, folder.resolve("copy.json"));
        Path seeded = folder.resolve("seeded.json");
        run(verify(history), "--shard", "2/2", "--seed", "3", "--json", seeded.toString());
        Path other = shard(Path.of("..", "samples", "forgotten-drop-type", "migrations"), "1/1");
        Path whole = folder.resolve("whole.json");
        run(verify(history), "--json", whole.toString());

        assertThat(refusal(first))
                .isEqualTo(
                        "Expected the reports of 2 shards, and there is none of 2/2; found 1/2 in %s. Did its run fail?"
                                .formatted(first));
        assertThat(refusal(first, copy, second))
                .isEqualTo("%s and %s are both shard 1/2: leave one of them out".formatted(first, copy));
        assertThat(refusal(first, second, first)).isEqualTo(first + " is given twice: name each report once");
        assertThat(refusal(first, seeded))
                .isEqualTo(
                        "%s and %s are not of one run: their seed: 1 and 3. Verify every shard with the same files and the same options"
                                .formatted(first, seeded));
        assertThat(refusal(first, other)).contains(other + " are not of one run: their number of shards: 2 and 1.");
        assertThat(refusal(whole, second))
                .startsWith(whole + ": it is the report of a whole run, not of 'verify --shard K/N'");
        assertThat(refusal(folder.resolve("none.json"))).startsWith("Cannot read " + folder.resolve("none.json"));
        Files.writeString(copy, Files.readString(first).replace("\"index\": 1", "\"index\": 2"));
        assertThat(refusal(copy, second)).startsWith(copy + " does not hold the revisions of shard 2/2");
        Files.writeString(copy, Files.readString(first).replace("\"digest\": \"", "\"digest\": \"0"));
        assertThat(refusal(copy, second)).contains("their scripts differ");
        Files.writeString(copy, Files.readString(first).substring(0, 300));
        assertThat(refusal(copy, second)).matches("(?s).*copy.json: line \\d+: expected .*");
        Files.writeString(copy, Files.readString(first).replace("\"line\": ", "\"line\": -"));
        assertThat(refusal(copy, second)).contains(".line: expected a number from 0 to 2147483647, found -");
        Files.writeString(copy, "[]");
        assertThat(refusal(copy, second)).startsWith(copy + ": the report: expected an object, found []. Expected a");
    }

    private static String refusal(Path... reports) {
        CommandRun run = CommandRun.of(
                Stream.concat(Stream.of("merge-reports"), Stream.of(reports)).toArray());
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        return run.err().replaceFirst("^error: ", "").strip();
    }

    private List<Object> verify(Path history) {
        return List.of("verify", history, "--jdbc-url", database.libpqUri());
    }

    private Path shard(Path history, String shard) {
        Path json = folder.resolve(history.getParent().getFileName() + "-" + shard.replace('/', '-') + ".json");
        run(verify(history), "--shard", shard, "--json", json.toString());
        return json;
    }

    /** What a run leaves: the report, and the end of what it printed, without durations. */
    private record Outcome(int exitCode, String json, List<String> report) {}

    private Outcome whole(Path history, String... options) throws IOException {
        Path json = folder.resolve("whole.json");
        return outcome(
                run(List.of("verify", history, "--jdbc-url", database.libpqUri(), "--json", json), options), json);
    }

    private Outcome atOnce(Path history, String jobs, String... options) throws IOException {
        Path json = folder.resolve("jobs.json");
        return outcome(
                run(
                        List.of("verify", history, "--jdbc-url", database.libpqUri(), "--json", json, "--jobs", jobs),
                        options),
                json);
    }

    private Outcome sharded(Path history, int shards, String... options) throws IOException {
        List<Object> merge = new ArrayList<>(List.of("merge-reports"));
        boolean failed = false;
        for (int shard = shards; shard >= 1; shard--) {
            Path json = folder.resolve("shard-" + shard + "-" + shards + ".json");
            CommandRun run = run(
                    List.of(
                            "verify",
                            history,
                            "--jdbc-url",
                            database.libpqUri(),
                            "--json",
                            json,
                            "--shard",
                            shard + "/" + shards),
                    options);
            assertThat(run.err()).isEmpty();
            failed |= run.exitCode() != 0;
            merge.add(json);
        }
        Path merged = folder.resolve("merged.json");
        Path page = folder.resolve("merged.html");
        merge.addAll(List.of("--json", merged, "--html", page));
        CommandRun run = CommandRun.of(merge.toArray());
        assertThat(run.exitCode()).as(run.err()).isEqualTo(failed ? 1 : 0);
        // Whatever is printed of a finding stands in the page, too.
        String shown = Jsoup.parse(page).select(".told").text();
        run.out()
                .lines()
                .filter(line -> line.startsWith("  Finding PAL-"))
                .forEach(line -> assertThat(shown).contains(line.strip()));
        return outcome(run, merged);
    }

    private static CommandRun run(List<Object> words, String... options) {
        return CommandRun.of(Stream.concat(words.stream(), Stream.of(options)).toArray());
    }

    private static Outcome outcome(CommandRun run, Path json) throws IOException {
        assertThat(run.err()).isEmpty();
        return new Outcome(
                run.exitCode(),
                Files.readString(json).replaceAll("\"duration_ms\": \\d+", "\"duration_ms\": 0"),
                run.out()
                        .replaceAll("\\(\\d+\\.\\d s, seed", "(0.0 s, seed")
                        .lines()
                        .skip(1)
                        .dropWhile(line -> line.isEmpty() || line.startsWith(" "))
                        .toList());
    }
}
