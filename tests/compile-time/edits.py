"""The time of `cargo check` after one changed line."""

import json
import shutil
from pathlib import Path

from measure import measure, median, output, progress

# The checked part of async-stripe's crate.
THEIRS = {"whole": "full", "part": "account_session"}


def edits(project, scratch, repeat):
    """A line of YAML and this client, and a line of async-stripe's generated source and its crate, in turns."""
    peers = project / "tests" / "peers"
    theirs = theirs_to_edit(peers) / "src" / "account_session" / "requests.rs"
    yaml = project / "schema" / "2024-09-30.acacia.yaml"
    original = yaml.read_text()
    check = ["cargo", "check", "--offline"]
    ours = [*check, "--locked", "-p", "generated-client", "--target-dir", scratch / "edit"]
    of_theirs = {
        who: [*check, "-p", "async-stripe-connect", "--features", feature, "--target-dir", scratch / f"edit-{who}"]
        for who, feature in THEIRS.items()
    }
    progress("checking what is to be edited")
    measure(ours, project)
    for command in of_theirs.values():
        measure(command, peers)
    costs = {who: [] for who in ("ours", *THEIRS)}
    for edit in range(2 * repeat + 1):
        progress("editing a line")
        # There and back, so that each is a change of what the schema says.
        changed = original.replace("features: []", "features: [refund_management]", 1)
        yaml.write_text(original if edit % 2 else changed)
        costs["ours"].append(measure(ours, project))
        with theirs.open("a") as source:
            source.write(f"pub struct Edit{edit};\n")
        for who, command in of_theirs.items():
            costs[who].append(measure(command, peers))
    yaml.write_text(original)
    return {who: median(several) for who, several in costs.items()}


def theirs_to_edit(peers):
    """A copy of async-stripe's crate for this resource, which the comparison is then made to use."""
    packages = json.loads(output(["cargo", "metadata", "--format-version", "1", "--offline"], peers))["packages"]
    manifest = next(package["manifest_path"] for package in packages if package["name"] == "async-stripe-connect")
    copy = peers / "apps" / "async-stripe-connect"
    shutil.copytree(Path(manifest).parent, copy)
    with (peers / "Cargo.toml").open("a") as text:
        text.write('\n[patch.crates-io]\nasync-stripe-connect = { path = "apps/async-stripe-connect" }\n')
    return copy
