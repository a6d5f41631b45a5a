//! What was probably meant.

/// The candidate nearest to a word, if any is near enough to be a slip of the same word.
pub(crate) fn closest<'c>(word: &str, candidates: impl IntoIterator<Item = &'c str>) -> Option<&'c str> {
    // A word longer than any name is no slip of one, and comparing it would take long.
    if word.len() > 128 {
        return None;
    }
    let tolerance = (word.chars().count() / 3).max(1);
    let distances = candidates.into_iter().map(|candidate| (strsim::osa_distance(word, candidate), candidate));
    distances.filter(|&(distance, _)| distance <= tolerance).min_by_key(|&(distance, _)| distance).map(|(_, near)| near)
}

/// A few words as a sentence lists them.
pub(crate) fn listing<'c>(words: impl IntoIterator<Item = &'c str>) -> String {
    let words: Vec<String> = words.into_iter().map(|word| format!("`{word}`")).collect();
    match words.as_slice() {
        [] => "none".to_owned(),
        [only] => only.clone(),
        [first @ .., last] if words.len() <= 12 => format!("{} and {last}", first.join(", ")),
        many => format!("{} and {} more", many[..10].join(", "), many.len() - 10),
    }
}
