//! The schema that an import starts from: its YAML tree, its content as written, and its checked form.

use super::{
    content::{Content, find},
    error::Error,
    openapi_types::Type,
    written_keys::{self, Keys},
};
use schema::{
    CheckedSchema, Diagnostics, Reading, Severity, Source,
    model::{Component, Fact},
    vocabulary::{Default, Member, Restriction},
    yaml::{self, Node, Value},
};

/// A schema as written.
pub(crate) struct Base<'s> {
    pub(crate) source: &'s Source,
    pub(crate) root: Node,
    pub(crate) content: Content,
    /// `None` if it was not checked, since it still lacks components.
    pub(crate) schema: Option<CheckedSchema>,
}

/// The rules of a feature of a component.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Rules {
    pub(crate) ty: Type,
    pub(crate) default: Default,
    pub(crate) may_be: Option<Restriction>,
    pub(crate) deprecated: bool,
}

impl Rules {
    pub(crate) fn keys(&self) -> Keys {
        written_keys::feature(&self.ty, &self.default, self.may_be.as_ref(), self.deprecated)
    }
}

impl<'s> Base<'s> {
    /// Reads a schema without errors.
    pub(crate) fn read(source: &'s Source) -> Result<Base<'s>, Error> {
        let Reading { schema, diagnostics } = schema::read(source);
        match diagnostics.iter().find(|diagnostic| diagnostic.severity == Severity::Error) {
            None => Ok(Base { schema, ..Base::unchecked(source)? }),
            Some(first) => {
                let (line, column) = source.position(first.span.start);
                let path = source.path().to_owned();
                Err(Error::Base { path, line, column, message: first.message.clone() })
            }
        }
    }

    /// Reads a schema that may still lack components.
    pub(crate) fn unchecked(source: &'s Source) -> Result<Base<'s>, Error> {
        let layout = || Error::Layout { path: source.path().to_owned(), reason: "it can't be read".to_owned() };
        let root = yaml::parse(source, &mut Diagnostics::default()).ok_or_else(layout)?;
        Ok(Base { source, content: Content::written(&root), root, schema: None })
    }

    /// The facts of the schema.
    pub(crate) fn facts(&self) -> Vec<Fact> {
        self.schema.iter().flat_map(|schema| schema.facts.iter().cloned()).collect()
    }

    /// A parameter or field.
    pub(crate) fn member(&self, params: bool, name: &str) -> Option<&Member> {
        let schema = self.schema.as_ref()?;
        let members = if params { &schema.operation.params } else { &schema.object.fields };
        members.iter().find(|member| member.name == name)
    }

    /// The parameter of type `components`.
    pub(crate) fn components_param(&self) -> Option<&str> {
        self.schema.as_ref()?.operation.components().map(|param| param.name.as_str())
    }

    /// A component.
    pub(crate) fn component(&self, name: &str) -> Option<&Component> {
        self.schema.as_ref()?.components.iter().find(|component| component.name == name)
    }

    /// The values that a component overrides of a feature that it has.
    pub(crate) fn own(&self, component: &str, feature: &str) -> Option<&Keys> {
        find(&self.content.components, component)?.feature(feature).map(|own| &own.keys)
    }

    /// The values that components share of a feature.
    pub(crate) fn shared(&self, feature: &str) -> Option<&Keys> {
        find(&self.content.features, feature).map(|shared| &shared.keys)
    }

    /// The rules of a feature of a component, its own or shared.
    pub(crate) fn rules(&self, component: &str, feature: &str) -> Option<Rules> {
        let component = self.component(component)?;
        let feature = component.features.iter().find(|known| known.member.name == feature)?;
        let may_be = feature.restriction.as_ref().map(|restriction| {
            let mut named = restriction.clone();
            named.only_when.sort();
            named
        });
        Some(Rules {
            ty: Type::of_member(&feature.member),
            default: feature.default.clone(),
            may_be,
            deprecated: feature.member.deprecated,
        })
    }

    /// The value of nested keys.
    pub(crate) fn word(&self, keys: &[&str]) -> Option<String> {
        keys.iter().try_fold(&self.root, |node, key| node.get(key)).map(|node| self.text(node))
    }

    /// A scalar as text.
    fn text(&self, node: &Node) -> String {
        match &node.value {
            Value::Text(text) => text.clone(),
            _ => self.source.slice(node.span).to_owned(),
        }
    }
}
