"""The figures as Markdown."""

import os
import platform
from datetime import date

from builds import APPS
from measure import output


def whole(results, root):
    """The page of results: only the parts that were measured."""
    parts = [heading(root)]
    writers = {"builds": builds, "edits": edits, "growth": growth, "speed": speed}
    parts += [writer(results[part]) for part, writer in writers.items() if part in results]
    return "\n\n".join(parts) + "\n"


def heading(root):
    rustc = output(["rustc", "--version"], root).strip()
    return (
        "# Results\n\n"
        f"Measured on {date.today()} with `{rustc}` on {os.cpu_count()} cores ({platform.system()}, "
        f"{platform.machine()}), all in one run of\n\n"
        "```sh\npython3 tests/compile-time/run.py --write\n```\n\n"
        "which writes this page; [README.md](README.md) says what is measured, and what was done about it. It wants Python 3.9 or later and a Unix, takes the crates it needs from the registry "
        "first, and works in a folder of its own. Compare figures of one run with one another; they depend on the "
        "machine. CPU time is that of all processes, peak memory that of the largest one."
    )


def table(header, rows):
    line = lambda cells: "| " + " | ".join(cells) + " |"
    return "\n".join([line(header), line(["---"] + ["---:"] * (len(header) - 1)), *map(line, rows)])


def bar(met):
    return "met" if met else "**not met**"


def builds(apps):
    mb = lambda size: f"{size / 1e6:.1f} MB"
    rows = [
        [APPS[app], f"{b.cost.wall:.1f} s", f"{b.cost.cpu:.1f} s", mb(b.cost.memory), str(b.crates), mb(b.binary)]
        for app, b in apps.items()
    ]
    ours, types, theirs, hand = (apps[app] for app in ("default", "types", "async-stripe", "by-hand"))
    wall, memory, binary = (
        ours.cost.wall / theirs.cost.wall,
        ours.cost.memory / theirs.cost.memory,
        ours.binary / theirs.binary,
    )
    by_hand = ours.cost.wall / hand.cost.wall
    bars = [
        ["default driver, wall time of async-stripe's", f"{wall:.3f}", "0.30", bar(wall <= 0.30)],
        ["default driver, peak memory of async-stripe's", f"{memory:.3f}", "0.25", bar(memory <= 0.25)],
        ["default driver, binary of async-stripe's", f"{binary:.3f}", "0.25", bar(binary <= 0.25)],
        ["types only, wall time of async-stripe's", f"{types.cost.wall / theirs.cost.wall:.3f}", "0.1",
         bar(types.cost.wall <= theirs.cost.wall / 10)],
        ["default driver, wall time of the one by hand", f"{by_hand:.2f}", "1.4", bar(by_hand <= 1.4)],
    ]
    header = ["the same small application with", "wall time", "CPU time", "peak memory", "crates", "stripped binary"]
    return "## A release build, from nothing\n\n" + table(header, rows) + "\n\n" + table(BARS, bars)


BARS = ["", "measured", "at most", ""]


def edits(costs):
    ours, whole, part = (costs[who].wall for who in ("ours", "whole", "part"))
    rows = [
        ["a line of the schema, to a green `cargo check` of this client", f"{ours:.2f} s", "2 s", bar(ours <= 2)],
        ["a line of async-stripe's generated source, to a green check of its crate", f"{whole:.2f} s", "", ""],
        ["the same, with every other resource of the crate left out", f"{part:.2f} s", "", ""],
        ["a line of the schema, to one of async-stripe's source", f"{ours / whole:.2f}", "1", bar(ours <= whole)],
    ]
    return "## One line changed\n\n" + table(BARS, rows)


def growth(sizes):
    seconds = lambda cost: f"{cost.wall:.2f} s"
    rows = [
        [str(size), seconds(s.expansion), seconds(s.check), seconds(s.check_by_hand), seconds(s.release),
         seconds(s.release_by_hand)]
        for size, s in sizes.items()
    ]
    bars = []
    for size, after in sizes.items():
        if before := sizes.get(size // 2):
            for what in ("expansion", "check"):
                ratio = getattr(after, what).wall / getattr(before, what).wall
                bars.append([f"{what}, {size // 2} to {size}", f"{ratio:.2f}", "2.2", bar(ratio <= 2.2)])
    first, last = min(sizes), max(sizes)
    per = lambda what: getattr(sizes[last], what).wall - getattr(sizes[first], what).wall
    ratio = per("check") / per("check_by_hand")
    bars.append(["each further component, check, to that by hand", f"{ratio:.2f}", "2.5", bar(ratio <= 2.5)])
    header = ["components", "expansion alone", "check", "check, by hand", "release", "release, by hand"]
    return (
        "## Growth\n\nSchemas of components with ten features each, and their structs and setters written by hand. "
        "Wall time of their crate alone; the expansion is unoptimised, as macros are built.\n\n"
        + table(header, rows) + "\n\n" + table(BARS, bars)
    )


def speed(measured):
    times, (allocated, grown), loopback = measured
    rows = [[name.replace(".", ": ").replace("_", " "), f"{time:,.0f} ns"] for name, time in times.items()]
    encoded = times["async_stripe.encoded"] / times["request.encoded"]
    built = times["async_stripe.built_and_encoded"] / times["request.built_and_encoded"]
    decoded = times["response.decoded"]
    bars = [
        ["encode, times as fast as async-stripe", f"{encoded:.1f}", "5 or more", bar(encoded >= 5)],
        ["build, validate and encode, times as fast as async-stripe, which does not validate", f"{built:.1f}", "", ""],
        ["allocations for its body", f"{allocated:.0f}, grown {grown:.0f} times", "1", bar(allocated <= 1 and grown == 0)],
        ["decode 22 components", f"{decoded / 1e3:.1f} µs", "10 µs", bar(decoded < 1e4)],
    ]
    for what in ("validated", "resolved"):
        time = times[f"request.full_{what}"]
        bars.append([f"full request {what}", f"{time / 1e3:.2f} µs", "1 µs", bar(time < 1e3)])
    bars += [
        [f"requests per second, {at_once} at once, to async-stripe's", f"{float(ratio):.2f}", "1.1 or more",
         bar(float(ratio) >= 1.1)]
        for at_once, ratio in loopback.items()
    ]
    return "## Requests and responses\n\n" + table(["", "median"], rows) + "\n\n" + table(BARS, bars)
