//! Conditions on accounts in a part of a sentence.

use super::sentences::says;
use std::{collections::HashSet, sync::LazyLock};

/// A condition on an account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Condition {
    /// The field of the account object.
    pub(crate) field: String,
    /// The value it has, or with `negated` does not have.
    pub(crate) value: String,
    /// `true` for any value but this one.
    pub(crate) negated: bool,
}

impl Condition {
    fn new((field, value): (&str, &str)) -> Condition {
        Condition { field: field.to_owned(), value: value.to_owned(), negated: false }
    }

    /// `true` if it holds for accounts whose field has a value.
    pub(crate) fn holds_for(&self, value: &str) -> bool {
        (self.value == value) != self.negated
    }
}

/// Who bears losses.
pub(crate) const LOSSES: &str = "controller.losses.payments";
/// Who collects requirements.
pub(crate) const REQUIREMENTS: &str = "controller.requirement_collection";

/// The account types of the API's documentation: who bears losses, and who collects requirements.
pub(crate) const ACCOUNT_TYPES: [(&str, [(&str, &str); 2]); 3] = [
    ("standard", [(LOSSES, "stripe"), (REQUIREMENTS, "stripe")]),
    ("express", [(LOSSES, "application"), (REQUIREMENTS, "stripe")]),
    ("custom", [(LOSSES, "application"), (REQUIREMENTS, "application")]),
];

/// The result of parsing a part of a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum ParsedCondition {
    /// Nothing about accounts.
    Nothing,
    /// A condition that is not understood.
    Unknown,
    /// A condition.
    Known(Condition),
}

/// Words that start a condition.
const STARTS: [&str; 12] =
    ["when", "if", "where", "unless", "for", "while", "whose", "whenever", "except", "on", "in", "depending"];

/// All words of a condition that do not change its meaning.
const VOCABULARY: &str = "a about account accounts all also always and any application are as at be because been being \
    bear bears being balance balances by can case cases change changed changes changing collect collecting collection \
    collects compliance connect connected controller cover covering covers credit custom default defaults do does due \
    either example express fall feature following for from fulfill gather gathering handles handle has have having if \
    in including information is it its keeps kyc legally liability liable like loss losses made manage manages managing \
    must need needed negative no not of on only or out own owner owners ownership owning owns part party payment \
    payments platform platforms point property provided requirement requirements responsibility responsible set set \
    sets setting should so standard stripe such take takes than that the their then there these they this those to \
    type types unless up update updated updates use uses using value verification was were what when whenever where \
    whether which while who whose will with you your yourself , is equals equal has e.g e.g. bearing collector owned \
    allow allowed allows otherwise true false enabled disabled may non responsible";

static KNOWN_WORDS: LazyLock<HashSet<&str>> = LazyLock::new(|| VOCABULARY.split_whitespace().collect());

/// The condition in a part of a sentence. `unless` counts as a negation.
pub(crate) fn read(words: &[String]) -> ParsedCondition {
    let found = match comparison(words) {
        ParsedCondition::Nothing => about_accounts(words),
        compared => compared,
    };
    match found {
        ParsedCondition::Known(_) if !understood(words) => ParsedCondition::Unknown,
        ParsedCondition::Known(condition) if says(words, &["unless", "except"]) => {
            ParsedCondition::Known(Condition { negated: !condition.negated, ..condition })
        }
        found => found,
    }
}

/// The condition in words about what accounts do or what type they have.
fn about_accounts(words: &[String]) -> ParsedCondition {
    use ParsedCondition::{Known, Nothing, Unknown};
    let found = match (topic(words), account_types(words)) {
        (Nothing, Nothing) if says(words, &STARTS) || ACCOUNT_TYPES.iter().any(|(name, _)| says(words, &[name])) => {
            Unknown
        }
        (Nothing, found) | (found, Nothing) => found,
        (one, other) if one == other => one,
        _ => Unknown,
    };
    let negations = words.iter().filter(|word| matches!(word.as_str(), "not" | "non" | "no")).count();
    match found {
        Known(condition) => Known(Condition { negated: negations % 2 == 1, ..condition }),
        found => found,
    }
}

/// The condition in words that refer to the one before: `if it is application`, `when the platform is`.
pub(crate) fn other(words: &[String], before: &Condition) -> Option<Condition> {
    let fillers =
        ["if", "when", "where", "for", "the", "it", "is", "are", "does", "do", "set", "to", "and", "your", ","];
    let who = words.iter().filter(|word| !fillers.contains(&word.as_str()));
    let who: Vec<&str> =
        who.map(|word| if matches!(word.as_str(), "platform" | "you") { "application" } else { word }).collect();
    match who.as_slice() {
        [value @ ("stripe" | "application")] if *value != before.value && !before.negated => {
            Some(Condition { value: (*value).to_owned(), ..before.clone() })
        }
        _ => None,
    }
}

/// `true` if every word from the start of the condition on is known.
fn understood(words: &[String]) -> bool {
    let start = words.iter().position(|word| STARTS.contains(&word.as_str())).unwrap_or(0);
    words[start..].iter().all(|word| is_field(word) || KNOWN_WORDS.contains(word.as_str()))
}

/// `true` if a word is a path in the account object.
fn is_field(word: &str) -> bool {
    let name = |part: &str| !part.is_empty() && part.chars().all(|char| char.is_ascii_lowercase() || char == '_');
    word.contains('.') && word.split('.').all(name) && word != "e.g" && word != "i.e"
}

/// Words between a field and its value.
const BETWEEN: [&str; 13] =
    ["is", "are", "set", "to", "equals", "equal", "has", "the", "value", "be", "of", "being", "was"];

/// The comparison of a field with a value.
fn comparison(words: &[String]) -> ParsedCondition {
    let mut fields = words.iter().enumerate().filter(|(_, word)| is_field(word));
    let Some((at, field)) = fields.next() else { return ParsedCondition::Nothing };
    let rest = &words[at + 1..];
    let value = rest.iter().position(|word| word != "not" && !BETWEEN.contains(&word.as_str()));
    let Some(value) = value.filter(|_| fields.all(|(_, other)| other == field)) else {
        return ParsedCondition::Unknown;
    };
    let negations = rest[..value].iter().filter(|word| *word == "not").count();
    match rest[value].as_str() {
        "," | "either" | "or" | "and" | "true" | "false" => ParsedCondition::Unknown,
        _ if rest.get(value + 1).is_some_and(|next| next == "or") => ParsedCondition::Unknown,
        value => ParsedCondition::Known(Condition { negated: negations % 2 == 1, ..Condition::new((field, value)) }),
    }
}

/// Who does what: Stripe or the platform, bears losses or collects requirements.
fn topic(words: &[String]) -> ParsedCondition {
    let has = |known: &[&str]| says(words, known);
    let losses = has(&["loss", "losses"]) || (has(&["negative"]) && has(&["balance", "balances"]));
    let requirements = has(&["requirement", "requirements", "compliance", "kyc", "verification"])
        || (has(&["updated", "information"]) && has(&["collecting", "collects", "collect", "gather", "gathering"]));
    let stripe = has(&["stripe"]);
    let platform = has(&["you", "your", "yourself", "platform", "platforms", "application"]);
    if !losses && !requirements {
        return ParsedCondition::Nothing;
    }
    if losses == requirements || stripe == platform {
        return ParsedCondition::Unknown;
    }
    let field = if losses { LOSSES } else { REQUIREMENTS };
    ParsedCondition::Known(Condition::new((field, if stripe { "stripe" } else { "application" })))
}

/// The one fact that exactly the types of accounts that are named have in common. Examples do not count.
fn account_types(words: &[String]) -> ParsedCondition {
    let named = |name: &str| words.iter().any(|word| word == name);
    let is_type = |word: &String| ACCOUNT_TYPES.iter().any(|(name, _)| word == name);
    let Some(first) = words.iter().position(is_type) else { return ParsedCondition::Nothing };
    if says(&words[first.saturating_sub(4)..first], &["like", "as", "e.g", "including", "example"]) {
        return ParsedCondition::Nothing;
    }
    let facts = ACCOUNT_TYPES.iter().flat_map(|(_, facts)| facts);
    let common = |fact: &&(&str, &str)| ACCOUNT_TYPES.iter().all(|(name, facts)| named(name) == facts.contains(fact));
    let facts: Vec<_> = facts.filter(common).collect();
    match facts.first() {
        Some(first) if facts.iter().all(|fact| fact == first) => ParsedCondition::Known(Condition::new(**first)),
        _ => ParsedCondition::Unknown,
    }
}

#[cfg(test)]
mod tests {
    use super::{super::sentences::sentences, *};

    fn found(text: &str) -> ParsedCondition {
        read(&sentences(text)[0].words)
    }

    fn is(field: &str, value: &str, negated: bool) -> ParsedCondition {
        ParsedCondition::Known(Condition { field: field.to_owned(), value: value.to_owned(), negated })
    }

    #[test]
    fn who_bears_losses() {
        for text in [
            "when Stripe owns Loss Liability",
            "if Stripe is liable for the account's negative balances",
            "for accounts where Stripe bears losses",
            "where `controller.losses.payments` is set to `stripe`",
            "when controller.losses.payments equals “stripe”",
            "for standard accounts",
        ] {
            assert_eq!(found(text), is(LOSSES, "stripe", false), "{text}");
        }
        for text in ["when you're responsible for negative balances", "for Express and Custom accounts"] {
            assert_eq!(found(text), is(LOSSES, "application", false), "{text}");
        }
        assert_eq!(found("unless Stripe covers losses"), is(LOSSES, "stripe", true));
        assert_eq!(found("if `controller.losses.payments` isn't `stripe`"), is(LOSSES, "stripe", true));
    }

    #[test]
    fn who_collects_requirements() {
        for text in [
            "for accounts where you are responsible for gathering requirements",
            "for custom accounts (or accounts where your platform is the compliance owner)",
            "for accounts where the platform collects updated information when requirements are due, such as custom accounts",
            "for accounts with `controller.requirement_collection` set to <code>application</code>",
            "for custom connected accounts only",
        ] {
            assert_eq!(found(text), is(REQUIREMENTS, "application", false), "{text}");
        }
    }

    #[test]
    fn unreadable_conditions_are_not_guessed() {
        for text in [
            "for accounts in the US",
            "when Stripe owns losses and your account is enrolled",
            "for custom accounts in Brazil",
            "if `controller.losses.payments` is `stripe` or `application`",
            "when Stripe, not your platform, owns loss liability",
            "for express accounts",
            "where `controller.losses.payments` is `stripe` and `controller.requirement_collection` is `stripe`",
        ] {
            assert_eq!(found(text), ParsedCondition::Unknown, "{text}");
        }
        assert_eq!(found("which defaults to"), ParsedCondition::Nothing);
    }
}
