#!/usr/bin/env python3
"""Measures the cost of building and using this project, compared with async-stripe and with code by hand.

Without arguments it builds everything three times, of which the median counts, and prints Markdown. It never touches
the clone it is run from: it works on a copy, in a temporary folder that it removes. Crates are fetched first, so that no
figure holds the network's time.
"""

import argparse
import shutil
import tempfile
from pathlib import Path

import report
from builds import builds
from edits import edits
from growth import growth
from measure import measure, progress
from speed import speed

ROOT = Path(__file__).resolve().parents[2]
RESULTS = Path(__file__).with_name("RESULTS.md")
PARTS = ("builds", "edits", "growth", "speed")


def main():
    options = arguments()
    with tempfile.TemporaryDirectory() as folder:
        # Under one name whatever the system calls it, since cargo compares paths.
        scratch = Path(folder).resolve()
        project = scratch / "project"
        shutil.copytree(ROOT, project, ignore=shutil.ignore_patterns("target", ".git"))
        progress("fetching crates")
        measure(["cargo", "fetch", "--locked"], project)
        measure(["cargo", "fetch", "--locked"], project / "tests" / "peers")
        measured = {
            "speed": lambda: speed(project),
            "builds": lambda: builds(project / "tests" / "peers", scratch, options.repeat),
            "growth": lambda: growth(project, scratch, options.sizes, options.repeat),
            "edits": lambda: edits(project, scratch, options.repeat),
        }
        # Edits come last: they change the copy.
        results = {part: run() for part, run in measured.items() if part in options.only}
    page = report.whole(results, ROOT)
    if options.write:
        RESULTS.write_text(page)
    else:
        print(page)


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--only", nargs="+", choices=PARTS, default=PARTS, help="what to measure")
    parser.add_argument("--repeat", type=int, default=3, help="how often to build; the median counts")
    parser.add_argument("--sizes", type=int, nargs="+", default=[10, 62, 125, 250], help="of schemas")
    parser.add_argument("--write", action="store_true", help="to RESULTS.md, in place of printing it")
    return parser.parse_args()


if __name__ == "__main__":
    main()
