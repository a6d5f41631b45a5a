//! Descriptions as sentences, and sentences as words, whatever they are marked up with.

use regex_lite::{Captures, Regex};
use std::sync::LazyLock;

/// A sentence of a description.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Sentence {
    /// As it reads, without markup.
    pub(crate) text: String,
    /// Its words in small letters, with `,` for whatever separates parts of a sentence.
    pub(crate) words: Vec<String>,
    /// Those that are marked as code.
    pub(crate) codes: Vec<String>,
}

impl Sentence {
    fn new(text: String) -> Sentence {
        let codes = text.to_lowercase().split('`').skip(1).step_by(2).map(str::to_owned).collect();
        Sentence { words: words(&text), codes, text }
    }
}

/// Abbreviations that end with a full stop.
const ABBREVIATIONS: [&str; 5] = ["e.g.", "i.e.", "etc.", "vs.", "incl."];

/// A text without HTML, Markdown links, typographic quotes and line breaks.
pub(crate) fn plain(text: &str) -> String {
    // `[words](address)`
    static LINK: LazyLock<Regex> = LazyLock::new(|| pattern(r"\[([^\[]*?)\]\([^)]*\)"));
    let text = untagged(text);
    let text = LINK.replace_all(&text, "$1");
    let chars = text.chars().filter_map(|char| match char {
        '\u{2018}' | '\u{2019}' | '\u{2032}' => Some('\''),
        '\u{201c}' | '\u{201d}' => Some('"'),
        char if char.is_whitespace() || char == '\u{a0}' => Some(' '),
        '\u{feff}' | '\u{fffe}' | '\u{ffff}' => None,
        char if char.is_control() => None,
        char => Some(char),
    });
    chars.collect::<String>().split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// The text without HTML tags and entities. Code in it is between backticks.
fn untagged(text: &str) -> String {
    static TAG: LazyLock<Regex> = LazyLock::new(|| pattern("<([A-Za-z/][^>]*)>"));
    let plain = TAG.replace_all(text, |tag: &Captures<'_>| {
        let name = tag[1].trim_matches('/').split([' ', '/']).next().unwrap_or_default();
        match name.to_ascii_lowercase().as_str() {
            "code" | "tt" | "kbd" => "`",
            "b" | "strong" | "i" | "em" | "a" | "span" | "sup" => "",
            _ => " ",
        }
    });
    let entities = [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#39;", "'"),
        ("&rsquo;", "'"),
        ("&nbsp;", " "),
        ("&amp;", "&"),
    ];
    entities.iter().fold(plain.into_owned(), |text, (entity, char)| text.replace(entity, char))
}

/// A pattern of this program.
pub(super) fn pattern(pattern: &str) -> Regex {
    #[expect(clippy::expect_used, reason = "every pattern is a constant, and used by a test")]
    Regex::new(pattern).expect("the pattern is valid")
}

/// The sentences of a description.
pub(crate) fn sentences(text: &str) -> Vec<Sentence> {
    // An empty line or the next item of a list ends a sentence, whether or not a full stop does.
    let text = text.replace("\n\n", "\u{1e}").replace("\n* ", "\u{1e}").replace("\n- ", "\u{1e}");
    let text = text.replace("</p>", "\u{1e}").replace("</li>", "\u{1e}");
    let paragraphs = text.split('\u{1e}').map(plain);
    paragraphs.flat_map(|paragraph| split(&paragraph)).map(Sentence::new).collect()
}

fn split(paragraph: &str) -> Vec<String> {
    static END: LazyLock<Regex> = LazyLock::new(|| pattern(r#"[.!?]["')]*(?: |$)"#));
    let (mut sentences, mut start) = (Vec::new(), 0);
    for end in END.find_iter(paragraph) {
        let sentence = paragraph[start..end.end()].trim();
        let in_code = paragraph[..end.start()].matches('`').count() % 2 == 1;
        let abbreviated = ABBREVIATIONS.iter().any(|word| sentence.to_lowercase().ends_with(word));
        if !in_code && (!abbreviated || end.end() == paragraph.len()) {
            sentences.push(sentence.to_owned());
            start = end.end();
        }
    }
    sentences.push(paragraph[start..].trim().to_owned());
    sentences.retain(|sentence| !sentence.is_empty());
    sentences
}

/// The words of a sentence. A name such as `controller.losses.payments` is one word.
fn words(sentence: &str) -> Vec<String> {
    static TOKEN: LazyLock<Regex> = LazyLock::new(|| pattern(r#"=|[,;:()\[\]—–]+|[^\s,;:()\[\]—–=`"/*-]+"#));
    let mut words = Vec::new();
    for token in TOKEN.find_iter(&sentence.to_lowercase()) {
        match token.as_str() {
            "=" => words.push("is".to_owned()),
            word if word.starts_with([',', ';', ':', '(', ')', '[', ']', '—', '–']) => {
                if words.last().is_some_and(|last| last != ",") {
                    words.push(",".to_owned());
                }
            }
            word => whole(&mut words, word.trim_matches(|char: char| !char.is_alphanumeric())),
        }
    }
    words
}

/// A word with its contraction resolved.
fn whole(words: &mut Vec<String>, word: &str) {
    let parts: Vec<&str> = match word {
        "" => return,
        "can't" | "cannot" => vec!["can", "not"],
        "won't" => vec!["will", "not"],
        _ => match (word.strip_suffix("n't"), word.split_once('\'')) {
            (Some(verb), _) => vec![verb, "not"],
            (None, Some((who, "re"))) => vec![who, "are"],
            (None, Some((who, "ve"))) => vec![who, "have"],
            (None, Some((who, "ll"))) => vec![who, "will"],
            (None, Some((who @ ("it" | "that" | "what"), "s"))) => vec![who, "is"],
            (None, Some((who, _))) => vec![who],
            (None, None) => vec![word],
        },
    };
    words.extend(parts.into_iter().map(str::to_owned));
}

/// `true` if words contain one of the phrases.
pub(super) fn says(words: &[String], phrases: &[&str]) -> bool {
    phrases.iter().any(|phrase| {
        let length = phrase.split(' ').count();
        words.windows(length).any(|window| window.iter().eq(phrase.split(' ')))
    })
}

/// `true` and `false`, as words.
pub(super) fn parse_bool(word: &str) -> Option<bool> {
    word.parse().ok()
}

/// `true` and `false`, or `enabled` and the like.
pub(super) fn parse_switch(word: &str) -> Option<bool> {
    match word {
        "true" | "enabled" | "on" => Some(true),
        "false" | "disabled" | "off" => Some(false),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(text: &str) -> Vec<String> {
        sentences(text).into_iter().map(|sentence| sentence.words.join(" ")).collect()
    }

    #[test]
    fn a_sentence_ends_at_a_full_stop_and_not_within_a_name() {
        let text = "Depends on `controller.losses.payments`, e.g. of custom accounts. It’s <code>true</code> (or not).";
        assert_eq!(
            said(text),
            ["depends on controller.losses.payments , e.g of custom accounts", "it is true , or not ,"]
        );
    }

    #[test]
    fn markup_is_not_part_of_the_text() {
        let text = "<p>Whether <b>losses</b> &amp; [fees](https://example.com/x) are yours.</p><p>You can't “know”</p>";
        let sentences = sentences(text);
        assert_eq!(sentences[0].text, "Whether losses & fees are yours.");
        assert_eq!(sentences[1].text, "You can't \"know\"");
        assert_eq!(sentences[1].words, ["you", "can", "not", "know"]);
    }

    #[test]
    fn a_comparison_is_three_words() {
        assert_eq!(said("if controller.losses.payments=stripe"), ["if controller.losses.payments is stripe"]);
        assert_eq!(said("a < b"), ["a b"]);
    }
}
