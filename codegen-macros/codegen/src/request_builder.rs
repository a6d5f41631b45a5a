//! The request's builder: its type parameters tell which required parameters are set.

use proc_macro2::{Ident, TokenStream};
use quote::quote;
use schema::{
    model::{Member, Schema},
    names,
};

use crate::{
    doc_comments::{self, attributes, doc},
    idents::{ident, parts_type, pascal, snake},
    request_struct::stored_type,
    rust_types,
};

pub(crate) fn expand(schema: &Schema) -> TokenStream {
    let (request, parts) = (pascal(&schema.operation.name), parts_type(&schema.operation.name));
    let ty = ident(&names::builder(&schema.operation.name));
    let params = &schema.operation.params;
    let required: Vec<&Member> = params.iter().filter(|param| param.required).collect();
    let states: Vec<Ident> = required.iter().map(|param| ident(&names::state(&param.name))).collect();
    let fields = params.iter().map(|param| {
        let name = snake(&param.name);
        match state(param, &required, &states) {
            Some(state) => quote! { #name: #state, },
            None => {
                let ty = stored_type(param);
                quote! { #name: #ty, }
            }
        }
    });
    let setters = params.iter().map(|param| setter(schema, param, &required, &states));
    let bounds = required.iter().zip(&states).map(|(param, state)| {
        let given = ident(&names::given(&param.name));
        quote!(#state: #given)
    });
    let bounds = (!required.is_empty()).then(|| quote! { where #(#bounds,)* });
    let values = params.iter().map(|param| {
        let name = snake(&param.name);
        if param.required {
            quote! { #name: self.#name.given(), }
        } else {
            quote! { #name: self.#name, }
        }
    });
    let given = required.iter().map(|param| given(param));
    let type_doc = doc(&[&format!("A [`{}`] under construction.", names::pascal(&schema.operation.name))]);
    quote! {
        #type_doc
        #[derive(Clone, Debug, Default)]
        #[must_use = "call `.build()` to complete the request"]
        pub struct #ty<#(#states = rt::Missing),*> { #(#fields)* }

        impl<#(#states),*> #ty<#(#states),*> {
            #(#setters)*

            /// Completes the request and checks the rules that need no account.
            ///
            /// # Errors
            ///
            /// Every parameter that breaks one of them, all at once.
            pub fn build(self) -> Result<#request, ValidationError> #bounds {
                #parts { #(#values)* }.build()
            }
        }

        #(#given)*
    }
}

/// The type parameter that says whether a required parameter is set, and holds it.
fn state<'s>(param: &Member, required: &[&Member], states: &'s [Ident]) -> Option<&'s Ident> {
    required.iter().position(|other| other.name == param.name).map(|index| &states[index])
}

fn setter(schema: &Schema, param: &Member, required: &[&Member], states: &[Ident]) -> TokenStream {
    let name = snake(&param.name);
    let (input, value) = rust_types::setter(&param.kind, param.clearable, &param.name, &quote!(#name));
    let doc = doc_comments::setter(&parts_type(&schema.operation.name).to_string(), &param.name);
    let doc = attributes(doc, param.deprecated);
    let set = assign(schema, param, required, states, &name, Some(&input), &value);
    let clear = param.clearable.then(|| {
        let method = ident(&names::clear(&param.name));
        let doc = doc_comments::clear(&param.name);
        let clear = assign(schema, param, required, states, &method, None, &quote!(Clearable::Clear));
        quote! { #doc #clear }
    });
    quote! { #doc #set #clear }
}

/// A method of the builder that gives a parameter a value.
fn assign(
    schema: &Schema,
    param: &Member,
    required: &[&Member],
    states: &[Ident],
    method: &Ident,
    input: Option<&TokenStream>,
    value: &TokenStream,
) -> TokenStream {
    let (name, ty) = (snake(&param.name), ident(&names::builder(&schema.operation.name)));
    let input = input.map(|input| quote!(, #name: #input));
    if !param.required {
        return quote! {
            pub fn #method(mut self #input) -> Self {
                self.#name = Some(#value);
                self
            }
        };
    }
    let stored = stored_type(param);
    let index = required.iter().position(|other| other.name == param.name);
    let types =
        states.iter().enumerate().map(|(at, state)| if Some(at) == index { stored.clone() } else { quote!(#state) });
    let fields = schema.operation.params.iter().map(|other| {
        let other_name = snake(&other.name);
        if other.name == param.name {
            let value = (name != value.to_string()).then(|| quote!(: #value));
            quote! { #name #value, }
        } else {
            quote! { #other_name: self.#other_name, }
        }
    });
    quote! {
        pub fn #method(self #input) -> #ty<#(#types),*> {
            #ty { #(#fields)* }
        }
    }
}

/// The trait that words the compiler's error where a required parameter is missing.
fn given(param: &Member) -> TokenStream {
    let (name, given, stored) = (&param.name, ident(&names::given(&param.name)), stored_type(param));
    let trait_doc = doc(&[&format!("Implemented once the required parameter `{name}` is set.")]);
    let message = format!("the required parameter `{name}` is missing");
    let label = format!("`{name}` is not set");
    let note = format!("call `.{}(...)` before `.build()`", names::snake(name));
    quote! {
        #trait_doc
        #[diagnostic::on_unimplemented(message = #message, label = #label, note = #note)]
        pub trait #given {
            #[doc(hidden)]
            fn given(self) -> #stored;
        }

        #[diagnostic::do_not_recommend]
        impl #given for #stored {
            fn given(self) -> #stored { self }
        }
    }
}
