"""The cost of requests and responses: runs the benches and reads their output."""

import re

from measure import output, progress

UNITS = {"ns": 1, "µs": 1e3, "ms": 1e6}


def speed(project):
    """Nanoseconds by group and bench, allocations of an encoded request, and the ratios of requests per second."""
    progress("requests and responses against async-stripe")
    times = medians(output(["cargo", "bench", "--offline", "--bench", "client"], project / "tests" / "peers"))
    bench = ["cargo", "bench", "--offline", "-p", "tests", "--bench"]
    progress("allocations")
    counted = output([*bench, "client", "--", "request::encoded"], project)
    progress("requests per second")
    loopback = output(["cargo", "bench", "--offline", "--bench", "loopback"], project / "tests" / "peers")
    return times, allocations(counted), dict(re.findall(r"^(\d+) at once: .* ratio ([\d.]+)", loopback, re.MULTILINE))


def medians(text):
    """The column of medians, by `group.bench`."""
    group, times = "", {}
    for line in text.splitlines():
        if found := re.match(r"[├╰]─ (\w+)", line):
            group = found[1]
        elif found := re.match(r"[│ ]  [├╰]─ (\w+)(.*)", line):
            columns = found[2].split("│")
            if len(columns) > 2 and (median := re.search(r"([\d.]+) (ns|µs|ms)", columns[2])):
                times[f"{group}.{found[1]}"] = float(median[1]) * UNITS[median[2]]
    return times


def allocations(text):
    """How often memory is allocated, and grown."""
    lines = text.splitlines()
    counts = []
    for what in (" alloc:", " grow:"):
        rows = [row for row, line in enumerate(lines) if what in line and "max" not in line]
        counts.append(float(re.search(r"([\d.]+)", lines[rows[0] + 1])[1]) if rows else 0)
    return counts
