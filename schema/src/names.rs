//! The Rust names that a schema's names become: one place, for the generator that writes them and for the check that
//! they do not collide.

use crate::{
    reserved_names::{KEYWORDS, NEVER_IDENTIFIERS},
    vocabulary::Kind,
};
use heck::{ToPascalCase, ToSnakeCase};
use std::collections::HashSet;

/// The type of one component in a request.
pub fn component_params(name: &str) -> String {
    format!("{}Params", name.to_pascal_case())
}

/// The variant of an enum, and any other type named after one thing in the schema.
pub fn pascal(name: &str) -> String {
    name.to_pascal_case()
}

/// A field, method or parameter.
pub fn snake(name: &str) -> String {
    name.to_snake_case()
}

/// A field, method or parameter as it is written in Rust: keywords with `r#`.
pub fn identifier(name: &str) -> String {
    let name = snake(name);
    if is_keyword(&name) { format!("r#{name}") } else { name }
}

/// The type of the `object` of a kind, or of its items, by the place that it is at. Empty for other kinds.
pub fn object_of(kind: &Kind, place: &str) -> String {
    match kind {
        Kind::Object { .. } => object(place),
        Kind::List(of) => object_of(of, place),
        _ => String::new(),
    }
}

/// The type of an `object`, by the place that it is at.
pub fn object(name: &str) -> String {
    format!("{}Object", name.to_pascal_case())
}

/// The type of an `enum`, by the place that it is at.
pub fn value(name: &str) -> String {
    format!("{}Value", name.to_pascal_case())
}

/// The method that clears what can be cleared.
pub fn clear(name: &str) -> String {
    format!("clear_{}", name.to_snake_case())
}

/// The variants of an `enum`'s values. `None` for a value without a usable or unused name.
pub fn variants<T: AsRef<str>>(values: &[T]) -> Vec<Option<String>> {
    let mut taken: HashSet<String> = ["ALL", "Self", "Unrecognized"].map(str::to_owned).into();
    let variant = |value: &T| {
        let name = value.as_ref().to_pascal_case();
        let name = if name.starts_with(|char: char| char.is_ascii_digit()) { format!("V{name}") } else { name };
        let usable = !name.is_empty() && name.chars().all(|char| char.is_ascii_alphanumeric());
        (usable && taken.insert(name.clone())).then_some(name)
    };
    values.iter().map(variant).collect()
}

/// The struct of an operation's parameters.
pub fn parts(operation: &str) -> String {
    format!("{}Parts", operation.to_pascal_case())
}

/// The builder of an operation.
pub fn builder(operation: &str) -> String {
    format!("{}Builder", operation.to_pascal_case())
}

/// The trait of builders in which a required parameter is set.
pub fn given(param: &str) -> String {
    format!("{}Given", param.to_pascal_case())
}

/// The builder's type parameter that holds a required parameter.
pub fn state(param: &str) -> String {
    format!("{}State", param.to_pascal_case())
}

/// `true` if a schema can use the name in a scope with these reserved names.
pub fn is_usable(name: &str, taken: &[&str]) -> bool {
    is_snake(name) && !is_reserved_word(name) && !taken.contains(&snake(name).as_str())
}

/// `true` for names in snake_case, as in the API.
pub(crate) fn is_snake(name: &str) -> bool {
    name.starts_with(|char: char| char.is_ascii_lowercase())
        && name.chars().all(|char| char.is_ascii_lowercase() || char.is_ascii_digit() || char == '_')
}

/// `true` for words that Rust can't escape, and for the constant of every generated enum.
pub(crate) fn is_reserved_word(name: &str) -> bool {
    let pascal = pascal(name);
    NEVER_IDENTIFIERS.contains(&snake(name).as_str()) || pascal == "Self" || pascal == "ALL"
}

/// `true` if a name is a Rust keyword, which must be written with `r#`.
pub fn is_keyword(name: &str) -> bool {
    KEYWORDS.contains(&name)
}
