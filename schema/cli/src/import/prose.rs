//! Parser of descriptions: the default, the restriction, and the remaining documentation. It accepts many wordings;
//! sentences that it does not understand are returned as they are.

pub(crate) mod condition;
mod default_clause;
pub(crate) mod meaning;
mod restriction_clause;
pub(crate) mod sentences;

use condition::ParsedCondition;
use meaning::{ParsedDescription, StatedDefault};
use regex_lite::Regex;
use sentences::{Sentence, parse_bool, pattern};
use std::sync::LazyLock;

/// Reads the description of a feature.
pub(crate) fn read(description: &str) -> ParsedDescription {
    let mut said = ParsedDescription::default();
    let mut defaults = Vec::new();
    let mut doc = Vec::new();
    let sentences = sentences::sentences(description);
    for sentence in &sentences {
        match understood(sentence, &mut defaults, &mut said) {
            Some(true) => {}
            Some(false) => said.unread.push(sentence.text.clone()),
            None => doc.push(sentence.text.as_str()),
        }
    }
    said.default = default_clause::agreed(&defaults);
    if said.default.is_none() && !defaults.is_empty() {
        let texts = sentences.iter().map(|sentence| &sentence.text);
        said.unread = texts.filter(|text| !doc.contains(&text.as_str())).cloned().collect();
    }
    said.doc = doc.join(" ");
    said
}

/// A word in backticks or quotes, a list in brackets, any other word, or else a single character.
static TOKEN: LazyLock<Regex> = LazyLock::new(|| pattern(r#"(?s)`([^`]*)`|"([^"]*)"|(\[[^\]]*\])|[^ `"\[]+|."#));

/// Reads the default of a feature that is not boolean: its first value is returned as `true`, another one as `false`.
/// `value` has the value of a word that is marked as code or is a number, or of a list in brackets.
pub(crate) fn read_values<T: PartialEq>(
    description: &str,
    value: impl Fn(&str) -> Option<T>,
) -> (Option<StatedDefault>, Vec<T>) {
    let (mut values, mut text) = (Vec::new(), String::new());
    let about = |text: &str| names_default(text) || text.to_lowercase().starts_with("otherwise");
    for Sentence { text: sentence, words, .. } in sentences::sentences(description).iter().filter(|it| about(&it.text))
    {
        if default_clause::refers(words) {
            return (None, values);
        }
        for captures in TOKEN.captures_iter(sentence) {
            let whole = &captures[0];
            let word = whole.trim_end_matches(['.', ',', ';']);
            let token = match (1..=3).find_map(|group| captures.get(group)) {
                Some(marked) => marked.as_str(),
                None if word.parse::<i64>().is_ok() || parse_bool(word).is_some() => word,
                None => "",
            };
            match value(token).filter(|_| !token.is_empty()) {
                // It can't be told from the words that stand for others.
                None if parse_bool(token).is_some() => return (None, values),
                None => text.push_str(whole),
                Some(found) => {
                    let index = values.iter().position(|known| *known == found).unwrap_or(values.len());
                    if index == values.len() {
                        values.push(found);
                    }
                    text.push_str(["`true`", "`false`"].get(index).copied().unwrap_or("`several_more`"));
                    text.push_str(&whole[word.len()..]);
                }
            }
        }
        text.push(' ');
    }
    (read(&text).default, values)
}

/// `true` if a text mentions a default.
pub(crate) fn names_default(text: &str) -> bool {
    text.to_lowercase().contains("default")
}

/// Reads the rules that a sentence states. `None` if it is about something else, `false` if it is not understood.
fn understood(
    sentence: &Sentence,
    defaults: &mut Vec<Option<StatedDefault>>,
    said: &mut ParsedDescription,
) -> Option<bool> {
    if let ["for", "example" | "instance", ..] = sentence.words.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        // An example repeats a rule for one case.
        return sentence.words.iter().any(|word| word.starts_with("default")).then_some(true);
    }
    let mut all = None;
    for clause in clauses(&normalize(&sentence.words)) {
        let understood = if default_clause::is_default_clause(&clause)
            || (!defaults.is_empty() && default_clause::continues_default(&clause))
        {
            defaults.push(default_clause::read(&clause, &sentence.codes, defaults));
            defaults.last().is_some_and(Option::is_some)
        } else if restriction_clause::is_restriction_clause(&clause) {
            let restriction = restriction_clause::read(&clause);
            let agrees = said.restriction.is_none() || said.restriction == restriction;
            said.restriction = said.restriction.take().or(restriction);
            agrees && said.restriction.is_some()
        } else if clause.iter().any(|word| parse_bool(word).is_some())
            && matches!(condition::read(&clause), ParsedCondition::Known(_))
        {
            // Something unknown holds for some accounts.
            false
        } else {
            continue;
        };
        all = Some(all.unwrap_or(true) && understood);
    }
    all
}

/// Phrases without a meaning of their own, and the words that mean as much.
static PHRASES: LazyLock<[(Regex, &str); 6]> = LazyLock::new(|| {
    let phrases = [
        (r"unless (otherwise (specified|stated)|(specified|set) otherwise)", "by default"),
        (r"if you do not (set|specify|provide) (it|this)", "by default"),
        (r"(if|when) ((it|this) is )?(not (set|specified|provided|passed)|unset|unspecified|omitted)", "by default"),
        (r"for (the|this) (connected account|account|feature|component)|on the account|for this (setting|value)", ""),
        (r"(in|for) (all |any )?other (cases?|accounts?)|for all others|else", "otherwise"),
        (r"if not( ,| otherwise|$)", "otherwise$2"),
    ];
    phrases.map(|(phrase, meaning)| (pattern(&format!(r"\b({phrase})(?: |$)")), meaning))
});

/// The words with phrases replaced.
fn normalize(words: &[String]) -> String {
    PHRASES
        .iter()
        .fold(words.join(" "), |text, (phrase, meaning)| phrase.replace_all(&text, format!("{meaning} ")).into_owned())
}

/// A conjunction before a new verb.
static CONJUNCTION: LazyLock<Regex> = LazyLock::new(|| {
    let subjects = "it|this|that|which|the|feature|value|setting|and|but|its|,|field|option";
    pattern(&format!(r" (and|but|,) (?:(?:{subjects}) )*(?:can|may|must|defaults)(?: |$)"))
});

/// A value, or the name of a feature.
static VALUE: LazyLock<Regex> = LazyLock::new(|| pattern(r"\b(true|false|enabled|disabled|on|off)\b|_"));

/// The clauses of a sentence: once a value is named, a clause ends before a conjunction followed by a new verb.
fn clauses(sentence: &str) -> Vec<Vec<String>> {
    let (mut clauses, mut start) = (Vec::new(), 0);
    for conjunction in CONJUNCTION.captures_iter(sentence).filter_map(|found| found.get(1)) {
        if VALUE.is_match(&sentence[start..conjunction.start()]) {
            clauses.push(&sentence[start..conjunction.start()]);
            start = conjunction.end();
        }
    }
    clauses.push(&sentence[start..]);
    let clauses = clauses.into_iter().map(|clause| clause.split_whitespace().map(str::to_owned).collect());
    clauses.filter(|clause: &Vec<String>| !clause.is_empty()).collect()
}

#[cfg(test)]
mod prose_tests;
