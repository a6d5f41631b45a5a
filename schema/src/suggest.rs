//! Suggestions: the likely meaning of a word that is wrong.

/// The candidate nearest to a word, if any is near enough to be a slip of the same word.
pub fn closest<'c>(word: &str, candidates: impl IntoIterator<Item = &'c str>) -> Option<&'c str> {
    // Comparing a word longer than any name would take long.
    if word.len() > 128 {
        return None;
    }
    let tolerance = (word.chars().count() / 3).max(1);
    let distances = candidates
        .into_iter()
        .map(|candidate| (strsim::osa_distance(&word.to_lowercase(), &candidate.to_lowercase()), candidate));
    distances.filter(|&(distance, _)| distance <= tolerance).min_by_key(|&(distance, _)| distance).map(|(_, near)| near)
}

/// The boolean that another spelling of one means.
pub(crate) fn boolean(text: &str) -> Option<bool> {
    match text.to_ascii_lowercase().as_str() {
        "true" | "yes" | "on" => Some(true),
        "false" | "no" | "off" => Some(false),
        _ => None,
    }
}

/// The valid words, as a sentence.
pub fn listing<'c>(words: impl IntoIterator<Item = &'c str>) -> String {
    let words: Vec<&str> = words.into_iter().collect();
    match words.as_slice() {
        [] => "there is none, so describe it first".to_owned(),
        [only] => format!("it can only be `{only}`"),
        words => format!("it can be {}", joined(words, "or")),
    }
}

/// Some words as a sentence lists them.
pub(crate) fn enumeration<'c>(words: impl IntoIterator<Item = &'c str>) -> String {
    joined(&words.into_iter().collect::<Vec<_>>(), "and")
}

fn joined(words: &[&str], last: &str) -> String {
    const MAX_WORDS: usize = 12;
    match words.get(MAX_WORDS..) {
        None | Some([]) => listed(words, last),
        Some(more) => format!("{} {last} {} more", quoted(&words[..MAX_WORDS]), more.len()),
    }
}

/// Names as a sentence lists them, with a conjunction before the last.
pub fn listed<T: AsRef<str>>(names: &[T], last: &str) -> String {
    match names {
        [] | [_] => quoted(names),
        [first @ .., end] => format!("{} {last} `{}`", quoted(first), end.as_ref()),
    }
}

/// Names in backticks, separated by commas.
pub fn quoted<T: AsRef<str>>(names: &[T]) -> String {
    names.iter().map(|name| format!("`{}`", name.as_ref())).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_is_near_and_another_word_is_not() {
        let known = ["loss_liability", "requirement_collection", "true"];
        assert_eq!(closest("loss_liabilty", known), Some("loss_liability"));
        assert_eq!(closest("ture", known), Some("true"));
        assert_eq!(closest("region", known), None);
        assert_eq!(closest(&"x".repeat(1_000_000), known), None);
    }

    #[test]
    fn a_long_list_is_cut() {
        let words: Vec<String> = (0..100).map(|index| format!("w{index}")).collect();
        let said = listing(words.iter().map(String::as_str));
        assert!(said.ends_with("`w11` or 88 more"), "{said}");
        assert_eq!(listing(["a", "b"]), "it can be `a` or `b`");
    }
}
