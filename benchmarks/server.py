"""A PostgreSQL server of one's own for the time of a comparison, or one that is there already."""

import ctypes
import glob
import os
import pwd
import secrets
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

import directories
from measure import ProcessStat, ServerClock

SUPERUSER = "palindrome"
PATIENCE = 60
ENOUGH_MEMORY = 4 << 30
UNPRIVILEGED = ("postgres", "nobody")
PR_SET_PDEATHSIG = 1

# Nothing here has to outlive the power supply. All else is as PostgreSQL comes.
SETTINGS = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "max_wal_size": "4GB"}


class ServerError(Exception):
    """Says what is wrong with the server, and what to do."""


class Server:
    """How to reach a server. As a context it ends what it has started."""

    def __init__(self, host, port, user, password, end=lambda: None):
        self.host = host
        self.port = port
        self.user = user
        self.password = password
        self._end = end

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._end()

    def environment(self, database):
        """Return the variables that libpq, and Palindrome, complete an address with."""
        return {
            "PGHOST": self.host,
            "PGPORT": str(self.port),
            "PGUSER": self.user,
            "PGPASSWORD": self.password,
            "PGDATABASE": database,
        }

    def jdbc_url(self, database):
        return f"jdbc:postgresql://{self.host}:{self.port}/{database}?sslmode=disable"

    def sqlalchemy_url(self, database):
        login = f"{quote(self.user, safe='')}:{quote(self.password, safe='')}"
        return f"postgresql+psycopg2://{login}@{self.host}:{self.port}/{database}"

    def query(self, sql, database="postgres"):
        """Return psql's answer, unaligned and without titles."""
        result = subprocess.run(
            ["psql", "-XAtq", "-v", "ON_ERROR_STOP=1", "-c", sql],
            env={**os.environ, **self.environment(database)},
            capture_output=True,
            text=True,
        )
        if result.returncode != 0:
            raise ServerError(f"psql could not run '{sql}': {result.stderr.strip()}")
        return result.stdout.strip()

    def clock(self):
        return ServerClock(self._postmaster())

    def _postmaster(self):
        """Return the process that is the parent of all others, if the server is on this machine."""
        checkpointer = self.query("SELECT pid FROM pg_stat_activity WHERE backend_type = 'checkpointer'")
        stat = ProcessStat.of(int(checkpointer)) if checkpointer else None
        if stat is None or Path(f"/proc/{stat.parent}/comm").read_text().strip() != "postgres":
            raise ServerError(
                f"the processes of the server at {self.host}:{self.port} cannot be seen from here, so that their time "
                "cannot be read: name a superuser and a server on this machine, or leave out --server to have one started"
            )
        return stat.parent


def given(url):
    """Return the server of a URL such as postgresql://user:password@localhost:5432."""
    parts = urlsplit(url)
    if parts.scheme not in ("postgresql", "postgres") or not parts.hostname or not parts.username:
        raise ServerError("--server takes a URL such as postgresql://user:password@localhost:5432")
    password = unquote(parts.password) if parts.password else os.environ.get("PGPASSWORD", "")
    return Server(parts.hostname, parts.port or 5432, unquote(parts.username), password)


def start():
    """Start a server in a directory of its own, in memory where there is enough, as somebody else when we are root."""
    binaries = find_binaries()
    directory = directories.create(base())
    process = None

    def end():
        if process is not None:
            stop(process)
        shutil.rmtree(directory, ignore_errors=True)

    try:
        account = unprivileged_account(directory)
        password = secrets.token_hex(16)
        initialise(binaries, directory, account, password)
        port = free_port()
        process = launch(binaries, directory, account, port)
        server = Server("127.0.0.1", port, SUPERUSER, password, end)
        wait_until_ready(process, directory)
        cheapen_logins(server)
        return server
    except BaseException:
        end()
        raise


def find_binaries():
    candidates = []
    if shutil.which("pg_config"):
        candidates.append(subprocess.run(["pg_config", "--bindir"], capture_output=True, text=True).stdout.strip())
    debian = glob.glob("/usr/lib/postgresql/[0-9]*/bin")
    candidates += sorted(debian, key=lambda path: float(Path(path).parent.name), reverse=True)
    for candidate in candidates:
        if all(os.access(Path(candidate) / program, os.X_OK) for program in ("initdb", "postgres")):
            return Path(candidate)
    raise ServerError(
        "no PostgreSQL server was found, neither by pg_config nor in /usr/lib/postgresql: install one (Debian: "
        "postgresql), or name one that runs with --server"
    )


def base():
    memory = Path("/dev/shm")
    if os.access(memory, os.W_OK) and shutil.disk_usage(memory).free >= ENOUGH_MEMORY:
        return memory
    return Path(tempfile.gettempdir())


def unprivileged_account(directory):
    """Return how to start processes as somebody else, since PostgreSQL refuses root; nothing for an ordinary user."""
    if os.geteuid() != 0:
        return {}
    for name in UNPRIVILEGED:
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        os.chown(directory, entry.pw_uid, entry.pw_gid)
        return {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}
    raise ServerError(f"PostgreSQL refuses root, and none of these users exists: {', '.join(UNPRIVILEGED)}")


def initialise(binaries, directory, account, password):
    secret = directory / "password"  # the directory is closed to others
    secret.write_text(password)
    if account:
        os.chown(secret, account["user"], account["group"])
    result = subprocess.run(
        [binaries / "initdb", "-D", directory / "data", "-U", SUPERUSER, "-E", "UTF8", "--locale=C", "-N"]
        + ["--auth=md5", f"--pwfile={secret}"],
        cwd="/",
        capture_output=True,
        text=True,
        **account,
    )
    secret.unlink()
    if result.returncode != 0:
        raise ServerError(f"initdb failed: {result.stderr.strip() or result.stdout.strip()}")


def launch(binaries, directory, account, port):
    settings = {**SETTINGS, "listen_addresses": "127.0.0.1", "port": port, "unix_socket_directories": ""}
    options = [option for name, value in settings.items() for option in ("-c", f"{name}={value}")]
    with open(directory / "log", "wb") as log:
        return subprocess.Popen(
            [binaries / "postgres", "-D", directory / "data", *options],
            cwd="/",
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            # Ctrl-C is for us: we end the server when its sessions are gone.
            start_new_session=True,
            preexec_fn=end_with_parent,
            **account,
        )


def end_with_parent():
    """Have the operating system stop the server should we be killed."""
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGQUIT)


def wait_until_ready(process, directory):
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and process.poll() is None:
        try:
            # The last line of this file tells the state (miscadmin.h, PM_STATUS_READY).
            if (directory / "data" / "postmaster.pid").read_text().rstrip().endswith("ready"):
                return
        except FileNotFoundError:
            pass
        time.sleep(0.05)
    words = (directory / "log").read_text(errors="replace").strip()
    raise ServerError(f"the server did not start. It said:\n{words}")


def cheapen_logins(server):
    """Contestants log in thousands of times: what guards a guessable password is no use to a random one."""
    version = int(server.query("SHOW server_version_num"))
    setting = "scram_iterations = 1" if version >= 160000 else "password_encryption = md5"
    server.query(f"SET {setting}; ALTER ROLE {SUPERUSER} PASSWORD '{server.password}'")


def stop(process):
    """At once: nothing that it holds is wanted any more."""
    for how in (signal.SIGQUIT, signal.SIGKILL):
        process.send_signal(how)
        try:
            process.wait(10)
            return
        except subprocess.TimeoutExpired:
            continue


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]
