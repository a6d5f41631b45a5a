//! The types of members and features.

use super::checker::{Check, doc};
use crate::{
    ast::{self, Section, Type},
    names,
    source::{Span, Text},
    vocabulary::{Kind, Member},
};
use std::collections::HashMap;

const KINDS: [&str; 10] =
    ["boolean", "string", "integer", "timestamp", "id", "secret", "enum", "object", "list", "components"];

/// The types of list items.
const ITEMS: [&str; 4] = ["string", "integer", "enum", "object"];

/// A parameter or field of a type.
pub(super) fn member(member: &ast::Member, kind: Kind) -> Member {
    Member {
        name: member.name.value.clone(),
        doc: doc(&member.doc, &member.name),
        kind,
        clearable: member.ty.is_clearable(),
        required: member.required.is_some_and(|is| is.value),
        deprecated: member.deprecated.is_some_and(|is| is.value),
    }
}

impl Check<'_, '_> {
    /// The type that `ty` describes. Useless keys are reported at their location in `own`.
    pub(super) fn kind(&mut self, ty: &Type, own: &Type) -> Option<Kind> {
        let word = ty.name.as_ref()?;
        let kind = self.kind_named(&word.value, word, ty)?;
        if let (Some(prefix), false) = (&own.prefix, matches!(kind, Kind::Id { .. })) {
            self.error(prefix.span, "only an `id` has a `prefix`", "remove it");
        }
        if let (Some(expandable), false) = (own.expandable, matches!(kind, Kind::Id { .. })) {
            self.error(expandable.span, "only an `id` can be `expandable`", "remove it");
        }
        if let (Some(maximum), false) = (own.maximum, matches!(kind, Kind::Integer { .. })) {
            self.error(maximum.span, "only an `integer` has a `maximum`", "remove it");
        }
        if let (Some(of), false) = (&own.of, matches!(kind, Kind::List(_))) {
            self.error(of.span, "only a `list` is `of` something", "remove it");
        }
        if let (Some(values), None) = (&own.values, kind.enum_values()) {
            self.error(place(values, word), "only an `enum` has `values`", "remove them");
        }
        if let (Some(fields), false) = (&own.fields, kind.object_fields().is_some()) {
            let span = fields.items.first().map_or(word.span, |field| field.name.span);
            self.error(span, "only an `object` has `fields`", "remove them");
        }
        Some(kind)
    }

    fn kind_named(&mut self, name: &str, word: &Text, ty: &Type) -> Option<Kind> {
        Some(match name {
            "boolean" => Kind::Boolean,
            "string" => Kind::String,
            "integer" => Kind::Integer { maximum: ty.maximum.map(|maximum| maximum.value) },
            "timestamp" => Kind::Timestamp,
            "secret" => Kind::Secret,
            "components" => Kind::Components,
            "id" => {
                let expandable = ty.expandable.is_some_and(|is| is.value);
                // Identifiers that are only received need no prefix.
                let prefix = match (&ty.prefix, expandable) {
                    (None, true) => String::new(),
                    (prefix, _) => self.prefix(word, prefix.as_ref())?,
                };
                Kind::Id { prefix, expandable }
            }
            "enum" => Kind::Enum { values: self.enum_values(word, ty.values.as_ref())? },
            "object" => Kind::Object { fields: self.object_fields(word, ty.fields.as_ref())? },
            "list" => Kind::List(Box::new(self.items(word, ty)?)),
            _ => {
                let meant = self.unknown(word, "type", KINDS)?;
                return self.kind_named(meant, word, ty);
            }
        })
    }

    fn prefix(&mut self, word: &Text, prefix: Option<&Text>) -> Option<String> {
        let Some(prefix) = prefix else {
            let help = "add what such identifiers start with, such as `prefix: acct_`";
            self.error(word.span, "an `id` needs a `prefix`", help);
            return None;
        };
        if !names::is_snake(&prefix.value) {
            let help = "write what such identifiers start with, in lower case, such as `acct_`";
            self.error(prefix.span, format!("`{}` is not the start of an identifier", prefix.value), help);
            return None;
        }
        Some(prefix.value.clone())
    }

    fn items(&mut self, word: &Text, ty: &Type) -> Option<Kind> {
        let Some(of) = &ty.of else {
            self.error(word.span, "a `list` needs `of`", "add what it is a list of, such as `of: string`");
            return None;
        };
        let name = match ITEMS.contains(&of.value.as_str()) {
            true => of.value.as_str(),
            false => self.unknown(of, "type of list items called", ITEMS).unwrap_or("string"),
        };
        self.kind_named(name, of, ty)
    }

    fn object_fields(&mut self, word: &Text, fields: Option<&Section<ast::Member>>) -> Option<Vec<Member>> {
        let help = "say what it holds, such as `fields: { color: { type: string, doc: ... } }`";
        let Some(fields) = fields else {
            self.error(word.span, "an `object` needs `fields`", help);
            return None;
        };
        if fields.items.is_empty() && fields.complete {
            self.error(word.span, "an `object` without fields holds nothing", help);
            return None;
        }
        let fields = self.fields(fields);
        (!fields.is_empty()).then_some(fields)
    }

    /// The usable fields of an object.
    pub(super) fn fields(&mut self, fields: &Section<ast::Member>) -> Vec<Member> {
        let mut seen: HashMap<&str, Span> = HashMap::new();
        let mut checked = Vec::with_capacity(fields.items.len());
        for field in &fields.items {
            if !self.names.has(&field.name) {
                continue;
            }
            let name = &field.name;
            if !self.is_first(&mut seen, &name.value, &format!("the field `{}`", name.value), name.span) {
                continue;
            }
            match self.kind(&field.ty, &field.ty) {
                Some(Kind::Components) => {
                    self.error(field.name.span, "components can't stand within an object", "choose another type");
                }
                Some(Kind::Id { expandable: true, .. }) => self.not_expandable(&field.ty),
                Some(kind) => checked.push(member(field, kind)),
                None => {}
            }
        }
        checked
    }

    /// Reports an identifier that is `expandable` in a place where it can't be.
    pub(super) fn not_expandable(&mut self, ty: &Type) {
        if let Some(expandable) = ty.expandable.filter(|is| is.value) {
            self.error(expandable.span, "only a field of the response can be `expandable`", "remove it");
        }
    }

    fn enum_values(&mut self, word: &Text, values: Option<&Section<Text>>) -> Option<Vec<String>> {
        let Some(values) = values else {
            self.error(word.span, "an `enum` needs `values`", "list what it can be, such as `values: [first, second]`");
            return None;
        };
        let mut seen: HashMap<&str, Span> = HashMap::new();
        let mut checked = Vec::with_capacity(values.items.len());
        for value in &values.items {
            if value.value.is_empty() {
                let help = "say `clearable: true` where an empty value takes back what was set";
                self.error(value.span, "an `enum` has no empty value", help);
                continue;
            }
            if self.is_first(&mut seen, &value.value, &format!("the value `{}`", value.value), value.span) {
                checked.push(value.value.clone());
            }
        }
        if values.items.is_empty() && values.complete {
            self.error(word.span, "an `enum` without values can't be anything", "list what it can be in `values`");
            return None;
        }
        Some(checked)
    }
}

/// The location of values, or else of the type.
fn place(values: &Section<Text>, word: &Text) -> Span {
    values.items.first().map_or(word.span, |value| value.span)
}
