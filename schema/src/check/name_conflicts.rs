//! Names that are invalid, or that collide as Rust names.

use super::checker::Names;
use crate::{
    ast::{AccountType, Component, Fact, Feature, File, Member, Type},
    diagnostic::{Diagnostic, Diagnostics},
    model::within,
    names::{self, is_snake},
    reserved_names,
    source::{Span, Text},
};
use std::collections::{HashMap, HashSet};

/// Checks every name of a file, and that no two become the same Rust name.
pub(super) fn check(file: &File, diagnostics: &mut Diagnostics) -> Names {
    let mut check = NameCheck {
        diagnostics,
        names: Names::default(),
        taken: HashMap::new(),
        places: HashSet::new(),
        fields: HashMap::new(),
    };
    check.file(file);
    check.names
}

/// A scope of Rust names.
#[derive(Clone, PartialEq, Eq, Hash)]
enum Scope {
    Types,
    Params,
    Fields,
    AccountFacts,
    Features,
    Components,
    /// The fields of the object at a place.
    Object(String),
}

impl Scope {
    /// The names that are always taken, and their owner.
    fn reserved(&self) -> (&'static [&'static str], &'static str) {
        match self {
            Scope::Types => (&reserved_names::RESERVED_TYPE_NAMES, "a type that every schema has"),
            Scope::Params => (&reserved_names::RESERVED_PARAM_NAMES, "a function of every request"),
            Scope::Fields => (&reserved_names::RESERVED_FIELD_NAMES, "a field of every object"),
            Scope::AccountFacts => (&reserved_names::RESERVED_ACCOUNT_TYPE_NAMES, "a function of `AccountFacts`"),
            Scope::Features => (&reserved_names::RESERVED_FEATURE_NAMES, "something every component has"),
            Scope::Components => (&reserved_names::RESERVED_COMPONENT_NAMES, "something that components have"),
            Scope::Object(_) => (&reserved_names::RESERVED_OBJECT_FIELD_NAMES, "something every object has"),
        }
    }
}

struct NameCheck<'f, 'd> {
    diagnostics: &'d mut Diagnostics,
    names: Names,
    /// The Rust names of each scope, with what has them.
    taken: HashMap<(Scope, String), (Span, &'static str)>,
    /// The places of generated types, and whether they are objects.
    places: HashSet<(String, bool)>,
    /// The fields of the object at a place, wherever it is described.
    fields: HashMap<(String, &'f str), &'f Member>,
}

impl<'f> NameCheck<'f, '_> {
    fn file(&mut self, file: &'f File) {
        if let Some(operation) = &file.operation {
            if let Some(name) = &operation.name {
                let rust = [names::pascal(&name.value), names::parts(&name.value), names::builder(&name.value)];
                self.claim(&Scope::Types, "an operation", name, rust);
            }
            for Member { name, required, ty, .. } in &operation.params.items {
                let free = self.claim(&Scope::Params, "a parameter", name, [names::snake(&name.value)]);
                if free && ty.is_clearable() {
                    self.claim(&Scope::Params, "a parameter", name, [names::clear(&name.value)]);
                }
                if free && required.is_some_and(|required| required.value) {
                    let rust = [names::given(&name.value), names::state(&name.value)];
                    self.claim(&Scope::Types, "a parameter", name, rust);
                }
            }
        }
        if let Some(object) = &file.object {
            if let Some(name) = &object.name {
                self.claim(&Scope::Types, "an object", name, [names::pascal(&name.value)]);
            }
            for Member { name, .. } in &object.fields.items {
                self.claim(&Scope::Fields, "a field", name, [names::snake(&name.value)]);
            }
        }
        for Fact { name, .. } in &file.facts.items {
            self.claim(&Scope::Types, "a fact", name, [names::pascal(&name.value)]);
            self.taken.insert((Scope::AccountFacts, names::snake(&name.value)), (name.span, "a fact"));
        }
        for AccountType { name, .. } in &file.account_types.items {
            self.claim(&Scope::AccountFacts, "an account type", name, [names::snake(&name.value)]);
        }
        // The features that can be cleared, in whichever component.
        let clearable = file.all_features().filter(|feature| feature.ty.is_clearable());
        let clearable: HashSet<&str> = clearable.map(|feature| feature.name.value.as_str()).collect();
        for Feature { name, .. } in &file.features.items {
            let rust = [names::snake(&name.value), names::pascal(&name.value)];
            let free = self.claim(&Scope::Features, "a feature", name, rust);
            if free && clearable.contains(name.value.as_str()) {
                self.claim(&Scope::Features, "a feature", name, [names::clear(&name.value)]);
            }
        }
        for Component { name, .. } in &file.components.items {
            let rust = [names::pascal(&name.value), names::component_params(&name.value)];
            if self.claim(&Scope::Components, "a component", name, [names::snake(&name.value)]) {
                self.claim(&Scope::Types, "a component", name, rust);
            }
        }
        for (name, ty) in file.types() {
            if self.names.has(name) {
                self.named_type(&name.value, name, ty);
            }
        }
    }

    /// The types that the schema defines: one for each name.
    fn named_type(&mut self, place: &str, name: &Text, ty: &'f Type) {
        if ty.values.is_some() && self.places.insert((place.to_owned(), false)) {
            self.claim(&Scope::Types, "another type", name, [names::value(place)]);
        }
        let Some(fields) = &ty.fields else { return };
        if self.places.insert((place.to_owned(), true)) {
            self.claim(&Scope::Types, "another type", name, [names::object(place)]);
        }
        for field in &fields.items {
            self.field(place, field);
        }
        for field in &fields.items {
            if self.names.has(&field.name) {
                self.named_type(&within(place, &field.name.value), &field.name, &field.ty);
            }
        }
    }

    /// A field of an object, which may be described in several places.
    fn field(&mut self, place: &str, field: &'f Member) {
        let (scope, name) = (Scope::Object(place.to_owned()), &field.name);
        let key = (place.to_owned(), name.value.as_str());
        let known = self.fields.get(&key).copied();
        match known {
            None => _ = self.claim(&scope, "a field", name, [names::snake(&name.value)]),
            Some(known) if !self.names.has(&known.name) => _ = self.names.unusable.insert(name.span),
            Some(known) => self.has_same_type(field, known),
        }
        let is_cleared = known.is_some_and(|known| known.ty.is_clearable());
        if self.names.has(name) && field.ty.is_clearable() && !is_cleared {
            self.claim(&scope, "a field", name, [names::clear(&name.value)]);
        }
        if !is_cleared {
            self.fields.insert(key, field);
        }
    }

    /// Fields of one name and place share a Rust type.
    fn has_same_type(&mut self, field: &Member, known: &Member) {
        let word = |text: &Option<Text>| text.as_ref().map(|text| text.value.clone());
        let sort = |member: &Member| (word(&member.ty.name), word(&member.ty.of));
        if sort(known) != sort(field) {
            let message = format!("the field `{}` has another type elsewhere", field.name.value);
            let problem = Diagnostic::error(field.name.span, message).secondary(known.name.span, "it is here");
            let help = "give it the same type, or the object another name: they share a Rust type";
            self.diagnostics.push(problem.help(help));
        }
    }

    /// Claims Rust names for a name, or reports their owner.
    fn claim<const N: usize>(&mut self, scope: &Scope, what: &'static str, name: &Text, rust: [String; N]) -> bool {
        let usable = self.is_name(what, name) && rust.iter().all(|rust| self.is_free(scope, name, rust));
        if usable {
            self.taken.extend(rust.map(|rust| ((scope.clone(), rust), (name.span, what))));
        } else {
            self.names.unusable.insert(name.span);
        }
        usable
    }

    fn is_free(&mut self, scope: &Scope, name: &Text, rust: &str) -> bool {
        let (reserved, every_schema) = scope.reserved();
        let (span, owner) = match self.taken.get(&(scope.clone(), rust.to_owned())) {
            Some((span, owner)) => (Some(*span), *owner),
            None if reserved.contains(&rust) => (None, every_schema),
            None => return true,
        };
        let message = match name.value == rust {
            true => format!("the name `{rust}` is taken by {owner}"),
            false => format!("`{}` becomes `{rust}` in Rust, which is taken by {owner}", name.value),
        };
        let mut problem = Diagnostic::error(name.span, message).help("choose another name");
        if let Some(span) = span {
            problem = problem.secondary(span, format!("this becomes `{rust}`, too"));
        }
        self.diagnostics.push(problem);
        false
    }

    /// `true` if a name can become a Rust name.
    fn is_name(&mut self, what: &str, name: &Text) -> bool {
        let word = &name.value;
        if names::is_reserved_word(word) {
            let message = format!("{what} can't be called `{word}`, which means something else in Rust");
            self.diagnostics.push(Diagnostic::error(name.span, message).help("choose another name"));
            return false;
        }
        if is_snake(word) && names::pascal(word).len() <= 200 {
            return true;
        }
        let problem = Diagnostic::error(name.span, format!("`{word}` is not a name for {what}"));
        let mended = names::snake(word);
        self.diagnostics.push(if is_snake(&mended) {
            problem.replace(format!("names are in snake_case: `{mended}`"), name.span, mended)
        } else {
            problem.help("a name starts with a letter, and holds small letters, digits and underscores")
        });
        false
    }
}
