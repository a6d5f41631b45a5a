//! The rules of a feature: its type, default and restriction.

use super::{
    checker::{Check, doc},
    literals::Place,
};
use crate::{
    ast::{self, Type},
    model::Fact,
    source::Text,
    vocabulary::{Default, Kind, Literal, Member, Restriction},
    yaml::{Node, Value},
};

/// A feature's rules with their facts resolved. Other features are still referred to by name.
pub(super) struct CheckedFeature {
    pub(super) member: Member,
    /// The keys of its type, which a component may override.
    ty: Type,
    pub(super) default: Option<Default<Text>>,
    pub(super) restriction: Option<Restriction>,
    pub(super) same_in_every_component: bool,
}

impl Check<'_, '_> {
    /// The rules of a feature; where they are silent, those of the feature that components share.
    pub(super) fn feature(&mut self, rules: &ast::Feature, shared: Option<&CheckedFeature>) -> CheckedFeature {
        let name = &rules.name;
        let ty = shared.map_or_else(|| rules.ty.clone(), |shared| rules.ty.over(&shared.ty));
        let kind = match shared {
            Some(shared) if rules.ty.is_silent() => Some(shared.member.kind.clone()),
            _ => self.feature_kind(&ty, &rules.ty),
        };
        let kind = kind.or_else(|| shared.map(|shared| shared.member.kind.clone()));
        let is_readable = kind.is_some();
        let member = Member {
            name: shared.map_or(&name.value, |shared| &shared.member.name).clone(),
            doc: match (&rules.doc, shared) {
                (None, Some(shared)) => shared.member.doc.clone(),
                (own, _) => doc(own, name),
            },
            kind: kind.unwrap_or(Kind::Boolean),
            clearable: ty.is_clearable(),
            required: false,
            deprecated: rules.deprecated.map_or(shared.is_some_and(|it| it.member.deprecated), |is| is.value),
        };
        let default = match (&rules.default, shared) {
            (None, Some(shared)) => self.shared_default(rules, shared, &member),
            // An unreadable type has been reported, and its default has no further errors.
            (Some(default), _) if is_readable => self.default(name, default, &member),
            _ => None,
        };
        let mut restriction = rules.may_be.as_ref().and_then(|restriction| self.restriction(restriction));
        let mut same_in_every_component = rules.same_in_every_component.is_some_and(|same| same.value);
        if !member.is_boolean() {
            self.only_of_booleans(rules, &member);
            (restriction, same_in_every_component) = (None, false);
        } else if let Some(shared) = shared {
            restriction = restriction.or_else(|| shared.restriction.clone());
            if rules.same_in_every_component.is_none() {
                same_in_every_component = shared.same_in_every_component;
            }
        }
        CheckedFeature { member, ty, default, restriction, same_in_every_component }
    }

    /// The type of a feature, `boolean` by default.
    fn feature_kind(&mut self, ty: &Type, own: &Type) -> Option<Kind> {
        let Some(word) = &ty.name else {
            for (key, span) in [
                ("prefix", own.prefix.as_ref().map(|prefix| prefix.span)),
                ("maximum", own.maximum.map(|maximum| maximum.span)),
                ("of", own.of.as_ref().map(|of| of.span)),
                ("values", own.values.as_ref().and_then(|values| Some(values.items.first()?.span))),
                ("fields", own.fields.as_ref().and_then(|fields| Some(fields.items.first()?.name.span))),
            ] {
                if let Some(span) = span {
                    let help = "add `type: ...`; without it, a feature is boolean";
                    self.error(span, format!("`{key}` says more of a `type` that is not there"), help);
                }
            }
            return Some(Kind::Boolean);
        };
        match self.kind(ty, own)? {
            kind @ (Kind::Components | Kind::Secret) => {
                self.error(word.span, format!("a feature can't be of type `{kind}`"), "choose another type");
                None
            }
            kind => Some(kind),
        }
    }

    /// Reports rules that only booleans have.
    fn only_of_booleans(&mut self, rules: &ast::Feature, member: &Member) {
        let may_be = rules.may_be.as_ref().map(|restriction| ("may_be", restriction.value.span));
        let same = rules.same_in_every_component.filter(|same| same.value);
        let same = same.map(|same| ("same_in_every_component", same.span));
        for (key, span) in may_be.into_iter().chain(same) {
            let help = format!("remove it: the type here is {}", member.describe_type());
            self.error(span, format!("only a boolean feature that is not cleared has `{key}`"), help);
        }
    }

    /// The default that components share, unless it is of another type than the feature has here.
    fn shared_default(
        &mut self,
        rules: &ast::Feature,
        shared: &CheckedFeature,
        member: &Member,
    ) -> Option<Default<Text>> {
        let default = shared.default.as_ref()?;
        let accepts = |value| member.kind.accepts(value, member.clearable);
        let kept = match default {
            Default::Value(value) => accepts(value),
            Default::ByFact { values, .. } => values.iter().filter_map(|(_, value)| value.as_ref()).all(accepts),
            _ => true,
        };
        if !kept && !rules.ty.is_silent() {
            let message = format!("the shared default of `{}` has not the type that it has here", rules.name.value);
            let ty = member.describe_type();
            let help = format!("the type here is {ty}: give it a default of that type, as `default: ...`");
            self.error(rules.name.span, message, help);
        }
        kept.then(|| default.clone())
    }

    fn default(&mut self, name: &Text, default: &ast::Default, member: &Member) -> Option<Default<Text>> {
        match default {
            Default::Value(value) => {
                let place = Place { what: "`default`", or_undocumented: true };
                Some(Default::Value(self.literal(place, &member.kind, member.clearable, value)?))
            }
            Default::ByFact { fact, values } => self.by_fact(fact, values, member),
            Default::SameAs(other) => self.is_other_feature(name, other).then(|| Default::SameAs(other.clone())),
            Default::OppositeOf(other) => {
                self.is_other_feature(name, other).then(|| Default::OppositeOf(other.clone()))
            }
            Default::Undocumented => Some(Default::Undocumented),
        }
    }

    fn is_other_feature(&mut self, name: &Text, other: &Text) -> bool {
        if other.value == name.value {
            let message = format!("the default of `{}` refers to `{}` itself", name.value, name.value);
            self.error(other.span, message, "name another feature, or give a value");
            return false;
        }
        if self.features.contains_key(other.value.as_str()) {
            return true;
        }
        if self.file.features.complete {
            let mut names: Vec<&str> = self.features.keys().copied().filter(|known| *known != name.value).collect();
            names.sort_unstable();
            self.meant(other, "feature", names);
        }
        false
    }

    /// A table must have one row for each value of its fact.
    fn by_fact(&mut self, fact: &Text, table: &[(Text, Option<Node>)], member: &Member) -> Option<Default<Text>> {
        let Fact { name: fact_name, values: names, .. } = self.fact(fact)?;
        // A row may be missing, unreadable, or undocumented.
        let mut rows: Vec<Option<Option<Option<Literal>>>> = vec![None; names.len()];
        for (value, default) in table {
            let what = format!("the default for `{}`", value.value);
            let place = self.fact_value(fact, value);
            let here = Place { what: &what, or_undocumented: true };
            let row = default.as_ref().and_then(|node| match is_undocumented(node) {
                true => Some(None),
                false => self.literal(here, &member.kind, member.clearable, node).map(Some),
            });
            if let Some((_, position)) = place {
                rows[position] = Some(row);
            }
        }
        for (name, _) in names.iter().zip(&rows).filter(|(_, row)| row.is_none()) {
            let help = match member.is_boolean() {
                true => format!("add `{name}: true`, `{name}: false` or `{name}: undocumented`"),
                false => format!("add `{name}: ...`"),
            };
            self.error(fact.span, format!("the table by `{}` has no default for `{name}`", fact.value), help);
        }
        // A row whose value could not be read has been reported.
        let rows = rows.into_iter().map(Option::flatten).collect::<Option<Vec<_>>>()?;
        let fact = Text { value: fact_name.clone(), span: fact.span };
        Some(Default::ByFact { fact, values: names.iter().cloned().zip(rows).collect() })
    }

    fn restriction(&mut self, restriction: &ast::Restriction) -> Option<Restriction> {
        if restriction.only_when.is_empty() {
            let help = "name a fact with its value";
            self.error(restriction.value.span, "`only_when` names no fact, so the restriction never applies", help);
            return None;
        }
        let conditions = restriction.only_when.iter().map(|(fact, value)| {
            let (fact, value) = self.fact_value(fact, value)?;
            Some((fact.name.clone(), fact.values[value].clone()))
        });
        let only_when = conditions.collect::<Vec<_>>().into_iter().collect::<Option<Vec<_>>>()?;
        Some(Restriction { value: restriction.value.value, only_when })
    }
}

/// `true` for the word of a default that the API does not name.
fn is_undocumented(node: &Node) -> bool {
    matches!(&node.value, Value::Text(word) if word == "undocumented")
}
