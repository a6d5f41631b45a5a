//! What components share is said once; what differs is said by the component.

use super::{PlannedComponent, PlannedFeature};
use crate::import::{
    base::{Base, Written},
    written::{Default, Restriction, TYPE_KEYS, Texts},
};

/// What is shared of each feature that a component has. `doc` documents a new one.
pub(super) fn features(
    base: &Base<'_>,
    components: &[PlannedComponent],
    doc: impl Fn(&str) -> String,
) -> Vec<PlannedFeature> {
    let mut features: Vec<PlannedFeature> = Vec::new();
    for (name, _) in components.iter().flat_map(|component| &component.features) {
        if features.iter().any(|feature| feature.name == *name) {
            continue;
        }
        let uses = components.iter().filter_map(|component| {
            let (_, rules) = component.features.iter().find(|(other, _)| other == name)?;
            Some((component.name.as_str(), rules.texts()))
        });
        let uses: Vec<(&str, Texts)> = uses.collect();
        let shared = base.shared(name).map(texts);
        let texts = std::array::from_fn(|key| {
            let uses = uses.iter().map(|(component, texts)| Use {
                text: texts[key].as_deref(),
                own: base.own(component, name).map(|own| self::texts(own)[key].is_some()),
            });
            let uses: Vec<Use<'_>> = uses.collect();
            agreed(&uses, shared.as_ref().map(|texts| texts[key].as_deref()))
        });
        let mut texts: Texts = texts;
        // Where components differ in more than a list's values, each says its type as a whole, and its default.
        let sort = |texts: &Texts| texts[..TYPE_KEYS].iter().map(Option::is_some).collect::<Vec<_>>();
        let same = |one: &Texts| one[0] == texts[0] && one[2] == texts[2] && sort(one) == sort(&texts);
        if !uses.iter().all(|(_, texts)| same(texts)) {
            texts[..TYPE_KEYS].fill(None);
            texts[TYPE_KEYS] = Some(Default::Undocumented.text());
        }
        features.push(PlannedFeature { name: name.clone(), doc: doc(name), texts });
    }
    features
}

/// What is written in one place, as [`Rules::texts`] has it.
pub(crate) fn texts(written: &Written) -> Texts {
    let [name, prefix, of, values, fields, clearable] = written.ty.texts();
    let default = written.default.as_ref().map(Default::text);
    [name, prefix, of, values, fields, clearable, default, written.may_be.as_ref().map(Restriction::text)]
}

/// One component's use of a feature.
struct Use<'u> {
    /// What is to hold for it.
    text: Option<&'u str>,
    /// If it had the feature, whether it said this by itself.
    own: Option<bool>,
}

/// What to share, given what was shared before where the feature was known.
fn agreed(uses: &[Use<'_>], before: Option<Option<&str>>) -> Option<String> {
    // A component can't take back what is shared.
    let texts: Vec<&str> = uses.iter().map(|one| one.text).collect::<Option<_>>()?;
    let by_themselves = uses.iter().any(|one| one.own == Some(true));
    if before == Some(None) && by_themselves {
        return None;
    }
    let before = before.flatten();
    // What some component relied on, and still is, is not moved.
    if before.is_some() && uses.iter().any(|one| one.own == Some(false) && one.text == before) {
        return before.map(str::to_owned);
    }
    let count = |text: &str| texts.iter().filter(|other| **other == text).count();
    let most = texts.iter().map(|text| count(text)).max()?;
    // Where it is a tie, what was said before is as good.
    let before = before.filter(|before| count(before) == most);
    before.or_else(|| texts.iter().copied().find(|text| count(text) == most)).map(str::to_owned)
}
