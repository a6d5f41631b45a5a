//! A release made of a schema and of what responses have on top of it.

use super::{
    base::Base,
    openapi_types::Type,
    release::{Component, Feature, Member, Release},
};
use crate::observation::New;
use schema::{
    ast, names,
    reserved_names::{RESERVED_COMPONENT_NAMES, RESERVED_FEATURE_NAMES, RESERVED_FIELD_NAMES},
    vocabulary::Kind,
};

impl Release {
    /// The content of a schema, and what is new in responses.
    pub(crate) fn observed(base: &Base<'_>, new: &New) -> Release {
        let ty = |kind: &Kind| Type { kind: kind.clone(), clearable: false };
        let member = |member: &ast::Member| Member {
            name: member.name.value.clone(),
            stated: Type::written(&member.ty),
            required: member.required.is_some_and(|is| is.value),
            deprecated: false,
            description: String::new(),
        };
        let members = |params: bool| base.members(params).iter().map(member).collect::<Vec<_>>();
        let fields = new.fields.iter().filter(|(name, _)| names::is_usable(name, &RESERVED_FIELD_NAMES));
        let fields = fields.map(|(name, kind)| Member {
            name: name.clone(),
            stated: Some(ty(kind)),
            required: false,
            deprecated: false,
            description: String::new(),
        });
        let feature = |name: &str, stated: Type| Feature {
            name: name.to_owned(),
            stated,
            description: String::new(),
            keyword: None,
            deprecated: false,
        };
        let known = base.file.components.items.iter().map(|component| component.name.value.as_str());
        let names: Vec<&str> = known.clone().collect();
        let added = new.components.iter().map(|(name, _)| name.as_str());
        let added = added.filter(|name| !names.contains(name) && names::is_usable(name, &RESERVED_COMPONENT_NAMES));
        let components = known.chain(added).map(|name| {
            let more = new.components.iter().find(|(known, _)| known == name);
            let more = || more.into_iter().flat_map(|(_, features)| features);
            let known = base
                .component(name)
                .into_iter()
                .flat_map(|known| &known.features)
                .map(|known| known.name.value.as_str());
            let known = known.filter_map(|feature| Some((feature, base.rules(name, feature)?.ty)));
            let known = known.map(|(feature, known)| match more().find(|(more, _)| more == feature) {
                Some((_, kind)) => (feature, Type { kind: kind.clone(), ..known }),
                None => (feature, known),
            });
            let known: Vec<(&str, Type)> = known.collect();
            let is_new = |name: &str| known.iter().all(|(known, _)| *known != name);
            let added = more().filter(|(name, _)| is_new(name) && names::is_usable(name, &RESERVED_FEATURE_NAMES));
            let added: Vec<(&str, Type)> = added.map(|(name, kind)| (name.as_str(), ty(kind))).collect();
            let features = known.into_iter().chain(added).map(|(name, stated)| feature(name, stated));
            let (name, description) = (name.to_owned(), String::new());
            Component { name, description, features: features.collect(), deprecated: false }
        });
        let components = components.collect();
        Release {
            version: None,
            operation: String::new(),
            object: String::new(),
            object_description: String::new(),
            params: members(true),
            fields: members(false).into_iter().chain(fields).collect(),
            holder: base.components_param().unwrap_or("components").to_owned(),
            components,
        }
    }
}
