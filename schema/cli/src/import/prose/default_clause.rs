//! Clauses about a default.

use super::{
    condition::{self, Condition, ParsedCondition},
    meaning::{StatedDefault, parse_bool, parse_switch},
};

/// The default clauses of a description.
#[derive(Debug, Default)]
pub(super) struct Assignments {
    always: Vec<bool>,
    when: Vec<(Condition, Option<bool>)>,
    otherwise: Vec<Option<bool>>,
    references: Vec<StatedDefault>,
    unclear: bool,
}

/// `true` if a clause is about a default.
pub(super) fn is_default_clause(clause: &[String]) -> bool {
    let about = clause.iter().any(|word| matches!(word.as_str(), "default" | "defaults" | "defaulting" | "defaulted"));
    about && (clause.iter().any(|word| parse_bool(word).is_some()) || has_verb(clause))
}

/// `true` if a clause states the default, and does not just contain the word.
fn has_verb(clause: &[String]) -> bool {
    let has = |known: &str| clause.windows(known.split(' ').count()).any(|words| words.join(" ") == known);
    ["defaults to", "default to", "by default", "default is", "default value", "defaulting to", "default ,"]
        .iter()
        .any(|phrase| has(phrase))
        || has("default")
            && clause.iter().any(|word| OPPOSITES.contains(&word.as_str()) || EQUALS.contains(&word.as_str()))
}

/// `true` if a clause continues the one before: `Otherwise, it is ...`.
pub(super) fn continues_default(clause: &[String]) -> bool {
    let is_value = |word: &String| parse_bool(word).is_some() || is_name(word);
    clause.first().is_some_and(|word| word == "otherwise") && clause.iter().any(is_value)
}

const OPPOSITES: [&str; 8] =
    ["opposite", "inverse", "inverted", "negation", "negated", "contrary", "reverse", "complement"];
const EQUALS: [&str; 13] = [
    "same", "value", "matches", "match", "mirrors", "mirror", "follows", "follow", "equal", "equals", "inherits",
    "copies", "whatever",
];

/// `true` for words about the value of something else.
pub(super) fn refers(words: &[String]) -> bool {
    let equals = |word: &str| word != "value" && EQUALS.contains(&word);
    let value_of = words.windows(2).any(|pair| pair[0] == "value" && pair[1] == "of");
    value_of || words.iter().any(|word| equals(word) || OPPOSITES.contains(&word.as_str()))
}

/// The elements of a clause, in order.
enum Event {
    /// `None` for one that is marked as code and neither `true` nor `false`.
    Value(Option<bool>),
    Otherwise,
    Part(Part),
}

/// The words around a value.
struct Part {
    found: ParsedCondition,
    words: Vec<String>,
    unless: bool,
    only: bool,
}

impl Assignments {
    pub(super) fn is_empty(&self) -> bool {
        !self.unclear
            && self.always.is_empty()
            && self.when.is_empty()
            && self.otherwise.is_empty()
            && self.references.is_empty()
    }

    /// Reads a clause. `codes` has the words marked as code. `false` if the clause is not understood.
    pub(super) fn read(&mut self, clause: &[String], codes: &[String]) -> bool {
        let understood = self.reference(clause, codes) || self.values(clause, codes);
        self.unclear |= !understood;
        understood
    }

    /// The resulting default. `None` if the clauses contradict each other, or leave a case open.
    pub(super) fn stated(&self) -> Option<StatedDefault> {
        fn agreed<T: PartialEq>(values: &[T]) -> bool {
            values.windows(2).all(|pair| pair[0] == pair[1])
        }
        let values = self.always.len() + self.when.len() + self.otherwise.len();
        if self.unclear {
            return None;
        }
        match self.references.as_slice() {
            [] => {}
            [first, rest @ ..] if values == 0 && rest.iter().all(|other| other == first) => return Some(first.clone()),
            _ => return None,
        }
        match (self.always.as_slice(), self.when.as_slice()) {
            ([first, ..], []) if agreed(&self.always) && self.otherwise.is_empty() => {
                Some(StatedDefault::Value(*first))
            }
            ([], [_, ..]) if agreed(&self.otherwise) => {
                Some(StatedDefault::When(self.when.clone(), self.otherwise.first().copied()))
            }
            _ => None,
        }
    }

    /// `the opposite of the x_y value`, `the same as x_y`, `true if x_y is false, otherwise false`.
    fn reference(&mut self, clause: &[String], codes: &[String]) -> bool {
        let is_code = |word: &String| {
            codes.contains(word) && parse_bool(word).or(parse_switch(word)).is_none() && !word.contains('.')
        };
        let has = |known: &[&str]| clause.iter().any(|word| known.contains(&word.as_str()));
        let mut names = clause.iter().filter(|word| is_name(word) || is_code(word));
        let Some(name) = names.next().cloned() else { return false };
        if names.any(|other| *other != name) {
            return false;
        }
        let opposite = has(&OPPOSITES);
        let plain = clause.iter().all(|word| parse_bool(word).is_none());
        let conditional = has(&["when", "if", "where", "unless", "except", "only", "not", "otherwise"]);
        let named = clause.windows(3).any(|words| words[0] == "defaults" && words[1] == "to" && words[2] == name);
        let stated = if plain && !conditional && (opposite || named || has(&EQUALS)) {
            opposite
        } else if !plain && !opposite {
            match compared(clause, &name) {
                Some(opposite) => opposite,
                None => return false,
            }
        } else {
            return false;
        };
        self.references.push(if stated { StatedDefault::OppositeOf(name) } else { StatedDefault::SameAs(name) });
        true
    }

    fn values(&mut self, clause: &[String], codes: &[String]) -> bool {
        if clause.iter().any(|word| is_name(word) && !codes.contains(word)) {
            return false;
        }
        let events = events(clause);
        let values: Vec<Option<bool>> = events.iter().filter_map(Event::value).collect();
        if values.iter().all(Option::is_none) && (!otherwise_alone(&events) || self.when.is_empty()) {
            return false;
        }
        let conditions: Vec<&Part> = events.iter().filter_map(Event::condition).collect();
        let otherwise = events.iter().any(|event| matches!(event, Event::Otherwise));
        match (values.as_slice(), conditions.as_slice()) {
            ([value], []) if otherwise => self.otherwise.push(*value),
            ([Some(value)], []) => self.always.push(*value),
            ([value], [part]) if !otherwise => {
                let Some(condition) = part.condition() else { return false };
                if part.unless || part.only {
                    let Some(value) = value else { return false };
                    let negated = Condition { negated: !condition.negated, ..condition.clone() };
                    self.when.push((negated, Some(!value)));
                }
                self.when.push((condition, *value));
            }
            ([first, second], [part]) if otherwise && first != second && !part.unless => {
                let Some(condition) = part.condition() else { return false };
                let Some(other) = value_of_otherwise(&events) else { return false };
                self.when.push((condition, if other == *first { *second } else { *first }));
                self.otherwise.push(other);
            }
            ([first, second], [one, two]) if !otherwise && !one.unless && !two.unless => {
                let Some(known) = one.condition() else { return false };
                let Some(other) = two.condition().or_else(|| condition::other(&two.words, &known)) else {
                    return false;
                };
                self.when.extend([(known, *first), (other, *second)]);
            }
            _ => return false,
        }
        true
    }
}

impl Event {
    fn value(&self) -> Option<Option<bool>> {
        match self {
            Event::Value(value) => Some(*value),
            _ => None,
        }
    }

    fn condition(&self) -> Option<&Part> {
        match self {
            Event::Part(part) if part.found != ParsedCondition::Nothing => Some(part),
            _ => None,
        }
    }
}

impl Part {
    fn condition(&self) -> Option<Condition> {
        match &self.found {
            ParsedCondition::Known(condition) => Some(condition.clone()),
            _ => None,
        }
    }
}

/// `true` if a word is the name of a feature.
fn is_name(word: &str) -> bool {
    word.contains('_')
        && word.starts_with(|char: char| char.is_ascii_lowercase())
        && word.chars().all(|char| char.is_ascii_lowercase() || char.is_ascii_digit() || char == '_')
}

/// `true` if a comparison with a feature is its opposite, as in `true if x_y is false, otherwise true`.
fn compared(clause: &[String], name: &str) -> Option<bool> {
    let at = clause.iter().position(|word| word == name)?;
    let mut words = clause[at + 1..].iter().map(String::as_str);
    let of_it = words.find(|word| !matches!(*word, "is" | "set" | "to" | "equals" | "also"));
    let value = |word: &str| parse_bool(word).or(parse_switch(word));
    let of_it = value(of_it?)?;
    let values: Vec<bool> = clause.iter().filter_map(|word| value(word)).collect();
    let start = clause.iter().position(|word| matches!(word.as_str(), "when" | "if" | "where"))?;
    let otherwise = clause.iter().position(|word| word == "otherwise")?;
    let value = clause[..start].iter().find_map(|word| parse_bool(word))?;
    let plain = !clause.iter().any(|word| matches!(word.as_str(), "not" | "unless" | "only"));
    (plain && start < at && at < otherwise && values == [value, of_it, !value]).then_some(value != of_it)
}

/// `true` for `otherwise` with one value and nothing else.
fn otherwise_alone(events: &[Event]) -> bool {
    let conditions = events.iter().any(|event| event.condition().is_some());
    events.iter().any(|event| matches!(event, Event::Otherwise)) && !conditions
}

/// Splits a clause into values and the words between them.
fn events(clause: &[String]) -> Vec<Event> {
    let values = clause.iter().any(|word| parse_bool(word).is_some());
    let whether = clause.first().is_some_and(|word| matches!(word.as_str(), "whether" | "if"));
    // `Enabled by default` gives a value, `Whether it is enabled` does not.
    let value = |word: &str| match parse_bool(word).or_else(|| parse_switch(word).filter(|_| !values && !whether)) {
        None if is_name(word) => Some(None),
        value => value.map(Some),
    };
    let mut events = Vec::new();
    let mut part: Vec<String> = Vec::new();
    for word in clause {
        let event = match value(word) {
            Some(value) => Event::Value(value),
            None if word == "otherwise" => Event::Otherwise,
            None => {
                part.push(word.clone());
                continue;
            }
        };
        close(&mut events, &mut part);
        events.push(event);
    }
    close(&mut events, &mut part);
    events
}

fn close(events: &mut Vec<Event>, part: &mut Vec<String>) {
    let words = std::mem::take(part);
    let first = !events.iter().any(|event| matches!(event, Event::Value(_)));
    // The start of a sentence is about the feature: `whether to allow it for accounts, by default`.
    let about = words.first().is_some_and(|word| word == "whether");
    let start =
        if first && about { words.iter().rposition(|word| word == ",").map_or(words.len(), |at| at + 1) } else { 0 };
    let words = &words[start..];
    let has = |known: &str| words.iter().any(|word| word == known);
    let found = match condition::read(words) {
        ParsedCondition::Nothing if !first && !words.iter().all(|word| FILLERS.contains(&word.as_str())) => {
            ParsedCondition::Unknown
        }
        ParsedCondition::Nothing if HEDGES.split(' ').any(has) => ParsedCondition::Unknown,
        found => found,
    };
    let (unless, only) = (has("unless") || has("except"), has("only"));
    events.push(Event::Part(Part { found, words: words.to_vec(), unless, only }));
}

/// Words around a value that add no condition.
const FILLERS: [&str; 21] = [
    "this", "is", "it", "its", "the", "a", "default", "defaults", "value", "by", "to", "and", "set", "of", "be",
    "will", "feature", "which", ",", "setting", "but",
];

/// Words that add an unknown condition.
const HEDGES: &str = "usually typically generally depends depending most some certain may might not sometimes";

/// The value that `otherwise` goes with: the one before it, as in `false otherwise`, or else the one after.
fn value_of_otherwise(events: &[Event]) -> Option<Option<bool>> {
    let at = events.iter().position(|event| matches!(event, Event::Otherwise))?;
    let is_empty = |event: &Event| matches!(event, Event::Part(part) if part.found == ParsedCondition::Nothing);
    let mut before = events[..at].iter().rev().skip_while(|event| is_empty(event));
    let mut after = events[at + 1..].iter().skip_while(|event| is_empty(event));
    match (before.next(), after.next()) {
        // Between two values, such as `if ..., true, otherwise false`, it goes with what follows.
        (_, Some(Event::Value(value))) => Some(*value),
        (Some(Event::Value(value)), None | Some(Event::Part(..))) => Some(*value),
        _ => None,
    }
}
