"""The time of a clean build of one small application with each of several clients."""

import shutil
from dataclasses import dataclass

from measure import Cost, measure, median, output, progress

# The folders of tests/peers/apps, and what each is.
APPS = {
    "default": "this client, default driver",
    "blocking": "this client, blocking driver",
    "types": "this client, types only",
    "async-stripe": "async-stripe",
    "by-hand": "written by hand, same driver",
}


@dataclass
class Build:
    """One application's figures."""

    cost: Cost
    crates: int
    binary: int  # bytes, stripped


def builds(peers, scratch, repeat):
    """Builds every application there is, in turns."""
    apps = [app for app in APPS if (peers / "apps" / app).is_dir()]
    costs = {app: [] for app in apps}
    binaries = {}
    for _ in range(repeat):
        for app in apps:
            progress(f"building with {APPS[app]}")
            target = scratch / "build"
            shutil.rmtree(target, ignore_errors=True)
            build = ["cargo", "build", "--release", "--locked", "--offline", "-p", f"app-{app}", "--target-dir", target]
            costs[app].append(measure(build, peers))
            binaries[app] = (target / "release" / f"app-{app}").stat().st_size
    return {app: Build(median(costs[app]), crates(peers, app), binaries[app]) for app in apps}


def crates(peers, app):
    """How many crates are compiled for an application."""
    tree = ["cargo", "tree", "--offline", "-p", f"app-{app}", "-e", "normal,build", "--prefix", "none"]
    lines = output(tree, peers).splitlines()
    return len({line.removesuffix(" (*)") for line in lines if line})
