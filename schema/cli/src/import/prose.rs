//! Parser of descriptions: the default, the restriction, and the remaining documentation. It accepts many wordings;
//! sentences that it does not understand are returned as they are.

pub(crate) mod condition;
mod default_clause;
pub(crate) mod meaning;
mod restriction_clause;
pub(crate) mod sentences;

use condition::ParsedCondition;
use meaning::{ParsedDescription, StatedDefault, parse_bool, parse_switch};
use sentences::Sentence;

/// Reads the description of a feature.
pub(crate) fn read(description: &str) -> ParsedDescription {
    let mut said = ParsedDescription::default();
    let mut assigned = default_clause::Assignments::default();
    let mut doc = Vec::new();
    for sentence in sentences::sentences(description) {
        match about(&sentence, &mut assigned, &mut said) {
            SentenceTopic::Rules => {}
            SentenceTopic::Unclear => said.unread.push(sentence.text),
            SentenceTopic::Other => doc.push(sentence.text),
        }
    }
    said.default = assigned.stated();
    if said.default.is_none() && !assigned.is_empty() {
        let texts = sentences::sentences(description).into_iter().map(|sentence| sentence.text);
        said.unread = texts.filter(|text| !doc.contains(text)).collect();
    }
    said.doc = doc.join(" ");
    said
}

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
        let mut rest = sentence.as_str();
        while let Some((token, length)) = rest.chars().next().map(|first| token(rest, first)) {
            match value(token).filter(|_| !token.is_empty()) {
                // It can't be told from the words that stand for others.
                None if parse_bool(token).is_some() => return (None, values),
                None => text.push_str(&rest[..length]),
                Some(found) => {
                    let index = values.iter().position(|known| *known == found).unwrap_or(values.len());
                    if index == values.len() {
                        values.push(found);
                    }
                    text.push_str(["`true`", "`false`"].get(index).copied().unwrap_or("`several_more`"));
                }
            }
            rest = &rest[length..];
        }
        text.push(' ');
    }
    (read(&text).default, values)
}

/// The value that may start a text: a word in backticks or quotes, a list in brackets, a number, `true` or `false`; and
/// the length of all that is read. Of anything else, that is a word.
fn token(text: &str, first: char) -> (&str, usize) {
    let close = match first {
        '`' | '"' => first,
        '[' => ']',
        _ => {
            let end = text.find([' ', '`', '"', '[']).unwrap_or(text.len()).max(first.len_utf8());
            let word = &text[..end];
            let number = word.trim_end_matches(['.', ',', ';']);
            let is_value = number.parse::<i64>().is_ok() || parse_bool(number).is_some();
            return if is_value { (number, number.len()) } else { ("", end) };
        }
    };
    match text[1..].find(close).map(|at| at + 1) {
        Some(end) if first == '[' => (&text[..=end], end + 1),
        Some(end) => (&text[1..end], end + 1),
        None => ("", 1),
    }
}

/// `true` if a text mentions a default.
pub(crate) fn names_default(text: &str) -> bool {
    text.to_lowercase().contains("default")
}

/// The topic of a sentence.
enum SentenceTopic {
    Rules,
    Unclear,
    Other,
}

fn about(
    sentence: &Sentence,
    assigned: &mut default_clause::Assignments,
    said: &mut ParsedDescription,
) -> SentenceTopic {
    let example = [["for", "example"], ["for", "instance"]];
    if example.iter().any(|start| sentence.words.starts_with(&start.map(str::to_owned))) {
        // An example repeats a rule for one case.
        let rule = sentence.words.iter().any(|word| word.starts_with("default"));
        return if rule { SentenceTopic::Rules } else { SentenceTopic::Other };
    }
    let mut about = SentenceTopic::Other;
    for clause in clauses(&normalize(&sentence.words)) {
        let understood = if default_clause::is_default_clause(&clause)
            || (!assigned.is_empty() && default_clause::continues_default(&clause))
        {
            assigned.read(&clause, &sentence.codes)
        } else if restriction_clause::is_restriction_clause(&clause) {
            match restriction_clause::read(&clause) {
                Some(restriction) if said.restriction.as_ref().is_none_or(|known| *known == restriction) => {
                    said.restriction = Some(restriction);
                    true
                }
                _ => false,
            }
        } else if clause.iter().any(|word| parse_bool(word).is_some())
            && matches!(condition::read(&clause), ParsedCondition::Known(_))
        {
            // Something unknown holds for some accounts.
            false
        } else {
            continue;
        };
        about = match (about, understood) {
            (SentenceTopic::Unclear, _) | (_, false) => SentenceTopic::Unclear,
            _ => SentenceTopic::Rules,
        };
    }
    about
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
         for any other account, for other accounts, for all others, if not",
    ),
];

/// The words with phrases replaced.
fn normalize(words: &[String]) -> Vec<String> {
    let mut kept = Vec::with_capacity(words.len());
    let mut rest = words;
    while let Some(word) = rest.first() {
        let mut phrases =
            PHRASES.iter().flat_map(|(instead, all)| all.split(", ").map(move |phrase| (phrase, *instead)));
        let phrase = phrases.find(|(phrase, instead)| {
            let length = phrase.split(' ').count();
            let starts = rest.len() >= length && phrase.split(' ').zip(rest).all(|(known, word)| known == word);
            // `if not` alone, as opposed to `if not all of ...`.
            let ends = || rest.get(length).is_none_or(|next| next == "," || next == "otherwise");
            starts
                && (*phrase != "if not" || ends())
                && (!instead.is_empty() || rest.get(length).is_none_or(|next| next != "where"))
        });
        match phrase {
            Some((phrase, instead)) => {
                kept.extend(instead.split(' ').filter(|word| !word.is_empty()).map(str::to_owned));
                rest = &rest[phrase.split(' ').count()..];
            }
            None => {
                kept.push(if word == "else" { "otherwise".to_owned() } else { word.clone() });
                rest = &rest[1..];
            }
        }
    }
    kept
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
        let said = |word: &String| parse_bool(word).or(parse_switch(word)).is_some() || word.contains('_');
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
