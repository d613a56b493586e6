# Holds Alembic for Palindrome. A request comes on standard input and an answer goes to standard output: lines of fields with a TAB between,
# and an empty line at the end. In a field, backslash, TAB and line end are written \\, \t, \n and \r. What the project prints goes to standard
# error. Uses what Alembic 1.8 and later versions share.
import contextlib
import gc
import io
import os
import re
import sys
import traceback
import warnings

READS, ANSWERS = os.dup(0), os.dup(1)
# The project's own prints go to standard error, and what it asks for finds nothing: the two streams are ours.
os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
os.dup2(2, 1)
sys.stdout = sys.stderr
sys.dont_write_bytecode = True
warnings.simplefilter("ignore")
# Like the alembic program, and unlike python -c: a folder of the project's that is called "alembic" must not be taken for Alembic.
sys.path[:] = [entry for entry in sys.path if entry not in ("", os.getcwd())] + [os.getcwd()]


def escaped(value):
    text = "" if value is None else str(value)
    return text.replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n").replace("\r", "\\r")


def unescaped(text):
    out = []
    characters = iter(text)
    for character in characters:
        if character == "\\":
            following = next(characters)
            out.append({"t": "\t", "n": "\n", "r": "\r"}.get(following, following))
        else:
            out.append(character)
    return "".join(out)


def lines_of(stream):
    """The lines of the next message, the empty one at its end included; nothing when the stream has ended."""
    lines = []
    for line in iter(stream.readline, ""):
        lines.append(line)
        if line == "\n":
            return lines
    return []


def parsed(lines):
    """The values of a request by the first field of their lines."""
    request = {}
    for line in lines:
        line = line.rstrip("\n")
        if line:
            fields = [unescaped(field) for field in line.split("\t")]
            request.setdefault(fields[0], []).append(fields[1:])
    return request


def one(request, name):
    return request[name][0][0] if name in request else None


def place(error, folder):
    """The innermost line of the project's own that an error came through, as file and line."""
    found = None
    if isinstance(error, SyntaxError) and error.filename:
        found = (error.filename, error.lineno or 1)
    else:
        for frame in traceback.extract_tb(error.__traceback__):
            path = os.path.abspath(frame.filename)
            # Alembic makes functions from text, whose file is called <string>.
            if any(path.startswith(own + os.sep) for own in (folder, os.getcwd())) and os.path.isfile(path) \
                    and not re.search(r"[/\\](site|dist)-packages[/\\]", path):
                found = (frame.filename, frame.lineno)
    return found


def words(error):
    # Where an object lies in memory differs from run to run.
    said = re.sub(r" at 0x[0-9a-f]+", "", str(error).strip())
    if isinstance(error, WrongDatabase):
        return said
    return "%s: %s" % (type(error).__name__, said or "no message")


class Recorder(io.StringIO):
    """Takes the SQL of a revision run offline, and notes the line of the revision's file that each statement came from."""

    def __init__(self, path):
        super().__init__()
        self.path = os.path.abspath(path)
        self.statements = []
        self.asked = False

    def write(self, text):
        statement = text.strip()
        if statement and not statement.startswith("--"):
            line = 0
            operation = False
            frame = sys._getframe()
            while frame is not None:
                if os.path.abspath(frame.f_code.co_filename) == self.path:
                    line = frame.f_lineno
                    break
                operation = operation or frame.f_globals.get("__name__", "").startswith("alembic.operations")
                frame = frame.f_back
            # What the revision does with an answer that it asks for by itself cannot be foreseen: there is none.
            self.asked = self.asked or not operation and re.match(r"(select|with|show)\b", statement, re.IGNORECASE)
            self.statements.append([line, statement.rstrip(";").rstrip()])
        return len(text)


class Project:

    def __init__(self, request):
        import alembic
        from alembic.config import Config
        from alembic.script import ScriptDirectory

        self.folder = os.path.abspath(one(request, "folder"))
        ini = one(request, "ini")
        self.config = Config(ini) if ini else Config()
        if one(request, "toml"):
            try:
                self.config = Config(toml_file=one(request, "toml"))
            except TypeError:
                raise RuntimeError(
                    "pyproject.toml is read by Alembic 1.16 and later, this is %s: add an alembic.ini" % alembic.__version__)
        if one(request, "script_location"):
            self.config.set_main_option("script_location", one(request, "script_location").replace("%", "%%"))
        self.driver = self.config.get_main_option("sqlalchemy.url") or ""
        self.versions = one(request, "versions")
        self.script = VersionsOnly(self.versions) if self.versions else ScriptDirectory.from_config(self.config)
        self.bare = bool(self.versions)
        self.why_bare = None
        self.asynchronous = not self.bare and speaks_asynchronously(self.script.env_py_location)
        for name, value in request.get("variable", []):
            os.environ[name] = driven(value, self.asynchronous)
        self.version_table = "alembic_version"
        self.version_schema = None
        self.point_at(one(request, "url"), [argument[0] for argument in request.get("x", [])])

    def read(self):
        import alembic
        revisions = []
        for script in self.script._load_revisions():
            revisions.extend(self.revision(script))
        if not self.bare:
            self.try_env()
        return [["alembic", alembic.__version__], ["bare", "1" if self.bare else "0"], ["why", self.why_bare],
                ["version_table", self.version_schema or "public", self.version_table]] + revisions

    def revision(self, script):
        with open(script.path, encoding="utf-8") as file:
            source = file.read()
        yield ["revision", script.revision, (script.doc or "").strip().split("\n")[0], os.path.relpath(script.path, self.folder)]
        yield ["source", source]
        for down in listed(script.down_revision):
            yield ["down", down]
        for label in listed(getattr(script.module, "branch_labels", None)):
            yield ["label", label]
        for needed in listed(script.dependencies):
            yield ["depends_on", needed]
        for direction in ("upgrade", "downgrade"):
            yield from self.offline(script, direction)

    def offline(self, script, direction):
        from alembic.operations import Operations
        from alembic.runtime.migration import MigrationContext
        function = getattr(script.module, direction, None)
        if function is None:
            return
        recorder = Recorder(script.path)
        line = function.__code__.co_firstlineno if hasattr(function, "__code__") else 1
        try:
            context = MigrationContext.configure(
                dialect_name="postgresql", opts={"as_sql": True, "output_buffer": recorder})
            with context.begin_transaction(_per_migration=True):
                with Operations.context(context):
                    function()
            whole = "0" if recorder.asked else "1"
        except KeyboardInterrupt:
            raise
        except BaseException:
            # A revision that asks the database cannot be run without one: what it did until then is known.
            whole = "0"
        yield [direction, line, whole]
        for at, statement in recorder.statements:
            yield ["statement", at or line, statement]

    def try_env(self):
        """An env.py that cannot even be loaded, because it wants an application, is not used."""
        from alembic.runtime.environment import EnvironmentContext

        def configured(*positional, **options):
            self.version_table = options.get("version_table") or self.version_table
            self.version_schema = options.get("version_table_schema")
            raise Reached()

        def reaches(**options):
            with EnvironmentContext(self.config, self.script, destination_rev="heads", **options) as environment:
                environment.configure = configured
                self.script.run_env()

        try:
            # Offline first: it needs no connection. Not every env.py can do that, and it is online that revisions run.
            attempted(lambda: reaches(fn=lambda revision, context: [], as_sql=True, output_buffer=io.StringIO()))
        except Failed as offline:
            try:
                with without_connecting():
                    attempted(lambda: reaches(fn=lambda revision, context: []))
            except Failed:
                at = place(offline.error, self.folder)
                self.bare = True
                self.why_bare = words(offline.error).split("\n")[0] + (
                    " (%s:%d)" % (os.path.relpath(at[0], self.folder), at[1]) if at else "")

    def point_at(self, url, arguments):
        from argparse import Namespace
        self.config.cmd_opts = Namespace(x=arguments)
        scheme = self.driver.split(":", 1)[0]
        if scheme.startswith("postgresql+"):
            url = scheme + url[len("postgresql"):]
        else:
            url = driven(url, self.asynchronous)
        self.config.set_main_option("sqlalchemy.url", url.replace("%", "%%"))
        self.url = url

    def step(self, request):
        from alembic.runtime.migration import MigrationStep
        self.bare = self.bare or one(request, "bare") == "1"
        if one(request, "do") == "prepare":
            self.run(request, lambda context: [])
            return
        wanted = self.script.get_revision(one(request, "revision"))
        up = one(request, "do") == "upgrade"
        make = MigrationStep.upgrade_from_script if up else MigrationStep.downgrade_from_script
        below = set(wanted._all_down_revisions)
        needed = below if up else {wanted.revision}

        def steps(context):
            applied = self.at_or_below(context.get_current_heads())
            missing = needed - applied
            if missing:
                raise Behind(missing, below if not up else self.at_or_below(needed) - needed)
            return [make(self.script.revision_map, wanted)]

        try:
            self.run(request, steps)
        except Behind as behind:
            # A step before this one failed, or was taken without Alembic: the version table is brought to where the walk stands.
            self.run(request, behind.mend)
            try:
                self.run(request, steps)
            except Behind as again:
                raise WrongDatabase(
                    "env.py does not commit what it runs: %s even after it was put there. With SQLAlchemy 2, a statement before"
                    " context.configure() begins a transaction that Alembic leaves to env.py" % again)

    def at_or_below(self, revisions):
        found, waiting = set(), [name for name in revisions]
        while waiting:
            name = waiting.pop()
            if name not in found:
                found.add(name)
                script = self.script.get_revision(name)
                if script is not None:
                    waiting.extend(script._all_down_revisions)
        return found

    def run(self, request, steps):
        from alembic.runtime.environment import EnvironmentContext
        taken = []

        def checked(revision, context):
            database = context.connection.exec_driver_sql("select current_database()").scalar()
            if database != one(request, "database"):
                raise WrongDatabase(
                    "env.py connected to the database '%s', not to '%s', which Palindrome made for the test: nothing was run. Tell which"
                    " variables or -x arguments name it, such as PALINDROME_ALEMBIC_ENV='APP_DATABASE_URL=${url}' or"
                    " PALINDROME_ALEMBIC_X='url=${url}'" % (database, one(request, "database")))
            taken.append(True)
            return steps(context)

        with EnvironmentContext(self.config, self.script, fn=checked, destination_rev="heads") as environment:
            if self.bare:
                self.run_bare(environment)
            else:
                self.script.run_env()
        if not taken:
            raise WrongDatabase("env.py ran no migration: it is to call context.run_migrations() when it is not offline")

    def run_bare(self, environment):
        from sqlalchemy import create_engine
        from sqlalchemy.engine.url import make_url
        from sqlalchemy.pool import NullPool

        def migrate(connection):
            environment.configure(connection=connection, transaction_per_migration=True)
            with environment.begin_transaction():
                environment.run_migrations()

        if make_url(self.url).get_dialect().is_async:
            import asyncio
            asyncio.run(self.asynchronously(migrate))
        else:
            with create_engine(self.url, poolclass=NullPool).connect() as connection:
                migrate(connection)

    async def asynchronously(self, migrate):
        from sqlalchemy.ext.asyncio import create_async_engine
        from sqlalchemy.pool import NullPool
        engine = create_async_engine(self.url, poolclass=NullPool)
        async with engine.connect() as connection:
            await connection.run_sync(migrate)


class Reached(BaseException):
    """An env.py came as far as to say what it works on. No exception that it would catch itself."""


class Failed(Exception):

    def __init__(self, error):
        super().__init__(str(error))
        self.error = error


def attempted(run):
    """Runs what is to end in Reached, or in nothing: an env.py may find no migration to run."""
    try:
        run()
    except Reached:
        pass
    except KeyboardInterrupt:
        raise
    except BaseException as error:
        raise Failed(error)


@contextlib.contextmanager
def without_connecting():
    """Engines that hand out connections to nowhere, on which everything succeeds and says nothing."""
    from unittest.mock import AsyncMock, MagicMock, patch
    from sqlalchemy.engine import Engine
    connection = MagicMock(name="connection")
    connection.__enter__.return_value = connection
    with contextlib.ExitStack() as patches:
        for method in ("connect", "begin", "raw_connection"):
            patches.enter_context(patch.object(Engine, method, lambda *positional, **options: connection))
        try:
            from sqlalchemy.ext.asyncio import AsyncEngine
        except ImportError:
            AsyncEngine = None
        if AsyncEngine:
            asynchronous = MagicMock(name="asynchronous connection")
            asynchronous.__aenter__.return_value = asynchronous
            asynchronous.run_sync = AsyncMock(
                side_effect=lambda function, *positional, **options: function(connection, *positional, **options))
            for method in ("connect", "begin"):
                patches.enter_context(patch.object(AsyncEngine, method, lambda *positional, **options: asynchronous))
        yield


class WrongDatabase(Exception):
    pass


class Behind(Exception):
    """The version table does not stand where a step begins."""

    def __init__(self, missing, above):
        super().__init__("the version table lacks " + ", ".join(sorted(missing)))
        self.missing = missing
        self.surplus = above

    def mend(self, context):
        table = context._version
        with context.begin_transaction(_per_migration=True):
            for head in context.get_current_heads():
                if head in self.surplus:
                    context.connection.execute(table.delete().where(table.c.version_num == head))
            for name in sorted(self.missing):
                context.connection.execute(table.insert().values(version_num=name))
        return []


class VersionsOnly:
    """A folder of revisions without the project around it."""

    def __init__(self, folder):
        from alembic.script.revision import RevisionMap
        self.folder = folder
        self.revision_map = RevisionMap(self._load_revisions)

    def _load_revisions(self):
        from alembic.script.base import Script
        from alembic.util import load_python_file
        for name in sorted(os.listdir(self.folder)):
            if name.endswith(".py") and not name.startswith("__init__") and not name.startswith(".#"):
                module = load_python_file(self.folder, name)
                if hasattr(module, "revision"):
                    yield Script(module, module.revision, os.path.join(self.folder, name))

    def get_revision(self, revision):
        return self.revision_map.get_revision(revision)


def listed(value):
    if value is None:
        return []
    return [value] if isinstance(value, str) else [item for item in value]


def speaks_asynchronously(env):
    """Whether env.py wants a driver that can: what it is made of tells, before it runs. The name of a driver in it does not."""
    try:
        with open(env, encoding="utf-8") as file:
            return re.search(r"\basync (def|with)\b|\basyncio\.|create_async_engine|async_engine_from_config", file.read()) is not None
    except (OSError, UnicodeDecodeError):
        return False


def driven(url, asynchronous):
    """Names a driver in a URL without one, where the one that SQLAlchemy would take is not installed, or not what env.py wants."""
    if not url.startswith("postgresql://"):
        return url
    from sqlalchemy.engine.url import make_url
    usual = make_url("postgresql://").get_dialect().driver
    wanted = ("asyncpg", "psycopg") if asynchronous else (usual, "psycopg2", "psycopg", "asyncpg", "pg8000")
    there = [driver for driver in wanted if has(driver)]
    return url if not there or there[0] == usual else "postgresql+" + there[0] + url[len("postgresql"):]


def has(module):
    from importlib.util import find_spec
    return find_spec(module) is not None


def refusal(error, folder):
    at = place(error, folder)
    yield ["failed", words(error), os.path.relpath(at[0], folder) if at else "", at[1] if at else 1]
    original = getattr(error, "orig", None)
    if original is None:
        return
    said = reported(original)
    # Not every error is one that the server reported.
    said["message"] = said.get("message") or str(original).strip()
    for key, value in said.items():
        if value:
            yield [key, value]
    if getattr(error, "statement", None):
        yield ["statement", error.statement]


# What the server says of an error, by the names that Java knows, and where drivers keep it: in an attribute that psycopg calls so (asyncpg calls
# it so, too, unless it stands here), and under a letter of the protocol, as pg8000 has it.
FIELDS = {"state": ("sqlstate", "C"), "message": ("message_primary", "M"), "detail": ("message_detail", "D"), "hint": ("message_hint", "H"),
          "where": ("context", "W"), "schema": ("schema_name", "s"), "table": ("table_name", "t"), "column": ("column_name", "c"),
          "constraint": ("constraint_name", "n")}
ASYNCPG = {"message_primary": "message", "message_detail": "detail", "message_hint": "hint"}


def reported(original):
    said = original.args[0] if original.args else None
    if isinstance(said, dict):
        return {key: said.get(letter) for key, (_, letter) in FIELDS.items()}
    diag = getattr(original, "diag", None)
    if diag is not None:
        return {key: getattr(diag, name, None) for key, (name, _) in FIELDS.items()}
    cause = original.__cause__
    if hasattr(cause, "sqlstate"):
        return {key: getattr(cause, ASYNCPG.get(name, name), None) for key, (name, _) in FIELDS.items()}
    return {}


def worked(project, request):
    if one(request, "do") == "open":
        return [["ok"]] + project.read()
    project.step(request)
    return [["ok"]]


def serve(reads, writes):
    """Answers the requests that concern one database: what a project reads when it is imported stays as it is for that one."""
    project = None
    for lines in iter(lambda: lines_of(reads), []):
        request = parsed(lines)
        folder = os.path.abspath(one(request, "folder"))
        try:
            if project is None:
                project = Project(request)
            said = worked(project, request)
        except KeyboardInterrupt:
            return
        except BaseException as error:
            said = list(refusal(error, folder))
        gc.collect()
        for fields in said:
            writes.write("\t".join(escaped(field) for field in fields) + "\n")
        writes.write("\n")
        writes.flush()


class Worker:
    """A process forked from this one, which has imported nothing of the project's."""

    def __init__(self, others):
        down, up = os.pipe(), os.pipe()
        self.pid = os.fork()
        if self.pid == 0:
            # An end of another worker's pipe that stayed open here would keep that worker from seeing its end.
            for other in others:
                other.close()
            for end in (down[1], up[0], READS, ANSWERS):
                os.close(end)
            try:
                serve(stream(down[0], "r"), stream(up[1], "w"))
            finally:
                os._exit(0)
        os.close(down[0])
        os.close(up[1])
        self.writes, self.reads = stream(down[1], "w"), stream(up[0], "r")

    def ask(self, lines):
        """The lines of the answer; nothing when the process has ended."""
        try:
            self.writes.writelines(lines)
            self.writes.flush()
            return lines_of(self.reads)
        except BrokenPipeError:
            return []

    def close(self):
        for end in (self.writes, self.reads):
            try:
                end.close()
            except OSError:
                pass

    def end(self):
        self.close()
        return os.waitpid(self.pid, 0)[1]


MOST_WORKERS = 4


def stream(descriptor, mode):
    return os.fdopen(descriptor, mode, encoding="utf-8", newline="\n")


def main():
    requests, answers = stream(READS, "r"), stream(ANSWERS, "w")
    if not hasattr(os, "fork"):
        serve(requests, answers)
        return
    import_shared()
    workers = {}
    for lines in iter(lambda: lines_of(requests), []):
        request = parsed(lines)
        key = one(request, "worker")
        if key not in workers:
            if len(workers) == MOST_WORKERS:
                workers.pop(next(iter(workers))).end()
            workers[key] = Worker(list(workers.values()))
        worker = workers.pop(key)
        answer = worker.ask(lines)
        if answer:
            workers[key] = worker
        else:
            status = worker.end()
            answer = ["failed\tthe Python process that ran the revision ended, with status %s\t\t1\n" % status, "\n"]
        answers.writelines(answer)
        answers.flush()


def import_shared():
    """What every worker needs is imported once."""
    import alembic.config, alembic.command, sqlalchemy  # noqa: F401, E401
    for module in ("psycopg2", "psycopg"):
        try:
            __import__(module)
        except ImportError:
            pass


try:
    main()
except KeyboardInterrupt:
    pass
