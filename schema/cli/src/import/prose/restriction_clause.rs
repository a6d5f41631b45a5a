//! Clauses that restrict a value to some accounts.

use super::{
    condition::{self, Condition, ParsedCondition},
    meaning::StatedRestriction,
    sentences::{parse_bool, parse_switch, says},
};

/// `true` if a clause restricts a value to some accounts.
pub(super) fn is_restriction_clause(clause: &[String]) -> bool {
    modality(clause).is_some() && value(clause).is_some()
}

/// The modality of a restriction.
#[derive(Clone, Copy, PartialEq)]
enum Modality {
    /// The value is valid only there.
    Only,
    /// The value is invalid there.
    Never,
    /// The value is required there.
    Always,
}

const BANS: [&str; 7] = ["can not", "may not", "must not", "could not", "should not", "not be", "never be"];
const PERMISSIONS: [&str; 10] =
    ["can", "may", "allowed", "permitted", "supported", "available", "possible", "valid", "able", "be"];

fn modality(clause: &[String]) -> Option<Modality> {
    let only = says(clause, &["only"]);
    if says(clause, &BANS) {
        return (!only).then_some(Modality::Never);
    }
    if only && says(clause, &PERMISSIONS) {
        return Some(Modality::Only);
    }
    says(clause, &["must be", "always"]).then_some(Modality::Always)
}

/// The one value that a clause is about.
fn value(clause: &[String]) -> Option<bool> {
    let mut values: Vec<bool> = clause.iter().filter_map(|word| parse_bool(word)).collect();
    if values.is_empty() && clause[0] != "whether" {
        // `can only be disabled for ...`, `you can disable it only for ...`
        let set = clause.windows(2).filter(|words| matches!(words[0].as_str(), "be" | "only" | "not" | "can" | "may"));
        values.extend(set.filter_map(|words| match words[1].as_str() {
            "enable" => Some(true),
            "disable" => Some(false),
            "on" => None,
            word => parse_switch(word),
        }));
    }
    if let [value] = values[..] { Some(value) } else { None }
}

/// The restriction that a clause states, if it is understood.
pub(super) fn read(clause: &[String]) -> Option<StatedRestriction> {
    let value = value(clause)?;
    let modality = modality(clause)?;
    let only_when = condition(clause, modality)?;
    let negated = Condition { negated: !only_when.negated, ..only_when.clone() };
    // `unless` negates the condition of the ban, which is the condition under which the value is valid.
    Some(match modality {
        Modality::Only if says(clause, &["unless", "except"]) => return None,
        Modality::Only => StatedRestriction { value, only_when },
        Modality::Never => StatedRestriction { value, only_when: negated },
        Modality::Always => StatedRestriction { value: !value, only_when: negated },
    })
}

/// The accounts that a clause is about.
fn condition(clause: &[String], modality: Modality) -> Option<Condition> {
    let mut words: Vec<String> = clause.iter().filter(|word| parse_bool(word).is_none()).cloned().collect();
    // The negation of the verb is not one of the condition.
    let verb = words.iter().position(|word| matches!(word.as_str(), "not" | "never"));
    if let Some(verb) = verb.filter(|_| modality == Modality::Never) {
        words.remove(verb);
    }
    match condition::read(&words) {
        ParsedCondition::Known(condition) => Some(condition),
        ParsedCondition::Nothing | ParsedCondition::Unknown => None,
    }
}
