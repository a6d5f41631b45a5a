//! The rules that components share, as opposed to those that each component has for itself.

use super::{
    base::{Base, Rules},
    key_texts::{TYPE_KEYS, Texts},
};

/// The shared rules of each feature. `components` has the rules of each component's features.
pub(super) fn features(base: &Base<'_>, components: &[(&str, &[(String, Rules)])]) -> Vec<(String, Texts)> {
    let mut features: Vec<(String, Texts)> = Vec::new();
    for (name, _) in components.iter().flat_map(|(_, features)| *features) {
        if features.iter().any(|(known, _)| known == name) {
            continue;
        }
        let uses = components.iter().filter_map(|(component, features)| {
            let (_, rules) = features.iter().find(|(other, _)| other == name)?;
            Some((*component, rules.texts()))
        });
        let uses: Vec<(&str, Texts)> = uses.collect();
        let shared = base.shared(name).map(|shared| base.texts(shared));
        let texts = std::array::from_fn(|key| {
            let uses = uses.iter().map(|(component, texts)| Use {
                text: texts[key].as_deref(),
                own: base.own(component, name).map(|own| base.texts(own)[key].is_some()),
            });
            let uses: Vec<Use<'_>> = uses.collect();
            agreed(&uses, shared.as_ref().map(|texts| texts[key].as_deref()))
        });
        let mut texts: Texts = texts;
        // If components differ in more than a list's values, each has its whole type and default.
        let sort = |texts: &Texts| texts[..TYPE_KEYS].iter().map(Option::is_some).collect::<Vec<_>>();
        let same = |one: &Texts| one[0] == texts[0] && one[2] == texts[2] && sort(one) == sort(&texts);
        if !uses.iter().all(|(_, texts)| same(texts)) {
            texts[..TYPE_KEYS].fill(None);
            texts[TYPE_KEYS] = Some("undocumented".to_owned());
        }
        features.push((name.clone(), texts));
    }
    features
}

/// One component's use of a feature.
struct Use<'u> {
    /// The text that must apply.
    text: Option<&'u str>,
    /// If it had the feature, whether it had the key itself.
    own: Option<bool>,
}

/// The text to share, given the one shared before if the feature was known.
fn agreed(uses: &[Use<'_>], before: Option<Option<&str>>) -> Option<String> {
    // A component can't unset a shared key.
    let texts: Vec<&str> = uses.iter().map(|one| one.text).collect::<Option<_>>()?;
    let by_themselves = uses.iter().any(|one| one.own == Some(true));
    if before == Some(None) && by_themselves {
        return None;
    }
    let before = before.flatten();
    // A shared text that a component relied on, and still needs, stays.
    if before.is_some() && uses.iter().any(|one| one.own == Some(false) && one.text == before) {
        return before.map(str::to_owned);
    }
    let count = |text: &str| texts.iter().filter(|other| **other == text).count();
    let most = texts.iter().map(|text| count(text)).max()?;
    // In a tie, the previous text wins.
    let before = before.filter(|before| count(before) == most);
    before.or_else(|| texts.iter().copied().find(|text| count(text) == most)).map(str::to_owned)
}
