//! Predicts the components of a session: the values that the request sets, and defaults for the rest.

use crate::{
    component::{Component, ComponentMut, ComponentRef, Components},
    json::Json,
    reflect::{Api, ComponentInfo, DefaultRule, Literal},
};

/// The components of a session for an account, of which `facts` has the position of each fact's value, as far as known.
pub fn resolve<C: Components + Default>(params: Option<&dyn Components>, facts: &[Option<usize>]) -> C {
    let mut session = C::default();
    resolve_into(params, facts, &mut session);
    session
}

/// Resolves into components of which no field is set.
pub fn resolve_into(params: Option<&dyn Components>, facts: &[Option<usize>], session: &mut dyn Components) {
    let api = session.api();
    let mut set: Vec<Option<&dyn Component>> = vec![None; api.components.len()];
    if let Some(params) = params {
        params.view(&mut |index, component| set.get_mut(index).into_iter().for_each(|set| *set = Some(component)));
    }
    session.edit(&mut |session| {
        for ((info, slot), params) in api.components.iter().zip(session.slots.iter_mut()).zip(&set) {
            slot.insert().edit(&mut |mut target| match params {
                Some(params) => params.view(&mut |params| component(api, info, Some(params), facts, &mut target)),
                None => component(api, info, None, facts, &mut target),
            });
        }
    });
}

fn component(
    api: &Api,
    info: &'static ComponentInfo,
    params: Option<ComponentRef<'_, '_>>,
    facts: &[Option<usize>],
    target: &mut ComponentMut<'_, '_>,
) {
    let enabled = params.as_ref().and_then(|params| params.enabled).unwrap_or_default();
    _ = target.enabled.set(Json::boolean(enabled));
    let set = params.map_or(&[][..], |params| params.features);
    for (index, (feature, target)) in info.features.iter().zip(target.features.iter_mut()).enumerate() {
        // A checked schema's defaults are of the feature's type; one of another type is as good as unknown.
        _ = if feature.field.is_boolean() {
            let value = |index: usize| set.get(index).and_then(|value| value.as_bool());
            let literal = |literal| if let Literal::Boolean(value) = literal { Some(value) } else { None };
            let value = follow(api, info, index, facts, value, literal, |value| Some(!value));
            value.map(|value| target.set(Json::boolean(value)))
        } else {
            let value = |index: usize| set.get(index).and_then(|value| value.get());
            let opposite = |json: Json<'_>| json.as_bool().map(|value| Json::Boolean(!value));
            let value = follow(api, info, index, facts, value, |literal| Some(literal.into()), opposite);
            value.filter(|json| *json != Json::Null).map(|json| target.set(&json))
        };
    }
}

/// The value of a feature: the one that is set, or its default. `None` where it depends on an unknown fact, or is not
/// documented.
fn follow<T>(
    api: &Api,
    info: &'static ComponentInfo,
    mut index: usize,
    facts: &[Option<usize>],
    set: impl Fn(usize) -> Option<T>,
    literal: impl Fn(Literal) -> Option<T>,
    opposite: impl Fn(T) -> Option<T>,
) -> Option<T> {
    let mut is_opposite = false;
    // Each step follows a reference to another feature, of which a checked schema has no cycle.
    for _ in info.features {
        let value = match set(index) {
            Some(value) => value,
            None => match &info.features.get(index)?.default {
                DefaultRule::Value(value) => literal(*value)?,
                DefaultRule::ByFact { fact, values } => literal((*values.get(api.fact_value(fact, facts)?)?)?)?,
                DefaultRule::SameAs(other) => {
                    index = *other;
                    continue;
                }
                DefaultRule::OppositeOf(other) => {
                    index = *other;
                    is_opposite = !is_opposite;
                    continue;
                }
                DefaultRule::Undocumented => return None,
            },
        };
        return if is_opposite { opposite(value) } else { Some(value) };
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        dynamic::DynComponents,
        reflect::{Fact, FeatureInfo, Field, Type},
    };

    /// Features whose default is known of some accounts only, and the same and the opposite of it.
    static API: Api = Api::new("2030-01-01", "POST", "/v1/sessions")
        .facts(&[Fact::new("country", "", "country", &["US", "GB"])], &[])
        .components(&[ComponentInfo::new("payments", "", "", {
            const fn feature(name: &'static str) -> Field {
                Field::new(name, "", Type::Boolean)
            }
            const KNOWN: &[Option<Literal>] = &[Some(Literal::Boolean(true)), None];
            &[
                FeatureInfo::new(feature("a"), "", DefaultRule::ByFact { fact: "country", values: KNOWN }),
                FeatureInfo::new(feature("b"), "", DefaultRule::SameAs(0)),
                FeatureInfo::new(feature("c"), "", DefaultRule::OppositeOf(1)),
            ]
        })]);

    #[test]
    fn a_default_that_is_documented_for_some_accounts() {
        for (fact, expected) in
            [(Some(0), [Some(true), Some(true), Some(false)]), (Some(1), [None; 3]), (None, [None; 3])]
        {
            let mut session = DynComponents::new(&API);
            resolve_into(None, &[fact], &mut session);
            let mut found = Vec::new();
            session.view(&mut |_, component| {
                component.view(&mut |fields| found.extend(fields.features.iter().map(|value| value.as_bool())));
            });
            assert_eq!(found, expected, "{fact:?}");
        }
    }
}
