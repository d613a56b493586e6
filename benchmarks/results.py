"""Keeps every run in a file, and makes tables of them."""

import json
import os
import statistics

import contestants

BEGIN = "<!-- written by benchmarks/compare: begin -->"
END = "<!-- written by benchmarks/compare: end -->"

# How a run ended.
OK = "ok"
OVER_LIMIT = "over the limit"
FAILED = "failed"
NOT_RUN = "not run"


class UnusableFile(Exception):
    """A file is not what it should be."""


class Results:
    """Every run that counts, in a file that is written after each."""

    def __init__(self, file):
        self.file = file
        if file.exists():
            content = json.loads(file.read_text())
            if content.get("version") != 1:
                raise UnusableFile(f"{file} is of version {content.get('version')}, not 1: name another with --results")
        else:
            content = {"version": 1, "environments": [], "runs": []}
        self.environments = content["environments"]
        self.runs = content["runs"]

    def add_environment(self, environment):
        """Return its number."""
        if environment not in self.environments:
            self.environments.append(environment)
        return self.environments.index(environment)

    def forget(self, contestant, size):
        self.runs = [run for run in self.runs if (run["contestant"], run["revisions"]) != (contestant, size)]

    def add(self, run):
        self.runs.append(run)
        self._write()

    def of(self, contestant, size):
        return [run for run in self.runs if (run["contestant"], run["revisions"]) == (contestant, size)]

    def sizes(self):
        return sorted({run["revisions"] for run in self.runs})

    def largest_below(self, contestant, size):
        """Return the size and the median of the wall time of the largest chain below a size that was walked, or None."""
        for smaller in sorted((s for s in self.sizes() if s < size), reverse=True):
            walls = [run["wall"] for run in self.of(contestant, smaller) if run["outcome"] in (OK, OVER_LIMIT)]
            if walls:
                return smaller, statistics.median(walls)
        return None

    def _write(self):
        self.file.parent.mkdir(parents=True, exist_ok=True)
        # As a whole or not at all: a run may be interrupted at any time.
        beside = self.file.with_name(f".{self.file.name}.{os.getpid()}")
        content = {"version": 1, "environments": self.environments, "runs": self.runs}
        beside.write_text(json.dumps(content, indent=1) + "\n")
        beside.replace(self.file)


HEADER = """\
| contestant | CPU, client + server | CPU | × psql | wall | memory | runs |
|---|---:|---:|---:|---:|---:|---:|
"""


def tables(results):
    parts = []
    for size in results.sizes():
        psql = results.of("psql", size)
        limit_of_all = median_cpu(psql) if is_ok(psql) else None
        rows = [
            row(contestant, results.of(contestant.key, size), limit_of_all)
            for contestant in contestants.ALL
            if results.of(contestant.key, size)
        ]
        parts.append(f"### {size:,} revisions\n\n{HEADER}{''.join(rows)}")
    parts.append(origin(results))
    return "\n".join(parts)


def is_ok(runs):
    return bool(runs) and all(run["outcome"] == OK for run in runs)


def median_cpu(runs):
    return statistics.median(run["client_cpu"] + run["server_cpu"] for run in runs)


def row(contestant, runs, limit_of_all):
    last = runs[-1]
    if last["outcome"] == NOT_RUN:
        cells = ["", "", "", f"not run: at least {duration(last['at_least'])}", "", "0"]
    elif last["outcome"] == FAILED:
        cells = ["", "", "", "failed", "", str(len(runs))]
    elif last["outcome"] == OVER_LIMIT:
        cells = [*(f"> {time}" for time in times([last], limit_of_all)), mebibytes(runs), str(len(runs))]
    else:
        cells = [*times(runs, limit_of_all), mebibytes(runs), str(len(runs))]
    return f"| {contestant.name} | {' | '.join(cells)} |\n"


def times(runs, limit_of_all):
    client, server, wall = (statistics.median(run[key] for run in runs) for key in ("client_cpu", "server_cpu", "wall"))
    cpu = median_cpu(runs)
    ratio = f"{cpu / limit_of_all:.1f}" if limit_of_all else ""
    return f"{client:.1f} + {server:.1f} s", f"{cpu:.1f} s", ratio, f"{wall:.1f} s"


def mebibytes(runs):
    return f"{max(run['peak_memory'] for run in runs) >> 20} MiB"


def duration(seconds):
    return f"{seconds:.0f} s" if seconds < 120 else f"{seconds / 60:.0f} min"


def origin(results):
    """Say when and on what the runs were made."""
    paragraphs = []
    for index, environment in enumerate(results.environments):
        runs = [run for run in results.runs if run["environment"] == index]
        if not runs:
            continue
        dates = sorted({run["date"] for run in runs})
        loads = [run["load"] for run in runs if "load" in run]
        sentences = [
            f"{' to '.join(dict.fromkeys((dates[0], dates[-1])))}: {', '.join(environment.values())}",
            f"Contestants: {', '.join(sorted({run['version'] for run in runs}, key=str.casefold))}",
        ]
        if loads:
            middle = statistics.median(loads)
            sentences.append(f"Load average before a run: {min(loads):.1f} to {max(loads):.1f}, median {middle:.1f}")
        paragraphs.append(". ".join(sentences) + ".\n")
    return "\n".join(paragraphs)


def require_markers(page):
    content = page.read_text()
    if BEGIN not in content or END not in content.partition(BEGIN)[2]:
        raise UnusableFile(
            f"{page} has no place for the tables: add the lines {BEGIN} and {END}, or name another with --page"
        )


def replace_between_markers(page, text):
    require_markers(page)
    before, _, rest = page.read_text().partition(BEGIN)
    _, _, after = rest.partition(END)
    page.write_text(f"{before}{BEGIN}\n\n{text}\n{END}{after}")
