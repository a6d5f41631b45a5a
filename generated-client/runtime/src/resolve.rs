//! Predicts the components of a session: the values that the request sets, and defaults for the rest.

use crate::{
    component::{ComponentMut, ComponentRef, ComponentSlot, Components, FieldValue},
    json::Json,
    reflect::{Api, ComponentInfo, DefaultRule},
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
    let mut resolve = |params: &[&dyn ComponentSlot]| {
        session.edit(&mut |session| {
            for (index, (info, slot)) in api.components.iter().zip(session.slots.iter_mut()).enumerate() {
                let params = params.get(index).and_then(|params| params.get());
                slot.insert().edit(&mut |mut target| match params {
                    Some(params) => params.view(&mut |params| component(api, info, Some(params), facts, &mut target)),
                    None => component(api, info, None, facts, &mut target),
                });
            }
        });
    };
    match params {
        Some(params) => params.view(&mut |params| resolve(params.slots)),
        None => resolve(&[]),
    }
}

fn component(
    api: &Api,
    info: &'static ComponentInfo,
    params: Option<ComponentRef<'_, '_>>,
    facts: &[Option<usize>],
    target: &mut ComponentMut<'_, '_>,
) {
    let enabled = params.as_ref().and_then(|params| params.enabled.get()).unwrap_or(Json::Boolean(false));
    _ = target.enabled.set(&enabled);
    let set = params.map_or(&[][..], |params| params.features);
    for (index, target) in target.features.iter_mut().enumerate() {
        if let Some(json) = feature(api, info, index, set, facts).filter(|json| *json != Json::Null) {
            // A checked schema's defaults are of the feature's type; one of another type is as good as unknown.
            _ = target.set(&json);
        }
    }
}

/// The value of a feature: the one that is set, or its default. `None` where it depends on an unknown fact, or is not
/// documented.
fn feature<'a>(
    api: &Api,
    info: &'static ComponentInfo,
    mut index: usize,
    set: &[&'a dyn FieldValue],
    facts: &[Option<usize>],
) -> Option<Json<'a>> {
    let mut is_opposite = false;
    // Each step follows a reference to another feature, of which a checked schema has no cycle.
    for _ in info.features {
        let json = match (set.get(index).and_then(|value| value.get()), info.features.get(index)?.default) {
            (Some(json), _) => json,
            (None, DefaultRule::Value(literal)) => literal.into(),
            (None, DefaultRule::ByFact { fact, values }) => (*values.get(api.fact_value(fact, facts)?)?).into(),
            (None, DefaultRule::SameAs(other)) => {
                index = other;
                continue;
            }
            (None, DefaultRule::OppositeOf(other)) => {
                index = other;
                is_opposite = !is_opposite;
                continue;
            }
            (None, DefaultRule::Undocumented) => return None,
        };
        return if is_opposite { json.as_bool().map(|value| Json::Boolean(!value)) } else { Some(json) };
    }
    None
}
