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
use sentences::{Sentence, parse_bool, parse_switch, pattern};
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

/// Phrases without a meaning of their own, separated by commas, after the words that mean as much.
const PHRASES: [(&str, &str); 3] = [
    (
        "by default",
        "unless otherwise specified, unless otherwise stated, unless specified otherwise, \
         unless set otherwise, if it is not set, if it is not specified, if it is not provided, \
         if you do not set it, if you do not set this, if you do not specify it, if you do not specify this, \
         if you do not provide it, if this is not set, if not set, if not specified, if not provided, \
         if not passed, when not set, when not specified, when not provided, if unset, when unset, \
         if unspecified, when unspecified, if omitted, when omitted",
    ),
    (
        "",
        "for the connected account, for this connected account, for the account, for this account, \
         on the account, for this feature, for the feature, for this component, for the component, \
         for this setting, for this value",
    ),
    (
        "otherwise",
        "in all other cases, in any other case, in other cases, for all other accounts, \
         for any other account, for other accounts, for all others, if not, else",
    ),
];

/// Each phrase, and its meaning.
static KNOWN_PHRASES: LazyLock<Vec<(&str, &str)>> = LazyLock::new(|| {
    PHRASES.iter().flat_map(|(meaning, all)| all.split(", ").map(move |phrase| (phrase, *meaning))).collect()
});

/// The words with phrases replaced.
fn normalize(words: &[String]) -> Vec<String> {
    let mut kept = Vec::with_capacity(words.len());
    let mut rest = words;
    while let Some(word) = rest.first() {
        let known = KNOWN_PHRASES.iter().find(|(phrase, meaning)| starts_with(rest, phrase, meaning));
        let (phrase, meaning) = known.copied().unwrap_or((word, word));
        kept.extend(meaning.split_whitespace().map(str::to_owned));
        rest = &rest[phrase.split(' ').count()..];
    }
    kept
}

/// `true` if words start with a phrase that has its usual meaning there.
fn starts_with(words: &[String], phrase: &str, meaning: &str) -> bool {
    let mut rest = words.iter();
    if !phrase.split(' ').all(|word| rest.next().is_some_and(|said| said == word)) {
        return false;
    }
    match rest.next().map(String::as_str) {
        // `if not` alone, as opposed to `if not all of ...`.
        next if phrase == "if not" => matches!(next, None | Some("," | "otherwise")),
        next => !meaning.is_empty() || next != Some("where"),
    }
}

/// The clauses of a sentence: once a value is named, a clause ends before a conjunction
/// followed by a new verb.
fn clauses(words: &[String]) -> Vec<Vec<String>> {
    const SUBJECTS: [&str; 14] = [
        "it", "this", "that", "which", "the", "feature", "value", "setting", "and", "but", "its", ",", "field",
        "option",
    ];
    const VERBS: [&str; 5] = ["can", "may", "must", "defaults", "cannot"];
    let mut clauses = vec![Vec::new()];
    for (at, word) in words.iter().enumerate() {
        let said = |word: &String| parse_switch(word).is_some() || word.contains('_');
        let something = clauses.last().is_some_and(|clause: &Vec<String>| clause.iter().any(said));
        if something && matches!(word.as_str(), "and" | "but" | ",") {
            let mut rest = words[at + 1..].iter().skip_while(|word| SUBJECTS.contains(&word.as_str()));
            if rest.next().is_some_and(|verb| VERBS.contains(&verb.as_str())) {
                clauses.push(Vec::new());
                continue;
            }
        }
        if let Some(clause) = clauses.last_mut() {
            clause.push(word.clone());
        }
    }
    clauses.retain(|clause| !clause.is_empty());
    clauses
}

#[cfg(test)]
mod prose_tests;
