//! Clauses that restrict a value to some accounts.

use super::{
    condition::{self, Condition, ParsedCondition},
    meaning::{StatedRestriction, parse_bool, parse_switch},
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

fn modality(clause: &[String]) -> Option<Modality> {
    let has = |known: &str| clause.iter().any(|word| word == known);
    let pair = |first: &str, second: &str| clause.windows(2).any(|words| words[0] == first && words[1] == second);
    if ["can", "may", "must", "could", "should"].iter().any(|verb| pair(verb, "not"))
        || pair("not", "be")
        || pair("never", "be")
    {
        return (!has("only")).then_some(Modality::Never);
    }
    let permitted = ["can", "may", "allowed", "permitted", "supported", "available", "possible", "valid", "able", "be"];
    if has("only") && permitted.iter().any(|word| has(word)) {
        return Some(Modality::Only);
    }
    (pair("must", "be") || has("always")).then_some(Modality::Always)
}

/// The one value that a clause is about.
fn value(clause: &[String]) -> Option<bool> {
    let mut values = clause.iter().filter_map(|word| parse_bool(word));
    match (values.next(), values.next()) {
        (Some(value), None) => Some(value),
        (None, _) => {
            // `can only be disabled for ...`, `you can disable it only for ...`
            let set =
                clause.windows(2).filter(|words| matches!(words[0].as_str(), "be" | "only" | "not" | "can" | "may"));
            let mut values = set.filter_map(|words| match words[1].as_str() {
                "enable" => Some(true),
                "disable" => Some(false),
                "on" => None,
                word => parse_switch(word),
            });
            values.next().filter(|_| values.next().is_none() && clause[0] != "whether")
        }
        _ => None,
    }
}

/// The restriction that a clause states, if it is understood.
pub(super) fn read(clause: &[String]) -> Option<StatedRestriction> {
    let value = value(clause)?;
    let unless = clause.iter().any(|word| matches!(word.as_str(), "unless" | "except"));
    let modality = modality(clause)?;
    let condition = condition(clause, modality)?;
    let negate = |condition: Condition| Condition { negated: !condition.negated, ..condition };
    // `unless` negates the condition of the ban, which is the condition under which the value is valid.
    Some(match (modality, unless) {
        (Modality::Only, false) => StatedRestriction { value, only_when: condition },
        (Modality::Never, _) => StatedRestriction { value, only_when: negate(condition) },
        (Modality::Always, _) => StatedRestriction { value: !value, only_when: negate(condition) },
        (Modality::Only, true) => return None,
    })
}

/// The accounts that a clause is about.
fn condition(clause: &[String], modality: Modality) -> Option<Condition> {
    // The negation of the verb is not one of the condition.
    let mut negation = modality == Modality::Never;
    let words = clause.iter().filter(|word| {
        let verb = negation && matches!(word.as_str(), "not" | "never");
        negation &= !verb;
        !verb && parse_bool(word).is_none()
    });
    let words: Vec<String> = words.cloned().collect();
    match condition::read(&words) {
        ParsedCondition::Known(condition) => Some(condition),
        ParsedCondition::Nothing | ParsedCondition::Unknown => None,
    }
}
