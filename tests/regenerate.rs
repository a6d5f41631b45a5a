//! The generated code follows the YAML file: a component is added by editing it, and nothing else.

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::{Command, Output},
};

/// A crate of its own that calls the macro on a copy of the description.
struct Downstream(PathBuf);

impl Downstream {
    fn new(main: &str) -> Self {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("regenerate");
        fs::create_dir_all(folder.join("src")).unwrap();
        let path = |name: &str| root.join(name).display().to_string().replace('\\', "/");
        let manifest = format!(
            "[package]\nname = \"downstream\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[workspace]\n\n[dependencies]\n\
             codegen-macros = {{ path = \"{}\" }}\n\
             generated-client = {{ path = \"{}\", default-features = false }}\n",
            path("codegen-macros"),
            path("generated-client"),
        );
        fs::write(folder.join("Cargo.toml"), manifest).unwrap();
        fs::copy(root.join("Cargo.lock"), folder.join("Cargo.lock")).unwrap();
        fs::write(folder.join("src/main.rs"), main).unwrap();
        Downstream(folder)
    }

    fn run(&self) -> Output {
        let mut cargo = Command::new(env::var_os("CARGO").unwrap_or("cargo".into()));
        cargo.current_dir(&self.0).args(["run", "--quiet", "--offline"]).env_remove("CARGO_TARGET_DIR");
        cargo.output().unwrap()
    }
}

const MAIN: &str = r#"
codegen_macros::generate!("api.yaml");
use generated_client::Request;

fn main() {
    let mut components = ComponentsParams::new();
    for &component in Component::ALL {
        let features: Vec<_> = component.features().iter().map(|feature| (*feature, true)).collect();
        components.set(component, true, &features).unwrap();
    }
    #[cfg(any())]
    let components = components.rockets(RocketsParams::enabled().countdown(false));
    let request = CreateAccountSession::builder().account("acct_1").components(components).build().unwrap();
    let resolved = request.resolve(&AccountFacts::express());
    println!("{} {}", Component::ALL.len(), request.encode());
    println!("{}", resolved.unknown.is_empty());
}
"#;

#[test]
fn an_edit_of_the_yaml_is_enough() {
    let reference = include_str!("../schema/2024-09-30.acacia.yaml");
    let downstream = Downstream::new(MAIN);
    let (yaml, main) = (downstream.0.join("api.yaml"), downstream.0.join("src/main.rs"));
    fs::write(&yaml, reference).unwrap();
    let output = downstream.run();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert!(output.stdout.starts_with(b"11 "), "{}", String::from_utf8_lossy(&output.stdout));

    let with_rockets = reference.replace(
        "\ncomponents:\n",
        "  countdown:\n    doc: Counts down.\n    default: { same_as: liftoff }\n  liftoff:\n    doc: Lifts off.\n    \
         default: true\n\ncomponents:\n  rockets:\n    doc: Shows rockets.\n    features: [liftoff, countdown]\n",
    );
    assert_ne!(with_rockets, reference);
    fs::write(&yaml, with_rockets).unwrap();
    // The Rust is as it was: only the file has changed, and it is seen.
    let output = downstream.run();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let stdout = String::from_utf8(output.stdout).unwrap();
    assert!(stdout.starts_with("12 account=acct_1&components[rockets][enabled]=true"), "{stdout}");

    // And the new types are there for who wants them.
    fs::write(&main, MAIN.replace("#[cfg(any())]", "")).unwrap();
    let output = downstream.run();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let stdout = String::from_utf8(output.stdout).unwrap();
    assert!(stdout.contains("&components[payments]"), "{stdout}");
    assert!(stdout.contains("components[rockets][features][countdown]=false"), "{stdout}");

    // A mistake is shown where it is, and what is not wrong still compiles: one error, and no other.
    fs::write(&yaml, reference.replacen("{ by: loss_liability", "{ by: loss_liabilty", 1)).unwrap();
    fs::write(&main, MAIN).unwrap();
    let output = downstream.run();
    assert!(!output.status.success());
    let stderr = String::from_utf8(output.stderr).unwrap();
    assert!(stderr.contains("there is no fact `loss_liabilty`"), "{stderr}");
    let line = reference[..reference.find("{ by: loss_liability").unwrap()].lines().count();
    assert!(stderr.contains(&format!("--> api.yaml:{line}:20")), "{stderr}");
    assert!(stderr.contains("could not compile `downstream` (bin \"downstream\") due to 1 previous error"), "{stderr}");
}
