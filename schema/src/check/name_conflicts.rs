//! Names that are invalid, or that collide as Rust names.

use super::checker::{Check, Names};
use crate::{
    ast::{AccountType, Component, Fact, Feature, File, Member, Type},
    diagnostic::Diagnostic,
    model::within,
    names::{self, is_snake},
    reserved_names,
    source::{Span, Text},
};
use std::collections::{HashMap, HashSet};

/// The Rust names of one scope, with what has them.
#[derive(Default)]
struct Scope {
    taken: HashMap<String, (Option<Span>, String)>,
}

impl Scope {
    /// A scope with reserved names.
    fn with(taken: &[&str], owner: &str) -> Scope {
        Scope { taken: taken.iter().map(|name| (name.to_string(), (None, owner.to_owned()))).collect() }
    }

    fn take(&mut self, name: String, span: Span, owner: &str) {
        self.taken.insert(name, (Some(span), owner.to_owned()));
    }
}

/// Generated types by name, and whether they are objects.
type Places<'f> = HashMap<(String, bool), Place<'f>>;

/// The fields of an object, wherever it is described.
struct Place<'f> {
    fields: HashMap<&'f str, &'f Member>,
    scope: Scope,
}

impl Default for Place<'_> {
    fn default() -> Self {
        let scope = Scope::with(&reserved_names::RESERVED_OBJECT_FIELD_NAMES, "something every object has");
        Place { fields: HashMap::new(), scope }
    }
}

/// The features that can be cleared, in whichever component.
fn clearable_features(file: &File) -> HashSet<&str> {
    let features = file.all_features().filter(|feature| feature.spec.ty.is_clearable());
    features.map(|feature| feature.name.value.as_str()).collect()
}

impl Check<'_, '_> {
    /// Checks every name of the file, and that no two become the same Rust name.
    pub(super) fn names(&mut self, file: &File) -> Names {
        let mut names = Names::default();
        let mut types = Scope::with(
            &[&reserved_names::RESERVED_TYPE_NAMES[..], &reserved_names::PRELUDE_NAMES].concat(),
            "a type that every schema has",
        );
        if let Some(operation) = &file.operation {
            if let Some(name) = &operation.name {
                let rust = [names::pascal(&name.value), names::parts(&name.value), names::builder(&name.value)];
                self.claim(&mut names, &mut types, "an operation", name, rust);
            }
            let mut scope = Scope::with(&reserved_names::RESERVED_PARAM_NAMES, "a function of every request");
            for Member { name, required, ty, .. } in &operation.params.items {
                let free = self.claim(&mut names, &mut scope, "a parameter", name, [names::snake(&name.value)]);
                if free && ty.is_clearable() {
                    self.claim(&mut names, &mut scope, "a parameter", name, [names::clear(&name.value)]);
                }
                if free && required.is_some_and(|required| required.value) {
                    let rust = [names::given(&name.value), names::state(&name.value)];
                    self.claim(&mut names, &mut types, "a parameter", name, rust);
                }
            }
        }
        if let Some(object) = &file.object {
            if let Some(name) = &object.name {
                self.claim(&mut names, &mut types, "an object", name, [names::pascal(&name.value)]);
            }
            let mut scope = Scope::with(&reserved_names::RESERVED_FIELD_NAMES, "a field of every object");
            for Member { name, .. } in &object.fields.items {
                self.claim(&mut names, &mut scope, "a field", name, [names::snake(&name.value)]);
            }
        }
        let mut functions = Scope::with(&reserved_names::RESERVED_ACCOUNT_TYPE_NAMES, "a function of `AccountFacts`");
        for Fact { name, .. } in &file.facts.items {
            self.claim(&mut names, &mut types, "a fact", name, [names::pascal(&name.value)]);
            functions.take(names::snake(&name.value), name.span, "a fact");
        }
        for AccountType { name, .. } in &file.account_types.items {
            self.claim(&mut names, &mut functions, "an account type", name, [names::snake(&name.value)]);
        }
        let clearable = clearable_features(file);
        let mut scope = Scope::with(&reserved_names::RESERVED_FEATURE_NAMES, "something every component has");
        for Feature { name, .. } in &file.features.items {
            let rust = [names::snake(&name.value), names::pascal(&name.value)];
            let free = self.claim(&mut names, &mut scope, "a feature", name, rust);
            if free && clearable.contains(name.value.as_str()) {
                self.claim(&mut names, &mut scope, "a feature", name, [names::clear(&name.value)]);
            }
        }
        let mut scope = Scope::with(&reserved_names::RESERVED_COMPONENT_NAMES, "something that components have");
        for Component { name, .. } in &file.components.items {
            let rust = [names::pascal(&name.value), names::component_params(&name.value)];
            if self.claim(&mut names, &mut scope, "a component", name, [names::snake(&name.value)]) {
                self.claim(&mut names, &mut types, "a component", name, rust);
            }
        }
        self.named_types(file, &mut names, &mut types);
        names
    }

    /// The types that the schema defines: one for each name.
    fn named_types(&mut self, file: &File, names: &mut Names, types: &mut Scope) {
        let mut places = Places::new();
        for (name, ty) in file.types() {
            if names.has(name) {
                self.named_type(&name.value, name, ty, names, types, &mut places);
            }
        }
    }

    fn named_type<'f>(
        &mut self,
        place: &str,
        name: &Text,
        ty: &'f Type,
        names: &mut Names,
        types: &mut Scope,
        places: &mut Places<'f>,
    ) {
        if ty.values.is_some() && places.insert((place.to_owned(), false), Place::default()).is_none() {
            self.claim(names, types, "another type", name, [names::value(place)]);
        }
        let Some(fields) = &ty.fields else { return };
        let key = (place.to_owned(), true);
        let mut known = places.remove(&key).unwrap_or_else(|| {
            self.claim(names, types, "another type", name, [names::object(place)]);
            Place::default()
        });
        for field in &fields.items {
            self.field(field, names, &mut known);
        }
        places.insert(key, known);
        for field in &fields.items {
            if names.has(&field.name) {
                let inner = within(place, &field.name.value);
                self.named_type(&inner, &field.name, &field.ty, names, types, places);
            }
        }
    }

    /// A field of an object, which may be described in several places.
    fn field<'f>(&mut self, field: &'f Member, names: &mut Names, Place { fields, scope }: &mut Place<'f>) {
        let (name, known) = (&field.name, fields.get(field.name.value.as_str()));
        match known {
            None => _ = self.claim(names, scope, "a field", name, [names::snake(&name.value)]),
            Some(known) if !names.has(&known.name) => _ = names.unusable.insert(name.span),
            Some(known) => self.has_same_type(field, known),
        }
        if names.has(name) && field.ty.is_clearable() && !known.is_some_and(|known| known.ty.is_clearable()) {
            self.claim(names, scope, "a field", name, [names::clear(&name.value)]);
        }
        if known.is_none_or(|known| !known.ty.is_clearable()) {
            fields.insert(&name.value, field);
        }
    }

    /// Fields of one name and place share a Rust type.
    fn has_same_type(&mut self, field: &Member, known: &Member) {
        let word = |text: &Option<Text>| text.as_ref().map(|text| text.value.clone());
        let sort = |member: &Member| (word(&member.ty.name), word(&member.ty.of));
        if sort(known) != sort(field) {
            let message = format!("the field `{}` has another type elsewhere", field.name.value);
            let problem = Diagnostic::error(field.name.span, message).secondary(known.name.span, "it is here");
            self.report(problem.help("give it the same type, or the object another name: they share a Rust type"));
        }
    }

    /// Claims Rust names for a name, or reports their owner.
    fn claim<const N: usize>(
        &mut self,
        names: &mut Names,
        scope: &mut Scope,
        what: &str,
        name: &Text,
        rust: [String; N],
    ) -> bool {
        let usable = self.is_name(what, name) && rust.iter().all(|rust| self.is_free(scope, name, rust));
        if usable {
            for rust in rust {
                scope.take(rust, name.span, what);
            }
        } else {
            names.unusable.insert(name.span);
        }
        usable
    }

    fn is_free(&mut self, scope: &Scope, name: &Text, rust: &str) -> bool {
        let Some((span, owner)) = scope.taken.get(rust) else { return true };
        let message = match name.value == rust {
            true => format!("the name `{rust}` is taken by {owner}"),
            false => format!("`{}` becomes `{rust}` in Rust, which is taken by {owner}", name.value),
        };
        let mut problem = Diagnostic::error(name.span, message).help("choose another name");
        if let Some(span) = span {
            problem = problem.secondary(*span, format!("this becomes `{rust}`, too"));
        }
        self.report(problem);
        false
    }

    /// `true` if a name can become a Rust name.
    pub(super) fn is_name(&mut self, what: &str, name: &Text) -> bool {
        let word = &name.value;
        if names::is_reserved_word(word) {
            let message = format!("{what} can't be called `{word}`, which means something else in Rust");
            self.error(name.span, message, "choose another name");
            return false;
        }
        if is_snake(word) && names::pascal(word).len() <= 200 {
            return true;
        }
        let problem = Diagnostic::error(name.span, format!("`{word}` is not a name for {what}"));
        let mended = names::snake(word);
        self.report(if is_snake(&mended) {
            problem.replace(format!("names are in snake_case: `{mended}`"), name.span, mended)
        } else {
            problem.help("a name starts with a letter, and holds small letters, digits and underscores")
        });
        false
    }
}
