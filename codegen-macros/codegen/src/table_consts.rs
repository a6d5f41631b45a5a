//! The API description as constant tables.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use schema::{
    model::{AccountType, Component, ComponentFeature, Default, Fact, Kind, Literal, Member, Schema, within},
    names,
};

use crate::doc_comments::doc;

pub(crate) fn expand(schema: &Schema) -> TokenStream {
    let (version, object) = (&schema.api_version, &schema.object.name);
    let (method, path) = (schema.operation.method.as_str(), &schema.operation.path);
    let params = schema.operation.params.iter().map(|param| {
        let (field, one_of) = (field(param, &param.name), &schema.operation.one_of);
        let one_of = one_of.contains(&param.name).then(|| quote!(.one_of(&[#(#one_of),*])));
        quote!(#field #one_of)
    });
    let fields = schema.object.all_fields().map(|member| field(&member, &member.name));
    let rust_type = names::pascal(&schema.operation.name);
    let facts = schema.facts.iter().map(fact);
    let account_types = schema.account_types.iter().map(account_type);
    let account_type_field = schema.account_type_field.iter();
    let components = schema.components.iter().map(|item| component(schema, item));
    let table_doc = doc(&[&format!("The description of API version `{version}`.")]);
    quote! {
        #table_doc
        pub static API: rt::Api = rt::Api::new(#version, #method, #path)
            .params(&[#(#params),*])
            .object(#object, &[#(#fields),*])
            .facts(&[#(#facts),*], &[#(#account_types),*])
            #(.account_type_field(#account_type_field))*
            .components(&[#(#components),*])
            .rust_type(#rust_type);
    }
}

/// A parameter or field, whose types are named after its place.
pub(crate) fn field(member: &Member, place: &str) -> TokenStream {
    let Member { name, doc, required, kind, clearable, .. } = member;
    let (value_type, rust) = (value_type(kind, place), rust(name, &names::object_of(kind, place)));
    let required = required.then(|| quote!(.required()));
    let clearable = clearable.then(|| quote!(.clearable()));
    let maximum = maximum(kind);
    quote!(rt::Field::new(#name, #doc, #value_type) #required #clearable #maximum #rust)
}

/// Sets the names in Rust, where they are not the defaults.
fn rust(name: &str, rust_type: &str) -> Option<TokenStream> {
    let identifier = names::identifier(name);
    (identifier != name || !rust_type.is_empty()).then(|| quote!(.rust(#identifier, #rust_type)))
}

fn fact(fact: &Fact) -> TokenStream {
    let Fact { name, doc, account_field, values } = fact;
    quote!(rt::Fact::new(#name, #doc, #account_field, &[#(#values),*]))
}

fn account_type(account_type: &AccountType) -> TokenStream {
    let name = &account_type.name;
    let facts = account_type.facts.iter().map(|value| option(value.as_ref()));
    quote!(rt::AccountType::new(#name, &[#(#facts),*]))
}

fn component(schema: &Schema, component: &Component) -> TokenStream {
    let Component { name, doc, features, .. } = component;
    let param = schema.operation.component_param(component);
    let features = features.iter().map(|item| feature(schema, component, item));
    let rust = rust(name, &names::component_params(name));
    quote!(rt::ComponentInfo::new(#name, #doc, #param, &[#(#features),*]) #rust)
}

fn feature(schema: &Schema, component: &Component, feature: &ComponentFeature) -> TokenStream {
    let field = field(&feature.member, &feature.member.name);
    let param = schema.operation.feature_param(component, feature);
    let default = default(component, &feature.default);
    let restriction = feature.restriction.as_ref().map(|restriction| {
        let value = restriction.value;
        let only_when = restriction.only_when.iter().map(|(fact, value)| quote!((#fact, #value)));
        quote!(.restricted(#value, &[#(#only_when),*]))
    });
    let same = feature.same_in_every_component.then(|| quote!(.same_in_every_component()));
    quote!(rt::FeatureInfo::new(#field, #param, #default) #restriction #same)
}

fn default(component: &Component, default: &Default) -> TokenStream {
    let reference = default.reference().and_then(|feature| component.position(feature));
    let rule = match (default, reference) {
        (Default::Value(value), _) => {
            let value = literal(value);
            quote!(Value(#value))
        }
        (Default::ByFact { fact, values }, _) => {
            let values = values.iter().map(|(_, value)| option(value.as_ref().map(literal)));
            quote!(ByFact { fact: #fact, values: &[#(#values),*] })
        }
        (Default::SameAs(_), Some(other)) => quote!(SameAs(#other)),
        (Default::OppositeOf(_), Some(other)) => quote!(OppositeOf(#other)),
        _ => quote!(Undocumented),
    };
    quote!(rt::DefaultRule::#rule)
}

fn maximum(kind: &Kind) -> Option<TokenStream> {
    let Kind::Integer { maximum: Some(maximum) } = kind else { return None };
    let maximum = proc_macro2::Literal::i64_unsuffixed(*maximum);
    Some(quote!(.maximum(#maximum)))
}

fn literal(literal: &Literal) -> TokenStream {
    let literal = match literal {
        Literal::Null => quote!(Null),
        Literal::Boolean(value) => quote!(Boolean(#value)),
        Literal::Integer(value) => {
            let value = proc_macro2::Literal::i64_unsuffixed(*value);
            quote!(Integer(#value))
        }
        Literal::Text(text) => quote!(Text(#text)),
        Literal::List(items) => {
            let items = items.iter().map(self::literal);
            quote!(List(&[#(#items),*]))
        }
    };
    quote!(rt::Literal::#literal)
}

fn value_type(kind: &Kind, place: &str) -> TokenStream {
    let value_type = match kind {
        Kind::Boolean => quote!(Boolean),
        Kind::String => quote!(String),
        Kind::Integer { .. } => quote!(Integer),
        Kind::Timestamp => quote!(Timestamp),
        Kind::Id { expandable: true, .. } => quote!(ExpandableId),
        Kind::Id { prefix, .. } => quote!(Id { prefix: #prefix }),
        Kind::Secret => quote!(Secret),
        Kind::Enum { values } => quote!(Enum { values: &[#(#values),*] }),
        Kind::Object { fields } => {
            let fields = fields.iter().map(|member| field(member, &within(place, &member.name)));
            quote!(Object { fields: &[#(#fields),*] })
        }
        Kind::List(of) => {
            let of = self::value_type(of, place);
            quote!(List(&#of))
        }
        Kind::Components => quote!(Components),
    };
    quote!(rt::Type::#value_type)
}

/// The expression of an `Option`.
pub(crate) fn option(value: Option<impl ToTokens>) -> TokenStream {
    match value {
        Some(value) => quote!(Some(#value)),
        None => quote!(None),
    }
}
