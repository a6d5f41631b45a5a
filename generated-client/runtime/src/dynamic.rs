//! Parameters and components of an API that is known by its tables alone.

use crate::{
    component::{
        self, Component, ComponentMut, ComponentRef, ComponentSlot, Components, ComponentsMut, FieldRef, FieldValue,
        Record, RecordMut, RecordRef,
    },
    json::Json,
    json_error::JsonError,
    read::accept,
    reflect::{Api, ComponentInfo, Field, Type},
    unknown::Unknown,
};

/// The parameters of a request by the tables of its operation.
#[derive(Clone)]
pub struct DynParams {
    api: &'static Api,
    values: Vec<DynValue>,
}

/// The components of a request or session by their tables.
#[derive(Clone)]
pub struct DynComponents {
    api: &'static Api,
    slots: Vec<DynSlot>,
}

#[derive(Clone)]
struct DynSlot {
    info: &'static ComponentInfo,
    component: Option<DynComponent>,
}

#[derive(Clone)]
struct DynComponent {
    info: &'static ComponentInfo,
    enabled: Option<bool>,
    features: Vec<DynValue>,
}

/// A value of a type that is known at run time.
#[derive(Clone)]
enum DynValue {
    Json { field: &'static Field, json: Option<Json<'static>> },
    Components { api: &'static Api, components: Option<DynComponents> },
}

impl DynParams {
    /// Parameters of which none is set.
    pub fn new(api: &'static Api) -> Self {
        let value = |field: &'static Field| match field.value_type {
            Type::Components => DynValue::Components { api, components: None },
            _ => DynValue::new(field),
        };
        DynParams { api, values: api.params.iter().map(value).collect() }
    }

    /// Sets the parameter at a position of [`Api::params`].
    ///
    /// # Errors
    ///
    /// If the JSON is of another type; nothing is set then.
    pub fn set(&mut self, index: usize, json: &Json<'_>) -> Result<(), JsonError> {
        self.values[index].set(json)
    }

    /// The components, if they are set.
    pub fn components(&self) -> Option<&dyn Components> {
        component::components_of(self)
    }
}

impl DynComponents {
    /// No component.
    pub fn new(api: &'static Api) -> Self {
        DynComponents { api, slots: api.components.iter().map(|info| DynSlot { info, component: None }).collect() }
    }
}

impl Record for DynParams {
    fn view<'a>(&'a self, view: &mut dyn FnMut(RecordRef<'_, 'a>)) {
        let fields: Vec<_> = self.values.iter().map(DynValue::lend).collect();
        view(RecordRef { table: self.api.params, fields: &fields, unknown: None });
    }

    fn edit(&mut self, edit: &mut dyn FnMut(RecordMut<'_, '_>)) {
        let mut fields: Vec<_> = self.values.iter_mut().map(|value| value as &mut dyn FieldValue).collect();
        edit(RecordMut { table: self.api.params, fields: &mut fields, unknown: None });
    }
}

impl Components for DynComponents {
    fn api(&self) -> &'static Api {
        self.api
    }

    fn view<'a>(&'a self, view: &mut dyn FnMut(usize, &'a dyn Component)) {
        for (index, slot) in self.slots.iter().enumerate() {
            component::view_component(index, &slot.component, view);
        }
    }

    fn unknown(&self) -> Option<&Unknown> {
        None
    }

    fn edit(&mut self, edit: &mut dyn FnMut(ComponentsMut<'_, '_>)) {
        let mut slots: Vec<_> = self.slots.iter_mut().map(|slot| slot as &mut dyn ComponentSlot).collect();
        edit(ComponentsMut { slots: &mut slots, unknown: None });
    }
}

impl ComponentSlot for DynSlot {
    fn insert(&mut self) -> &mut dyn Component {
        self.component.get_or_insert_with(|| {
            let features = self.info.features.iter().map(|feature| DynValue::new(&feature.field));
            DynComponent { info: self.info, enabled: None, features: features.collect() }
        })
    }

    fn clear(&mut self) {
        self.component = None;
    }
}

impl Component for DynComponent {
    fn view<'a>(&'a self, view: &mut dyn FnMut(ComponentRef<'_, 'a>)) {
        let features: Vec<_> = self.features.iter().map(DynValue::lend).collect();
        view(ComponentRef { info: self.info, enabled: self.enabled, features: &features, unknown: None });
    }

    fn edit(&mut self, edit: &mut dyn FnMut(ComponentMut<'_, '_>)) {
        let mut features: Vec<_> = self.features.iter_mut().map(|value| value as &mut dyn FieldValue).collect();
        edit(ComponentMut { info: self.info, enabled: &mut self.enabled, features: &mut features, unknown: None });
    }
}

impl DynValue {
    fn new(field: &'static Field) -> Self {
        DynValue::Json { field, json: None }
    }

    fn lend(&self) -> FieldRef<'_> {
        match self {
            DynValue::Json { field, json } if field.is_boolean() => {
                FieldRef::Boolean(json.as_ref().and_then(Json::as_bool))
            }
            DynValue::Json { .. } => FieldRef::Value(self),
            DynValue::Components { components, .. } => {
                FieldRef::Components(components.as_ref().map(|components| components as _))
            }
        }
    }
}

impl FieldValue for DynValue {
    fn get(&self) -> Option<Json<'_>> {
        match self {
            DynValue::Json { json, .. } => json.clone(),
            DynValue::Components { .. } => self.lend().get(),
        }
    }

    fn set(&mut self, json: &Json<'_>) -> Result<(), JsonError> {
        match self {
            DynValue::Json { field, json: value } => {
                accept(field, json)?;
                *value = Some(json.clone().into_owned());
            }
            DynValue::Components { api, components } => {
                let mut read = DynComponents::new(api);
                crate::read::components_into(&mut read, json)?;
                *components = Some(read);
            }
        }
        Ok(())
    }
}
