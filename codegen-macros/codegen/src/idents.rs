//! Identifiers of the names in a schema.

use proc_macro2::{Ident, Span};
use schema::{model::Component, names};

/// The identifier of a field, method or variable.
pub(crate) fn snake(name: &str) -> Ident {
    let name = names::snake(name);
    if names::is_keyword(&name) { Ident::new_raw(&name, Span::call_site()) } else { ident(&name) }
}

/// The identifier of a type or variant.
pub(crate) fn pascal(name: &str) -> Ident {
    ident(&names::pascal(name))
}

/// The identifier of a component's parameter type.
pub(crate) fn params_type(component: &Component) -> Ident {
    ident(&names::component_params(&component.name))
}

/// The identifier of the struct that holds an operation's parameters.
pub(crate) fn parts_type(operation: &str) -> Ident {
    ident(&names::parts(operation))
}

/// The identifier of a name that needs no change.
pub(crate) fn ident(name: &str) -> Ident {
    Ident::new(name, Span::call_site())
}
