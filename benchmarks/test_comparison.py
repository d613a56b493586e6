"""Tests of what the comparison rests on, without a server: python3 -m unittest discover -s benchmarks"""

import json
import os
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

import chain
import directories
import measure
import results


class TemporaryDirectoryTest(unittest.TestCase):
    def setUp(self):
        temporary = tempfile.TemporaryDirectory()
        self.addCleanup(temporary.cleanup)
        self.directory = Path(temporary.name)


class ChainTest(TemporaryDirectoryTest):
    def test_shorter_chain_is_the_beginning_of_a_longer_one(self):
        short = chain.generate(40, self.directory / "short")
        long = chain.generate(120, self.directory / "long")

        self.assertEqual(short, long[:40])
        self.assertEqual(len(list((self.directory / "long" / "pairs").iterdir())), 240)

    def test_another_seed_gives_another_chain(self):
        one, other = (chain.generate(10, self.directory / str(seed), seed=seed) for seed in (1, 2))

        self.assertNotEqual(one, other)

    def test_files_of_somebody_else_are_left_alone(self):
        (self.directory / "precious").touch()

        with self.assertRaisesRegex(FileExistsError, "is not empty: name another directory"):
            chain.generate(1, self.directory)
        self.assertTrue((self.directory / "precious").exists())


class DirectoriesTest(TemporaryDirectoryTest):
    def test_what_a_killed_process_left_is_removed_by_the_next(self):
        ended = subprocess.Popen(["true"])
        ended.wait()
        left = self.directory / f"palindrome-compare-{ended.pid}-left"
        (left / "data").mkdir(parents=True)
        others = self.directory / "palindrome-compare-notes"
        others.mkdir()
        alive = directories.create(self.directory)

        created = directories.create(self.directory)

        self.assertEqual(set(self.directory.iterdir()), {others, alive, created})


class Nobody:
    """The clock of a server that does nothing."""

    def seconds(self):
        return 0

    def processes(self):
        return set()

    def wait_for_end_of_sessions(self, before):
        pass


class MeasureTest(TemporaryDirectoryTest):
    def run_shell(self, script, limit=60):
        log = self.directory / "output"
        return measure.measure(["sh", "-c", script], dict(os.environ), self.directory, log, limit, Nobody())

    def test_time_of_grandchildren_is_counted(self):
        burn = f"{sys.executable} -c 'import time\nwhile time.process_time() < 0.5: pass'"

        self.assertGreaterEqual(self.run_shell(f"sh -c \"{burn}\"; exit 3").client_cpu, 0.5)

    def test_status_and_output_are_kept(self):
        self.assertEqual(self.run_shell("echo said; echo loud >&2; exit 3").status, 3)
        self.assertEqual((self.directory / "output").read_text(), "said\nloud\n")

    def test_what_is_over_the_limit_is_ended_with_what_it_started(self):
        measurement = self.run_shell("sleep 1000 & echo $! > child; wait", limit=3)

        self.assertTrue(measurement.is_over_limit)
        child = int((self.directory / "child").read_text())
        state = Path(f"/proc/{child}/stat")
        self.assertTrue(not state.exists() or ") Z " in state.read_text())

    def test_program_names_with_parentheses_are_read(self):
        odd = self.directory / "a) 1 2 (b"
        odd.symlink_to("/bin/sleep")
        pid = os.spawnv(os.P_NOWAIT, odd, [str(odd), "1000"])
        try:
            self.assertEqual(measure.ProcessStat.of(pid).parent, os.getpid())
        finally:
            os.kill(pid, 9)
            os.waitpid(pid, 0)
        self.assertIsNone(measure.ProcessStat.of(pid))


class ResultsTest(TemporaryDirectoryTest):
    def setUp(self):
        super().setUp()
        self.results = results.Results(self.directory / "results.json")
        self.environment = self.results.add_environment({"processor": "Abacus", "server": "PostgreSQL 18.6"})

    def add(self, contestant, outcome=results.OK, size=50, **values):
        run = {"contestant": contestant, "revisions": size, "outcome": outcome, "version": f"{contestant} 1.0"}
        self.results.add({**run, "date": "2026-01-31", "environment": self.environment, "limit": 600, **values})

    def add_ok(self, contestant, client, server, wall, size=50):
        self.add(contestant, client_cpu=client, server_cpu=server, wall=wall, peak_memory=30 << 20, load=0.5, size=size)

    def test_medians_are_compared_with_those_of_psql(self):
        for client in (1.0, 9.0, 2.0):
            self.add_ok("psql", client, 2.0, 5.0)
        self.add_ok("schema", 6.0, 4.0, 8.0)

        table = results.tables(results.Results(self.results.file))

        self.assertIn("| psql, no comparison | 2.0 + 2.0 s | 4.0 s | 1.0 | 5.0 s | 30 MiB | 3 |", table)
        self.assertIn("| 6.0 + 4.0 s | 10.0 s | 2.5 | 8.0 s | 30 MiB | 1 |", table)
        self.assertIn("2026-01-31: Abacus, PostgreSQL 18.6. Contestants: psql 1.0, schema 1.0.", table)

    def test_who_did_not_arrive_has_no_time(self):
        measured = {"wall": 600.1, "client_cpu": 1.0, "server_cpu": 1.0, "peak_memory": 50 << 20, "load": 1.0}
        self.add_ok("psql", 0.5, 0.5, 1.0)
        self.add("alembic", results.OVER_LIMIT, **measured)
        self.add("liquibase", results.FAILED, **measured)
        self.add("schemacrawler", results.NOT_RUN, at_least=1234)

        table = results.tables(self.results)

        self.assertIn("| Alembic, stairway test | > 1.0 + 1.0 s | > 2.0 s | > 2.0 | > 600.1 s | 50 MiB | 1 |", table)
        self.assertIn("| Liquibase, `update-testing-rollback` |  |  |  | failed |  | 1 |", table)
        self.assertIn("| SchemaCrawler, three crawls a revision |  |  |  | not run: at least 21 min |  | 0 |", table)

    def test_size_to_foretell_from_is_the_largest_below(self):
        self.add_ok("psql", 1.0, 1.0, 5.0, size=50)
        self.add_ok("psql", 1.0, 1.0, 7.0, size=200)
        self.add("psql", results.FAILED, size=500, wall=1.0)

        self.assertEqual(self.results.largest_below("psql", 1000), (200, 7.0))
        self.assertIsNone(self.results.largest_below("psql", 50))

    def test_only_what_is_between_the_markers_is_replaced(self):
        page = self.directory / "page.md"
        page.write_text(f"before\n{results.BEGIN}\nold\n{results.END}\nafter\n")

        results.replace_between_markers(page, "new")

        self.assertEqual(page.read_text(), f"before\n{results.BEGIN}\n\nnew\n{results.END}\nafter\n")

    def test_page_without_a_place_for_tables_is_left_alone(self):
        page = self.directory / "page.md"
        page.write_text(f"{results.END}\n{results.BEGIN}\n")

        with self.assertRaisesRegex(results.UnusableFile, "page.md has no place for the tables: add the lines"):
            results.replace_between_markers(page, "new")
        self.assertEqual(page.read_text(), f"{results.END}\n{results.BEGIN}\n")

    def test_results_of_another_version_are_refused(self):
        (self.directory / "newer.json").write_text(json.dumps({"version": 2}))

        with self.assertRaisesRegex(results.UnusableFile, "newer.json is of version 2, not 1"):
            results.Results(self.directory / "newer.json")


if __name__ == "__main__":
    unittest.main()
