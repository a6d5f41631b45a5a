//! The types that a schema makes up: enums and objects, by the place that they are at.

use super::{Kind, Member, Schema};
use std::collections::{HashMap, HashSet};

/// A type that the schema makes up: everything at one place, such as all features of one name, shares it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// The name of the parameter, field or feature, after the names of the objects that it is in.
    pub name: String,
    /// What it is.
    pub shape: Shape,
}

/// What a [`Named`] type is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Shape {
    /// One of several texts: every value that anything at this place takes.
    Enum(Vec<String>),
    /// Several values: every field that anything at this place has. One is required if every request needs it that holds
    /// such an object, and can be cleared if one lets it.
    Object(Vec<Member>),
}

impl Schema {
    /// The types that the schema makes up, in its order, each after the object that it is in.
    pub fn named(&self) -> Vec<Named> {
        let features = self.components.iter().flat_map(|component| &component.features);
        let mut named = NamedTypes::default();
        self.operation.params.iter().for_each(|param| named.add(&param.name, &param.kind, true));
        self.object.fields.iter().for_each(|field| named.add(&field.name, &field.kind, false));
        features.for_each(|feature| named.add(&feature.name, &feature.kind, true));
        named.types
    }
}

#[derive(Default)]
struct NamedTypes {
    types: Vec<Named>,
    places: HashMap<(String, bool), usize>,
    /// Those that some request holds.
    sent: HashSet<usize>,
}

impl NamedTypes {
    fn add(&mut self, name: &str, kind: &Kind, sent: bool) {
        let shape = match kind {
            Kind::List(of) => return self.add(name, of, sent),
            Kind::Enum { .. } => Shape::Enum(Vec::new()),
            Kind::Object { .. } => Shape::Object(Vec::new()),
            _ => return,
        };
        let is_object = matches!(shape, Shape::Object(_));
        let place = *self.places.entry((name.to_owned(), is_object)).or_insert_with(|| {
            self.types.push(Named { name: name.to_owned(), shape });
            self.types.len() - 1
        });
        let first_sent = sent && self.sent.insert(place);
        match (&mut self.types[place].shape, kind) {
            (Shape::Enum(known), Kind::Enum { values }) => {
                let new = values.iter().filter(|value| !known.contains(value)).cloned().collect::<Vec<_>>();
                known.extend(new);
            }
            (Shape::Object(known), Kind::Object { fields }) => {
                let named = |name: &str, of: &[Member]| of.iter().position(|field| field.name == name);
                for field in fields {
                    if named(&field.name, known).is_none() {
                        known.push(Member { clearable: false, required: false, ..field.clone() });
                    }
                }
                for known in known.iter_mut().filter(|_| sent) {
                    let field = named(&known.name, fields).map(|at| &fields[at]);
                    known.clearable |= field.is_some_and(|field| field.clearable);
                    known.required = field.is_some_and(|field| field.required) && (first_sent || known.required);
                }
                fields.iter().for_each(|field| self.add(&within(name, &field.name), &field.kind, sent));
            }
            // Enums and objects have places of their own.
            _ => {}
        }
    }
}

/// The name of the type of an object's field.
pub fn within(object: &str, field: &str) -> String {
    format!("{object}_{field}")
}
