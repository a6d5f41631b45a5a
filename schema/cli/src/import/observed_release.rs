//! A schema as a release, to which responses add.

use super::release::{Component, Feature, Release};
use schema::{
    model::{Member, Schema},
    names,
    reserved_names::{RESERVED_COMPONENT_NAMES, RESERVED_FEATURE_NAMES, RESERVED_FIELD_NAMES},
    vocabulary::Kind,
};

impl Release {
    /// The content of a schema.
    pub(crate) fn of(schema: &Schema) -> Release {
        let components = schema.components.iter().map(|component| {
            let known = |member: &Member| Member { doc: String::new(), deprecated: false, ..member.clone() };
            let features = component.features.iter().map(|it| Feature { member: known(&it.member), keyword: None });
            Component { name: component.name.clone(), features: features.collect(), ..Component::default() }
        });
        Release {
            params: schema.operation.params.clone(),
            fields: schema.object.fields.clone(),
            holder: schema.operation.components().map_or("components", |param| &param.name).to_owned(),
            components: components.collect(),
            ..Release::default()
        }
    }

    /// Adds a field of the response.
    pub(crate) fn add_field(&mut self, name: &str, kind: Kind) {
        if names::is_usable(name, &RESERVED_FIELD_NAMES) && self.fields.iter().all(|known| known.name != name) {
            self.fields.push(observed(name, kind));
        }
    }

    /// A component, which is added if it is new. `None` if a schema can't use its name.
    pub(crate) fn component(&mut self, name: &str) -> Option<&mut Component> {
        let is_new = self.components.iter().all(|known| known.name != name);
        if is_new && names::is_usable(name, &RESERVED_COMPONENT_NAMES) {
            self.components.push(Component { name: name.to_owned(), ..Component::default() });
        }
        self.components.iter_mut().find(|component| component.name == name)
    }
}

impl Component {
    /// Adds a feature.
    pub(crate) fn add_feature(&mut self, name: &str, kind: Kind) {
        if names::is_usable(name, &RESERVED_FEATURE_NAMES) {
            self.features.push(Feature { member: observed(name, kind), keyword: None });
        }
    }
}

/// A field or feature that a response has.
fn observed(name: &str, kind: Kind) -> Member {
    Member { name: name.to_owned(), doc: String::new(), kind, clearable: false, required: false, deprecated: false }
}
