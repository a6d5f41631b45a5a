//! A schema as a release, to which responses add.

use super::{
    openapi_types::Type,
    release::{Component, Feature, Release},
};
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
            let features = component.features.iter().map(|feature| {
                let stated = Type::of_member(&feature.member);
                Feature::observed(&feature.member.name, stated)
            });
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
        let (name, doc) = (name.to_owned(), String::new());
        if names::is_usable(&name, &RESERVED_FIELD_NAMES) && self.fields.iter().all(|known| known.name != name) {
            self.fields.push(Member { name, doc, kind, clearable: false, required: false, deprecated: false });
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
            self.features.push(Feature::observed(name, Type { kind, clearable: false }));
        }
    }
}

impl Feature {
    fn observed(name: &str, stated: Type) -> Feature {
        Feature { name: name.to_owned(), stated, description: String::new(), keyword: None, deprecated: false }
    }
}
