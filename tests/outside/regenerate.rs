//! The generated code follows the YAML file: a component is added by editing it, and nothing else.

use tests::downstream::Downstream;

const MAIN: &str = r#"
generated_client::generate!("api.yaml");
use generated_client::Request;

fn main() {
    let mut components = ComponentsParams::new();
    for &component in Component::ALL {
        let features: Vec<_> = component.features().map(|feature| (feature, true)).collect();
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
#[ignore = "starts cargo"]
fn an_edit_of_the_yaml_is_enough() {
    let reference = include_str!("../../schema/2024-09-30.acacia.yaml");
    let downstream = Downstream::of_the_client("regenerate").unwrap();
    downstream.write("src/main.rs", MAIN).unwrap();
    downstream.write("api.yaml", reference).unwrap();
    let output = downstream.cargo("run").unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert!(output.stdout.starts_with(b"11 "), "{}", String::from_utf8_lossy(&output.stdout));

    let with_rockets = reference.replace(
        "\ncomponents:\n",
        "  countdown:\n    doc: Counts down.\n    default: { same_as: liftoff }\n  liftoff:\n    doc: Lifts off.\n    \
         default: true\n\ncomponents:\n  rockets:\n    doc: Shows rockets.\n    features: [liftoff, countdown]\n",
    );
    assert_ne!(with_rockets, reference);
    downstream.write("api.yaml", &with_rockets).unwrap();
    // Only the YAML has changed, and cargo notices.
    let output = downstream.cargo("run").unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let stdout = String::from_utf8(output.stdout).unwrap();
    assert!(stdout.starts_with("12 account=acct_1&components[rockets][enabled]=true"), "{stdout}");

    // The new types can be used.
    downstream.write("src/main.rs", &MAIN.replace("#[cfg(any())]", "")).unwrap();
    let output = downstream.cargo("run").unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let stdout = String::from_utf8(output.stdout).unwrap();
    assert!(stdout.contains("&components[payments]"), "{stdout}");
    assert!(stdout.contains("components[rockets][features][countdown]=false"), "{stdout}");

    // A mistake is shown at its line. The valid rest compiles, so it is the only error.
    downstream.write("api.yaml", &reference.replacen("{ by: loss_liability", "{ by: loss_liabilty", 1)).unwrap();
    downstream.write("src/main.rs", MAIN).unwrap();
    let output = downstream.cargo("run").unwrap();
    assert!(!output.status.success());
    let stderr = String::from_utf8(output.stderr).unwrap();
    assert!(stderr.contains("there is no fact `loss_liabilty`"), "{stderr}");
    let line = reference[..reference.find("{ by: loss_liability").unwrap()].lines().count();
    assert!(stderr.contains(&format!("--> api.yaml:{line}:20")), "{stderr}");
    assert!(stderr.contains("could not compile `downstream` (bin \"downstream\") due to 1 previous error"), "{stderr}");
}
