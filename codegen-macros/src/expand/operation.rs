//! The request: its builder, which compiles only when complete, its rules, and how it is written.

use super::{
    docs::{self, doc},
    ident, kinds, pascal, snake,
};
use proc_macro2::{Ident, TokenStream};
use quote::quote;
use schema::{
    model::{ComponentFeature, Kind, Member, Restriction, Schema},
    names,
};

pub(super) fn expand(schema: &Schema) -> TokenStream {
    let builder = builder(schema);
    let request = request(schema);
    quote! { #request #builder }
}

fn request(schema: &Schema) -> TokenStream {
    let (ty, response) = (pascal(&schema.operation.name), pascal(&schema.object.name));
    let builder = ident(&names::builder(&schema.operation.name));
    let endpoint = format!("`{} {}`", schema.operation.method.as_str(), schema.operation.path);
    let what = doc(&[&schema.operation.doc, &endpoint]);
    let params = &schema.operation.params;
    let fields = params.iter().map(|param| {
        let (name, ty) = (snake(&param.name), stored(param));
        quote! { #name: #ty, }
    });
    let getters = params.iter().map(|param| {
        let (name, doc) = (snake(&param.name), doc(&[&param.doc]));
        let (output, value) = kinds::getter(param, &name);
        quote! { #doc pub fn #name(&self) -> #output { #value } }
    });
    let writes = params.iter().map(|param| {
        let name = snake(&param.name);
        kinds::encode(&param.kind, param.clearable, &param.name, &quote!(self.#name), param.required)
    });
    let validate_for = validate_for(schema);
    let resolve = bind_components(schema, quote!(self)).map(|components| {
        quote! {
            /// The components as the API will answer them for such an account: what was set, and the defaults.
            /// A value is `None` where it depends on a fact that is not known, or on what the API does not document.
            pub fn resolve(&self, facts: &AccountFacts) -> Components {
                #components
                components.resolve(facts)
            }
        }
    });
    quote! {
        #what
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub struct #ty { #(#fields)* }

        impl #ty {
            /// Starts a request. The parameters that are required must be set before it can be built.
            pub fn builder() -> #builder {
                Default::default()
            }

            #(#getters)*

            #validate_for

            #resolve
        }

        #[diagnostic::do_not_recommend]
        impl rt::Request for #ty {
            type Response = #response;

            const API: &'static rt::Api = &API;

            fn encode(&self) -> String {
                let form = &mut rt::Form::default();
                #(#writes)*
                form.finish()
            }
        }
    }
}

/// The type that a request stores a parameter as.
fn stored(param: &Member) -> TokenStream {
    let ty = kinds::param_type(&param.kind, param.clearable, &param.name);
    if param.required { ty } else { quote!(Option<#ty>) }
}

/// The binding of `components` to those of `owner`. Where they were left out, no component is mentioned.
fn bind_components(schema: &Schema, owner: TokenStream) -> Option<TokenStream> {
    let param = schema.operation.components()?;
    let name = snake(&param.name);
    Some(match param.required {
        true => quote! { let components = &#owner.#name; },
        false => quote! { let components = #owner.#name.as_ref().unwrap_or(const { &ComponentsParams::new() }); },
    })
}

/// The features of all components that a rule holds for: the paths of their parameters, and their values.
fn values(schema: &Schema, concerned: impl Fn(&ComponentFeature) -> bool) -> (Vec<String>, Vec<TokenStream>) {
    let features = schema
        .components
        .iter()
        .flat_map(|component| component.features.iter().map(move |feature| (component, feature)));
    let concerned = features.filter(|(_, feature)| concerned(feature)).map(|(component, feature)| {
        let path = schema.operation.feature_param(component, feature);
        let (component, feature) = (snake(&component.name), snake(&feature.name));
        let value = quote! {
            match &components.#component {
                Some(params) => params.#feature,
                None => None,
            }
        };
        (path, value)
    });
    concerned.unzip()
}

fn validate_for(schema: &Schema) -> TokenStream {
    let mut restrictions: Vec<&Restriction> = Vec::new();
    for feature in schema.components.iter().flat_map(|component| &component.features) {
        if let Some(restriction) = &feature.restriction
            && !restrictions.contains(&restriction)
        {
            restrictions.push(restriction);
        }
    }
    let checks = restrictions.into_iter().map(|restriction| restrict(schema, restriction));
    let body = match bind_components(schema, quote!(self)) {
        Some(components) if checks.len() > 0 => quote! {
            #components
            let mut violations = rt::Violations::default();
            #(#checks)*
            violations.into_result()
        },
        _ => quote! {
            let _ = facts;
            Ok(())
        },
    };
    quote! {
        /// Checks the rules that depend on the account. A rule about a fact that is not known is left to the API.
        ///
        /// # Errors
        ///
        /// Every parameter that the API would refuse for such an account, all at once.
        pub fn validate_for(&self, facts: &AccountFacts) -> Result<(), ValidationError> {
            #body
        }
    }
}

/// Notes what breaks a restriction, where what is known of the account rules the value out.
fn restrict(schema: &Schema, restriction: &Restriction) -> TokenStream {
    let facts: Vec<_> = restriction
        .only_when
        .iter()
        .map(|&(fact, value)| (&schema.facts[fact], &schema.facts[fact].values[value]))
        .collect();
    let ruled_out = facts.iter().map(|(fact, value)| {
        let (name, ty, value) = (snake(&fact.name), pascal(&fact.name), pascal(value));
        quote!(facts.#name.is_some_and(|fact| fact != #ty::#value))
    });
    let conditions = facts.iter().map(|(fact, value)| {
        let name = &fact.name;
        quote!((#name, #value))
    });
    let forbidden = restriction.value;
    let (paths, values) = values(schema, |feature| feature.restriction.as_ref() == Some(restriction));
    quote! {
        if #(#ruled_out)||* {
            let rule = rt::Rule::OnlyWhen { value: #forbidden, facts: &[#(#conditions),*] };
            violations.restrict(rule, #forbidden, &[#(#paths),*], &[#(#values),*]);
        }
    }
}

/// The rules that need no account.
fn validate(schema: &Schema) -> TokenStream {
    let params = schema.operation.params.iter().filter_map(|param| {
        let (path, name) = (&param.name, snake(&param.name));
        match (&param.kind, param.required) {
            (Kind::Components, true) => Some(quote! {
                if request.#name.is_empty() {
                    violations.push(#path, rt::Rule::NotEmpty);
                }
            }),
            (kind, true) => kinds::check(kind, param.clearable, path, &quote!(&request.#name)),
            (kind, false) => {
                let check = kinds::check(kind, param.clearable, path, &quote!(value))?;
                Some(quote! { if let Some(value) = &request.#name { #check } })
            }
        }
    });
    let features = schema.components.iter().filter_map(|component| {
        let checks = component.features.iter().filter_map(|feature| {
            let (path, name) = (schema.operation.feature_param(component, feature), snake(&feature.name));
            let check = kinds::check(&feature.kind, feature.clearable, &path, &quote!(value))?;
            Some(quote! { if let Some(value) = &params.#name { #check } })
        });
        let (checks, name): (Vec<_>, _) = (checks.collect(), snake(&component.name));
        (!checks.is_empty()).then(|| quote! { if let Some(params) = &components.#name { #(#checks)* } })
    });
    let features: Vec<_> = features.collect();
    let same = (0..schema.features.len()).filter_map(|index| {
        let (paths, values) = values(schema, |feature| feature.feature == index && feature.same_in_every_component);
        (values.len() > 1).then(|| quote! { violations.same(&[#(#paths),*], &[#(#values),*]); })
    });
    let same: Vec<_> = same.collect();
    let rules: Vec<_> = features.into_iter().chain(same).collect();
    let components = if rules.is_empty() { None } else { bind_components(schema, quote!(request)) };
    let rules = if components.is_some() { rules } else { Vec::new() };
    let checks: Vec<_> = params.chain(components).chain(rules).collect();
    match checks.as_slice() {
        [] => TokenStream::new(),
        checks => quote! {
            let mut violations = rt::Violations::default();
            #(#checks)*
            violations.into_result()?;
        },
    }
}

fn builder(schema: &Schema) -> TokenStream {
    let request = pascal(&schema.operation.name);
    let ty = ident(&names::builder(&schema.operation.name));
    let params = &schema.operation.params;
    let required: Vec<&Member> = params.iter().filter(|param| param.required).collect();
    let states: Vec<Ident> = required.iter().map(|param| ident(&names::state(&param.name))).collect();
    let fields = params.iter().map(|param| {
        let name = snake(&param.name);
        match state(param, &required, &states) {
            Some(state) => quote! { #name: #state, },
            None => {
                let ty = stored(param);
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
    let validate = validate(schema);
    let given = required.iter().map(|param| given(param));
    let what = doc(&[&format!("A [`{}`] under construction.", names::pascal(&schema.operation.name))]);
    quote! {
        #what
        #[derive(Clone, Debug, Default)]
        #[must_use = "a request is made by `.build()`"]
        pub struct #ty<#(#states = rt::Missing),*> { #(#fields)* }

        impl<#(#states),*> #ty<#(#states),*> {
            #(#setters)*

            /// Completes the request and checks the rules that need no account.
            ///
            /// # Errors
            ///
            /// Every parameter that breaks one of them, all at once.
            pub fn build(self) -> Result<#request, ValidationError> #bounds {
                let request = #request { #(#values)* };
                #validate
                Ok(request)
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
    let (input, value) = kinds::setter(&param.kind, param.clearable, &param.name, &quote!(#name));
    let doc = doc(&[&param.doc, &format!("Parameter `{}`.", param.name)]);
    let set = assign(schema, param, required, states, &name, Some(&input), &value);
    let clear = param.clearable.then(|| {
        let method = ident(&names::clear(&param.name));
        let doc = docs::clear(&param.name);
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
    let stored = stored(param);
    let index = required.iter().position(|other| other.name == param.name);
    let types =
        states.iter().enumerate().map(|(at, state)| if Some(at) == index { stored.clone() } else { quote!(#state) });
    let fields = schema.operation.params.iter().map(|other| {
        let other_name = snake(&other.name);
        if other.name == param.name {
            quote! { #name: #value, }
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
    let (name, given, stored) = (&param.name, ident(&names::given(&param.name)), stored(param));
    let what = doc(&[&format!("Says that the required parameter `{name}` is set.")]);
    let message = format!("the required parameter `{name}` is missing");
    let label = format!("`{name}` is not set");
    let note = format!("call `.{}(...)` before `.build()`", names::snake(name));
    quote! {
        #what
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
