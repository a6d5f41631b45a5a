//! `schema import`: from one release to the next and back.

pub(crate) mod releases;

use releases::{Fact, Kind, Release, Rule, Stated};
use schema::{
    CheckedSchema, Source,
    model::{Default, Literal},
};
use schema_cli::import::{Import, import};
use std::{collections::BTreeMap, ops::Range};
use tests::synthetic::Random;

/// The content of a schema, by component and feature, with names instead of positions.
type Rules = BTreeMap<String, BTreeMap<String, (String, String, Option<String>)>>;

fn rules(schema: &CheckedSchema) -> Rules {
    let field = |name: &str| schema.facts.iter().find(|fact| fact.name == name).map_or("", |fact| &fact.account_field);
    let components = schema.components.iter().map(|component| {
        let features = component.features.iter().map(|feature| {
            let default = match &feature.default {
                Default::Value(value) => value.to_string(),
                Default::ByFact { fact, values } => {
                    let values = values.iter().map(|(_, value)| value.as_ref());
                    let values = values.map(|it| it.map_or("undocumented".to_owned(), Literal::to_string));
                    format!("{} [{}]", field(fact), values.collect::<Vec<_>>().join(", "))
                }
                Default::SameAs(other) => format!("= {}", other),
                Default::OppositeOf(other) => format!("! {}", other),
                Default::Undocumented => "undocumented".to_owned(),
            };
            let restriction = feature.restriction.as_ref().map(|restriction| {
                let facts = restriction.only_when.iter().map(|(fact, value)| format!("{} {value}", field(fact)));
                format!("{:?} {}", restriction.value, facts.collect::<String>())
            });
            let clearable = if feature.member.clearable { ", clearable" } else { "" };
            (feature.member.name.clone(), (format!("{}{clearable}", feature.member.kind), default, restriction))
        });
        (component.name.clone(), features.collect())
    });
    components.collect()
}

/// The content expected after a release, by that before it.
fn expected(before: &Rules, release: &Release) -> Rules {
    let field = |fact: &Fact| match fact {
        Fact::Losses => "controller.losses.payments",
        Fact::Requirements => "controller.requirement_collection",
    };
    let components = release.iter().map(|(component, features)| {
        let rule = |(feature, said): (&String, &Stated)| {
            let known = before.get(component).and_then(|features| features.get(feature));
            // The default of another type is forgotten.
            let known = known.filter(|(kind, known, _)| kind == said.kind.in_words() || is_kept(known, said.kind));
            let restricted =
                known.and_then(|(.., restricted)| restricted.clone()).filter(|_| said.kind == Kind::Boolean);
            let default = match &said.default {
                Rule::Nothing => known.map_or("undocumented", |(_, known, _)| known).to_owned(),
                Rule::Word(word) => (*word).to_owned(),
                Rule::Value(value) => format!("{value:?}"),
                Rule::By(fact, value) => format!("{} [{value:?}, {:?}]", field(fact), !value),
                Rule::SameAs(other) => format!("= {other}"),
                Rule::OppositeOf(other) => format!("! {other}"),
            };
            let stated = said.restricted.as_ref().map(|(value, fact)| format!("{value:?} {} application", field(fact)));
            (feature.clone(), (said.kind.in_words().to_owned(), default, stated.or(restricted)))
        };
        (component.clone(), features.iter().map(rule).collect())
    });
    components.collect()
}

/// True if a default is also valid for another type.
fn is_kept(default: &str, kind: Kind) -> bool {
    match default {
        "2nd night" => matches!(kind, Kind::Mode | Kind::MoreModes),
        _ => false,
    }
}

/// True if a release omits a default that was a reference. The referenced feature may be gone or refer back by now.
fn is_unclear(before: &Rules, release: &Release) -> bool {
    release.iter().any(|(component, features)| {
        features.iter().any(|(feature, said)| {
            let known = before.get(component).and_then(|features| features.get(feature));
            said.default == Rule::Nothing && known.is_some_and(|(_, known, _)| known.starts_with(['=', '!']))
        })
    })
}

fn onto(base: Option<&str>, document: &[u8]) -> (Import, CheckedSchema) {
    let base = base.map(|text| Source::new("base.yaml", text));
    let imported = import(document, base.as_ref(), None).unwrap_or_else(|error| {
        let base = base.as_ref().map_or("", Source::text);
        panic!("{error}\n{base}\n{}", String::from_utf8_lossy(document))
    });
    let reading = schema::read(&Source::new("new.yaml", imported.text.clone()));
    assert!(!reading.diagnostics.has_errors(), "{:?}\n{}", reading.diagnostics, imported.text);
    (imported, reading.schema.unwrap())
}

/// Adds a maintainer's comment above each component and one after its documentation.
fn annotated(text: &str) -> String {
    let (head, components) = text.split_once("\ncomponents:").unwrap();
    let lines = components.lines().map(|line| match line.strip_prefix("  ") {
        Some(name) if name.starts_with(|char: char| char.is_ascii_lowercase()) => {
            format!("  # Mine: {name}\n{line} # and here\n")
        }
        _ => format!("{line}\n"),
    });
    format!("{head}\ncomponents:{}", lines.collect::<String>())
}

#[test]
fn releases_follow_each_other_forwards_and_backwards() {
    assert!(!follow_releases(0..10).is_empty());
}

#[test]
#[ignore = "takes a minute"]
fn many_releases_follow_each_other() {
    follow_releases(10..60);
}

/// Compares an import onto an earlier release with an import alone: only rules that are noted as kept may differ,
/// since a person may have written them.
fn assert_same_rules(imported: &Import, said: &Rules, fresh: &Rules) {
    assert!(said.keys().eq(fresh.keys()), "something was lost");
    for (component, features) in said {
        assert!(features.keys().eq(fresh[component].keys()), "something of `{component}` was lost");
        for (feature, rules) in features.iter().filter(|(feature, rules)| fresh[component][*feature] != **rules) {
            let about = format!("{component}.{feature}");
            let notes = imported.review.notes.iter();
            let kept = notes.filter(|note| note.about.contains(&about)).any(|note| note.reason.ends_with(" stays"));
            assert!(kept, "{about}: {rules:?}\n{}", imported.review);
        }
    }
}

/// Imports releases one after the other, a history for each seed, and returns some of the schemas.
pub(crate) fn follow_releases(seeds: Range<u64>) -> Vec<String> {
    let mut imported_schemas = Vec::new();
    for seed in seeds {
        let random = &mut Random::new(seed);
        let mut releases = vec![releases::first(random)];
        for _ in 0..5 {
            let next = releases::next(random, &releases[releases.len() - 1]);
            releases.push(next);
        }
        // Backwards, over the releases above.
        releases.extend(releases.clone().into_iter().rev().skip(1));
        let mut base: Option<String> = None;
        let mut known = Rules::new();
        for (index, release) in releases.iter().enumerate() {
            let version = format!("2030-01-{:02}", index + 1);
            let document = serde_json::to_vec(&releases::document(random, &version, release)).unwrap();
            let (imported, schema) = onto(base.as_deref(), &document);
            let (_, fresh) = onto(None, &document);
            let said = rules(&schema);
            assert_eq!(schema.api_version, version);
            assert_eq!(rules(&fresh), expected(&Rules::new(), release), "{seed} {index}");
            if !is_unclear(&known, release) {
                assert_eq!(said, expected(&known, release), "{seed} {index}\n{}", imported.text);
            }
            let (again, _) = onto(Some(&imported.text), &document);
            assert_eq!(again.text, imported.text, "{seed} {index}");
            assert_same_rules(&imported, &said, &rules(&fresh));
            if let Some(base) = &base {
                for line in imported.text.lines().filter(|line| line.contains("# Mine: ")) {
                    assert!(base.contains(line), "{seed} {index}: {line}");
                }
                for name in known.keys().filter(|name| release.contains_key(*name)) {
                    let mine = format!("  # Mine: {name}:");
                    assert!(imported.text.lines().any(|line| line == mine), "{seed} {index}: {name}");
                }
                assert_eq!(imported.text.matches("# Mine: ").count(), imported.text.matches("# and here").count());
            }
            if seed % 3 == 0 && index % 4 == 1 {
                imported_schemas.push(imported.text.clone());
            }
            known = said;
            let plain: String = imported
                .text
                .lines()
                .filter(|line| !line.contains("# Mine: "))
                .fold(String::new(), |text, line| text + line.trim_end_matches(" # and here") + "\n");
            let text = annotated(&plain);
            base = Some(if seed % 3 == 0 { text.replace('\n', "\r\n") } else { text });
        }
    }
    imported_schemas
}

/// A schema as written, in block style, and in flow style on one line and on several.
fn layouts(text: &str) -> [String; 4] {
    let value: serde_yaml::Value = serde_yaml::from_str(text).unwrap();
    let json = serde_json::to_value(&value).unwrap();
    [
        text.to_owned(),
        serde_yaml::to_string(&value).unwrap(),
        json.to_string(),
        serde_json::to_string_pretty(&json).unwrap(),
    ]
}

/// A document about the operation of the synthetic schemas.
fn elsewhere(mut document: serde_json::Value, method: &str) -> serde_json::Value {
    let mut operation = document["paths"]["/v1/account_sessions"]["post"].take();
    let form = &mut operation["requestBody"]["content"]["application/x-www-form-urlencoded"]["schema"]["properties"];
    form["parts"] = form.as_object_mut().unwrap().remove("components").unwrap();
    let fields = document["components"]["schemas"]["session"]["properties"].as_object_mut().unwrap();
    let components = fields.remove("components").unwrap();
    fields.insert("parts".to_owned(), components);
    document["paths"] = serde_json::json!({ "/v1/it": { method: operation } });
    document
}

#[test]
fn a_schema_can_be_laid_out_in_any_way() {
    let checked = import_in_each_layout(0..36);
    assert!(checked >= 10, "only {checked} of the schemas pass the checks");
}

#[test]
#[ignore = "takes a minute"]
fn many_schemas_can_be_laid_out_in_any_way() {
    let checked = import_in_each_layout(36..120);
    assert!(checked >= 25, "only {checked} of the schemas pass the checks");
}

/// Imports onto a synthetic schema for each seed, however the schema is laid out, and returns the number of schemas that
/// pass the checks.
fn import_in_each_layout(seeds: Range<u64>) -> usize {
    let mut checked = 0;
    for seed in seeds {
        let base = tests::synthetic::schema(seed);
        if schema::read(&Source::new("base.yaml", base.clone())).diagnostics.has_errors() {
            continue;
        }
        let random = &mut Random::new(seed);
        let release = releases::first(random);
        let document = releases::document(random, "2031-01-01", &release);
        let method = if base.contains("method: GET") { "get" } else { "post" };
        let document = serde_json::to_vec(&elsewhere(document, method)).unwrap();
        // The schema's names may collide with those of the API's new components.
        let imported = import(&document, Some(&Source::new("base.yaml", base.clone())), None).unwrap();
        let diagnostics = schema::read(&Source::new("new.yaml", imported.text)).diagnostics;
        if diagnostics.iter().any(|diagnostic| diagnostic.message.contains("which is taken by")) {
            continue;
        }
        checked += 1;
        let mut before = None;
        for layout in layouts(&base) {
            let (imported, schema) = onto(Some(&layout), &document);
            let rules = rules(&schema);
            assert_eq!(*before.get_or_insert(rules.clone()), rules, "{}", imported.text);
            let (again, _) = onto(Some(&imported.text), &document);
            assert_eq!(again.text, imported.text);
        }
    }
    checked
}
