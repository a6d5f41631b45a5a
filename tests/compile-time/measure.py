"""Runs a command and says what it took, with what the operating system counts and nothing else."""

import os
import subprocess
import sys
import time
from dataclasses import dataclass


@dataclass
class Cost:
    """What a command and all that it started took."""

    wall: float  # seconds
    cpu: float  # seconds, of all processes
    memory: float  # bytes, of the largest process


def measure(command, folder, **environment):
    """Runs a command that must succeed."""
    start = time.perf_counter()
    process = subprocess.Popen(
        [str(word) for word in command],
        cwd=folder,
        env={**os.environ, **environment},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )
    said = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        sys.exit(f"{command} failed:\n{said.decode(errors='replace')}")
    unit = 1 if sys.platform == "darwin" else 1024
    return Cost(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * unit)


def output(command, folder):
    """What a command prints."""
    result = subprocess.run([str(word) for word in command], cwd=folder, check=True, stdout=subprocess.PIPE, text=True)
    return result.stdout


def median(costs):
    """The middle of several costs, each figure by itself."""
    middle = lambda values: sorted(values)[len(values) // 2]
    return Cost(*(middle([getattr(cost, what) for cost in costs]) for what in ("wall", "cpu", "memory")))


def progress(text):
    """Tells whoever waits."""
    print(text, file=sys.stderr, flush=True)
