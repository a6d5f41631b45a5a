//! Errors and lints of descriptions, one test per mistake: the edit of [`BASE`] that makes it, and the diagnostics.

mod default_mistakes;
mod lint_mistakes;
mod name_mistakes;
mod structure_mistakes;
mod syntax_mistakes;
mod type_mistakes;

use crate::robustness::explain_and_damage;
use schema::{Help, Reading, Source, Style};

/// A description without mistakes.
pub(crate) const BASE: &str = "\
api_version: 2030-01-01

facts:
  region:
    doc: Where the account is.
    account_field: region.name
    values: [north, south]

account_types:
  northern: { region: north }

operation:
  name: open_session
  doc: Starts something.
  method: POST
  path: /v1/sessions
  params:
    account: { type: id, prefix: acct_, required: true, doc: Whose it is. }
    components: { type: components, required: true, doc: What it shows. }
  returns: session

object:
  name: session
  doc: What was started.
  fields:
    components: { type: components, doc: What it shows. }

features:
  refunds:
    doc: Lets money go back.
    default: { by: region, north: true, south: false }
    may_be: { value: true, only_when: { region: north } }
  captures:
    doc: Lets money come in.
    default: { same_as: refunds }

components:
  payments:
    doc: Lists what was paid.
    features: [refunds, captures]
";

#[test]
fn the_base_has_no_mistakes() {
    let Reading { schema, diagnostics } = schema::lint(&Source::new("base.yaml", BASE));
    assert!(schema.is_some() && diagnostics.is_empty(), "{diagnostics:#?}");
}

/// Renders all diagnostics of a description, without empty lines of the frame.
///
/// Also checks that every diagnostic has a help, that applying a replacement leaves fewer diagnostics, and that the rest of
/// the description compiles.
fn lint(text: impl Into<Vec<u8>>) -> String {
    let text = text.into();
    explain_and_damage(&text);
    let source = Source::new("api.yaml", text);
    let Reading { schema, diagnostics } = schema::lint(&source);
    assert!(schema.is_none_or(|schema| !schema.components.is_empty()), "what is left does not compile");
    assert!(!diagnostics.is_empty(), "nothing is reported");
    for diagnostic in &diagnostics {
        let help = diagnostic.help.as_ref().unwrap_or_else(|| panic!("no help for {diagnostic:?}"));
        let Help { replacement: Some((span, text)), .. } = help else { continue };
        let mut fixed = source.text().to_owned();
        fixed.replace_range(span.start..span.end, text);
        let left = schema::lint(&Source::new("fixed.yaml", fixed.as_str())).diagnostics;
        assert!(left.iter().count() < diagnostics.iter().count(), "{fixed}\n{left:#?}");
    }
    let rendered: Vec<String> = diagnostics.iter().map(|diagnostic| diagnostic.render(&source, Style::Plain)).collect();
    let rendered = rendered.join("\n\n");
    rendered.lines().filter(|line| line.trim() != "|").collect::<Vec<_>>().join("\n")
}

/// Lints the base with every occurrence of some texts replaced.
fn replaced_all(edits: &[(&str, &str)]) -> String {
    lint(edits.iter().fold(BASE.to_owned(), |text, (from, to)| {
        assert!(text.contains(from), "the base has no `{from}`");
        text.replace(from, to)
    }))
}

fn replaced(from: &str, to: &str) -> String {
    replaced_all(&[(from, to)])
}

/// Lints the base without a line.
fn without(line: &str) -> String {
    let indented = BASE.lines().find(|known| known.trim() == line).expect("a line of the base");
    replaced(&format!("{indented}\n"), "")
}

/// Lints the base with another value of a key. All lines of the old value go.
fn with_value(key: &str, value: &str) -> String {
    let start = BASE.find(&format!("{key}:\n")).expect("a key of the base");
    let indent = BASE[..start].len() - BASE[..start].trim_end_matches(' ').len();
    let lines = BASE[start..].split_inclusive('\n').skip(1);
    let old: String = lines.take_while(|line| line.len() - line.trim_start().len() > indent).collect();
    replaced(&format!("{key}:\n{old}"), &format!("{key}: {value}\n"))
}

/// Lints the base with other lines in place of the default of `captures`.
fn captures(lines: &[&str]) -> String {
    replaced("default: { same_as: refunds }", &lines.join("\n    "))
}

/// Lints the base with one more fact.
fn with_fact(fact: &str) -> String {
    replaced("\n\naccount_types:", &format!("\n  {fact}\n\naccount_types:"))
}

/// Lints the base with more parameters.
fn with_params(params: &[&str]) -> String {
    replaced("\n  returns:", &format!("\n    {}\n  returns:", params.join("\n    ")))
}

fn with_param(param: &str) -> String {
    with_params(&[param])
}

/// Lints the base with one more field of the response.
fn with_field(field: &str) -> String {
    replaced("\n\nfeatures:", &format!("\n    {field}\n\nfeatures:"))
}

/// A parameter or field that is an object with these fields.
fn look(fields: &str) -> String {
    format!("look: {{ type: object, doc: How it looks., fields: {{ {fields} }} }}")
}

/// Lints the base with an object that has some fields as a parameter, and others in the response.
fn look_sent_and_received(sent: &str, received: &str) -> String {
    replaced_all(&[
        ("\n  returns:", &format!("\n    {}\n  returns:", look(sent))),
        ("\n\nfeatures:", &format!("\n    {}\n\nfeatures:", look(received))),
    ])
}

/// Lints the base with two more features, which `payments` has.
fn with_features(names: [&str; 2]) -> String {
    let [one, two] = names.map(|name| format!("  {name}:\n    doc: Again.\n    default: true\n"));
    let listed = format!("[refunds, captures, {}]", names.join(", "));
    replaced_all(&[("\ncomponents:\n", &format!("{one}{two}\ncomponents:\n")), ("[refunds, captures]", &listed)])
}

/// Lints the base with one more component, before the other.
fn with_component(component: &str) -> String {
    replaced("\ncomponents:\n", &format!("\ncomponents:\n  {component}\n"))
}
