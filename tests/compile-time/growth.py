"""The growth of costs with the schema, compared with structs and setters written by hand."""

import shutil
from dataclasses import dataclass

import synthetic
from measure import Cost, measure, median, progress

MANIFEST = """\
[package]
name = "{name}"
version = "0.0.0"
edition = "2024"

[dependencies]
{dependencies}
"""


@dataclass
class Size:
    """The figures of one size of schema."""

    expansion: Cost
    check: Cost
    release: Cost
    check_by_hand: Cost
    release_by_hand: Cost


def growth(project, scratch, sizes, repeat):
    """Every size, in turns, with what they depend on already built."""
    folder = lay_out(project, scratch, sizes)
    target = scratch / "growth"
    shutil.copy(project / "Cargo.lock", folder / "Cargo.lock")
    expand = ["cargo", "build", "--offline", "-p", "expand", "--target-dir", target]
    measure(expand, project / "tests" / "peers")
    cargo = lambda *words: ["cargo", *words, "--offline", "--target-dir", target]
    for words in (["check"], ["build", "--release"]):
        measure(cargo(*words, "-p", f"macro-{sizes[0]}"), folder)
    costs = {size: [] for size in sizes}
    for _ in range(repeat):
        for size in sizes:
            progress(f"{size} components")
            of = lambda words, who: measure(cargo(*words, "-p", f"{who}-{size}"), folder)
            measure(cargo("clean", "-p", f"macro-{size}", "-p", f"hand-{size}"), folder)
            measure(cargo("clean", "--release", "-p", f"macro-{size}", "-p", f"hand-{size}"), folder)
            costs[size].append(Size(
                expansion=measure([target / "debug" / "expand", folder / f"macro-{size}" / "schema.yaml"], folder),
                check=of(["check"], "macro"),
                release=of(["build", "--release"], "macro"),
                check_by_hand=of(["check"], "hand"),
                release_by_hand=of(["build", "--release"], "hand"),
            ))
    middle = lambda several, what: median([getattr(figures, what) for figures in several])
    return {size: Size(*(middle(several, what) for what in Size.__annotations__)) for size, several in costs.items()}


def lay_out(project, scratch, sizes):
    """A workspace with two crates of every size."""
    folder = scratch / "sizes"
    macros = (
        f'generated-client = {{ path = "{project / "generated-client"}", default-features = false }}'
    )
    for size in sizes:
        crate(folder / f"macro-{size}", macros, "//! Generated.\ngenerated_client::generate!(\"schema.yaml\");\n")
        (folder / f"macro-{size}" / "schema.yaml").write_text(synthetic.schema(size))
        crate(folder / f"hand-{size}", "", synthetic.by_hand(size))
    (folder / "Cargo.toml").write_text('[workspace]\nresolver = "3"\nmembers = ["*-*"]\n')
    return folder


def crate(folder, dependencies, text):
    """A library."""
    (folder / "src").mkdir(parents=True)
    (folder / "Cargo.toml").write_text(MANIFEST.format(name=folder.name, dependencies=dependencies))
    (folder / "src" / "lib.rs").write_text(text)
