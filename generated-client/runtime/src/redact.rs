//! Removes secrets from text that others wrote.

use std::borrow::Cow;

const BLANK: &str = "***";
const MAX_LEN: usize = 4096;
/// Beginnings of keys that are recognised within a word as well.
const KEY_MARKS: [&str; 7] = ["sk_test_", "sk_live_", "sk_org_", "rk_test_", "rk_live_", "rk_org_", "whsec_"];

/// The text without API keys, client secrets and control characters, cut to a length that suits a log line.
pub fn redact(text: &str) -> String {
    let mut shown = String::with_capacity(text.len().min(MAX_LEN));
    let mut previous = "";
    let mut secret_named = false;
    let mut after_percent = false;
    for piece in text.split_inclusive(|c| !is_word_char(c)) {
        let word = piece.trim_end_matches(|c| !is_word_char(c));
        // The two digits of an escape belong to the character before the word: `Bearer%20sk_...`.
        let escape = if after_percent { word.get(..2).unwrap_or_default() } else { "" };
        shown.push_str(escape);
        shown.push_str(&blank(&word[escape.len()..], secret_named));
        shown.extend(piece[word.len()..].chars().map(|c| if c.is_control() { ' ' } else { c }));
        if shown.len() > MAX_LEN {
            let end = (0..=MAX_LEN).rev().find(|&at| shown.is_char_boundary(at)).unwrap_or(0);
            shown.truncate(end);
            shown.push('…');
            break;
        }
        if !word.is_empty() {
            secret_named |= names_client_secret(previous, word);
            previous = word;
        }
        after_percent = piece.ends_with('%');
    }
    shown
}

fn is_word_char(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '_' || c == '*'
}

fn names_client_secret(previous: &str, word: &str) -> bool {
    let word = word.to_ascii_lowercase();
    word.ends_with("client_secret")
        || word.ends_with("clientsecret")
        || (word == "secret" && previous.eq_ignore_ascii_case("client"))
}

fn blank(word: &str, secret_named: bool) -> Cow<'_, str> {
    if let Some((mark, start)) = key_mark(word) {
        let visible = word[start + mark.len()..].chars().filter(|&c| c != '*').count();
        // The API masks keys itself and leaves four characters to tell them apart by.
        return if word.contains('*') && visible <= 4 {
            word.into()
        } else {
            format!("{}{mark}{BLANK}", &word[..start]).into()
        };
    }
    if is_client_secret(word) || (secret_named && is_opaque(word)) { BLANK.into() } else { word.into() }
}

/// The beginning of a key and its position: a known one anywhere, `sk_` and `rk_` at the start of the word or before
/// something that looks random.
fn key_mark(word: &str) -> Option<(&'static str, usize)> {
    let known = KEY_MARKS.iter().filter_map(|mark| Some((*mark, word.find(mark)?))).min_by_key(|(_, start)| *start);
    let any = |mark: &'static str| {
        let is_key = |start: usize| start == 0 || is_opaque(&word[start + mark.len()..]);
        word.match_indices(mark).map(|(start, _)| start).find(|start| is_key(*start)).map(|start| (mark, start))
    };
    known.or_else(|| ["sk_", "rk_"].into_iter().find_map(any))
}

fn is_client_secret(word: &str) -> bool {
    let of_an_object = word.find("_secret_").is_some_and(|at| at + "_secret_".len() < word.len());
    of_an_object || (word.starts_with('_') && word.len() >= 20)
}

fn is_opaque(word: &str) -> bool {
    word.len() >= 16 && (word.bytes().any(|b| b.is_ascii_digit()) || word.bytes().any(|b| b.is_ascii_uppercase()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blanks_secrets() {
        let cases = [
            ("Invalid API Key provided: sk_test_51Abc", "Invalid API Key provided: sk_test_***"),
            ("Invalid API Key provided: sk_test_*****1234", "Invalid API Key provided: sk_test_*****1234"),
            ("key 'rk_live_x', sk_org_y, sk_z", "key 'rk_live_***', sk_org_***, sk_***"),
            ("Bearer%20sk_live_abc&x", "Bearer%20sk_live_***&x"),
            ("Bearer%20sk_org_live_abcDEF", "Bearer%20sk_org_***"),
            ("Bearer%20sk_newAbc%0Ark_newAbc", "Bearer%20sk_***%0Ark_***"),
            ("Bearersk_new_51AbcDefGhiJklMno", "Bearersk_***"),
            ("sk_test_a*bcdefgh", "sk_test_***"),
            ("seti_1Ab_secret_9Xy is expired", "*** is expired"),
            ("got _OXIKXxEihJokDBnDoe2sgG5OGSO2Q12shKvb.", "got ***."),
            ("No such client_secret: 'aB3aB3aB3aB3aB3aB3'", "No such client_secret: '***'"),
            ("The client secret aB3aB3aB3aB3aB3aB3 is odd", "The client secret *** is odd"),
            ("line\r\nbreak\u{1b}[31m", "line  break [31m"),
        ];
        for (text, expected) in cases {
            assert_eq!(redact(text), expected);
        }
    }

    #[test]
    fn leaves_the_rest() {
        for text in [
            "",
            "No such account: 'acct_1NkDjjJyhOZfPCWt'",
            "task_management and risk_x: Größe ≠ 5",
            "100%, %, %a and %2",
            "Received unknown parameter: components[payments][features][refund_managment]",
            "Missing required param: client_secret.",
            "https://dashboard.stripe.com/test/logs/req_1234567890abcdef?t=1234567890",
        ] {
            assert_eq!(redact(text), text);
        }
    }

    #[test]
    fn cuts_long_texts() {
        let long = "ä ".repeat(10_000);
        let cut = redact(&long);
        assert!(cut.len() <= MAX_LEN + '…'.len_utf8() && cut.ends_with('…'));
    }
}
