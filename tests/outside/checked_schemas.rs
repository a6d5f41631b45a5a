//! Every checked schema expands to code that compiles without a warning.

use schema::{Reading, Severity, Source, names};
use std::collections::BTreeSet;
use tests::{downstream::Downstream, synthetic};

use crate::import_documents;

/// Checks a library with a module for each schema.
fn compile<'s>(name: &str, schemas: impl IntoIterator<Item = (String, &'s str)>) {
    let downstream = Downstream::of_the_client(name).unwrap();
    downstream.check_modules(schemas).unwrap_or_else(|error| panic!("{error}"));
}

#[test]
#[ignore = "starts cargo"]
fn checked_schemas_compile() {
    let schemas = (0..120).map(|seed| (format!("s{seed}"), Source::new("synthetic.yaml", synthetic::schema(seed))));
    let checked: Vec<_> = schemas.filter(|(_, source)| !schema::read(source).diagnostics.has_errors()).collect();
    assert!(checked.len() >= 40, "only {} of the schemas pass the checks", checked.len());
    compile("synthetic", checked.iter().map(|(name, source)| (name.clone(), source.text())));
}

#[test]
#[ignore = "starts cargo"]
fn imported_schemas_compile() {
    let imported = import_documents::follow_releases(0..10);
    compile("imported", imported.iter().enumerate().map(|(index, text)| (format!("s{index}"), text.as_str())));
}

/// A schema with these names for all items of one kind.
fn named(sort: &str, names: &[String]) -> String {
    let of = |own: &str, one: &str| if sort == own { names.join(one) + one } else { String::new() };
    let member = ": { type: string, doc: A text. }\n    ";
    format!(
        "api_version: 2030-01-01.names\n\nfacts:\n  region: {{ doc: A., account_field: a, values: [north, south] }}\n  {}\n\
         account_types:\n  northern: {{ region: north }}\n  {}\n\
         operation:\n  name: open_it\n  doc: Opens it.\n  method: POST\n  path: /v1/it\n  params:\n    \
         parts: {{ type: components, doc: The parts. }}\n    {}\n  returns: it\n\n\
         object:\n  name: it\n  doc: What is open.\n  fields:\n    \
         parts: {{ type: components, doc: The parts. }}\n    {}\n\n\
         features:\n  plain: {{ doc: A., default: true }}\n  text: {{ type: string, doc: A., default: undocumented }}\n  {}{}\n\
         components:\n  last_one: {{ doc: A., features: [{}{}plain, text] }}\n  {}",
        of("facts", ": { doc: B., account_field: b, values: [self_made, other] }\n  "),
        of("account_types", ": { region: south }\n  "),
        of("params", member),
        of("fields", member),
        of("features", ": { doc: B., default: true }\n  "),
        of("values", ": { type: enum, values: [one], clearable: true, doc: B., default: one }\n  "),
        of("features", ", "),
        of("values", ", "),
        of("components", ": { doc: B., features: [plain, text] }\n  "),
    )
}

/// Each name of generated code is either valid in a schema or refused by the check.
#[test]
#[ignore = "starts cargo"]
fn names_of_generated_code() {
    let generated = concat!(include_str!("../golden/rules.rs"), include_str!("../golden/types.rs"));
    let words = generated.split(|char: char| !char.is_ascii_alphanumeric() && char != '_');
    let names: BTreeSet<String> = words
        .map(|word| match word.chars().all(|char| char.is_ascii_uppercase()) {
            true => word.to_ascii_lowercase().chars().map(String::from).collect::<Vec<_>>().join("_"),
            false => names::snake(word),
        })
        .filter(|name| names::is_usable(name, &[]))
        .collect();
    let sorts = ["facts", "account_types", "params", "fields", "features", "values", "components"];
    let sources = sorts.map(|sort| {
        let mut taken: Vec<String> = names.iter().cloned().collect();
        // Refused names are removed until none is left.
        let source = loop {
            let source = Source::new(sort, named(sort, &taken));
            let Reading { diagnostics, .. } = schema::read(&source);
            let errors = diagnostics.iter().filter(|diagnostic| diagnostic.severity == Severity::Error);
            let refused: Vec<&str> = errors.map(|error| &source.text()[error.span.start..error.span.end]).collect();
            if refused.is_empty() {
                break source;
            }
            let left = taken.len();
            taken.retain(|name| !refused.contains(&name.as_str()));
            assert!(taken.len() < left, "{refused:?}");
        };
        assert!(taken.len() > 100, "{sort}: {taken:?}");
        (sort.to_owned(), source)
    });
    compile("names", sources.iter().map(|(sort, source)| (sort.clone(), source.text())));
}
