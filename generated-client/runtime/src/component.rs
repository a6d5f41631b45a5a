//! The fields of generated structs: what encoding, JSON, rules and defaults work on.
//!
//! A generated struct lends its fields as array literals, in the order of its table, which has their names.

use crate::{
    json::Json,
    json_error::JsonError,
    reflect::{Api, ComponentInfo, Field},
    unknown::{ComponentUnknown, Unknown},
};

/// A field of a generated struct, which holds a [`Value`](crate::value::Value) or an `Option` of one.
#[doc(hidden)]
pub trait FieldValue {
    /// The value as JSON; `None` where the field has none.
    fn get(&self) -> Option<Json<'_>>;

    /// Reads a value into the field.
    ///
    /// # Errors
    ///
    /// If the JSON is of another type; the field keeps its value then.
    fn set(&mut self, json: &Json<'_>) -> Result<(), JsonError>;
}

/// A field that is lent: a boolean, as most are, by value.
#[derive(Clone, Copy)]
pub enum FieldRef<'a> {
    /// A boolean that can't be cleared.
    Boolean(Option<bool>),
    /// The components of a request or of a session.
    Components(Option<&'a dyn Components>),
    /// A value of another type.
    Value(&'a dyn FieldValue),
}

impl<'a> FieldRef<'a> {
    /// The value of a boolean that can't be cleared.
    pub fn as_bool(self) -> Option<bool> {
        if let FieldRef::Boolean(value) = self { value } else { None }
    }

    /// The components, if the field has them.
    pub fn components(self) -> Option<&'a dyn Components> {
        if let FieldRef::Components(components) = self { components } else { None }
    }
}

/// A struct of named values: the parameters of a request, a response object, or an object within one.
#[doc(hidden)]
pub trait Record {
    /// Lends the fields.
    fn view<'a>(&'a self, view: &mut dyn FnMut(RecordRef<'_, 'a>));

    /// Lends the fields to be changed.
    fn edit(&mut self, edit: &mut dyn FnMut(RecordMut<'_, '_>));
}

/// The fields of a [`Record`].
pub struct RecordRef<'s, 'a> {
    /// The table that describes the fields.
    pub table: &'static [Field],
    /// A value for each field of the table.
    pub fields: &'s [FieldRef<'a>],
    /// Fields that the table does not have. Only responses have them.
    pub unknown: Option<&'a Unknown>,
}

/// The fields of a [`Record`] that is changed.
pub struct RecordMut<'s, 'a> {
    /// The table that describes the fields.
    pub table: &'static [Field],
    /// A value for each field of the table.
    pub fields: &'s mut [&'a mut dyn FieldValue],
    /// Fields that the table does not have. Without it, such fields are refused.
    pub unknown: Option<&'a mut Unknown>,
}

/// A component of a request or of a session.
#[doc(hidden)]
pub trait Component {
    /// Lends the fields.
    fn view<'a>(&'a self, view: &mut dyn FnMut(ComponentRef<'_, 'a>));

    /// Lends the fields to be changed.
    fn edit(&mut self, edit: &mut dyn FnMut(ComponentMut<'_, '_>));
}

/// The fields of a [`Component`].
pub struct ComponentRef<'s, 'a> {
    /// The table that describes the component.
    pub info: &'static ComponentInfo,
    /// True if the session shows the component.
    pub enabled: Option<bool>,
    /// A value for each of [`ComponentInfo::features`].
    pub features: &'s [FieldRef<'a>],
    /// Fields and features that the table does not have. Only responses have them.
    pub unknown: Option<&'a ComponentUnknown>,
}

/// The fields of a [`Component`] that is changed.
pub struct ComponentMut<'s, 'a> {
    /// The table that describes the component.
    pub info: &'static ComponentInfo,
    /// True if the session shows the component.
    pub enabled: &'a mut dyn FieldValue,
    /// A value for each of [`ComponentInfo::features`].
    pub features: &'s mut [&'a mut dyn FieldValue],
    /// Fields and features that the table does not have. Without it, they are refused.
    pub unknown: Option<&'a mut ComponentUnknown>,
}

/// The components of a request or of a session.
#[doc(hidden)]
pub trait Components {
    /// The tables that describe the components.
    fn api(&self) -> &'static Api;

    /// Lends every component that is there, with its position in [`Api::components`].
    fn view<'a>(&'a self, view: &mut dyn FnMut(usize, &'a dyn Component));

    /// Components that the table does not have. Only responses have them.
    fn unknown(&self) -> Option<&Unknown>;

    /// Lends the components to be changed.
    fn edit(&mut self, edit: &mut dyn FnMut(ComponentsMut<'_, '_>));
}

/// The fields of [`Components`] that are changed.
pub struct ComponentsMut<'s, 'a> {
    /// A slot for each of [`Api::components`].
    pub slots: &'s mut [&'a mut dyn ComponentSlot],
    /// Components that the table does not have. Without it, they are refused.
    pub unknown: Option<&'a mut Unknown>,
}

/// The place of a component, which may be empty.
#[doc(hidden)]
pub trait ComponentSlot {
    /// The component, which is put into the slot if need be.
    fn insert(&mut self) -> &mut dyn Component;

    /// Empties the slot.
    fn clear(&mut self);
}

impl<T: Component + Default> ComponentSlot for Option<T> {
    fn insert(&mut self) -> &mut dyn Component {
        self.get_or_insert_default()
    }

    fn clear(&mut self) {
        *self = None;
    }
}

/// Lends a component, if it is there.
#[inline]
pub fn view_component<'a, T: Component>(
    index: usize,
    component: &'a Option<T>,
    view: &mut dyn FnMut(usize, &'a dyn Component),
) {
    if let Some(component) = component {
        view(index, component);
    }
}

/// The components among the parameters of a request, if they are set.
pub fn components_of(params: &dyn Record) -> Option<&dyn Components> {
    let mut components = None;
    params.view(&mut |params| components = params.fields.iter().find_map(|value| value.components()));
    components
}

/// Visits the fields of every component that is there.
pub(crate) fn each<'a>(components: &'a dyn Components, visit: &mut dyn FnMut(ComponentRef<'_, 'a>)) {
    components.view(&mut |_, component| component.view(visit));
}

/// True if no component is there.
pub fn is_empty(components: &dyn Components) -> bool {
    let mut is_empty = true;
    components.view(&mut |_, _| is_empty = false);
    is_empty
}
