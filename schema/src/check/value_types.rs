//! The types of members and features.

use super::{checker::Check, members::MemberOwner};
use crate::{
    ast::{self, Section, Type},
    names,
    source::Text,
    vocabulary::{Kind, Member},
};

const KINDS: [&str; 10] =
    ["boolean", "string", "integer", "timestamp", "id", "secret", "enum", "object", "list", "components"];

/// The types of list items.
const ITEMS: [&str; 4] = ["string", "integer", "enum", "object"];

impl Check<'_, '_> {
    /// The type that `ty` describes. Useless keys are reported at their location in `own`.
    pub(super) fn kind(&mut self, ty: &Type, own: &Type) -> Option<Kind> {
        let word = ty.name.as_ref()?;
        let kind = self.kind_named(&word.value, word, ty)?;
        let (is_id, is_enum) = (matches!(kind, Kind::Id { .. }), kind.enum_values().is_some());
        let (is_integer, is_list) = (matches!(kind, Kind::Integer { .. }), matches!(kind, Kind::List(_)));
        let values = own.values.as_ref().map(|values| values.items.first().map_or(word.span, |value| value.span));
        let fields = own.fields.as_ref().map(|fields| fields.items.first().map_or(word.span, |field| field.name.span));
        for (key, is_useful, message, help) in [
            (own.prefix.as_ref().map(|prefix| prefix.span), is_id, "only an `id` has a `prefix`", "remove it"),
            (own.expandable.map(|is| is.span), is_id, "only an `id` can be `expandable`", "remove it"),
            (own.maximum.map(|maximum| maximum.span), is_integer, "only an `integer` has a `maximum`", "remove it"),
            (own.of.as_ref().map(|of| of.span), is_list, "only a `list` is `of` something", "remove it"),
            (values, is_enum, "only an `enum` has `values`", "remove them"),
            (fields, kind.object_fields().is_some(), "only an `object` has `fields`", "remove them"),
        ] {
            if let (Some(span), false) = (key, is_useful) {
                self.error(span, message, help);
            }
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
                let meant = self.meant(word, "type", KINDS)?;
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
        let name = self.meant(of, "type of list items called", ITEMS).unwrap_or("string");
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
        let fields = self.checked_members(MemberOwner::Object, None, fields);
        (!fields.is_empty()).then_some(fields)
    }

    fn enum_values(&mut self, word: &Text, values: Option<&Section<Text>>) -> Option<Vec<String>> {
        let Some(values) = values else {
            self.error(word.span, "an `enum` needs `values`", "list what it can be, such as `values: [first, second]`");
            return None;
        };
        let (empty, named): (Vec<&Text>, Vec<&Text>) = values.items.iter().partition(|value| value.value.is_empty());
        for value in empty {
            let help = "say `clearable: true` where an empty value takes back what was set";
            self.error(value.span, "an `enum` has no empty value", help);
        }
        let checked = self.unique("the value", named, |value| value);
        if values.items.is_empty() && values.complete {
            self.error(word.span, "an `enum` without values can't be anything", "list what it can be in `values`");
            return None;
        }
        Some(checked.into_iter().map(|value| value.value.clone()).collect())
    }
}
