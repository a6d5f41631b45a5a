//! The request's builder: its type parameters tell which required parameters are set.

use proc_macro2::{Ident, TokenStream};
use quote::quote;
use schema::{
    model::{Member, Schema},
    names,
};

use crate::{
    doc_comments::doc,
    field_setters,
    idents::{ident, parts_type, pascal, snake},
};

pub(crate) fn expand(schema: &Schema) -> TokenStream {
    let operation = &schema.operation;
    let (request, parts) = (pascal(&operation.name), parts_type(&operation.name));
    let builder = ident(&names::builder(&operation.name));
    let required: Vec<&Member> = operation.params.iter().filter(|param| param.required).collect();
    let states: Vec<Ident> = required.iter().map(|param| ident(&names::state(&param.name))).collect();
    let given = required.iter().map(|param| ident(&names::given(&param.name)));
    let bounds = (!required.is_empty()).then(|| quote! { where #(#states: #given,)* });
    let setters = operation.params.iter().map(|param| {
        let position = required.iter().position(|other| other.name == param.name);
        let states = states.iter().enumerate();
        let states = states.map(|(at, state)| if Some(at) == position { quote!(rt::Set) } else { quote!(#state) });
        setters(param, &parts, &builder, &quote!(#builder<#(#states),*>))
    });
    let traits = required.iter().map(|param| given_trait(param));
    let type_doc = doc(&[&format!("The builder of [`{request}`].")]);
    quote! {
        #type_doc
        #[derive(Clone, Debug, Default)]
        #[must_use = "call `.build()` to complete the request"]
        pub struct #builder<#(#states = rt::Missing),*> {
            parts: #parts,
            states: rt::PhantomData<(#(#states,)*)>,
        }

        impl<#(#states),*> #builder<#(#states),*> {
            #(#setters)*

            /// Completes the request and checks the rules that need no account.
            ///
            /// # Errors
            ///
            /// Every parameter that breaks one of them, all at once.
            pub fn build(self) -> Result<#request, ValidationError> #bounds {
                self.parts.build()
            }
        }

        #(#traits)*
    }
}

/// The methods that set a parameter and, if it is clearable, clear it. If it is required, they return a builder in this
/// state.
fn setters(param: &Member, parts: &Ident, builder: &Ident, is_set: &TokenStream) -> TokenStream {
    let name = snake(&param.name);
    let set = |value: TokenStream| match param.required {
        true => quote! {
            self.parts.#name = #value;
            #builder { parts: self.parts, states: rt::PhantomData }
        },
        false => quote! {
            self.parts.#name = Some(#value);
            self
        },
    };
    let output = if param.required { is_set } else { &quote!(Self) };
    field_setters::methods(param, &param.name, &parts.to_string(), &quote!(), output, set)
}

/// The trait that words the compiler's error where a required parameter is missing.
fn given_trait(param: &Member) -> TokenStream {
    let (name, given) = (&param.name, ident(&names::given(&param.name)));
    let trait_doc = doc(&[&format!("Implemented once the required parameter `{name}` is set.")]);
    let message = format!("the required parameter `{name}` is missing");
    let label = format!("`{name}` is not set");
    let note = format!("call `.{}(...)` before `.build()`", names::snake(name));
    quote! {
        #trait_doc
        #[diagnostic::on_unimplemented(message = #message, label = #label, note = #note)]
        pub trait #given {}

        #[diagnostic::do_not_recommend]
        impl #given for rt::Set {}
    }
}
