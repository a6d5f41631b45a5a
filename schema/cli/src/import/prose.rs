//! Parser of descriptions: the default, the restriction, and the remaining documentation. It accepts many wordings;
//! sentences that it does not understand are returned as they are.

pub(crate) mod condition;
mod default_clause;
pub(crate) mod meaning;
mod restriction_clause;
pub(crate) mod sentences;

use condition::ParsedCondition;
use meaning::{ParsedDescription, parse_bool, parse_switch};
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

/// The default of a feature that is not boolean: the only value in the only sentence about it, if that sentence has no
/// further meaning.
pub(crate) fn value(description: &str) -> Option<String> {
    let sentences = sentences::sentences(description);
    let mut about = sentences.iter().filter(|sentence| names_default(&sentence.text));
    let (Some(Sentence { text, .. }), None) = (about.next(), about.next()) else { return None };
    let mut parts = text.split('`');
    let (Some(before), Some(value), Some(after), None) = (parts.next(), parts.next(), parts.next(), parts.next())
    else {
        return None;
    };
    let words = |text: &str| {
        let words = text.split(|char: char| !char.is_alphanumeric()).filter(|word| !word.is_empty());
        words.map(str::to_lowercase).collect::<Vec<_>>().join(" ")
    };
    let (before, after) = (words(before), words(after));
    // Words for the subject of the sentence.
    let before = ["this ", "it ", "the ", "value ", "feature ", "parameter ", "field "]
        .iter()
        .fold(before.as_str(), |rest, word| rest.strip_prefix(word).unwrap_or(rest));
    let of_it =
        ["for", "of"].iter().flat_map(|of| ["feature", "parameter", "field"].map(|it| format!(" {of} this {it}")));
    let before = of_it.fold(before.to_owned(), |rest, of_it| rest.replacen(&of_it, "", 1));
    let first = matches!(
        before.as_str(),
        "defaults to"
            | "default is"
            | "default value is"
            | "default"
            | "by default"
            | "by default this is"
            | "by default it is"
    );
    let last = matches!(before.as_str(), "" | "is" | "is set to") && after == "by default";
    (last || first && after.is_empty()).then(|| value.to_owned())
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
