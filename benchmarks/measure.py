"""Measures a whole command: its processor time, that of the server it talks to, wall time and memory. Linux only."""

import os
import signal
import subprocess
import threading
import time
from dataclasses import dataclass
from pathlib import Path

TICKS_PER_SECOND = os.sysconf("SC_CLK_TCK")
# How long sessions may take to end after their client has.
GRACE = 5


@dataclass(frozen=True)
class Measurement:
    status: int
    is_over_limit: bool
    wall: float
    client_cpu: float
    server_cpu: float
    peak_memory: int  # of the largest process of the command, in bytes


class ServerClock:
    """Reads the processor time of a server: its postmaster's, that of its processes, and of those that ended."""

    def __init__(self, postmaster):
        self.postmaster = postmaster

    def seconds(self):
        while True:
            own, ended = self._postmaster_times()
            running = sum(sum(stat.times[:2]) for stat in self._children())
            # A session that ends between the two readings would be counted twice, or not at all.
            if self._postmaster_times()[1] == ended:
                return (own + ended + running) / TICKS_PER_SECOND

    def processes(self):
        return {stat.pid for stat in self._children()}

    def wait_for_end_of_sessions(self, before):
        """Wait until the processes are gone that were not there before: only then is all of their time known."""
        deadline = time.monotonic() + GRACE
        while self.processes() - before and time.monotonic() < deadline:
            time.sleep(0.02)

    def _postmaster_times(self):
        stat = ProcessStat.of(self.postmaster)
        if stat is None:
            raise ProcessLookupError(f"the server's process {self.postmaster} has ended")
        return sum(stat.times[:2]), sum(stat.times[2:])

    def _children(self):
        stats = (ProcessStat.of(int(entry.name)) for entry in Path("/proc").iterdir() if entry.name.isdigit())
        return [stat for stat in stats if stat is not None and stat.parent == self.postmaster]


@dataclass(frozen=True)
class ProcessStat:
    pid: int
    parent: int
    times: tuple  # user and system time of its own, then of its children that have ended

    @staticmethod
    def of(pid):
        """Read /proc/PID/stat (proc(5)); None when the process is gone."""
        try:
            text = Path(f"/proc/{pid}/stat").read_text()
        except (FileNotFoundError, ProcessLookupError):
            return None
        # The name of the program, in parentheses, may hold blanks and parentheses itself.
        fields = text[text.rindex(")") + 2 :].split()
        return ProcessStat(pid, int(fields[1]), tuple(int(field) for field in fields[11:15]))


def measure(command, environment, directory, log, limit, clock):
    """Run a command with its output in a file; after so many seconds it is killed, with all that it started."""
    before = clock.processes()
    server_before = clock.seconds()
    begin = time.monotonic()
    with open(log, "wb") as output:
        process = subprocess.Popen(
            command,
            env=environment,
            cwd=directory,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    timer = threading.Timer(limit, kill_group, [process.pid])
    timer.start()
    try:
        _, status, usage = os.wait4(process.pid, 0)
    except BaseException:
        kill_group(process.pid)
        os.wait4(process.pid, 0)
        raise
    finally:
        timer.cancel()
        process.returncode = 0  # it was waited for here, so that subprocess need not
    wall = time.monotonic() - begin
    clock.wait_for_end_of_sessions(before)
    return Measurement(
        status=os.waitstatus_to_exitcode(status),
        is_over_limit=wall >= limit,
        wall=wall,
        client_cpu=usage.ru_utime + usage.ru_stime,
        server_cpu=clock.seconds() - server_before,
        peak_memory=usage.ru_maxrss * 1024,
    )


def kill_group(leader):
    try:
        os.killpg(leader, signal.SIGKILL)
    except ProcessLookupError:
        pass
