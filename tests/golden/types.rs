pub use self::generated::*;

#[allow(dead_code)]
mod generated {
    #[allow(unused_imports)]
    use ::generated_client_runtime::{
        Clearable, ComponentUnknown, ExpandableId, FeatureError, Id, Secret, Timestamp,
        Unknown, ValidationError, rt,
    };

    /// Opens a window.
    ///
    /// `POST /v1/windows`
    #[derive(Clone, Debug, PartialEq)]
    pub struct OpenWindow(OpenWindowParts);

    impl OpenWindow {
        /// Starts a request. Its required parameters must be set before it can be built.
        pub fn builder() -> OpenWindowBuilder {
            Default::default()
        }

        /// The account.
        ///
        /// Parameter `account`.
        pub fn account(&self) -> &Id {
            &self.0.account
        }

        /// A choice.
        ///
        /// Parameter `mode`.
        pub fn mode(&self) -> &ModeValue {
            &self.0.mode
        }

        /// A number.
        ///
        /// Parameter `rows`.
        pub fn rows(&self) -> Option<i64> {
            self.0.rows
        }

        /// A text.
        ///
        /// Parameter `label`.
        pub fn label(&self) -> Option<&Clearable<String>> {
            self.0.label.as_ref()
        }

        /// Numbers.
        ///
        /// Parameter `sizes`.
        pub fn sizes(&self) -> Option<&[i64]> {
            self.0.sizes.as_deref()
        }

        /// The design.
        ///
        /// Parameter `branding`.
        pub fn branding(&self) -> Option<&Clearable<BrandingObject>> {
            self.0.branding.as_ref()
        }

        /// The components.
        ///
        /// Parameter `components`.
        pub fn components(&self) -> Option<&ComponentsParams> {
            self.0.components.as_ref()
        }

        /// Takes the request apart. [`OpenWindowParts::build`] puts parameters together again.
        pub fn into_parts(self) -> OpenWindowParts {
            self.0
        }

        /// Checks the rules that depend on the account. A rule about an unknown fact is left to the API.
        ///
        /// # Errors
        ///
        /// Every parameter that the API would refuse for such an account, all at once.
        pub fn validate_for(&self, facts: &AccountFacts) -> Result<(), ValidationError> {
            rt::validate_for(rt::components_of(&self.0), &facts.positions())
        }

        /// The components of the session for such an account: the values set, and defaults for the rest.
        /// A value is `None` where it depends on an unknown fact, or on a default that the API does not document.
        pub fn resolve(&self, facts: &AccountFacts) -> Components {
            rt::resolve(rt::components_of(&self.0), &facts.positions())
        }
    }

    #[diagnostic::do_not_recommend]
    impl rt::Request for OpenWindow {
        type Response = Window;
        const API: &'static rt::Api = &API;

        fn encode(&self) -> String {
            rt::encode(&self.0)
        }

        fn validate(&self) -> Result<(), ValidationError> {
            rt::validate(&self.0)
        }
    }

    /// The parameters of [`OpenWindow`].
    #[derive(Clone, Debug, Default, PartialEq)]
    #[non_exhaustive]
    pub struct OpenWindowParts {
        /// The account.
        ///
        /// Parameter `account`.
        pub account: Id,
        /// A choice.
        ///
        /// Parameter `mode`.
        pub mode: ModeValue,
        /// A number.
        ///
        /// Parameter `rows`.
        pub rows: Option<i64>,
        /// A text.
        ///
        /// Parameter `label`.
        pub label: Option<Clearable<String>>,
        /// Numbers.
        ///
        /// Parameter `sizes`.
        pub sizes: Option<Vec<i64>>,
        /// The design.
        ///
        /// Parameter `branding`.
        pub branding: Option<Clearable<BrandingObject>>,
        /// The components.
        ///
        /// Parameter `components`.
        pub components: Option<ComponentsParams>,
    }

    impl OpenWindowParts {
        /// Completes the request and checks the rules that need no account.
        ///
        /// # Errors
        ///
        /// Every parameter that breaks one of them, all at once.
        pub fn build(self) -> Result<OpenWindow, ValidationError> {
            rt::validate(&self)?;
            Ok(OpenWindow(self))
        }
    }

    impl rt::Record for OpenWindowParts {
        fn view<'a>(&'a self, view: &mut dyn FnMut(rt::RecordRef<'_, 'a>)) {
            view(rt::RecordRef {
                table: API.params,
                fields: &[
                    rt::FieldRef::Value(&self.account),
                    rt::FieldRef::Value(&self.mode),
                    rt::FieldRef::Value(&self.rows),
                    rt::FieldRef::Value(&self.label),
                    rt::FieldRef::Value(&self.sizes),
                    rt::FieldRef::Value(&self.branding),
                    rt::FieldRef::Components(
                        self.components.as_ref().map(|components| components as _),
                    ),
                ],
                unknown: None,
            });
        }

        fn edit(&mut self, edit: &mut dyn FnMut(rt::RecordMut<'_, '_>)) {
            edit(rt::RecordMut {
                table: API.params,
                fields: &mut [
                    &mut self.account,
                    &mut self.mode,
                    &mut self.rows,
                    &mut self.label,
                    &mut self.sizes,
                    &mut self.branding,
                    &mut self.components,
                ],
                unknown: None,
            });
        }
    }

    rt::impl_json!(OpenWindowParts);

    rt::impl_request_json!(OpenWindow, OpenWindowParts);

    /// The builder of [`OpenWindow`].
    #[derive(Clone, Debug, Default)]
    #[must_use = "call `.build()` to complete the request"]
    pub struct OpenWindowBuilder<AccountState = rt::Missing, ModeState = rt::Missing> {
        parts: OpenWindowParts,
        states: rt::PhantomData<(AccountState, ModeState)>,
    }

    impl<AccountState, ModeState> OpenWindowBuilder<AccountState, ModeState> {
        /// Sets [`account`](OpenWindowParts#structfield.account).
        pub fn account(
            mut self,
            value: impl Into<Id>,
        ) -> OpenWindowBuilder<rt::Set, ModeState> {
            self.parts.account = value.into();
            OpenWindowBuilder {
                parts: self.parts,
                states: rt::PhantomData,
            }
        }

        /// Sets [`mode`](OpenWindowParts#structfield.mode).
        pub fn mode(
            mut self,
            value: impl Into<ModeValue>,
        ) -> OpenWindowBuilder<AccountState, rt::Set> {
            self.parts.mode = value.into();
            OpenWindowBuilder {
                parts: self.parts,
                states: rt::PhantomData,
            }
        }

        /// Sets [`rows`](OpenWindowParts#structfield.rows).
        pub fn rows(mut self, value: i64) -> Self {
            self.parts.rows = Some(value);
            self
        }

        /// Sets [`label`](OpenWindowParts#structfield.label).
        pub fn label(mut self, value: impl Into<String>) -> Self {
            self.parts.label = Some(Clearable::Set(value.into()));
            self
        }

        /// Clears `label`: sends an empty value; the response has `null`.
        pub fn clear_label(mut self) -> Self {
            self.parts.label = Some(Clearable::Clear);
            self
        }

        /// Sets [`sizes`](OpenWindowParts#structfield.sizes).
        pub fn sizes(mut self, value: impl IntoIterator<Item = i64>) -> Self {
            self.parts.sizes = Some(value.into_iter().collect());
            self
        }

        /// Sets [`branding`](OpenWindowParts#structfield.branding).
        pub fn branding(mut self, value: BrandingObject) -> Self {
            self.parts.branding = Some(Clearable::Set(value));
            self
        }

        /// Clears `branding`: sends an empty value; the response has `null`.
        pub fn clear_branding(mut self) -> Self {
            self.parts.branding = Some(Clearable::Clear);
            self
        }

        /// Sets [`components`](OpenWindowParts#structfield.components).
        pub fn components(mut self, value: ComponentsParams) -> Self {
            self.parts.components = Some(value);
            self
        }

        /// Completes the request and checks the rules that need no account.
        ///
        /// # Errors
        ///
        /// Every parameter that breaks one of them, all at once.
        pub fn build(self) -> Result<OpenWindow, ValidationError>
        where
            AccountState: AccountGiven,
            ModeState: ModeGiven,
        {
            self.parts.build()
        }
    }

    /// Implemented once the required parameter `account` is set.
    #[diagnostic::on_unimplemented(
        message = "the required parameter `account` is missing",
        label = "`account` is not set",
        note = "call `.account(...)` before `.build()`"
    )]
    pub trait AccountGiven {}

    #[diagnostic::do_not_recommend]
    impl AccountGiven for rt::Set {}

    /// Implemented once the required parameter `mode` is set.
    #[diagnostic::on_unimplemented(
        message = "the required parameter `mode` is missing",
        label = "`mode` is not set",
        note = "call `.mode(...)` before `.build()`"
    )]
    pub trait ModeGiven {}

    #[diagnostic::do_not_recommend]
    impl ModeGiven for rt::Set {}

    /// The embedded components that a session may show. Components that are left out are disabled.
    #[derive(Clone, Debug, Default, PartialEq)]
    #[non_exhaustive]
    pub struct ComponentsParams {
        /// Named by a keyword.
        ///
        /// Parameter `components[type]`.
        pub r#type: Option<TypeParams>,
    }

    impl ComponentsParams {
        /// No component.
        pub fn new() -> Self {
            Default::default()
        }

        /// Sets [`type`](Self#structfield.type).
        #[must_use]
        pub fn r#type(mut self, params: TypeParams) -> Self {
            self.r#type = Some(params);
            self
        }

        /// Sets a component that is chosen at run time, with boolean features.
        ///
        /// # Errors
        ///
        /// If the component lacks one of the features, or it is not boolean; nothing is set then.
        pub fn set(
            &mut self,
            component: Component,
            enabled: bool,
            features: &[(Feature, bool)],
        ) -> Result<(), FeatureError> {
            let mut changed = Clone::clone(self);
            rt::remove(&mut changed, component.index());
            rt::set_enabled(&mut changed, component.index(), enabled);
            for &(feature, value) in features {
                changed.set_feature(component, feature, value)?;
            }
            *self = changed;
            Ok(())
        }

        /// Sets a feature of any type that is chosen at run time; `null` clears it. Its component is enabled unless
        /// it was set before.
        ///
        /// # Errors
        ///
        /// If the component lacks the feature, or the value has another type; nothing is set then.
        pub fn set_feature(
            &mut self,
            component: Component,
            feature: Feature,
            value: impl Into<rt::serde_json::Value>,
        ) -> Result<(), FeatureError> {
            rt::set_feature(self, component.index(), feature.name(), &value.into())
        }

        /// True if no component is set.
        pub fn is_empty(&self) -> bool {
            rt::is_empty(self)
        }
    }

    impl rt::Components for ComponentsParams {
        fn api(&self) -> &'static rt::Api {
            &API
        }

        fn view<'a>(&'a self, view: &mut dyn FnMut(usize, &'a dyn rt::Component)) {
            rt::view_component(0, &self.r#type, view);
        }

        fn unknown(&self) -> Option<&Unknown> {
            None
        }

        fn edit(&mut self, edit: &mut dyn FnMut(rt::ComponentsMut<'_, '_>)) {
            edit(rt::ComponentsMut {
                slots: &mut [&mut self.r#type],
                unknown: None,
            });
        }
    }

    rt::impl_value!(components_from_json, components_to_json, ComponentsParams);

    /// Configures the component `type`.
    ///
    /// Named by a keyword.
    ///
    /// Parameter `components[type]`.
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct TypeParams {
        /// Enables the component.
        pub enabled: bool,
        /// A switch named by a keyword.
        ///
        /// `true` by default.
        ///
        /// Parameter `components[type][features][loop]`.
        pub r#loop: Option<bool>,
        /// A text.
        ///
        /// `null` by default.
        ///
        /// It can be cleared by [`clear_title`](TypeParams::clear_title).
        ///
        /// Parameter `components[type][features][title]`.
        pub title: Option<Clearable<String>>,
        /// The parts.
        ///
        /// The API does not document a default.
        ///
        /// Parameter `components[type][features][panes]`.
        pub panes: Option<Vec<PanesObject>>,
    }

    impl TypeParams {
        /// The component, with every feature left to its default.
        pub fn new(enabled: bool) -> Self {
            Self {
                enabled,
                r#loop: None,
                title: None,
                panes: None,
            }
        }

        /// The component enabled, with every feature left to its default.
        pub fn enabled() -> Self {
            Self::new(true)
        }

        /// The component disabled, with every feature left to its default.
        pub fn disabled() -> Self {
            Self::new(false)
        }

        /// Sets [`loop`](Self#structfield.loop).
        #[must_use]
        pub fn r#loop(mut self, value: bool) -> Self {
            self.r#loop = Some(value);
            self
        }

        /// Sets [`title`](Self#structfield.title).
        #[must_use]
        pub fn title(mut self, value: impl Into<String>) -> Self {
            self.title = Some(Clearable::Set(value.into()));
            self
        }

        /// Clears `title`: sends an empty value; the response has `null`.
        #[must_use]
        pub fn clear_title(mut self) -> Self {
            self.title = Some(Clearable::Clear);
            self
        }

        /// Sets [`panes`](Self#structfield.panes).
        #[must_use]
        pub fn panes(mut self, value: impl IntoIterator<Item = PanesObject>) -> Self {
            self.panes = Some(value.into_iter().collect());
            self
        }
    }

    impl Default for TypeParams {
        /// The component enabled, with every feature left to its default.
        fn default() -> Self {
            Self::enabled()
        }
    }

    impl rt::Component for TypeParams {
        fn view<'a>(&'a self, view: &mut dyn FnMut(rt::ComponentRef<'_, 'a>)) {
            view(rt::ComponentRef {
                info: &API.components[0],
                enabled: Some(self.enabled),
                features: &[
                    rt::FieldRef::Boolean(self.r#loop),
                    rt::FieldRef::Value(&self.title),
                    rt::FieldRef::Value(&self.panes),
                ],
                unknown: None,
            });
        }

        fn edit(&mut self, edit: &mut dyn FnMut(rt::ComponentMut<'_, '_>)) {
            edit(rt::ComponentMut {
                info: &API.components[0],
                enabled: &mut self.enabled,
                features: &mut [&mut self.r#loop, &mut self.title, &mut self.panes],
                unknown: None,
            });
        }
    }

    rt::impl_value!(component_from_json, component_to_json, TypeParams);

    /// A window.
    ///
    /// A field is `None` where the response left it out. Fields that this version does not know, or can't read, are kept in `unknown`, and serialized again.
    ///
    /// Serializing it writes `client_secret` in plain text; `Debug` does not show it.
    #[derive(Clone, Debug, Default, PartialEq)]
    #[non_exhaustive]
    pub struct Window {
        /// The type of the object: `window`.
        pub object: Option<String>,
        /// The secret.
        pub client_secret: Secret,
        /// A choice.
        pub mode: Option<ModeValue>,
        /// A time.
        pub opened: Option<Timestamp>,
        /// The components.
        pub components: Components,
        /// Fields of the response that this version does not know.
        pub unknown: Unknown,
    }

    impl rt::Record for Window {
        fn view<'a>(&'a self, view: &mut dyn FnMut(rt::RecordRef<'_, 'a>)) {
            view(rt::RecordRef {
                table: API.fields,
                fields: &[
                    rt::FieldRef::Value(&self.object),
                    rt::FieldRef::Value(&self.client_secret),
                    rt::FieldRef::Value(&self.mode),
                    rt::FieldRef::Value(&self.opened),
                    rt::FieldRef::Components(Some(&self.components)),
                ],
                unknown: Some(&self.unknown),
            });
        }

        fn edit(&mut self, edit: &mut dyn FnMut(rt::RecordMut<'_, '_>)) {
            edit(rt::RecordMut {
                table: API.fields,
                fields: &mut [
                    &mut self.object,
                    &mut self.client_secret,
                    &mut self.mode,
                    &mut self.opened,
                    &mut self.components,
                ],
                unknown: Some(&mut self.unknown),
            });
        }
    }

    rt::impl_json!(Window);

    /// The embedded components of a session.
    ///
    /// A component is `None` where the response left it out.
    #[derive(Clone, Debug, Default, PartialEq)]
    #[non_exhaustive]
    pub struct Components {
        /// Named by a keyword.
        pub r#type: Option<Type>,
        /// Components of the response that this version does not know.
        pub unknown: Unknown,
    }

    impl Components {
        /// True if a component that is chosen at run time is enabled; `None` where the response does not say.
        pub fn is_enabled(&self, component: Component) -> Option<bool> {
            rt::is_enabled(self, component.index())
        }

        /// The value of a boolean feature that is chosen at run time; `None` where the response does not say, or
        /// the component lacks the feature.
        pub fn feature(&self, component: Component, feature: Feature) -> Option<bool> {
            self.feature_value(component, feature)?.as_bool()
        }

        /// The value of a feature of any type that is chosen at run time, as JSON.
        pub fn feature_value(
            &self,
            component: Component,
            feature: Feature,
        ) -> Option<rt::serde_json::Value> {
            rt::feature_value(self, component.index(), feature.name())
        }

        /// Enables or disables a component that is chosen at run time, such as for a test.
        pub fn set_enabled(&mut self, component: Component, enabled: bool) {
            rt::set_enabled(self, component.index(), enabled);
        }

        /// Sets a feature that is chosen at run time, such as for a test.
        ///
        /// # Errors
        ///
        /// If the component lacks the feature, or the value has another type; nothing is changed then.
        pub fn set_feature(
            &mut self,
            component: Component,
            feature: Feature,
            value: impl Into<rt::serde_json::Value>,
        ) -> Result<(), FeatureError> {
            rt::set_feature(self, component.index(), feature.name(), &value.into())
        }
    }

    impl rt::Components for Components {
        fn api(&self) -> &'static rt::Api {
            &API
        }

        fn view<'a>(&'a self, view: &mut dyn FnMut(usize, &'a dyn rt::Component)) {
            rt::view_component(0, &self.r#type, view);
        }

        fn unknown(&self) -> Option<&Unknown> {
            Some(&self.unknown)
        }

        fn edit(&mut self, edit: &mut dyn FnMut(rt::ComponentsMut<'_, '_>)) {
            edit(rt::ComponentsMut {
                slots: &mut [&mut self.r#type],
                unknown: Some(&mut self.unknown),
            });
        }
    }

    rt::impl_value!(components_from_json, components_to_json, Components);

    /// The component `type` of a session.
    ///
    /// Named by a keyword.
    ///
    /// A value is `None` where the response left it out, or where `resolve` can't predict it.
    #[derive(Clone, Debug, Default, PartialEq)]
    #[non_exhaustive]
    pub struct Type {
        /// True if the session may show the component.
        pub enabled: Option<bool>,
        /// A switch named by a keyword.
        ///
        /// `true` by default.
        ///
        /// Parameter `components[type][features][loop]`.
        pub r#loop: Option<bool>,
        /// A text.
        ///
        /// `null` by default.
        ///
        /// It can be cleared by [`clear_title`](TypeParams::clear_title).
        ///
        /// Parameter `components[type][features][title]`.
        pub title: Option<String>,
        /// The parts.
        ///
        /// The API does not document a default.
        ///
        /// Parameter `components[type][features][panes]`.
        pub panes: Option<Vec<PanesObject>>,
        /// Fields and features of the response that this version does not know.
        pub unknown: ComponentUnknown,
    }

    impl rt::Component for Type {
        fn view<'a>(&'a self, view: &mut dyn FnMut(rt::ComponentRef<'_, 'a>)) {
            view(rt::ComponentRef {
                info: &API.components[0],
                enabled: self.enabled,
                features: &[
                    rt::FieldRef::Boolean(self.r#loop),
                    rt::FieldRef::Value(&self.title),
                    rt::FieldRef::Value(&self.panes),
                ],
                unknown: Some(&self.unknown),
            });
        }

        fn edit(&mut self, edit: &mut dyn FnMut(rt::ComponentMut<'_, '_>)) {
            edit(rt::ComponentMut {
                info: &API.components[0],
                enabled: &mut self.enabled,
                features: &mut [&mut self.r#loop, &mut self.title, &mut self.panes],
                unknown: Some(&mut self.unknown),
            });
        }
    }

    rt::impl_value!(component_from_json, component_to_json, Type);

    /// The facts about a connected account on which defaults and restrictions depend.
    #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
    #[non_exhaustive]
    pub struct AccountFacts {}

    impl AccountFacts {
        /// No fact is known.
        pub const fn unknown() -> Self {
            Self {}
        }

        /// Reads the facts from the API's account object.
        ///
        /// A value that this version does not know leaves a fact unknown.
        pub fn from_account(account: &rt::serde_json::Value) -> Self {
            let [] = rt::fact_positions(&API, account);
            Self {}
        }

        /// The position of each fact's value.
        fn positions(&self) -> [Option<usize>; 0] {
            []
        }
    }

    impl rt::FromAccount for AccountFacts {
        fn from_account(account: &rt::serde_json::Value) -> Self {
            Self::from_account(account)
        }
    }

    /// A value of `mode`.
    #[derive(Clone, Debug, PartialEq, Eq, Hash)]
    #[non_exhaustive]
    pub enum ModeValue {
        /// `day`
        Day,
        /// `24-hours`
        V24Hours,
        /// A value that this version does not know.
        Unrecognized(String),
    }

    impl ModeValue {
        /// Every known value, in the order of the API description.
        pub const ALL: &'static [Self] = &[Self::Day, Self::V24Hours];

        /// The text on the wire.
        pub fn as_str(&self) -> &str {
            match self {
                Self::Day => "day",
                Self::V24Hours => "24-hours",
                Self::Unrecognized(text) => text,
            }
        }
    }

    impl Default for ModeValue {
        /// The empty text, which the API refuses.
        fn default() -> Self {
            Self::Unrecognized(String::new())
        }
    }

    impl From<&str> for ModeValue {
        fn from(text: &str) -> Self {
            match text {
                "day" => Self::Day,
                "24-hours" => Self::V24Hours,
                text => Self::Unrecognized(text.to_owned()),
            }
        }
    }

    impl rt::Value for ModeValue {
        fn from_json(json: &rt::Json<'_>) -> Result<Self, rt::JsonError> {
            rt::text_from_json(json).map(Self::from)
        }

        fn to_json(&self) -> rt::Json<'_> {
            rt::Json::text(self.as_str())
        }
    }

    rt::impl_json!(ModeValue);

    /// The fields of `branding`.
    #[derive(Clone, Debug, Default, PartialEq)]
    #[non_exhaustive]
    pub struct BrandingObject {
        /// A text named by a keyword.
        pub r#type: Option<String>,
        /// An identifier.
        pub logo: Option<Clearable<Id>>,
        /// Fields of the response that this version does not know. They are not sent.
        pub unknown: Unknown,
    }

    impl BrandingObject {
        const FIELDS: &[rt::Field] = &[
            rt::Field::new("type", "A text named by a keyword.", rt::Type::String)
                .rust("r#type", ""),
            rt::Field::new("logo", "An identifier.", rt::Type::Id { prefix: "file_" })
                .clearable(),
        ];

        /// An object with its required fields.
        pub fn new(r#type: impl Into<String>) -> Self {
            Self {
                r#type: Some(r#type.into()),
                logo: None,
                unknown: Default::default(),
            }
        }

        /// Sets [`type`](Self#structfield.type).
        #[must_use]
        pub fn r#type(mut self, value: impl Into<String>) -> Self {
            self.r#type = Some(value.into());
            self
        }

        /// Sets [`logo`](Self#structfield.logo).
        #[must_use]
        pub fn logo(mut self, value: impl Into<Id>) -> Self {
            self.logo = Some(Clearable::Set(value.into()));
            self
        }

        /// Clears `logo`: sends an empty value; the response has `null`.
        #[must_use]
        pub fn clear_logo(mut self) -> Self {
            self.logo = Some(Clearable::Clear);
            self
        }
    }

    impl rt::Record for BrandingObject {
        fn view<'a>(&'a self, view: &mut dyn FnMut(rt::RecordRef<'_, 'a>)) {
            view(rt::RecordRef {
                table: Self::FIELDS,
                fields: &[
                    rt::FieldRef::Value(&self.r#type),
                    rt::FieldRef::Value(&self.logo),
                ],
                unknown: Some(&self.unknown),
            });
        }

        fn edit(&mut self, edit: &mut dyn FnMut(rt::RecordMut<'_, '_>)) {
            edit(rt::RecordMut {
                table: Self::FIELDS,
                fields: &mut [&mut self.r#type, &mut self.logo],
                unknown: Some(&mut self.unknown),
            });
        }
    }

    rt::impl_json!(BrandingObject);

    /// The fields of `panes`.
    #[derive(Clone, Debug, Default, PartialEq)]
    #[non_exhaustive]
    pub struct PanesObject {
        /// A number.
        pub width: Option<i64>,
        /// Fields of the response that this version does not know. They are not sent.
        pub unknown: Unknown,
    }

    impl PanesObject {
        const FIELDS: &[rt::Field] = &[
            rt::Field::new("width", "A number.", rt::Type::Integer),
        ];

        /// An object with its required fields.
        pub fn new(width: i64) -> Self {
            Self {
                width: Some(width),
                unknown: Default::default(),
            }
        }

        /// Sets [`width`](Self#structfield.width).
        #[must_use]
        pub fn width(mut self, value: i64) -> Self {
            self.width = Some(value);
            self
        }
    }

    impl rt::Record for PanesObject {
        fn view<'a>(&'a self, view: &mut dyn FnMut(rt::RecordRef<'_, 'a>)) {
            view(rt::RecordRef {
                table: Self::FIELDS,
                fields: &[rt::FieldRef::Value(&self.width)],
                unknown: Some(&self.unknown),
            });
        }

        fn edit(&mut self, edit: &mut dyn FnMut(rt::RecordMut<'_, '_>)) {
            edit(rt::RecordMut {
                table: Self::FIELDS,
                fields: &mut [&mut self.width],
                unknown: Some(&mut self.unknown),
            });
        }
    }

    rt::impl_json!(PanesObject);

    /// An embedded component.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
    #[non_exhaustive]
    pub enum Component {
        /// Named by a keyword.
        Type,
    }

    impl Component {
        /// Every component, in the order of the API description.
        pub const ALL: &'static [Self] = &[Self::Type];

        /// The name on the wire.
        pub const fn name(self) -> &'static str {
            match self {
                Self::Type => "type",
            }
        }

        /// The component of this name on the wire.
        pub fn from_name(name: &str) -> Option<Self> {
            Self::ALL.iter().copied().find(|value| value.name() == name)
        }
    }

    impl Component {
        fn index(self) -> usize {
            self as usize
        }

        /// The table that describes the component.
        pub fn info(self) -> &'static rt::ComponentInfo {
            &API.components[self.index()]
        }

        /// The features that the component has, in the order of its [`info`](Self::info).
        pub fn features(self) -> impl Iterator<Item = Feature> {
            self.info()
                .features
                .iter()
                .filter_map(|feature| Feature::from_name(feature.field.name))
        }
    }

    /// A feature of one or more components.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
    #[non_exhaustive]
    pub enum Feature {
        /// A switch named by a keyword.
        Loop,
        /// A text.
        Title,
        /// The parts.
        Panes,
    }

    impl Feature {
        /// Every feature, in the order of the API description.
        pub const ALL: &'static [Self] = &[Self::Loop, Self::Title, Self::Panes];

        /// The name on the wire.
        pub const fn name(self) -> &'static str {
            match self {
                Self::Loop => "loop",
                Self::Title => "title",
                Self::Panes => "panes",
            }
        }

        /// The feature of this name on the wire.
        pub fn from_name(name: &str) -> Option<Self> {
            Self::ALL.iter().copied().find(|value| value.name() == name)
        }
    }

    impl From<Feature> for &'static str {
        fn from(feature: Feature) -> Self {
            feature.name()
        }
    }

    /// The description of API version `2030-01-01.types`.
    pub static API: rt::Api = rt::Api::new("2030-01-01.types", "POST", "/v1/windows")
        .params(
            &[
                rt::Field::new(
                        "account",
                        "The account.",
                        rt::Type::Id { prefix: "acct_" },
                    )
                    .required(),
                rt::Field::new(
                        "mode",
                        "A choice.",
                        rt::Type::Enum {
                            values: &["day", "24-hours", "*"],
                        },
                    )
                    .required(),
                rt::Field::new("rows", "A number.", rt::Type::Integer),
                rt::Field::new("label", "A text.", rt::Type::String).clearable(),
                rt::Field::new("sizes", "Numbers.", rt::Type::List(&rt::Type::Integer)),
                rt::Field::new(
                        "branding",
                        "The design.",
                        rt::Type::Object {
                            fields: &[
                                rt::Field::new(
                                        "type",
                                        "A text named by a keyword.",
                                        rt::Type::String,
                                    )
                                    .required()
                                    .rust("r#type", ""),
                                rt::Field::new(
                                        "logo",
                                        "An identifier.",
                                        rt::Type::Id { prefix: "file_" },
                                    )
                                    .clearable(),
                            ],
                        },
                    )
                    .clearable()
                    .rust("branding", "BrandingObject"),
                rt::Field::new("components", "The components.", rt::Type::Components),
            ],
        )
        .object(
            "window",
            &[
                rt::Field::new(
                    "object",
                    "The type of the object: `window`.",
                    rt::Type::String,
                ),
                rt::Field::new("client_secret", "The secret.", rt::Type::Secret)
                    .required(),
                rt::Field::new(
                    "mode",
                    "A choice.",
                    rt::Type::Enum {
                        values: &["day", "24-hours", "*"],
                    },
                ),
                rt::Field::new("opened", "A time.", rt::Type::Timestamp),
                rt::Field::new("components", "The components.", rt::Type::Components),
            ],
        )
        .facts(&[], &[])
        .components(
            &[
                rt::ComponentInfo::new(
                        "type",
                        "Named by a keyword.",
                        "components[type]",
                        &[
                            rt::FeatureInfo::new(
                                rt::Field::new(
                                        "loop",
                                        "A switch named by a keyword.",
                                        rt::Type::Boolean,
                                    )
                                    .rust("r#loop", ""),
                                "components[type][features][loop]",
                                rt::DefaultRule::Value(rt::Literal::Boolean(true)),
                            ),
                            rt::FeatureInfo::new(
                                rt::Field::new("title", "A text.", rt::Type::String)
                                    .clearable(),
                                "components[type][features][title]",
                                rt::DefaultRule::Value(rt::Literal::Null),
                            ),
                            rt::FeatureInfo::new(
                                rt::Field::new(
                                        "panes",
                                        "The parts.",
                                        rt::Type::List(
                                            &rt::Type::Object {
                                                fields: &[
                                                    rt::Field::new("width", "A number.", rt::Type::Integer)
                                                        .required(),
                                                ],
                                            },
                                        ),
                                    )
                                    .rust("panes", "PanesObject"),
                                "components[type][features][panes]",
                                rt::DefaultRule::Undocumented,
                            ),
                        ],
                    )
                    .rust("r#type", "TypeParams"),
            ],
        )
        .rust_type("OpenWindow");
}
