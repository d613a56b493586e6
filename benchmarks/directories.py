"""Directories of ours for the time of a comparison. Those of one that was killed are removed by the next."""

import contextlib
import os
import shutil
import tempfile
from pathlib import Path

PREFIX = "palindrome-compare-"


def create(base):
    """Create a directory that others cannot look into."""
    sweep(base)
    return Path(tempfile.mkdtemp(prefix=f"{PREFIX}{os.getpid()}-", dir=base))


@contextlib.contextmanager
def temporary():
    """Create a directory where temporary files belong, and remove it in the end."""
    directory = create(Path(tempfile.gettempdir()))
    try:
        yield directory
    finally:
        shutil.rmtree(directory)


def sweep(base):
    """Remove the directories of processes that are no more."""
    for directory in base.glob(f"{PREFIX}*-*"):
        creator = directory.name.removeprefix(PREFIX).partition("-")[0]
        if creator.isdigit() and not Path(f"/proc/{creator}").exists():
            shutil.rmtree(directory, ignore_errors=True)
