//! Mistakes that must not compile, with the compiler's messages. Each file is one mistake.

use std::{fs, path::Path};

#[test]
fn ui() {
    // The macro resolves paths relative to the calling crate's Cargo.toml, here that of trybuild's crate.
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).parent().unwrap();
    let crate_folder = target.join("tests/trybuild/tests/ui");
    fs::create_dir_all(&crate_folder).unwrap();
    fs::copy("ui/ten_mistakes.yaml", crate_folder.join("ten_mistakes.yaml")).unwrap();
    trybuild::TestCases::new().compile_fail("ui/*.rs");
}
