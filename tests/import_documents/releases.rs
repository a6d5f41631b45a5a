//! Synthetic releases: their components and features, the rules of these, and the wording of descriptions.

use serde_json::{Value, json};
use std::collections::BTreeMap;
use tests::synthetic::Random;

/// The statements about features, by component and feature.
pub(crate) type Release = BTreeMap<String, BTreeMap<String, Stated>>;

/// A feature as the document states it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Stated {
    pub(crate) kind: Kind,
    pub(crate) default: Rule,
    pub(crate) restricted: Option<(bool, Fact)>,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Kind {
    Boolean,
    Mode,
    MoreModes,
    Count,
    Methods,
    Tags,
    Layout,
    Panes,
}

impl Kind {
    const OTHERS: [Kind; 7] =
        [Kind::Mode, Kind::MoreModes, Kind::Count, Kind::Methods, Kind::Tags, Kind::Layout, Kind::Panes];

    /// The type's name in diagnostics.
    pub(crate) fn in_words(self) -> &'static str {
        match self {
            Kind::Boolean => "boolean",
            Kind::Mode => "enum of `day`, `2nd night`",
            Kind::MoreModes => "enum of `day`, `2nd night`, `true`, clearable",
            Kind::Count => "integer",
            Kind::Methods => "list of enum of `instant`, `standard`, clearable",
            Kind::Tags => "list of string",
            Kind::Layout => {
                "object of `color` (enum of `red`, `blue`, which an empty value clears, required), `grid` (object of \
                 `rows` (integer), `tags` (list of string))"
            }
            Kind::Panes => "list of object of `rows` (integer)",
        }
    }

    fn schema(self) -> Value {
        let list = |of: Value| json!({ "type": "array", "items": of });
        let methods = || json!({ "type": "string", "enum": ["instant", "standard"] });
        match self {
            Kind::Boolean => json!({ "type": "boolean" }),
            Kind::Mode => json!({ "type": "string", "enum": ["day", "2nd night"] }),
            Kind::MoreModes => json!({ "type": "string", "enum": ["day", "2nd night", "", "true"] }),
            Kind::Count => json!({ "type": "integer" }),
            Kind::Methods => json!({ "anyOf": [list(methods()), { "type": "string", "enum": [""] }] }),
            Kind::Tags => list(json!({ "type": "string" })),
            Kind::Layout => json!({ "type": "object", "required": ["color"], "properties": {
                "color": { "type": "string", "enum": ["red", "", "blue"], "description": "A <b>color</b>: \"red\", or not." },
                "grid": { "properties": { "rows": Kind::Count.schema(), "tags": Kind::Tags.schema() } },
            } }),
            Kind::Panes => list(json!({ "type": "object", "properties": { "rows": Kind::Count.schema() } })),
        }
    }
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Rule {
    Nothing,
    Value(bool),
    /// The value of a feature that is not boolean.
    Word(&'static str),
    /// The value where the fact is `stripe`; it is the opposite where the fact is `application`.
    By(Fact, bool),
    SameAs(String),
    OppositeOf(String),
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Fact {
    Losses,
    Requirements,
}

#[rustfmt::skip]
const COMPONENTS: [&str; 30] = [
    "onboarding", "management", "banner", "balance", "balance_report", "payouts", "payouts_list",
    "payout_details", "payments", "payment_details", "disputes", "documents", "tax_settings",
    "tax_registrations", "cards", "card", "cards_list", "money_account", "money_transactions",
    "payment_methods", "charts", "terminal_orders", "terminal_shop", "loans", "promotion", "reconciliation",
    "type", "app_install", "exports", "recipients",
];

#[rustfmt::skip]
const FEATURES: [&str; 16] = [
    "display_mode", "payout_methods", "refund_sending", "dispute_answers", "smart_answers", "capture_now",
    "payout_schedule", "payouts_at_once", "bank_collection", "sign_in_hidden", "card_spending",
    "card_holders", "money_sending", "filters_shown", "match", "third_party_charges",
];

/// A first release.
pub(crate) fn first(random: &mut Random) -> Release {
    let mut release = Release::new();
    for _ in 0..=random.below(25) {
        add(random, &mut release);
    }
    release
}

/// A release that differs from another in some ways.
pub(crate) fn next(random: &mut Random, before: &Release) -> Release {
    let mut release = before.clone();
    for _ in 0..random.below(4) {
        add(random, &mut release);
    }
    let most = if random.once_in(4) { 25 } else { 3 };
    for _ in 0..random.below(most) {
        let name = release.keys().nth(random.below(release.len())).unwrap().clone();
        if release.len() > 1 {
            release.remove(&name);
        }
    }
    for features in release.values_mut() {
        if random.once_in(6) {
            let name = *random.pick(&FEATURES);
            features.remove(name);
        }
        if random.once_in(6) {
            let name = *random.pick(&FEATURES);
            features.insert(name.to_owned(), usual(name));
        }
        let names: Vec<String> = features.keys().cloned().collect();
        for (name, said) in features.iter_mut() {
            if random.once_in(12) {
                *said = unusual(random, name, &names);
            }
        }
    }
    // A change of one feature mostly applies to all components.
    if random.once_in(3) {
        let name = *random.pick(&FEATURES);
        let said = unusual(random, name, &[]);
        release.values_mut().filter_map(|features| features.get_mut(name)).for_each(|known| *known = said.clone());
    }
    release.values_mut().for_each(mend);
    release
}

/// Removes references to missing features and chains of references.
fn mend(features: &mut BTreeMap<String, Stated>) {
    let plain: Vec<String> = features
        .iter()
        .filter(|(_, said)| {
            let plain = !matches!(said.default, Rule::SameAs(_) | Rule::OppositeOf(_) | Rule::Nothing);
            said.kind == Kind::Boolean && plain
        })
        .map(|(name, _)| name.clone())
        .collect();
    for said in features.values_mut() {
        if let Rule::SameAs(other) | Rule::OppositeOf(other) = &said.default
            && !plain.contains(other)
        {
            said.default = Rule::Value(false);
        }
    }
}

fn add(random: &mut Random, release: &mut Release) {
    if release.len() == 25 {
        return;
    }
    let names = (0..random.below(6)).map(|_| *random.pick(&FEATURES));
    let mut features = names.map(|name| (name.to_owned(), usual(name))).collect();
    mend(&mut features);
    release.insert((*random.pick(&COMPONENTS)).to_owned(), features);
}

/// A feature as most components state it.
fn usual(name: &str) -> Stated {
    let kind = match name {
        "display_mode" => Kind::Mode,
        "payout_methods" => Kind::Methods,
        _ => Kind::Boolean,
    };
    if kind != Kind::Boolean {
        return Stated { kind, default: Rule::Nothing, restricted: None };
    }
    let default = match name {
        "smart_answers" => Rule::SameAs("dispute_answers".to_owned()),
        "sign_in_hidden" => Rule::OppositeOf("bank_collection".to_owned()),
        "payout_schedule" | "payouts_at_once" => Rule::By(Fact::Losses, true),
        "card_spending" | "card_holders" => Rule::Nothing,
        "third_party_charges" => Rule::Value(false),
        _ => Rule::Value(true),
    };
    let restricted = match name {
        "bank_collection" => Some((false, Fact::Requirements)),
        "sign_in_hidden" => Some((true, Fact::Requirements)),
        _ => None,
    };
    Stated { kind, default, restricted }
}

fn unusual(random: &mut Random, name: &str, others: &[String]) -> Stated {
    if random.once_in(5) || Kind::OTHERS.contains(&usual(name).kind) {
        let kind = *random.pick(&Kind::OTHERS);
        let default = match kind {
            Kind::Mode | Kind::MoreModes if random.once_in(2) => Rule::Word("2nd night"),
            Kind::Count if random.once_in(2) => Rule::Word("12"),
            _ => Rule::Nothing,
        };
        return Stated { kind, default, restricted: None };
    }
    let fact = *random.pick(&[Fact::Losses, Fact::Requirements]);
    let others: Vec<&String> = others.iter().filter(|other| *other != name && other.contains('_')).collect();
    let default = match random.below(6) {
        0 => Rule::Nothing,
        1 => Rule::By(fact, random.once_in(2)),
        2 if !others.is_empty() => Rule::SameAs((*random.pick(&others)).clone()),
        3 if !others.is_empty() => Rule::OppositeOf((*random.pick(&others)).clone()),
        _ => Rule::Value(random.once_in(2)),
    };
    Stated { kind: Kind::Boolean, default, restricted: random.once_in(3).then(|| (random.once_in(2), fact)) }
}

/// A statement, in some words.
fn description(random: &mut Random, said: &Stated) -> String {
    let mut text = (*random.pick(&["Whether it is allowed.", "<p>Whether <b>it</b> can be seen.</p>", ""])).to_owned();
    let mut one_of = |templates: &[&str], words: [(&str, &str); 3]| {
        let template = (*random.pick(templates)).to_owned();
        words.iter().fold(template, |text, (name, word)| text.replace(name, word))
    };
    let default = match &said.default {
        Rule::Nothing => String::new(),
        Rule::Value(value) => {
            let value = value.to_string();
            let value = one_of(&["`{v}`", "“{v}”", "{v}", "<code>{v}</code>"], [("{v}", &value); 3]);
            let templates = [
                "This is {v} by default.",
                "Defaults to {v}.",
                "The default value of it is {v}.",
                "Unless otherwise specified, it's {v}.",
            ];
            one_of(&templates, [("{v}", &value); 3])
        }
        Rule::Word(word) => one_of(&["Defaults to `{v}`.", "The default value is `{v}`."], [("{v}", word); 3]),
        Rule::By(fact, value) => {
            let words: &[&str] = match fact {
                Fact::Losses => &[
                    "Stripe is liable for losses",
                    "Stripe owns loss liability",
                    "`controller.losses.payments` is `stripe`",
                ],
                Fact::Requirements => {
                    &["Stripe collects requirements", "`controller.requirement_collection` is set to `stripe`"]
                }
            };
            let words = one_of(words, [("{}", ""); 3]);
            let templates = [
                "Defaults to {v} when {c}, otherwise {o}.",
                "If {c}, the default is {v}, otherwise it is {o}.",
                "Default {v} where {c}, default {o} otherwise.",
                "Defaults to {o} unless {c}.",
            ];
            one_of(&templates, [("{v}", &format!("`{value}`")), ("{o}", &format!("`{}`", !value)), ("{c}", &words)])
        }
        Rule::SameAs(other) => {
            one_of(&["Defaults to the value of `{v}`.", "By default it is the same as `{v}`."], [("{v}", other); 3])
        }
        Rule::OppositeOf(other) => one_of(
            &["The default is the opposite of `{v}`.", "By default, it's the inverse of the `{v}` value."],
            [("{v}", other); 3],
        ),
    };
    let restricted = said.restricted.map(|(value, fact)| {
        let words = match fact {
            Fact::Losses => "you're responsible for negative balances",
            Fact::Requirements => {
                "the platform collects updated information when requirements are due, like custom accounts"
            }
        };
        let templates = [
            "It can only be {v} for accounts where {c}.",
            "Can't be {v} unless {c}.",
            "May be set to {v} only if {c}.",
        ];
        let value = format!("`{value}`");
        one_of(&templates, [("{v}", &value), ("{c}", words), ("{}", "")])
    });
    let mut more = [default, restricted.unwrap_or_default()];
    if random.once_in(2) {
        more.reverse();
    }
    for sentence in more.iter().filter(|sentence| !sentence.is_empty()) {
        text = format!("{text} {sentence}");
    }
    text.trim().to_owned()
}

/// The release as a document, in words that differ from one seed to the next.
pub(crate) fn document(random: &mut Random, version: &str, release: &Release) -> Value {
    let (mut sent, mut received, mut schemas) = (json!({}), json!({}), json!({}));
    for (component, features) in release {
        let (mut request, mut response) = (json!({}), json!({}));
        for (feature, said) in features {
            request[feature] = said.kind.schema();
            response[feature] = json!({ "description": description(random, said) });
        }
        let reference = |name: &str| json!({ "$ref": format!("#/components/schemas/{component}_{name}") });
        let object = |features: Value| json!({ "type": "object", "properties": { "enabled": { "type": "boolean" }, "features": features } });
        sent[component] = object(json!({ "type": "object", "properties": request }));
        received[component] = reference("config");
        schemas[format!("{component}_config")] = object(reference("features"));
        schemas[format!("{component}_features")] = json!({ "type": "object", "properties": response });
    }
    schemas["session"] = json!({ "type": "object", "x-resourceId": "session", "properties": {
        "components": { "$ref": "#/components/schemas/all" },
        "client_secret": { "type": "string", "description": "A token." },
    } });
    schemas["all"] = json!({ "type": "object", "properties": received });
    let form = json!({ "type": "object", "required": ["account", "components"], "properties": {
        "account": { "type": "string", "description": "Whose session it is." },
        "look": Kind::Layout.schema(),
        "components": { "type": "object", "properties": sent },
    } });
    let content = json!({ "application/json": { "schema": { "$ref": "#/components/schemas/session" } } });
    json!({
        "openapi": "3.0.0",
        "info": { "version": version },
        "paths": { "/v1/account_sessions": { "post": {
            "description": "Opens a session.",
            "requestBody": { "content": { "application/x-www-form-urlencoded": { "schema": form } } },
            "responses": { "200": { "content": content } },
        } } },
        "components": { "schemas": schemas },
    })
}
