//! Clauses about a default.

use super::{
    condition::{self, Condition, ParsedCondition},
    meaning::StatedDefault,
    sentences::{parse_bool, parse_switch, says},
};

/// Phrases that state a default, as opposed to clauses that just contain the word.
const VERBS: [&str; 7] =
    ["defaults to", "default to", "by default", "default is", "default value", "defaulting to", "default ,"];
const OPPOSITES: [&str; 8] =
    ["opposite", "inverse", "inverted", "negation", "negated", "contrary", "reverse", "complement"];
const EQUALS: [&str; 12] = [
    "same", "matches", "match", "mirrors", "mirror", "follows", "follow", "equal", "equals", "inherits", "copies",
    "whatever",
];

/// `true` if a clause is about a default.
pub(super) fn is_default_clause(clause: &[String]) -> bool {
    says(clause, &["default", "defaults", "defaulting", "defaulted"])
        && (clause.iter().any(|word| parse_bool(word).is_some())
            || says(clause, &VERBS)
            || says(clause, &["default"]) && (refers(clause) || says(clause, &["value"])))
}

/// `true` if a clause continues the one before: `Otherwise, it is ...`.
pub(super) fn continues_default(clause: &[String]) -> bool {
    let is_value = |word: &String| parse_bool(word).is_some() || is_name(word);
    clause.first().is_some_and(|word| word == "otherwise") && clause.iter().any(is_value)
}

/// `true` for words about the value of something else.
pub(super) fn refers(words: &[String]) -> bool {
    says(words, &EQUALS) || says(words, &["value of"]) || says(words, &OPPOSITES)
}

/// The default that a clause states, after those `before` it. `codes` has the words marked as code. `None` if the clause
/// is not understood.
pub(super) fn read(clause: &[String], codes: &[String], before: &[Option<StatedDefault>]) -> Option<StatedDefault> {
    let continues = before.iter().any(|said| matches!(said, Some(StatedDefault::When(rows, _)) if !rows.is_empty()));
    reference(clause, codes).or_else(|| values(clause, codes, continues))
}

/// The default of all clauses. `None` if they contradict each other, or if one was not understood.
pub(super) fn agreed(stated: &[Option<StatedDefault>]) -> Option<StatedDefault> {
    let (first, rest) = stated.split_first()?;
    let all = rest.iter().try_fold(first.clone()?, |all, next| all.and(next.clone()?));
    all.filter(|all| !matches!(all, StatedDefault::When(rows, _) if rows.is_empty()))
}

/// `the opposite of the x_y value`, `the same as x_y`, `true if x_y is false, otherwise false`.
fn reference(clause: &[String], codes: &[String]) -> Option<StatedDefault> {
    let is_code = |word: &String| codes.contains(word) && parse_switch(word).is_none() && !word.contains('.');
    let mut names = clause.iter().filter(|word| is_name(word) || is_code(word));
    let name = names.next()?;
    if names.any(|other| other != name) {
        return None;
    }
    let opposite = says(clause, &OPPOSITES);
    let opposite = if clause.iter().any(|word| parse_bool(word).is_some()) {
        compared(clause, name).filter(|_| !opposite)?
    } else {
        let conditional = says(clause, &["when", "if", "where", "unless", "except", "only", "not", "otherwise"]);
        let refers = refers(clause) || says(clause, &["value", &format!("defaults to {name}")]);
        (refers && !conditional).then_some(opposite)?
    };
    Some(if opposite { StatedDefault::OppositeOf(name.clone()) } else { StatedDefault::SameAs(name.clone()) })
}

/// `true` if a comparison with a feature is its opposite, as in `true if x_y is false, otherwise true`.
fn compared(clause: &[String], name: &str) -> Option<bool> {
    let at = clause.iter().position(|word| word == name)?;
    let mut words = clause[at + 1..].iter().map(String::as_str);
    let of_it = words.find(|word| !matches!(*word, "is" | "set" | "to" | "equals" | "also"));
    let of_it = parse_switch(of_it?)?;
    let values: Vec<bool> = clause.iter().filter_map(|word| parse_switch(word)).collect();
    let start = clause.iter().position(|word| matches!(word.as_str(), "when" | "if" | "where"))?;
    let otherwise = clause.iter().position(|word| word == "otherwise")?;
    let value = clause[..start].iter().find_map(|word| parse_bool(word))?;
    let plain = !says(clause, &["not", "unless", "only"]);
    (plain && start < at && at < otherwise && values == [value, of_it, !value]).then_some(value != of_it)
}

/// `true` if a word is the name of a feature.
fn is_name(word: &str) -> bool {
    word.contains('_')
        && word.starts_with(|char: char| char.is_ascii_lowercase())
        && word.chars().all(|char| char.is_ascii_lowercase() || char.is_ascii_digit() || char == '_')
}

/// The values of a clause, each for some accounts. `continues` is `true` after a clause about some accounts.
fn values(clause: &[String], codes: &[String], continues: bool) -> Option<StatedDefault> {
    use Event::{Otherwise, Value, When};
    if clause.iter().any(|word| is_name(word) && !codes.contains(word)) {
        return None;
    }
    let unless = |part: &Part| says(&part.words, &["unless", "except"]);
    match events(clause).as_slice() {
        [Value(Some(value))] => Some(StatedDefault::Value(*value)),
        [Otherwise, Value(value)] | [Value(value), Otherwise] if value.is_some() || continues => {
            Some(StatedDefault::When(Vec::new(), Some(*value)))
        }
        [Value(Some(value)), When(part)] | [When(part), Value(Some(value))] => {
            let elsewhere = (unless(part) || says(&part.words, &["only"])).then_some(Some(!value));
            Some(StatedDefault::When(vec![(part.condition.clone()?, Some(*value))], elsewhere))
        }
        [Value(value), When(part), Otherwise, Value(other)]
        | [Value(value), When(part), Value(other), Otherwise]
        | [When(part), Value(value), Otherwise, Value(other)]
        | [When(part), Value(value), Value(other), Otherwise]
            if value != other && !unless(part) =>
        {
            Some(StatedDefault::When(vec![(part.condition.clone()?, *value)], Some(*other)))
        }
        [Value(first), When(one), Value(second), When(two)]
        | [When(one), Value(first), When(two), Value(second)]
        | [When(one), Value(first), Value(second), When(two)]
            if first.or(*second).is_some() && !unless(one) && !unless(two) =>
        {
            let known = one.condition.clone()?;
            let other = two.condition.clone().or_else(|| condition::other(&two.words, &known))?;
            Some(StatedDefault::When(vec![(known, *first), (other, *second)], None))
        }
        _ => None,
    }
}

/// The elements of a clause, in order.
enum Event {
    /// `None` for one that is marked as code and neither `true` nor `false`.
    Value(Option<bool>),
    Otherwise,
    When(Part),
}

/// Words with a condition.
struct Part {
    /// `None` if it is not understood.
    condition: Option<Condition>,
    words: Vec<String>,
}

/// Splits a clause into values and the conditions between them.
fn events(clause: &[String]) -> Vec<Event> {
    let values = clause.iter().any(|word| parse_bool(word).is_some());
    let whether = clause.first().is_some_and(|word| matches!(word.as_str(), "whether" | "if"));
    let event = |word: &String| match parse_switch(word) {
        // `Enabled by default` gives a value, `Whether it is enabled` does not.
        Some(value) if parse_bool(word).is_some() || !values && !whether => Some(Event::Value(Some(value))),
        _ if is_name(word) => Some(Event::Value(None)),
        _ => (word == "otherwise").then_some(Event::Otherwise),
    };
    let (mut events, mut first) = (Vec::new(), true);
    for words in clause.split_inclusive(|word| event(word).is_some()) {
        let event = words.last().and_then(event);
        events.extend(part(&words[..words.len() - usize::from(event.is_some())], first).map(Event::When));
        first &= !matches!(event, Some(Event::Value(_)));
        events.extend(event);
    }
    events
}

/// Words around a value that add no condition.
const FILLERS: [&str; 21] = [
    "this", "is", "it", "its", "the", "a", "default", "defaults", "value", "by", "to", "and", "set", "of", "be",
    "will", "feature", "which", ",", "setting", "but",
];

/// Words that add an unknown condition.
const HEDGES: [&str; 12] = [
    "usually",
    "typically",
    "generally",
    "depends",
    "depending",
    "most",
    "some",
    "certain",
    "may",
    "might",
    "not",
    "sometimes",
];

/// The condition in the words next to a value, or before the `first` one.
fn part(mut words: &[String], first: bool) -> Option<Part> {
    // The start of a sentence is about the feature: `whether to allow it for accounts, by default`.
    if first && words.first().is_some_and(|word| word == "whether") {
        words = &words[words.iter().rposition(|word| word == ",").map_or(words.len(), |at| at + 1)..];
    }
    let empty = (first || words.iter().all(|word| FILLERS.contains(&word.as_str()))) && !says(words, &HEDGES);
    let condition = match condition::read(words) {
        ParsedCondition::Known(condition) => Some(condition),
        ParsedCondition::Nothing if empty => return None,
        ParsedCondition::Nothing | ParsedCondition::Unknown => None,
    };
    Some(Part { condition, words: words.to_vec() })
}
