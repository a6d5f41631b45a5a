"""What one changed line costs until `cargo check` is green."""

import json
import shutil

from measure import measure, median, output, progress


def edits(project, scratch, repeat):
    """A line of YAML and this client, and a line of async-stripe's generated source and its crate, in turns."""
    peers = project / "tests" / "peers"
    theirs = theirs_to_edit(peers, scratch) / "src" / "account_session" / "requests.rs"
    yaml = project / "schema" / "2024-09-30.acacia.yaml"
    original = yaml.read_text()
    ours = ["cargo", "check", "--locked", "--offline", "-p", "generated-client", "--target-dir", scratch / "edit"]
    check = ["cargo", "check", "--offline", "-p", "async-stripe-connect", "--target-dir", scratch / "edit-theirs"]
    progress("checking what is to be edited")
    measure(ours, project)
    measure(check, peers)
    costs = {"ours": [], "theirs": []}
    for edit in range(2 * repeat):
        progress("editing a line")
        # There and back, so that each is a change of what the schema says.
        changed = original.replace("features: []", "features: [refund_management]", 1)
        yaml.write_text(original if edit % 2 else changed)
        costs["ours"].append(measure(ours, project))
        with theirs.open("a") as source:
            source.write(f"pub struct Edit{edit};\n")
        costs["theirs"].append(measure(check, peers))
    yaml.write_text(original)
    return {who: median(several) for who, several in costs.items()}


def theirs_to_edit(peers, scratch):
    """A copy of async-stripe's crate for this resource, which the comparison is then made to use."""
    packages = json.loads(output(["cargo", "metadata", "--format-version", "1", "--offline"], peers))["packages"]
    manifest = next(package["manifest_path"] for package in packages if package["name"] == "async-stripe-connect")
    copy = scratch / "async-stripe-connect"
    shutil.copytree(manifest.removesuffix("/Cargo.toml"), copy)
    with (peers / "Cargo.toml").open("a") as text:
        text.write(f'\n[patch.crates-io]\nasync-stripe-connect = {{ path = "{copy}" }}\n')
    return copy
