//! Implementations of the runtime's traits, which lend the fields of generated structs.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;
use schema::model::{Kind, Member, Schema};

use crate::idents::snake;

/// A field of a generated struct, as it is lent.
pub(crate) struct LentField {
    name: Ident,
    field_ref: TokenStream,
}

impl LentField {
    /// A field that holds an `Option`.
    pub(crate) fn optional(member: &Member) -> Self {
        Self::new(member, true)
    }

    /// A field that holds an `Option`, or always has a value.
    pub(crate) fn new(member: &Member, is_option: bool) -> Self {
        let name = snake(&member.name);
        let field_ref = match (&member.kind, is_option) {
            (Kind::Components, true) => {
                quote!(rt::FieldRef::Components(self.#name.as_ref().map(|components| components as _)))
            }
            (Kind::Components, false) => quote!(rt::FieldRef::Components(Some(&self.#name))),
            (_, true) if member.is_boolean() => quote!(rt::FieldRef::Boolean(self.#name)),
            (_, false) if member.is_boolean() => quote!(rt::FieldRef::Boolean(Some(self.#name))),
            _ => quote!(rt::FieldRef::Value(&self.#name)),
        };
        LentField { name, field_ref }
    }
}

/// Implements `Record` for a struct with a table.
pub(crate) fn record(ty: &Ident, table: &TokenStream, fields: &[LentField], is_response: bool) -> TokenStream {
    let (names, refs) = split(fields);
    let (unknown, unknown_mut) = unknown(is_response);
    quote! {
        impl rt::Record for #ty {
            fn view<'a>(&'a self, view: &mut dyn FnMut(rt::RecordRef<'_, 'a>)) {
                view(rt::RecordRef { table: #table, fields: &[#(#refs),*], unknown: #unknown });
            }

            fn edit(&mut self, edit: &mut dyn FnMut(rt::RecordMut<'_, '_>)) {
                edit(rt::RecordMut { table: #table, fields: &mut [#(&mut self.#names),*], unknown: #unknown_mut });
            }
        }
    }
}

/// Implements `Component` for the component at a position of the tables. Only a response may lack `enabled`.
pub(crate) fn component(ty: &Ident, index: usize, features: &[LentField], is_response: bool) -> TokenStream {
    let index = Literal::usize_unsuffixed(index);
    let (names, refs) = split(features);
    let (unknown, unknown_mut) = unknown(is_response);
    let enabled = if is_response { quote!(self.enabled) } else { quote!(Some(self.enabled)) };
    quote! {
        impl rt::Component for #ty {
            fn view<'a>(&'a self, view: &mut dyn FnMut(rt::ComponentRef<'_, 'a>)) {
                view(rt::ComponentRef { info: &API.components[#index], enabled: #enabled, features: &[#(#refs),*], unknown: #unknown });
            }

            fn edit(&mut self, edit: &mut dyn FnMut(rt::ComponentMut<'_, '_>)) {
                edit(rt::ComponentMut {
                    info: &API.components[#index],
                    enabled: &mut self.enabled,
                    features: &mut [#(&mut self.#names),*],
                    unknown: #unknown_mut,
                });
            }
        }
    }
}

/// Implements `Components` and what follows from it.
pub(crate) fn components(ty: &Ident, schema: &Schema, is_response: bool) -> TokenStream {
    let indices = (0..schema.components.len()).map(Literal::usize_unsuffixed);
    let names: Vec<_> = schema.components.iter().map(|component| snake(&component.name)).collect();
    let (unknown, unknown_mut) = unknown(is_response);
    quote! {
        impl rt::Components for #ty {
            fn api(&self) -> &'static rt::Api {
                &API
            }

            fn view<'a>(&'a self, view: &mut dyn FnMut(usize, &'a dyn rt::Component)) {
                #(rt::view_component(#indices, &self.#names, view);)*
            }

            fn unknown(&self) -> Option<&Unknown> {
                #unknown
            }

            fn edit(&mut self, edit: &mut dyn FnMut(rt::ComponentsMut<'_, '_>)) {
                edit(rt::ComponentsMut { slots: &mut [#(&mut self.#names),*], unknown: #unknown_mut });
            }
        }

        rt::impl_value!(components_from_json, components_to_json, #ty);
    }
}

fn split(fields: &[LentField]) -> (Vec<&Ident>, Vec<&TokenStream>) {
    fields.iter().map(|field| (&field.name, &field.field_ref)).unzip()
}

/// The unknown fields, which only responses have.
fn unknown(is_response: bool) -> (TokenStream, TokenStream) {
    match is_response {
        true => (quote!(Some(&self.unknown)), quote!(Some(&mut self.unknown))),
        false => (quote!(None), quote!(None)),
    }
}
