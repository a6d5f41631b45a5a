//! The rules that components share, as opposed to those that each component has for itself.

use super::{
    base::Base,
    key_texts::{DEFAULT, TYPE_KEYS, Texts},
    planned_schema::Planned,
};

/// The shared rules of each feature of the components.
pub(super) fn features(base: &Base<'_>, components: &[Planned]) -> Vec<(String, Texts)> {
    let mut features: Vec<(String, Texts)> = Vec::new();
    for Planned { name, .. } in components.iter().flat_map(|component| &component.features) {
        if features.iter().any(|(known, _)| known == name) {
            continue;
        }
        let uses = components.iter().filter_map(|component| {
            let texts = &component.feature(name)?.texts;
            Some((texts, base.own(&component.name, name).map(|own| base.texts(own))))
        });
        let uses: Vec<(&Texts, Option<Texts>)> = uses.collect();
        let shared = base.shared(name).map(|shared| base.texts(shared));
        let mut texts: Texts = std::array::from_fn(|key| {
            let uses = uses.iter().map(|(texts, own)| Use {
                text: texts[key].as_deref(),
                own: own.as_ref().map(|own| own[key].is_some()),
            });
            let uses: Vec<Use<'_>> = uses.collect();
            agreed(&uses, shared.as_ref().map(|texts| texts[key].as_deref()))
        });
        // If components differ in more than a list's values, each has its whole type and default.
        let sort = |texts: &Texts| texts[..TYPE_KEYS].iter().map(Option::is_some).collect::<Vec<_>>();
        let same = |one: &Texts| one[0] == texts[0] && one[2] == texts[2] && sort(one) == sort(&texts);
        if !uses.iter().all(|(texts, _)| same(texts)) {
            texts[..TYPE_KEYS].fill(None);
            texts[DEFAULT] = Some("undocumented".to_owned());
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
