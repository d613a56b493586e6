"""Who takes part in the comparison: what each runs, and how we know that it really walked every revision."""

import json
import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent


@dataclass(frozen=True)
class Task:
    """What one contestant is given: a chain, a new database, and a directory to write into."""

    chain: Path
    size: int
    server: object
    database: str
    directory: Path


class Incomplete(Exception):
    """A contestant ended well without having done all of the work."""


class Contestant:
    """One way to verify a chain."""

    key = ""
    name = ""
    # Whether the database is at the head in the end, so that its schema can be looked at.
    leaves_schema = True
    exit_codes = (0,)

    def missing(self):
        """Return what has to be installed, or nothing."""
        return ""

    def version(self):
        return ""

    def prepare(self, task):
        """Write what the command needs; not measured."""

    def command(self, task):
        raise NotImplementedError

    def variables(self, task):
        return {}

    def check(self, task, output):
        """Raise Incomplete when the output, or what was written, does not tell of every revision."""


class Psql(Contestant):
    key = "psql"
    name = "psql, no comparison"

    def missing(self):
        return programs_missing("psql")

    def version(self):
        return "psql " + version_in(first_line("psql", "--version"))

    def command(self, task):
        return ["psql", "-X", "-q", "-v", "ON_ERROR_STOP=1", "-f", task.chain / "stairway.sql"]


class PgDump(Contestant):
    key = "pg_dump"
    name = "psql and two `pg_dump --schema-only` a revision"

    def missing(self):
        return programs_missing("psql", "pg_dump")

    def version(self):
        return "pg_dump " + version_in(first_line("pg_dump", "--version"))

    def prepare(self, task):
        dump = f"pg_dump --schema-only {' '.join(dump_options())}"
        ups = sorted((task.chain / "pairs").glob("*.up.sql"))
        with (task.directory / "walk.sql").open("w") as walk:
            for up in ups:
                down = up.with_name(up.name.replace(".up.sql", ".down.sql"))
                walk.write(f"\\! {dump} > before\n")
                walk.writelines(in_transaction(script) for script in (up, down))
                walk.write(f"\\! {dump} > after && cmp before after && echo {up.name} >> same\n")
                walk.write(in_transaction(up))

    def command(self, task):
        return ["psql", "-X", "-q", "-v", "ON_ERROR_STOP=1", "-f", task.directory / "walk.sql"]

    def check(self, task, output):
        same = task.directory / "same"
        expect(task, len(same.read_text().splitlines()) if same.exists() else 0)


class Stairway(Contestant):
    key = "alembic"
    name = "Alembic, stairway test"

    def missing(self):
        return "" if python_with("alembic", "psycopg2") else "no Python with alembic and psycopg2"

    def version(self):
        python = python_with("alembic", "psycopg2")
        return "Alembic " + first_line(python, "-c", "import alembic; print(alembic.__version__)")

    def command(self, task):
        return [python_with("alembic", "psycopg2"), HERE / "stairway.py", task.chain / "alembic" / "alembic.ini"]

    def variables(self, task):
        return {"CHAIN_URL": task.server.sqlalchemy_url(task.database)}

    def check(self, task, output):
        expect(task, number(r"^(\d+) revisions came back", output))


PYTEST_FIXTURES = """\
import os

import pytest
import sqlalchemy


@pytest.fixture
def alembic_config():
    return {"file": os.environ["CHAIN_CONFIG"]}


@pytest.fixture
def alembic_engine():
    return sqlalchemy.create_engine(os.environ["CHAIN_URL"])
"""

PYTEST_TESTS = """\
from pytest_alembic.tests import test_up_down_consistency
"""


class PytestAlembic(Stairway):
    key = "pytest-alembic"
    name = "pytest-alembic, `test_up_down_consistency`"
    # It does not climb to the head again.
    leaves_schema = False

    def missing(self):
        return "" if self._python() else "no Python with pytest_alembic and psycopg2"

    def version(self):
        code = "import importlib.metadata as m; print(m.version('pytest-alembic'))"
        return "pytest-alembic " + first_line(self._python(), "-c", code)

    def prepare(self, task):
        (task.directory / "conftest.py").write_text(PYTEST_FIXTURES)
        (task.directory / "test_chain.py").write_text(PYTEST_TESTS)

    def command(self, task):
        return [self._python(), "-m", "pytest", "-q", "-p", "no:cacheprovider", "test_chain.py"]

    def variables(self, task):
        return {**super().variables(task), "CHAIN_CONFIG": str(task.chain / "alembic" / "alembic.ini")}

    def check(self, task, output):
        # It counts tests, not revisions: the server's count of transactions has to do.
        if number(r"^(\d+) passed", output) != 1:
            raise Incomplete("its test did not pass")

    @staticmethod
    def _python():
        return python_with("pytest_alembic", "psycopg2")


class Liquibase(Contestant):
    key = "liquibase"
    name = "Liquibase, `update-testing-rollback`"

    def missing(self):
        return programs_missing(java())

    def version(self):
        jars = (HERE / "liquibase" / "target" / "lib").glob("liquibase-core-*.jar")
        return "Liquibase " + next((jar.stem.removeprefix("liquibase-core-") for jar in jars), "not built")

    def command(self, task):
        return [
            java(),
            "-cp",
            HERE / "liquibase" / "target" / "lib" / "*",
            "liquibase.integration.commandline.LiquibaseCommandLine",
            f"--search-path={task.chain / 'liquibase'}",
            "--show-banner=false",
            "update-testing-rollback",
            "--changelog-file=changelog.sql",
            f"--url={task.server.jdbc_url(task.database)}",
            f"--username={task.server.user}",
        ]

    def variables(self, task):
        return {"LIQUIBASE_COMMAND_PASSWORD": task.server.password, "LIQUIBASE_ANALYTICS_ENABLED": "false"}

    def check(self, task, output):
        expect(task, int(task.server.query("SELECT count(*) FROM databasechangelog", task.database)))


class SchemaCrawler(Contestant):
    key = "schemacrawler"
    name = "SchemaCrawler, three crawls a revision"

    def missing(self):
        return programs_missing(java())

    def version(self):
        jars = (HERE / "target" / "lib").glob("schemacrawler-postgresql-*.jar")
        return "SchemaCrawler " + next((jar.stem.removeprefix("schemacrawler-postgresql-") for jar in jars), "not built")

    def command(self, task):
        url = f"{task.server.jdbc_url(task.database)}&preferQueryMode=simple"
        return [
            java(),
            "-cp",
            f"{HERE / 'target' / 'classes'}:{HERE / 'target' / 'lib' / '*'}",
            "dev.palindrome.benchmarks.SchemaCrawlerWalk",
            url,
            task.chain / "pairs",
        ]

    def check(self, task, output):
        expect(task, number(r"^(\d+) of \d+ revisions came back", output))


class Palindrome(Contestant):
    # It works on databases of its own, and drops them.
    leaves_schema = False

    def __init__(self, key, name, checks, heap=None):
        self.key = key
        self.name = name
        self.checks = checks
        self.heap = heap
        self.exit_codes = (0, 1) if checks == "all" else (0,)

    def missing(self):
        return programs_missing(java())

    def version(self):
        sources = ["--", "schema-assert/src/main", "roundtrip-runner/src/main"]
        commit = first_line("git", "-C", ROOT, "log", "-1", "--format=%h", *sources)
        changed = first_line("git", "-C", ROOT, "status", "--porcelain", *sources)
        return f"Palindrome of commit {commit or 'unknown'}{' with changes' if changed else ''}"

    def command(self, task):
        return [
            ROOT / "bin" / "palindrome",
            "verify",
            task.chain / "pairs",
            "--checks",
            self.checks,
            "--seed",
            "1",
            "--jdbc-url",
            f"{task.server.jdbc_url('postgres')}&user={task.server.user}",
            "--json",
            task.directory / "report.json",
        ]

    def variables(self, task):
        return {"JAVA_TOOL_OPTIONS": f"-Xmx{self.heap}"} if self.heap else {}

    def check(self, task, output):
        report = task.directory / "report.json"
        revisions = json.loads(report.read_text())["revisions"] if report.exists() else []
        expect(task, sum(revision["status"] == "ok" or self.is_rightly_refused(revision) for revision in revisions))

    def is_rightly_refused(self, revision):
        """Tell whether all that was found is that rows may break a check which the revision adds, and so they may."""
        errors = {finding["id"] for finding in revision["findings"] if finding["severity"] == "error"}
        return self.checks == "all" and "_check_" in revision["file"] and errors == {"PAL-R04"}


ALL = [
    Psql(),
    PgDump(),
    Palindrome("schema", "Palindrome, `--checks round-trip,schema`", "round-trip,schema"),
    Palindrome("schema-256m", "Palindrome, `--checks round-trip,schema`, `-Xmx256m`", "round-trip,schema", heap="256m"),
    Palindrome("all", "Palindrome, `--checks all`", "all"),
    Stairway(),
    PytestAlembic(),
    Liquibase(),
    SchemaCrawler(),
]


def expect(task, walked):
    if walked != task.size:
        raise Incomplete(f"{walked} of {task.size} revisions were walked")


def number(pattern, text):
    found = re.search(pattern, text, re.MULTILINE)
    return int(found[1]) if found else 0


def in_transaction(script):
    return f"BEGIN;\n{script.read_text()}COMMIT;\n"


def dump_options():
    """Newer minor versions of pg_dump write a random key into each dump, unless they are given one."""
    help_text = subprocess.run(["pg_dump", "--help"], capture_output=True, text=True).stdout
    return ["--restrict-key=comparison"] if "--restrict-key" in help_text else []


def programs_missing(*names):
    missing = [name for name in names if first_line(name, "--version") is None]
    return f"no {' and no '.join(missing)}" if missing else ""


def java():
    """Return the one that bin/palindrome takes."""
    home = os.environ.get("JAVA_HOME", "")
    return f"{home}/bin/java" if home else "java"


def first_line(*command):
    """Return the first line that a command says, or None when it cannot be run or fails."""
    try:
        result = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    except OSError:
        return None
    return (result.stdout.splitlines() or [""])[0] if result.returncode == 0 else None


def version_in(text):
    """Return the first version number in a text, such as 15.18."""
    found = re.search(r"\d+(\.\d+)+\w*", text or "")
    return found[0] if found else "of unknown version"


PYTHONS = {}


def python_with(*modules):
    """Return the first Python that has these modules: Debian's, or the one on the path."""
    if modules not in PYTHONS:
        candidates = [shutil.which("python3"), "/usr/bin/python3"]
        code = f"import {', '.join(modules)}"
        having = [python for python in candidates if python and first_line(python, "-c", code) is not None]
        PYTHONS[modules] = having[0] if having else None
    return PYTHONS[modules]
