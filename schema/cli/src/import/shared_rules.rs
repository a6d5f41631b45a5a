//! The rules that components share, as opposed to those that each component has for itself.

use super::{
    base::Base,
    content::Entry,
    written_keys::{DEFAULT, Keys, TYPE_KEYS},
    yaml_text::Yaml,
};

/// The shared rules of each feature of the components.
pub(super) fn features(base: &Base<'_>, components: &[Entry]) -> Vec<(String, Keys)> {
    let mut features: Vec<(String, Keys)> = Vec::new();
    for Entry { name, .. } in components.iter().flat_map(|component| &component.features) {
        if features.iter().any(|(known, _)| known == name) {
            continue;
        }
        let uses = components.iter().filter_map(|component| {
            let keys = &component.feature(name)?.keys;
            Some((keys, base.own(&component.name, name)))
        });
        let uses: Vec<(&Keys, Option<&Keys>)> = uses.collect();
        let shared = base.shared(name);
        let mut keys: Keys = std::array::from_fn(|key| {
            let uses = uses
                .iter()
                .map(|(keys, own)| Use { value: keys[key].as_ref(), own: own.map(|own| own[key].is_some()) });
            let uses: Vec<Use<'_>> = uses.collect();
            agreed(&uses, shared.map(|keys| keys[key].as_ref())).cloned()
        });
        // If components differ in more than a list's values, each has its whole type and default.
        let sort = |keys: &Keys| keys[..TYPE_KEYS].iter().map(Option::is_some).collect::<Vec<_>>();
        let same = |one: &Keys| one[0] == keys[0] && one[2] == keys[2] && sort(one) == sort(&keys);
        if !uses.iter().all(|(keys, _)| same(keys)) {
            keys[..TYPE_KEYS].fill(None);
            keys[DEFAULT] = Some(Yaml::raw("undocumented"));
        }
        features.push((name.clone(), keys));
    }
    features
}

/// The keys that a component overrides where it wants others than the shared ones. One that it had stays, unless it now
/// repeats the shared one.
pub(super) fn overrides(base: &Base<'_>, component: &str, shared: &Entry, wanted: &Keys) -> Keys {
    let none = Keys::default();
    let own = base.own(component, &shared.name).unwrap_or(&none);
    let before = base.shared(&shared.name).unwrap_or(&none);
    std::array::from_fn(|key| {
        let (own, wanted, shared, before) = (&own[key], &wanted[key], &shared.keys[key], &before[key]);
        let repeats = before != shared && own == shared;
        if own == wanted && !repeats { own.clone() } else { wanted.clone().filter(|_| wanted != shared) }
    })
}

/// One component's use of a feature.
struct Use<'u> {
    /// The value that must apply.
    value: Option<&'u Yaml>,
    /// If it had the feature, whether it had the key itself.
    own: Option<bool>,
}

/// The value to share, given the one shared before if the feature was known.
fn agreed<'u>(uses: &[Use<'u>], before: Option<Option<&'u Yaml>>) -> Option<&'u Yaml> {
    // A component can't unset a shared key.
    let values: Vec<&Yaml> = uses.iter().map(|one| one.value).collect::<Option<_>>()?;
    let by_themselves = uses.iter().any(|one| one.own == Some(true));
    if before == Some(None) && by_themselves {
        return None;
    }
    let before = before.flatten();
    // A shared value that a component relied on, and still needs, stays.
    if before.is_some() && uses.iter().any(|one| one.own == Some(false) && one.value == before) {
        return before;
    }
    let count = |value: &Yaml| values.iter().filter(|other| **other == value).count();
    let most = values.iter().map(|value| count(value)).max()?;
    // In a tie, the previous value wins.
    let before = before.filter(|before| count(before) == most);
    before.or_else(|| values.iter().copied().find(|value| count(value) == most))
}
