//! Synthetic schemas, made from a seed, with every form of rule and with troublesome names.

use std::fmt::Write;

/// A deterministic generator of random numbers.
pub struct Random(u64);

impl Random {
    /// Starts at a seed.
    pub fn new(seed: u64) -> Self {
        Random(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    /// A number below a bound.
    pub fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as usize % bound.max(1)
    }

    /// True with a probability of one in `times`.
    pub fn once_in(&mut self, times: usize) -> bool {
        self.below(times) == 0
    }

    /// Picks an item.
    pub fn pick<'t, T>(&mut self, things: &'t [T]) -> &'t T {
        &things[self.below(things.len())]
    }
}

/// Names with a meaning in Rust, generated code, JSON or the API.
#[rustfmt::skip]
const NAMES: [&str; 60] = [
    "payments", "payouts", "type", "loop", "match", "async", "gen", "r", "rt", "api", "generated",
    "generated_client", "value", "form", "facts", "params", "feature", "features", "component", "slot",
    "view", "get", "insert", "clone", "default_value", "form1", "form_2", "x", "is_enabled", "unknown_parts",
    "std", "core", "some_thing", "ok_button", "vec_list", "u8", "bool", "str", "account", "components_list",
    "request", "body", "error", "main", "test", "debug", "state", "account_state", "given", "fact", "name",
    "info", "all", "eq", "hash", "violations", "de", "serialize", "deserializer", "encode_all",
];

fn names(random: &mut Random, most: usize) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for _ in 0..random.below(most + 1) {
        let mut name = (*random.pick(&NAMES)).to_owned();
        if random.once_in(4) {
            _ = write!(name, "_{}", random.below(30));
        }
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names
}

/// A schema. Most seeds make one without errors.
pub fn schema(seed: u64) -> String {
    let random = &mut Random::new(seed);
    let facts: Vec<(String, Vec<&str>)> = names(random, 3)
        .into_iter()
        .map(|name| (name, ["north", "south", "east", "type", "self_made"][..1 + random.below(5)].to_vec()))
        .collect();
    let mut text = format!("api_version: 2030-01-{:02}.seed\n\nfacts:\n", 1 + random.below(28));
    for (name, values) in &facts {
        _ = writeln!(
            text,
            "  {name}: {{ doc: About {name}., account_field: a.{name}, values: [{}] }}",
            values.join(", ")
        );
    }
    if facts.is_empty() {
        text.truncate(text.len() - "facts:\n".len());
    }
    let account_types = if facts.is_empty() { Vec::new() } else { names(random, 3) };
    if !account_types.is_empty() {
        text.push_str("\naccount_types:\n");
    }
    for name in account_types {
        let known = facts.iter().filter(|_| !random.once_in(3)).collect::<Vec<_>>();
        let known = known.iter().map(|(fact, values)| format!("{fact}: {}", random.pick(values))).collect::<Vec<_>>();
        _ = writeln!(text, "  {name}: {{ {} }}", known.join(", "));
    }
    _ = writeln!(text, "\noperation:\n  name: open_it\n  doc: Opens it.\n  method: {}", random.pick(&["POST", "GET"]));
    text.push_str("  path: /v1/it\n  params:\n");
    members(random, &mut text, true);
    text.push_str("  returns: it\n\nobject:\n  name: it\n  doc: What is open.\n  fields:\n");
    members(random, &mut text, false);
    let features: Vec<(String, Type)> = names(random, 8).into_iter().map(|name| (name, Type::any(random))).collect();
    text.push_str("\nfeatures:\n");
    if features.is_empty() {
        text.truncate(text.len() - 1);
        text.push_str(" {}\n");
    }
    for (index, (name, ty)) in features.iter().enumerate() {
        _ = writeln!(text, "  {name}:\n    doc: Does {name}, `or` [not].");
        _ = writeln!(text, "    type: {}", ty.text().replace(", ", "\n    ").replace(';', ","));
        _ = writeln!(text, "    default: {}", default(random, &facts, &features[..index], *ty));
        if !facts.is_empty() && ty.is_boolean() && random.once_in(3) {
            let (fact, values) = random.pick(&facts);
            let (value, only) = (random.once_in(2), random.pick(values));
            _ = writeln!(text, "    may_be: {{ value: {value}, only_when: {{ {fact}: {only} }} }}");
        }
        if ty.is_boolean() && random.once_in(3) {
            text.push_str("    same_in_every_component: true\n");
        }
    }
    text.push_str("\ncomponents:\n");
    let components = names(random, 8);
    for name in components.iter().map(String::as_str).chain(["last_one"]) {
        let mut listed: Vec<String> = Vec::new();
        for (feature, ty) in &features {
            match random.below(8) {
                0 | 1 => {}
                2 => listed.push(format!("{feature}: {{ default: {} }}", default(random, &facts, &[], *ty))),
                _ => listed.push(feature.clone()),
            }
        }
        _ = writeln!(text, "  {name}:\n    doc: Shows {name}.\n    features: [{}]", listed.join(", "));
    }
    text
}

/// The type of a parameter, field or feature.
#[derive(Clone, Copy, PartialEq)]
struct Type {
    index: usize,
    clearable: bool,
}

impl Type {
    /// Types as written, each with some of its values. `;` stands for a comma within brackets.
    const ALL: [(&str, [&str; 2]); 11] = [
        ("boolean", ["true", "false"]),
        ("string", ["\"a \\\"b\\\"\"", "it_1"]),
        ("integer", ["-3", "9223372036854775807"]),
        ("timestamp", ["0", "1700000000"]),
        ("id, prefix: it_", ["it_1", "it_two"]),
        ("enum, values: [new; type; \"*\"; self; 3d]", ["new", "\"*\""]),
        ("list, of: string", ["[]", "[a, \"\"]"]),
        ("list, of: integer", ["[]", "[1, -1]"]),
        ("list, of: enum, values: [new; none; unrecognized]", ["[none]", "[new, unrecognized]"]),
        (
            "object, fields: { type: { type: integer; required: true; doc: A. }; self_made: { type: enum; values: \
             [new]; clearable: true; doc: B. }; inner: { type: object; doc: C.; fields: { fields: { type: secret; doc: \
             D. } } } }",
            ["undocumented"; 2],
        ),
        ("list, of: object, fields: { name: { type: list; of: string; doc: A. } }", ["undocumented"; 2]),
    ];

    /// Mostly boolean.
    fn any(random: &mut Random) -> Self {
        let index = if random.once_in(2) { random.below(Self::ALL.len()) } else { 0 };
        Type { index, clearable: random.once_in(5) }
    }

    fn is_boolean(self) -> bool {
        self.index == 0 && !self.clearable
    }

    fn is_object(self) -> bool {
        Self::ALL[self.index].0.contains("object")
    }

    fn text(self) -> String {
        format!("{}{}", Self::ALL[self.index].0, if self.clearable { ", clearable: true" } else { "" })
    }

    fn value(self, random: &mut Random) -> &'static str {
        if self.clearable && random.once_in(3) { "null" } else { random.pick::<&str>(&Self::ALL[self.index].1) }
    }
}

/// Parameters or fields, one of which holds the components.
fn members(random: &mut Random, text: &mut String, sent: bool) {
    let required = |random: &mut Random| if random.once_in(2) { ", required: true" } else { "" };
    for name in names(random, 5) {
        let required = required(random);
        let ty = Type::any(random);
        let ty = Type { clearable: ty.clearable && sent, ..ty };
        let ty = if random.once_in(6) { "secret".to_owned() } else { ty.text().replace(';', ",") };
        _ = writeln!(text, "    {name}: {{ type: {ty}{required}, doc: About {name}. }}");
    }
    let required = required(random);
    _ = writeln!(text, "    parts: {{ type: components{required}, doc: The parts. }}");
}

fn default(random: &mut Random, facts: &[(String, Vec<&str>)], others: &[(String, Type)], ty: Type) -> String {
    let others: Vec<&String> = others.iter().filter(|(_, other)| *other == ty).map(|(name, _)| name).collect();
    match random.below(5) {
        0 if !facts.is_empty() && !ty.is_object() => {
            let (fact, values) = random.pick(facts);
            let rows = values.iter().map(|value| format!("{value}: {}", ty.value(random))).collect::<Vec<_>>();
            format!("{{ by: {fact}, {} }}", rows.join(", "))
        }
        1 if !others.is_empty() => format!("{{ same_as: {} }}", random.pick(&others)),
        2 if !others.is_empty() && ty.is_boolean() => format!("{{ opposite_of: {} }}", random.pick(&others)),
        3 => "undocumented".to_owned(),
        _ => ty.value(random).to_owned(),
    }
}
