//! Conditions on accounts in a part of a sentence.

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
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let mut negated = words.contains(&"unless") || words.contains(&"except");
    let fields = || words.iter().copied().enumerate().filter(|(_, word)| is_field(word));
    if let Some((at, field)) = fields().next() {
        let Some((value, not)) = value(&words[at + 1..]) else { return ParsedCondition::Unknown };
        let repeated = fields().any(|(_, other)| other != field);
        if repeated || !understood(&words) {
            return ParsedCondition::Unknown;
        }
        negated ^= not;
        return ParsedCondition::Known(Condition { field: field.to_owned(), value: value.to_owned(), negated });
    }
    negated ^= words.iter().filter(|word| matches!(**word, "not" | "non" | "no")).count() % 2 == 1;
    let by_topic = topic(&words);
    let named = account_types(&words);
    let condition = match (by_topic, named) {
        (Topic::None, Types::None) if words.iter().any(|word| STARTS.contains(word)) => {
            return ParsedCondition::Unknown;
        }
        (Topic::None, Types::None) => return ParsedCondition::Nothing,
        (Topic::Unclear, _) | (_, Types::Unclear) => return ParsedCondition::Unknown,
        (Topic::Of(field, value), Types::None | Types::Example) => (field, value),
        (Topic::Of(field, value), Types::Of(same, too)) if (field, value) == (same, too) => (field, value),
        (Topic::None, Types::Of(field, value)) => (field, value),
        _ => return ParsedCondition::Unknown,
    };
    if !understood(&words) {
        return ParsedCondition::Unknown;
    }
    let (field, value) = condition;
    ParsedCondition::Known(Condition { field: field.to_owned(), value: value.to_owned(), negated })
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
fn understood(words: &[&str]) -> bool {
    let start = words.iter().position(|word| STARTS.contains(word)).unwrap_or(0);
    words[start..].iter().all(|word| is_field(word) || KNOWN_WORDS.contains(word))
}

/// `true` if a word is a path in the account object.
fn is_field(word: &str) -> bool {
    let name = |part: &str| !part.is_empty() && part.chars().all(|char| char.is_ascii_lowercase() || char == '_');
    word.split('.').count() > 1 && word.split('.').all(name) && word != "e.g" && word != "i.e"
}

/// The value of a field, and whether it is negated.
fn value<'w>(words: &[&'w str]) -> Option<(&'w str, bool)> {
    let between = ["is", "are", "set", "to", "equals", "equal", "has", "the", "value", "be", "of", "being", "was"];
    let mut not = false;
    for (at, word) in words.iter().enumerate() {
        match *word {
            "not" => not = !not,
            word if between.contains(&word) => {}
            "," | "either" | "or" | "and" | "true" | "false" => return None,
            word => return (words.get(at + 1) != Some(&"or")).then_some((word, not)),
        }
    }
    None
}

enum Topic {
    None,
    Unclear,
    Of(&'static str, &'static str),
}

/// Who does what: Stripe or the platform, bears losses or collects requirements.
fn topic(words: &[&str]) -> Topic {
    let has = |known: &[&str]| words.iter().any(|word| known.contains(word));
    let losses = has(&["loss", "losses"]) || (has(&["negative"]) && has(&["balance", "balances"]));
    let requirements = has(&["requirement", "requirements", "compliance", "kyc", "verification"])
        || (has(&["updated", "information"]) && has(&["collecting", "collects", "collect", "gather", "gathering"]));
    let field = match (losses, requirements) {
        (false, false) => return Topic::None,
        (true, true) => return Topic::Unclear,
        (true, false) => LOSSES,
        (false, true) => REQUIREMENTS,
    };
    match (has(&["stripe"]), has(&["you", "your", "yourself", "platform", "platforms", "application"])) {
        (true, false) => Topic::Of(field, "stripe"),
        (false, true) => Topic::Of(field, "application"),
        _ => Topic::Unclear,
    }
}

enum Types {
    None,
    /// Some are named as an example.
    Example,
    Unclear,
    Of(&'static str, &'static str),
}

/// The one fact that exactly the types of accounts that are named have in common.
fn account_types(words: &[&str]) -> Types {
    let named = |name: &str| words.contains(&name);
    if !ACCOUNT_TYPES.iter().any(|(name, _)| named(name)) {
        return Types::None;
    }
    let first = words.iter().position(|word| ACCOUNT_TYPES.iter().any(|(name, _)| word == name)).unwrap_or(0);
    if words[..first].iter().rev().take(4).any(|word| matches!(*word, "like" | "as" | "e.g" | "including" | "example"))
    {
        return Types::Example;
    }
    let facts = [LOSSES, REQUIREMENTS].into_iter().flat_map(|field| [(field, "stripe"), (field, "application")]);
    let mut facts = facts.filter(|fact| ACCOUNT_TYPES.iter().all(|(name, facts)| named(name) == facts.contains(fact)));
    match (facts.next(), facts.next()) {
        (Some((field, value)), None) => Types::Of(field, value),
        _ => Types::Unclear,
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
